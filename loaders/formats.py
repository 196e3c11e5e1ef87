"""The formats, and which one a source has: by what it begins with where that tells, else by its suffix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..ontology.records import Noted, Rejected
from . import feed, gzip, html, json, jsonl, mail, mhtml, parquet, pdf, table, tar, text, warc, zip
from .source import Article, Source

Item = Article | Source | Rejected | Noted
_TEXT_SUFFIXES = ("", ".log", ".asc")
_ANNOUNCED = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype|\?xml|!--|[a-z])", re.I)


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is recognised and read."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Iterator[Item]]
    matches: Callable[[bytes], bool] | None = None
    """Whether the first kilobytes are those of this format; None where they do not tell."""
    extra: str | None = None
    """The optional part of the installation that it needs."""


FORMATS: tuple[Format, ...] = (  # asked in this order
    Format("PDF", pdf.SUFFIXES, pdf.read, pdf.matches, "pdf"),
    Format("Parquet", parquet.SUFFIXES, parquet.read, parquet.matches, "tables"),
    Format("zip", zip.SUFFIXES, zip.read, zip.matches),
    Format("gzip", gzip.SUFFIXES, gzip.read, gzip.matches),
    Format("tar", tar.SUFFIXES, tar.read, tar.matches),
    Format("WARC", warc.SUFFIXES, warc.read, warc.matches, "web"),
    Format("RSS or Atom", feed.SUFFIXES, feed.read, feed.matches, "web"),
    Format("saved page (MHTML)", mhtml.SUFFIXES, mhtml.read, mhtml.matches, "web"),
    Format("web page", html.SUFFIXES, html.read, html.matches, "web"),
    Format("e-mail", mail.SUFFIXES, mail.read, mail.matches),
    Format("JSON Lines", jsonl.SUFFIXES, jsonl.read, jsonl.matches),
    Format("JSON", json.SUFFIXES, json.read, json.matches),
    Format("table (CSV, TSV; ACLED, UCDP GED, GDELT)", table.SUFFIXES, table.read),
    Format("plain text or Markdown", text.SUFFIXES, text.read),
)
_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}
_TEXTUAL = frozenset(("e-mail", "JSON Lines", "JSON"))
"""Formats whose beginning a text may have too; a suffix of another format is believed against them."""


def suffixes() -> tuple[str, ...]:
    """All suffixes that name a format, sorted."""
    return tuple(sorted(_BY_SUFFIX))


def format_of(head: bytes, suffix: str) -> Format | None:
    """The format of a source; None where neither its beginning nor its suffix names one."""
    named = _BY_SUFFIX.get(suffix)
    if suffix in json.SUFFIXES and jsonl.matches(head):
        return _BY_SUFFIX[jsonl.SUFFIXES[0]]
    if named is not None and named.matches is not None and named.matches(head):
        return named
    for one in FORMATS:
        if one.matches is not None and one.matches(head) and not (named is not None and one.name in _TEXTUAL):
            return one
    if named is not None and named.read is html.read and _ANNOUNCED.match(head) is None and b"<" not in head:
        return _BY_SUFFIX[".txt"]
    if named is None and suffix == ".xml":
        return None
    return named or (_BY_SUFFIX[".txt"] if suffix in _TEXT_SUFFIXES else None)
