"""PDF: the text of its pages, lines put together to paragraphs again, and where each page begins."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..ontology.errors import DocumentError
from ..ontology.records import Region
from .dates import iso_date
from .extras import needed
from .source import Article, Source

SUFFIXES = (".pdf",)
_PAGES = 5_000
_HYPHEN = re.compile(r"[a-z]-$")
_DIGITS = re.compile(r"\d+")
_FULL = 0.75  # of the usual length: a shorter line may end a paragraph
_RUNNING = 3  # pages on which a first or last line must be the same, figures apart, to be a running header


def matches(head: bytes) -> bool:
    """Whether a file begins as a PDF does; some have a little before it."""
    return b"%PDF-" in head[:1024]


def read(source: Source) -> Iterator[Article]:
    """One article; DocumentError for a password, for pages that are only pictures, and for a damaged file."""
    pypdf = needed("pypdf", "pdf", "PDF files")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each oddity of a file that it can read
    source.read(source.limits.file, "one PDF")
    with source.open() as stream:
        try:
            reader = pypdf.PdfReader(stream, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise DocumentError("is protected by a password; save it without one")
            if len(reader.pages) > _PAGES:
                raise DocumentError(f"has more than {_PAGES:,} pages; split it")
            pages = [page.extract_text() or "" for page in reader.pages]
            about = reader.metadata or {}
        except DocumentError:
            raise
        except Exception as error:  # pypdf lets errors of every kind through from damaged files
            raise DocumentError(f"is a damaged PDF: {type(error).__name__}: {str(error)[:120]}") from error
    yield _article(pages, about, source.name)


def _article(pages: Sequence[str], about: Any, name: str) -> Article:
    if not any(page.strip() for page in pages):
        count = f"{len(pages)} page{'s' if len(pages) != 1 else ''}"
        raise DocumentError(f"has no text on its {count}: they are pictures; run OCR on it first, for example ocrmypdf")
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    running = _running(lines)
    usual = _usual(lines)
    text, starts, regions = "", [], []
    for page in lines:
        starts.append(len(text))
        for paragraph, furniture in _paragraphs(page, running, usual):
            if furniture:
                regions.append(Region(len(text), len(text) + len(paragraph), "running header"))
            text += paragraph + "\n\n"
    text = text.rstrip("\n")
    return Article(
        text,
        name,
        title=_said(about, "/Title"),
        author=_said(about, "/Author"),
        published=iso_date((_said(about, "/CreationDate") or "").removeprefix("D:")[:8]),
        boilerplate=tuple(regions),
        pages=tuple(min(start, len(text)) for start in starts),
    )


def _paragraphs(page: Sequence[str], running: frozenset[str], usual: float) -> Iterator[tuple[str, bool]]:
    """Paragraphs of a page, and whether each is a running header, a footer or a page number."""
    open_lines: list[str] = []
    for place, line in enumerate(page):
        edge = place < 2 or place >= len(page) - 2
        if edge and (_DIGITS.sub("#", line) in running or _DIGITS.sub("", line).strip(" -–—|/.") == ""):
            if place >= len(page) - 2 and open_lines:
                yield _joined(open_lines), False
                open_lines = []
            yield line, True
            continue
        open_lines.append(line)
        if len(line) < _FULL * usual:
            yield _joined(open_lines), False
            open_lines = []
    if open_lines:
        yield _joined(open_lines), False


def _joined(lines: Sequence[str]) -> str:
    """Lines as one; a word that was divided at the end of a line is whole again."""
    text = lines[0]
    for line in lines[1:]:
        divided = _HYPHEN.search(text) is not None and line[:1].islower()
        text = text[:-1] + line if divided else f"{text} {line}"
    return text


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """First and last lines, figures apart, that several pages have."""
    edges = Counter(_DIGITS.sub("#", line) for page in pages for line in {*page[:2], *page[-2:]})
    return frozenset(line for line, count in edges.items() if count >= _RUNNING)


def _usual(pages: Sequence[Sequence[str]]) -> float:
    """The length that four of five lines do not pass."""
    lengths = sorted(len(line) for page in pages for line in page)
    return lengths[len(lengths) * 4 // 5] if lengths else 0.0


def _said(about: Any, key: str) -> str | None:
    value = about.get(key)
    text = " ".join(str(value).split()) if isinstance(value, str) else ""
    return text[:300] or None
