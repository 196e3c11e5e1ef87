"""Parts: a corpus too large for one page as several, one stretch of time each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...ontology.records import Reading

LIMIT = 60_000
"""Statements in one page; with more, a browser takes too long to open it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Documents that go into one page, and the time that they are from."""

    readings: tuple[Reading, ...]
    words: str


def chronological(readings: Sequence[Reading]) -> list[Reading]:
    """By date of publication, undated ones first; documents of one day by id."""
    return sorted(readings, key=lambda reading: (reading.document.published or "", reading.document.id))


def parts(readings: Sequence[Reading], limit: int = LIMIT) -> list[Part]:
    """The readings in chronological parts of no more statements than the limit, a document never divided."""
    return [Part(tuple(group), words(group)) for group in groups(chronological(readings), limit)]


def groups(readings: Sequence[Reading], limit: int) -> Iterator[list[Reading]]:
    """As many readings at a time as the limit allows, at least one."""
    group: list[Reading] = []
    count = 0
    for reading in readings:
        if group and count + len(reading.statements) > limit:
            yield group
            group, count = [], 0
        group.append(reading)
        count += len(reading.statements)
    yield group


def words(group: Sequence[Reading]) -> str:
    """`2022-01-03 to 2022-05-20`; the number of articles where no date is known."""
    dates = sorted(reading.document.published for reading in group if reading.document.published is not None)
    if not dates:
        return f"{len(group)} undated articles"
    return dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
