"""Plain text and Markdown: the file is the article."""

from __future__ import annotations

from collections.abc import Iterator

from .encoding import decode
from .source import Article, Source

SUFFIXES = (".txt", ".text", ".md", ".markdown")


def read(source: Source) -> Iterator[Article]:
    """One article; DocumentError where the file is empty, binary or not text."""
    text, note = decode(source.read())
    yield Article(text, source.name, notes=(note,) if note is not None else ())
