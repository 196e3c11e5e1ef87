"""The statement table as CSV: one row a statement, one column a role, for spreadsheets.

A spreadsheet runs a cell that begins with = + - or @ as a formula, and corpus text may begin so: such a cell gets an
apostrophe in front, and so does one that already begins with apostrophes and one of these, so that `unquote` undoes it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ..folder import atomic
from ..rdf.literals import clean
from ..table import Row, rows
from . import Source

ROLES = ("recipient", "weapon", "object", "place", "origin", "destination", "topic")
COLUMNS = (
    "id", "document", "kind", "type", "actor", "actor_id", "actor_type", *ROLES, "target_ids", "polarity", "modality",
    "attribution", "attribution_id", "attribution_chain", "date", "quantity", "unit", "confidence", "text", "start",
    "end", "about",
)  # fmt: skip
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def write(source: Source, path: Path) -> None:
    """Write a header and one row a statement; several participants of one role are divided by "; "."""
    with atomic(path) as out:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for row in rows(source.readings(), source.background()):
            table.writerow([quote(clean(cell)) if isinstance(cell, str) else cell for cell in _cells(row)])
        text.flush()
        text.detach()


def quote(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would run it."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unquote(cell: str) -> str:
    """What `quote` was given."""
    return cell[1:] if _QUOTED.match(cell) else cell


def _cells(row: Row) -> Iterator[str | int | float | None]:
    actor, speaker = row["actor"], row["attribution"]
    yield from (row["id"], row["document"], row["kind"], row["type"])
    yield from (actor["label"], actor["id"], actor["type"]) if actor is not None else ("", "", "")
    for role in ROLES:
        yield "; ".join(t["label"] for t in row["targets"] if t["role"] == role)
    yield "; ".join(f"{t['role']}={t['id']}" for t in row["targets"])
    yield from (row["polarity"], row["modality"])
    yield from (speaker["label"], speaker["id"]) if speaker is not None else ("", "")
    yield "; ".join(p["label"] for p in row["attribution_chain"])
    yield from (row["date"], row["quantity"], row["unit"], row["confidence"], row["text"], row["start"], row["end"])
    yield "; ".join(row["about"])
