"""MHTML, a page saved with all its parts in one file: its first page is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy

from ..ontology.errors import DocumentError
from .html import page
from .mail import content
from .source import Article, Source

SUFFIXES = (".mhtml", ".mht")
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_SAVED = re.compile(rb"^(?:snapshot-content-location|from:\s*<?saved by)", re.I | re.M)


def matches(head: bytes) -> bool:
    """Whether a file begins with the header fields of a saved page."""
    fields = head.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    return _RELATED.search(fields) is not None and _SAVED.search(fields) is not None


def read(source: Source) -> Iterator[Article]:
    """One article; DocumentError where no part is a page or the page has no article."""
    message = message_from_bytes(source.read(source.limits.file, "one saved page"), policy=policy.compat32)
    for part in message.walk():
        source.budget.count()
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            address = message["Snapshot-Content-Location"] or part["Content-Location"]
            url = str(address).strip() if address and str(address).startswith(("http:", "https:")) else None
            yield page(content(part), source.name, url=url, declared=part.get_content_charset())
            return
    raise DocumentError("is a saved page without a part that is HTML")
