"""WARC, the archives of web crawlers: each page that was answered with success, by its own format."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any

from ..ontology.errors import DocumentError
from ..ontology.records import Noted, Rejected
from .dates import iso_date
from .encoding import decode
from .extras import needed
from .html import page
from .limits import read_within, unpacked
from .source import Article, Source, where

SUFFIXES = (".warc",)
_PAGES = ("text/html", "application/xhtml+xml")
_DOCUMENTS = {"application/pdf": ".pdf", "application/rss+xml": ".rss", "application/atom+xml": ".atom"}
_BEGINNING = b"WARC/"


def matches(head: bytes) -> bool:
    """Whether a file begins with a WARC record."""
    return head.startswith(_BEGINNING)


def read(source: Source) -> Iterator[Article | Source | Rejected | Noted]:
    """Articles named by the place of their record from 1; what is no text is counted in one remark."""
    iterator = needed("warcio.archiveiterator", "web", "WARC archives")
    errors = needed("warcio.exceptions", "web", "WARC archives").ArchiveLoadFailed
    others: Counter[str] = Counter()
    with source.open() as stream:
        try:
            for number, record in enumerate(_quietly(iterator.ArchiveIterator(stream)), start=1):
                source.budget.count()
                yield from _record(record, where(source.name, number), number, source, others)
        except (errors, OSError, EOFError, ValueError, AttributeError) as error:
            raise DocumentError(f"is a damaged WARC archive: {str(error)[:120]}") from error
    if others:
        listed = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items()))
        yield Noted(source.name, f"records that are no pages were left out: {listed}")


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """The records; what warcio writes to standard error about odd ones is not passed on."""
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _record(
    record: Any, name: str, number: int, source: Source, others: Counter[str]
) -> Iterator[Article | Source | Rejected]:
    kind = _content_type(record)
    if record.rec_type not in ("response", "resource", "conversion"):
        others[str(record.rec_type or "without a type")[:40]] += 1
        return
    status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
    if not str(status).startswith("2"):
        others[f"answers with status {str(status)[:10]}"] += 1
        return
    if kind not in (*_PAGES, *_DOCUMENTS, "text/plain"):
        others[kind[:60] or "without a content type"] += 1
        return
    try:
        stream = unpacked(record.content_stream(), source.budget, None)
        data = read_within(stream, source.limits.document, "one page")
        yield _read(data, kind, record, name) if kind not in _DOCUMENTS else _packed(data, kind, number, source)
    except DocumentError as error:
        yield Rejected(name, str(error))


def _read(data: bytes, kind: str, record: Any, name: str) -> Article:
    url = record.rec_headers.get_header("WARC-Target-URI")
    crawled = iso_date(record.rec_headers.get_header("WARC-Date"))
    if kind in _PAGES:
        article = page(data, name, url=url)
    else:
        text, note = decode(data)
        article = Article(text, name, url=url, notes=(note,) if note is not None else ())
    if article.published is None and crawled is not None:
        note = f"the page gives no date; it was crawled on {crawled}, which is not taken for one"
        return replace(article, notes=(*article.notes, note))
    return article


def _packed(data: bytes, kind: str, number: int, source: Source) -> Source:
    return source.inside(f"{number}{_DOCUMENTS[kind]}", lambda: io.BytesIO(data))


def _content_type(record: Any) -> str:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
