"""Direct quotations in the original text, whatever the sentences: curly, straight, single, nested, unclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n")
_OPENING = {"“": "”", "«": "»", "„": "”", "‘": "’"}
_STRAIGHT = '"'


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, marks included: text[start:end]."""

    start: int
    end: int
    paragraph: int
    """Number of the paragraph that it stands in; a quotation over several is one in each."""
    closed: bool = True
    """False where its paragraph ends before a closing mark."""
    continued: bool = False
    """Unclosed, and the next paragraph opens a quotation: the same person goes on."""
    nested: bool = False


def quotes(text: str) -> tuple[Quote, ...]:
    """All quotations in textual order, an outer one before those inside it."""
    found: list[Quote] = []
    spans = tuple(paragraphs(text))
    for number, (start, end) in enumerate(spans):
        following = text[spans[number + 1][0]] if number + 1 < len(spans) else ""
        found += _in_paragraph(text, start, end, number, continued=following in ("“", _STRAIGHT, "«"))
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between line breaks that hold something, without the white space around them."""
    start = 0
    for match in [*_PARAGRAPH.finditer(text), None]:
        end = match.start() if match is not None else len(text)
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = match.end() if match is not None else len(text)


def _in_paragraph(text: str, start: int, end: int, number: int, *, continued: bool) -> Iterator[Quote]:
    """The quotations of one paragraph, matched by a stack of the marks that are open."""
    stack: list[tuple[int, str]] = []
    for place in range(start, end):
        mark = text[place]
        if stack and mark == stack[-1][1] and _closes(text, place, start):
            opened, _ = stack.pop()
            yield Quote(opened, place + 1, number, nested=bool(stack))
        elif mark in _OPENING and _opens(text, place, mark):
            stack.append((place, _OPENING[mark]))
        elif mark == _STRAIGHT and all(closing != _STRAIGHT for _, closing in stack) and _opens(text, place, mark):
            stack.append((place, _STRAIGHT))
        elif mark in "”»" and any(closing == mark for _, closing in stack):
            while stack[-1][1] != mark:
                stack.pop()
            opened, _ = stack.pop()
            yield Quote(opened, place + 1, number, nested=bool(stack))
    doubles = [opened for opened, closing in stack if closing != "’"]
    if doubles:
        yield Quote(doubles[-1], end, number, closed=False, continued=continued)


def _opens(text: str, place: int, mark: str) -> bool:
    """A straight or single mark opens at the start of a word; curly double marks are trusted."""
    if mark in "“«„":
        return True
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    return (before.isspace() or before in "([“—–-") and not after.isspace()


def _closes(text: str, place: int, start: int) -> bool:
    """A single or straight mark closes after a word or stop, not as an apostrophe; after a stop whatever follows."""
    if text[place] in "”»":
        return True
    after = text[place + 1] if place + 1 < len(text) else " "
    before = text[place - 1] if place > start else " "
    if text[place] == _STRAIGHT and before in ".,!?;…":
        return True
    return not before.isspace() and not after.isalnum()
