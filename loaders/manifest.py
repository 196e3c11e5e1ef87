"""manifest.csv: metadata about files that do not carry their own, never a table of articles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from ..ontology.errors import DocumentError, InputError
from .encoding import decode

NAME = "manifest.csv"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Metadata:
    """One row: what is known about one file; None where the cell is empty."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


_COLUMNS = tuple(field.name for field in fields(Metadata))


def read_manifest(path: Path) -> Mapping[str, Metadata]:
    """File name, relative to the manifest's folder, to its metadata. InputError names the row that is wrong."""
    try:
        text, _ = decode(path.read_bytes())
    except (OSError, DocumentError) as error:
        raise InputError(f"{path.name}: can not be read: {error}") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if "file" not in (rows.fieldnames or ()):
        found, known = ", ".join(rows.fieldnames or ()) or "none", ", ".join(_COLUMNS)
        raise InputError(f"{path.name}: the column 'file' is missing; found: {found}; known: file, {known}")
    manifest: dict[str, Metadata] = {}
    for number, row in enumerate(rows, start=2):
        name = (row["file"] or "").strip().replace("\\", "/").removeprefix("./")
        if not name:
            raise InputError(f"{path.name}, row {number}: the cell 'file' is empty")
        if name in manifest:
            raise InputError(f"{path.name}, row {number}: '{name}' has a row already; keep one")
        manifest[name] = _metadata(row, f"{path.name}, row {number}")
    return manifest


def _metadata(row: Mapping[str, str | None], where: str) -> Metadata:
    cells = {name: (row.get(name) or "").strip() or None for name in _COLUMNS}
    published = cells["published"]
    if published is not None and not is_date(published):
        raise InputError(f"{where}: published is '{published}'; expected 2022, 2022-05 or 2022-05-14")
    return Metadata(**cells)


def is_date(text: str) -> bool:
    """Whether the text is an ISO 8601 year, month or day that exists."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
