"""Records with keys or columns to articles, one by one; what is wrong with one does not touch the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..ontology.errors import DocumentError
from ..ontology.records import Rejected
from .columns import article, choose
from .source import Article, Source, where


def articles(records: Iterable[tuple[object, Mapping[str, object]]], source: Source) -> Iterator[Article | Rejected]:
    """The articles of places in the source and the records that stand there."""
    for place, record in records:
        name = where(source.name, place)
        try:
            yield article(record, choose([str(key) for key in record], source.options.columns), name)
        except DocumentError as error:
            yield Rejected(name, str(error))
