"""RSS and Atom from a file: one article an entry, the whole text where the feed has it, else its summary."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from ..ontology.errors import DocumentError
from ..ontology.records import Noted, Rejected
from .dates import iso_date
from .extras import needed
from .markup import plain
from .source import Article, Source, where

SUFFIXES = (".rss", ".atom", ".rdf")
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.I)
_TEASER = 60  # words: a summary that is shorter is a teaser of the article, and said to be one
_LIMIT = 32 << 20


def matches(head: bytes) -> bool:
    """Whether the root element is that of a feed."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    found = _ROOT.search(start[:2048])
    return found is not None and start.startswith(b"<") and b"<html" not in start[: found.start()].lower()


def read(source: Source) -> Iterator[Article | Rejected | Noted]:
    """An article an entry, named by its place from 1; DocumentError where the file is no feed."""
    feedparser = needed("feedparser", "web", "feeds")
    data = source.read(_LIMIT, "one feed")
    try:
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise DocumentError(f"is a damaged feed: {type(error).__name__}: {str(error)[:120]}") from error
    if not parsed.entries:
        raise DocumentError(f"is a feed without entries{_problem(parsed)}")
    encoding = str(parsed.get("encoding") or "utf-8").lower()
    if encoding not in ("utf-8", "us-ascii"):
        yield Noted(source.name, f"not UTF-8; decoded as {encoding}, as it declares or as was detected")
    for number, entry in enumerate(parsed.entries, start=1):
        yield _entry(entry, parsed.feed, where(source.name, number))


def _entry(entry: Any, feed: Any, name: str) -> Article | Rejected:
    bodies = [plain(content.get("value") or "") for content in entry.get("content", ())]
    bodies.append(plain(entry.get("summary") or ""))
    text = max(bodies, key=len)
    if not text:
        return Rejected(name, "is an entry without text")
    short = len(text.split()) < _TEASER
    return Article(
        text,
        name,
        title=_line(plain(entry.get("title") or "")),
        publisher=_line(plain((entry.get("source") or {}).get("title") or feed.get("title") or "")),
        author=_line(entry.get("author") or ""),
        published=iso_date(entry.get("published") or entry.get("updated")),
        url=_line(entry.get("link") or ""),
        language=_line(feed.get("language") or ""),
        notes=("the feed has only a summary of it; save the page itself for the whole text",) * short,
    )


def _line(text: str) -> str | None:
    return " ".join(text.split()) or None


def _problem(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    return f": {str(error)[:120]}" if error is not None else ""
