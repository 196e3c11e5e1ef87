"""Web pages: trafilatura finds the article in them and what they say about themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from ..ontology.errors import DocumentError
from .dates import iso_date
from .encoding import decode
from .extras import needed
from .markup import whole
from .source import Article, Source

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w:.-]{2,40})", re.I
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.I)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
# Fixed bounds: without them the answer would depend on the day of the run.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2199-12-31"}
_HEAD = 4096
_LINK = re.compile(r"<a\b", re.I)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,1000})", re.I)
_MOST_LINKS = 20_000
"""Of a page with more, the time of trafilatura grows with their square: joined text is copied for each."""


def matches(head: bytes) -> bool:
    """Whether a file begins as a page does."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()
    bare = start.startswith((b"<!doctype html", b"<html"))
    return bare or (start.startswith((b"<!--", b"<?xml", b"<!doctype")) and b"<html" in start)


def read(source: Source) -> Iterator[Article]:
    """One article; DocumentError where the page has none."""
    yield page(source.read(what="one page"), source.name)


def page(data: bytes, name: str, *, url: str | None = None, declared: str | None = None) -> Article:
    """The article of a page; `url` and `declared` encoding are what its envelope says."""
    trafilatura = needed("trafilatura", "web", "web pages")
    found = _CHARSET.search(data[:_HEAD])
    named = (found.group(1) or found.group(2)).decode("ascii") if found is not None else None
    markup, note = decode(data, declared=declared or named)
    if sum(1 for _ in _LINK.finditer(markup)) > _MOST_LINKS:
        return _whole(markup, name, url, note)
    extracted = trafilatura.bare_extraction(
        _DECLARATION.sub("", markup),
        url=url or _saved_from(markup),
        include_comments=False,
        include_tables=True,
        favor_precision=True,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    text = (extracted.text or "").strip() if extracted is not None else ""
    if not text:
        raise DocumentError("has no article: no run of paragraphs was found in the page")
    return _article(extracted, text, name, url or _saved_from(markup), markup, note)


def _whole(markup: str, name: str, url: str | None, note: str | None) -> Article:
    """All the text of a page that is a list of links."""
    title = _TITLE.search(markup)
    kept = f"more than {_MOST_LINKS:,} links: no article was looked for, all text was kept"
    return Article(
        whole(_DECLARATION.sub("", markup)),
        name,
        title=_line(unescape(title.group(1))) if title is not None else None,
        url=_line(url or _saved_from(markup)),
        language=_tag(markup),
        notes=(kept,) if note is None else (note, kept),
    )


def _article(found: Any, text: str, name: str, url: str | None, markup: str, note: str | None) -> Article:
    return Article(
        text,
        name,
        title=_line(found.title),
        publisher=_line(found.sitename),
        author=_line(found.author),
        published=iso_date(found.date),
        url=_line(url or found.url),
        language=_tag(markup),
        notes=(note,) if note is not None else (),
    )


def _tag(markup: str) -> str | None:
    """The language that the page says it is in."""
    found = _LANGUAGE.search(markup[: 4 * _HEAD])
    return found.group(1).lower() if found is not None else None


def _saved_from(markup: str) -> str | None:
    """The address that browsers write into a page when they save it."""
    found = _SAVED.search(markup[:_HEAD])
    return found.group(1) if found is not None else None


def _line(value: object) -> str | None:
    text = " ".join(str(value).split()) if value else ""
    return text or None
