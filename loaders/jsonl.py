"""JSON Lines: one record a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..ontology.errors import DocumentError
from ..ontology.records import Noted, Rejected
from . import re3d
from .encoding import Lines
from .json import has_record_lines, parsed
from .records import articles
from .source import Article, Source, where

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
Item = Article | Rejected | Noted


def matches(head: bytes) -> bool:
    """Whether the first line is a JSON object and a second one begins."""
    return has_record_lines(head)


def read(source: Source) -> Iterator[Item]:
    """An article a line, named by its number; a line that is no record is rejected by itself.

    DocumentError for a file of re3d's annotations.
    """
    with source.open() as stream:
        lines = Lines(stream, source.limits.document)
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield from _record(line, number, source)
        if lines.note is not None:
            yield Noted(source.name, lines.note)


def _record(line: str, number: int, source: Source) -> Iterator[Item]:
    name = where(source.name, number)
    try:
        record = parsed(line)
    except DocumentError as error:
        yield Rejected(name, str(error))
        return
    if not isinstance(record, Mapping):
        yield Rejected(name, f"is a JSON {type(record).__name__}, expected an object with a text")
    elif re3d.is_annotation(record):
        raise DocumentError(re3d.ANNOTATION)
    else:
        yield from articles([(number, record)], source)
