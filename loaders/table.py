"""CSV and TSV: one record a row. A quote that is never closed costs its row, not the rest of the file."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ..ontology.errors import DocumentError
from ..ontology.records import Noted, Rejected
from . import coded
from .encoding import Lines
from .records import articles
from .source import Article, Source, where

SUFFIXES = (".csv", ".tsv", ".tab")
_DELIMITERS = (",", "\t", ";", "|")
_ROW_LINES = 5_000  # lines of one quoted cell; more are a quote that was never closed
_ROW_CHARACTERS = 4 << 20
_REPAIRS = 1_000  # rows with such a quote, after which the file is no table
_NAMES_ROW = 200  # characters of a column's name, at most
_REASONS = {
    "unexpected end of data": "a quote is opened and never closed",
    **{
        f"'{mark}' expected after '\"'": "a quote inside a cell is not doubled, or never closed" for mark in _DELIMITERS
    },
}
"""What the errors of csv mean."""
Item = Article | Rejected | Noted
Row = tuple[int, list[str]]


def read(source: Source) -> Iterator[Item]:
    """An article a row, named by the line that it begins on; rows of coded events by the table that they are from."""
    csv.field_size_limit(_ROW_CHARACTERS)
    with source.open() as stream:
        lines = Lines(stream, source.limits.document)
        rows = iter(lines)
        first = next((line for line in rows if line.strip()), None)
        if first is None:
            raise DocumentError("is empty")
        delimiter = _delimiter(first)
        yield from _table(records(chain((first,), rows), delimiter), source)
        if lines.note is not None:
            yield Noted(source.name, lines.note)


def _table(rows: Iterator[Row | Rejected], source: Source) -> Iterator[Item]:
    head = next((row for row in rows if not isinstance(row, Rejected)), None)
    if head is None:
        raise DocumentError("has no row whose quotes are closed")
    names = head[1]
    table = coded.table_of(names)
    if table is not None:
        kept = chain((head,), rows) if table.columns else rows
        yield from coded.rows(kept, table, names, source)
        return
    _check(names)
    for row in rows:
        if isinstance(row, Rejected):
            yield Rejected(where(source.name, row.source), row.reason)
        elif any(cell.strip() for cell in row[1]):
            yield from _article(row, names, source)


def _article(row: Row, names: Sequence[str], source: Source) -> Iterator[Item]:
    number, cells = row
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        reason = f"has {len(cells)} cells where the first row names {len(names)} columns; is a quote missing?"
        yield Rejected(where(source.name, number), reason)
        return
    record: Mapping[str, object] = dict(zip(names, cells, strict=False))
    yield from articles([(number, record)], source)


def _check(names: Sequence[str]) -> None:
    if len(names) < 1 or any(len(name) > _NAMES_ROW for name in names):
        raise DocumentError("has no first row with the names of its columns")


def _delimiter(line: str) -> str:
    """The one that the first line has most of."""
    return max(_DELIMITERS, key=lambda delimiter: (line.count(delimiter), -_DELIMITERS.index(delimiter)))


def records(lines: Iterator[str], delimiter: str) -> Iterator[Row | Rejected]:
    """Rows with the number of the line that each begins on; a Rejected, named by that number, for one without end.

    After a row without end reading goes on with the line after its first.
    """
    feed, repairs = _Feed(lines), 0
    while True:
        feed.begin()
        try:
            cells = next(csv.reader(feed, delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            number = feed.restart()
            repairs += 1
            yield Rejected(str(number), f"is no row: {_REASONS.get(str(error), str(error))}")
            if repairs > _REPAIRS:
                raise DocumentError(f"has more than {_REPAIRS:,} rows whose quotes are never closed") from error
            continue
        if cells is None:
            return
        if cells:
            yield feed.number, cells


class _Feed:
    """Lines for one row at a time, which can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._size = 0
        self.number = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= _ROW_LINES or self._size > _ROW_CHARACTERS:
            raise csv.Error(f"a quote is opened and not closed for {len(self._taken):,} lines")
        line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append(line)
        self._size += len(line)
        return line.replace("\0", "")

    def begin(self) -> None:
        """The lines that were taken are done with."""
        self.number += len(self._taken)
        self._taken, self._size = [], 0

    def restart(self) -> int:
        """Give back all lines but the first; its number."""
        number = self.number
        self._again.extendleft(reversed(self._taken[1:]))
        self._taken, self._size = self._taken[:1], 0
        return number
