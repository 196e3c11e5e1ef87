"""JSON: one record, a list of them, or an object that holds such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..ontology.errors import DocumentError
from ..ontology.records import Noted, Rejected
from . import re3d
from .columns import fold
from .encoding import decode
from .records import articles
from .source import Article, Source, where

SUFFIXES = (".json",)
_LISTS = ("articles", "documents", "docs", "items", "entries", "records", "results", "data", "stories", "news", "hits")
_NESTED = ("response", "data", "feed", "hits", "result", "rss", "channel", "_source", "fields")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_DEPTH = 4  # objects in objects that are searched for the list


def matches(head: bytes) -> bool:
    """Whether a file begins as an object or a list of objects does."""
    start = head.lstrip(_BLANK)
    if has_record_lines(head):
        return False
    return start.startswith((b'{"', b"[{")) or (start[:1] in b"{[" and start[1:].lstrip()[:1] in (b'"', b"{"))


def has_record_lines(head: bytes) -> bool:
    """Whether the first line is a JSON object and a second one begins: one record a line."""
    first, _, second = head.lstrip(_BLANK).partition(b"\n")
    if not first.startswith(b"{") or not second.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read(source: Source) -> Iterator[Article | Rejected | Noted]:
    """The articles of the file, named by their place in the list from 1."""
    text, note = decode(source.read(source.limits.file, "one JSON file; convert it to JSON Lines"))
    records = _records(parsed(text))
    if records is None:
        raise DocumentError("has no list of records and is no record with a text; JSON Lines has one a line")
    if note is not None:
        yield Noted(source.name, note)
    for number, record in enumerate(records, start=1):
        if not isinstance(record, Mapping):
            kind = type(record).__name__
            yield Rejected(where(source.name, number), f"is a JSON {kind}, expected an object with a text")
        elif re3d.is_annotation(record):
            raise DocumentError(re3d.ANNOTATION)
        else:
            yield from articles([(number, _inner(record))], source)


def parsed(text: str) -> Any:
    """The value; DocumentError where it is not JSON, with the place."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise DocumentError(f"is not JSON that can be read: {error}") from error


def _records(value: Any, depth: int = 0) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return None
    keys = {fold(str(key)): key for key in value}
    for name in _LISTS:
        if isinstance(value.get(keys.get(name)), list):
            return list(value[keys[name]])
    for name in _NESTED if depth < _DEPTH else ():
        inner = value.get(keys.get(name))
        found = _records(inner, depth + 1) if isinstance(inner, Mapping) and name != "_source" else None
        if found is not None and not (len(found) == 1 and found[0] is inner):
            return found
    return [value]


def _inner(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record itself; that of a search engine's hit, whose fields lie one level down."""
    for key in ("_source", "fields"):
        if isinstance(record.get(key), Mapping):
            return {**record, **record[key]}
    return record
