"""The most doubtful merges of a graph, each with lines for the corrections file that settle it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .corrections import Correction

WHO, WHY = "your name", "your reason"
"""What stands in a ready line until the reader writes over it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two statements that one event holds by little."""

    event: str
    label: str
    sure: float
    """From 0 to 1."""
    statements: tuple[str, str]
    sentences: tuple[str, str]

    @property
    def lines(self) -> tuple[str, str]:
        """Ready lines: they are two events; they are one."""
        apart, together = (Correction(do, self.statements, WHO, WHY).line() for do in ("not-same", "same"))
        return apart, together


def doubts(rows: Iterable[Any], *, base: str, most: int | None = None) -> list[Doubt]:
    """The doubts in the rows of the packaged question `doubtful-merges`, a pair once, at most so many."""
    found: dict[tuple[str, str], Doubt] = {}
    for row in rows:
        pair = row.one_id.removeprefix(base), row.other_id.removeprefix(base)
        event = str(row.event).removeprefix(base)
        found.setdefault(pair, Doubt(event, row.what, float(row.sure), pair, (row.one, row.other)))
    return list(found.values())[:most]
