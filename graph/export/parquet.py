"""The statement table as Parquet, with the nested columns of JSON Lines; needs pyarrow (the extra `tables`)."""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from ...ontology.errors import InputError
from ..folder import atomic
from ..rdf.literals import clean
from ..table import rows
from . import Source

_BATCH = 10_000


def write(source: Source, path: Path) -> None:
    """Write all rows in groups of 10,000, Zstandard-compressed; quantities are doubles."""
    pa, pq = arrow()
    table = rows(source.readings(), source.background())
    schema = _schema(pa)
    with atomic(path) as out, pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(table, _BATCH)):
            writer.write_table(pa.Table.from_pylist([_clean(row) for row in batch], schema=schema))


def _clean(value: Any) -> Any:
    """The value with U+FFFD for each lone surrogate, which UTF-8 does not have."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {name: _clean(item) for name, item in value.items()} if isinstance(value, dict) else value


def arrow() -> tuple[Any, Any]:
    """The modules pyarrow and pyarrow.parquet; raises InputError that says how to install them."""
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise InputError("Parquet needs pyarrow: install it with `pip install 'casusgraph[tables]'`") from None


def _schema(pa: Any) -> Any:
    text, whole, real = pa.string(), pa.int64(), pa.float64()
    named = [("id", text), ("label", text), ("type", text), ("aliases", pa.list_(text))]
    quote = pa.struct([("text", text), ("start", whole), ("end", whole)])
    return pa.schema(
        [
            ("id", text),
            ("document", text),
            ("kind", text),
            ("type", text),
            ("actor", pa.struct(named)),
            ("targets", pa.list_(pa.struct([("role", text), *named]))),
            ("polarity", text),
            ("modality", text),
            ("attribution", pa.struct(named)),
            ("date", text),
            ("quantity", real),
            ("unit", text),
            ("confidence", real),
            ("text", text),
            ("start", whole),
            ("end", whole),
            ("attribution_chain", pa.list_(pa.struct(named))),
            ("about", pa.list_(text)),
            ("evidence", pa.list_(quote)),
        ]
    )
