"""The quote that a statement stands on: its sentence, cut to what fits around the trigger where it is very long."""

from __future__ import annotations

from spacy.tokens import Span

from ...ontology.records import Evidence

LONGEST = 900
"""Characters of a quote."""


def evidence(document: str, text: str, sentence: Span, trigger: tuple[int, int]) -> Evidence:
    """The sentence without white space around it, at most LONGEST characters of it."""
    start, end = _trim(text, sentence.start_char, sentence.end_char)
    if end - start > LONGEST:
        start, end = _window(text, start, end, trigger)
    return Evidence(document, start, end, text[start:end])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _window(text: str, start: int, end: int, trigger: tuple[int, int]) -> tuple[int, int]:
    """As much of the sentence as fits, with the trigger in the middle, cut at white space."""
    middle = (trigger[0] + trigger[1]) // 2
    left = max(start, min(middle - LONGEST // 2, end - LONGEST))
    right = min(end, left + LONGEST)
    if left > start:
        cut = text.find(" ", left, trigger[0])
        left = cut + 1 if cut >= 0 else left
    if right < end:
        cut = text.rfind(" ", trigger[1], right)
        right = cut if cut >= 0 else right
    return _trim(text, left, right)
