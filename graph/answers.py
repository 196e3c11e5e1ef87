"""The forms in which an answer is shown or written: one function each, all listed in `FORMS`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from ..ontology.errors import QueryError
from .results import Result, short
from .store import prefixes

if TYPE_CHECKING:
    from rich.table import Table

_SHORT = 24  # characters: a column whose cells are no longer is never wrapped
_LONG = 120  # characters: a column is given no more of the width for longer cells

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write(result: Result, to: str, out: IO[bytes]) -> None:
    """Write the answer in the form of that name; raises QueryError where it has no such form."""
    if to not in FORMS:
        raise QueryError(f"{to!r} is no form of an answer: choose one of {', '.join(FORMS)}")
    FORMS[to](result, out)


def table(result: Result, *, limit: int | None = None) -> Table:
    """The answer as a table for a terminal, of at most `limit` rows; nothing in it controls the terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    found = cells(result)
    shown = found if limit is None else found[:limit]
    grid = Table(box=SIMPLE_HEAD, pad_edge=False, caption_justify="left", padding=(0, 1, 0, 0))
    for number, column in enumerate(result.columns):
        longest = max((len(row[number]) for row in shown), default=0)
        if longest <= _SHORT:
            grid.add_column(Text(_tame(column)), no_wrap=True)
        else:
            grid.expand = True
            grid.add_column(Text(_tame(column)), ratio=min(longest, _LONG))
    for row in shown:
        grid.add_row(*(Text(_tame(cell)) for cell in row))
    if len(shown) < len(found):
        grid.caption = f"the first {limit} rows; --to csv writes all {len(found)}"
    return grid


def cells(result: Result) -> list[tuple[str, ...]]:
    """The answer as text for people: IRIs by prefix, unbound as nothing."""
    return [tuple(short(term, base=result.base) for term in row) for row in result.terms()]


def _write_table(result: Result, out: IO[bytes]) -> None:
    from rich.console import Console

    text = io.StringIO()
    Console(file=text, width=200).print(table(result))
    out.write(text.getvalue().encode())


def _write_rows(result: Result, out: IO[bytes], form: ox.QueryResultsFormat) -> None:
    if isinstance(result.raw, ox.QuerySolutions):
        with _to_its_end():
            result.raw.serialize(out, format=form)
        return
    text = io.StringIO(newline="")
    tab = form == ox.QueryResultsFormat.TSV
    lines = csv.writer(text, delimiter="\t" if tab else ",", lineterminator="\n" if tab else "\r\n")
    lines.writerows([result.columns, *cells(result)])
    out.write(text.getvalue().encode())


def _write_csv(result: Result, out: IO[bytes]) -> None:
    _write_rows(result, out, ox.QueryResultsFormat.CSV)


def _write_tsv(result: Result, out: IO[bytes]) -> None:
    _write_rows(result, out, ox.QueryResultsFormat.TSV)


def _write_json(result: Result, out: IO[bytes]) -> None:
    _write_results(result, out, ox.QueryResultsFormat.JSON)


def _write_xml(result: Result, out: IO[bytes]) -> None:
    _write_results(result, out, ox.QueryResultsFormat.XML)


def _write_results(result: Result, out: IO[bytes], form: ox.QueryResultsFormat) -> None:
    if isinstance(result.raw, ox.QueryTriples):
        raise QueryError(f"CONSTRUCT and DESCRIBE answer with triples, not with rows for {form.name}: choose turtle")
    with _to_its_end():
        result.raw.serialize(out, format=form)


def _write_parquet(result: Result, out: IO[bytes]) -> None:
    from .export.parquet import arrow

    pa, pq = arrow()
    columns = zip(*result.rows(), strict=True)
    arrays = [_array(pa, list(column)) for column in columns] or [pa.array([], pa.string()) for _ in result.columns]
    pq.write_table(pa.Table.from_arrays(arrays, names=list(result.columns)), out, compression="zstd")


def _array(pa: Any, column: list[Any]) -> Any:
    kinds = {type(cell) for cell in column if cell is not None}
    if kinds <= {int} or kinds <= {bool}:
        try:
            return pa.array(column, pa.string() if not kinds else None)
        except (OverflowError, pa.ArrowInvalid):
            kinds = {str}
    if kinds <= {int, float}:
        return pa.array([None if cell is None else float(cell) for cell in column])
    return pa.array([None if cell is None else str(cell) for cell in column], pa.string())


def _write_turtle(result: Result, out: IO[bytes]) -> None:
    if not isinstance(result.raw, ox.QueryTriples):
        raise QueryError(f"{result.kind} answers with no triples to write as Turtle: choose table, csv or json")
    with _to_its_end():
        ox.serialize(result.raw, out, format=ox.RdfFormat.TURTLE, prefixes=prefixes(result.base))


@contextmanager
def _to_its_end() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        raise QueryError(f"the query could not be answered to its end: {error}") from None


def _tame(cell: str) -> str:
    return _CONTROL.sub("\ufffd", cell)


FORMS: Mapping[str, Callable[[Result, IO[bytes]], None]] = {
    "table": _write_table,
    "csv": _write_csv,
    "tsv": _write_tsv,
    "json": _write_json,
    "xml": _write_xml,
    "parquet": _write_parquet,
    "turtle": _write_turtle,
}
