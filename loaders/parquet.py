"""Parquet: one record a row, read in batches."""

from __future__ import annotations

from collections.abc import Iterator

from ..ontology.errors import DocumentError
from ..ontology.records import Rejected
from .columns import choose
from .extras import needed
from .records import articles
from .source import Article, Source

SUFFIXES = (".parquet", ".pq")
_ROWS = 256  # a batch: texts of a few megabytes


def matches(head: bytes) -> bool:
    """Whether a file begins with Parquet's mark."""
    return head.startswith(b"PAR1")


def read(source: Source) -> Iterator[Article | Rejected]:
    """An article a row, named by its number from 1."""
    parquet = needed("pyarrow.parquet", "tables", "Parquet files")
    with source.open() as stream:
        try:
            file = parquet.ParquetFile(stream)
            names = file.schema_arrow.names
            chosen = choose(names, source.options.columns)
            wanted = sorted({column for columns in chosen.values() for column in columns})
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
                for record in batch.to_pylist():
                    number += 1
                    yield from articles([(number, record)], source)
        except (OSError, ValueError, KeyError, NotImplementedError) as error:  # pyarrow's errors are kinds of these
            raise DocumentError(f"is a damaged Parquet file: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
