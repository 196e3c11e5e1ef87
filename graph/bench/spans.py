"""Stretches of text against each other: edges, overlap, one-to-one pairing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

Span = tuple[int, int]
Gold = tuple[int, int, str | None]
"""Start, end and type; None where the type does not matter."""
Found = tuple[int, int, Collection[str] | None]
"""Start, end and the types that it may be; None where the type does not matter."""

_DETERMINER = re.compile(r"(?:the|an?|its|their|his|her|our|this|that|these|those)\s+", re.IGNORECASE)
_OPENING = "\"“”‘'([,;:-"
_CLOSING = "\"“”’')],;:-"
_LEFT_OUT = frozenset(("the", "a", "an", "of", "and", "in", "for", "s", "to", "on", "at"))


def trim(text: str, start: int, end: int) -> Span:
    """The span without edge quotes, punctuation and blanks, a leading determiner and a trailing possessive."""
    before = None
    while before != (start, end):
        before = start, end
        while start < end and (text[start].isspace() or text[start] in _OPENING):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in _CLOSING):
            end -= 1
        if end - start > 2 and text[end - 2 : end] in ("'s", "’s"):
            end -= 2
        determiner = _DETERMINER.match(text[start:end])
        if determiner is not None and determiner.end() < end - start:
            start += determiner.end()
    return start, end


def overlap(one: Span, other: Span) -> bool:
    """They share at least one character."""
    return min(one[1], other[1]) > max(one[0], other[0])


def pairs(gold: Sequence[Gold], found: Sequence[Found], *, exact: bool) -> list[tuple[int, int]]:
    """Indices of gold and found spans that go together, each once: equal ones first, then the best overlap."""
    candidates = []
    for g, (start, end, kind) in enumerate(gold):
        for f, (first, last, kinds) in enumerate(found):
            if kind is not None and kinds is not None and kind not in kinds:
                continue
            if (start, end) == (first, last):
                candidates.append((-2.0, g, f))
            elif not exact and overlap((start, end), (first, last)):
                shared = min(end, last) - max(start, first)
                candidates.append((-shared / (max(end, last) - min(start, first)), g, f))
    return one_to_one(candidates)


def one_to_one(candidates: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs by rising cost, no index twice on either side."""
    chosen: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for _, g, f in sorted(candidates):
        if g not in left and f not in right:
            chosen.append((g, f))
            left.add(g)
            right.add(f)
    return chosen


def squeezed(text: str | None) -> str:
    """Letters a to z and digits only, without accents: for names that are written differently."""
    return re.sub(r"[^a-z0-9]+", "", _plain(text))


def content_words(text: str | None) -> set[str]:
    """The words without accents and case, without articles and common prepositions."""
    words = re.split(r"[^a-z0-9]+", _plain((text or "").replace("_", " ")))
    return {word for word in words if word and word not in _LEFT_OUT}


def _plain(text: str | None) -> str:
    return unicodedata.normalize("NFKD", text or "").lower()
