"""The forms in which an answer is shown or written: one function each, all listed in `FORMS`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

import pyoxigraph as ox

from ..ontology.errors import QueryError
from .results import Result, short
from .shown import Shown
from .store import prefixes

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write(result: Result, to: str, out: IO[bytes]) -> None:
    """Write the answer in the form of that name; raises QueryError where it has no such form."""
    if to not in FORMS:
        raise QueryError(f"{to!r} is no form of an answer: choose one of {', '.join(FORMS)}")
    FORMS[to](result, out)


def table(result: Result, *, limit: int | None = None) -> Shown:
    """The answer for a terminal, of at most `limit` rows; nothing in it controls the terminal."""
    found = [tuple(map(_tame, row)) for row in cells(result)]
    shown = found if limit is None else found[:limit]
    note = f"the first {limit} rows; --to csv writes all {len(found)}" if len(shown) < len(found) else ""
    return Shown(tuple(map(_tame, result.columns)), tuple(shown), note)


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
