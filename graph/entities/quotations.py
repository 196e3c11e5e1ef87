"""Which tokens stand in a quotation, and who speaks it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .draft import Draft, Span
from .vocabulary import tree
from .words import Words

_OPEN, _CLOSE, _EITHER = "“«„", "”»", '"'
_LONGEST = 400
"""Tokens: a quotation that is not closed by then was no quotation."""


@dataclass(slots=True, eq=False)
class Quotation:
    """Tokens first to last, quotation marks included."""

    first: int
    last: int
    speaker: int | None = None
    """The token that heads the subject of the verb of saying."""


def quotations(words: Words) -> list[Quotation]:
    """The quotations of a text; curly marks are trusted, straight ones are paired inside a paragraph."""
    found: list[Quotation] = []
    begin: int | None = None
    for index, text in enumerate(words.text):
        mark = text[:1]
        if begin is not None and (mark in _CLOSE or (mark in _EITHER and words.text[begin][:1] in _EITHER)) and mark:
            found.append(Quotation(begin, index))
            begin = None
        elif mark and (mark in _OPEN or (mark in _EITHER and begin is None)):
            begin = index
        elif begin is not None and (index - begin > _LONGEST or ("\n" in text and words.text[begin][:1] in _EITHER)):
            begin = None
    return found


def speakers(draft: Draft) -> tuple[list[Quotation], dict[int, Quotation]]:
    """The quotations with their speakers, and by token the quotation that it stands in."""
    words = draft.words
    found = quotations(words)
    inside = {index: quote for quote in found for index in range(quote.first, quote.last + 1)}
    before: Quotation | None = None
    for quote in found:
        quote.speaker = _speaker(words, quote, inside)
        if quote.speaker is None and before is not None and _follows(words, before, quote):
            quote.speaker = before.speaker
        before = quote
    return found, inside


def _follows(words: Words, before: Quotation, quote: Quotation) -> bool:
    """The quotation goes on where the last one stopped, or after its verb of saying, without a new sentence between."""
    return words.sent[quote.first] - words.sent[before.last] <= 1


def _speaker(words: Words, quote: Quotation, inside: dict[int, Quotation]) -> int | None:
    """The subject of a verb of saying outside the quotation, in the sentence where it ends, begins, or before it."""
    sentences = dict.fromkeys(
        (words.sent[quote.last], words.sent[quote.first], words.sent[min(quote.last + 1, len(words) - 1)])
    )
    for sentence in sentences:
        first, last = words.sents[sentence]
        verbs = [
            i
            for i in range(first, last)
            if i not in inside and words.lemma[i] in say_verbs() and words.pos[i] in ("VERB", "AUX")
        ]
        verbs.sort(key=lambda verb: min(abs(verb - quote.first), abs(verb - quote.last)))
        for verb in verbs:
            subject = subject_of(words, verb)
            if subject is not None and subject not in inside:
                return subject
    sentence = words.sent[quote.first] - 1
    if sentence >= 0 and words.text[words.sents[sentence][1] - 1] == ":":
        return subject_of(words, _root(words, sentence))
    return None


@lru_cache(maxsize=1)
def say_verbs() -> frozenset[str]:
    return frozenset(tree()["coreference"]["say"])


def _root(words: Words, sentence: int) -> int:
    first, last = words.sents[sentence]
    return next((index for index in range(first, last) if words.dep[index] == "ROOT"), first)


def subject_of(words: Words, verb: int) -> int | None:
    """The subject of a verb, its own or that of the verb it is coordinated with or depends on as a participle."""
    for _ in range(3):
        found = words.child(verb, "nsubj")
        if found is not None:
            return found
        if words.dep[verb].partition(":")[0] not in ("conj", "xcomp", "advcl") or words.head[verb] == verb:
            return None
        verb = words.head[verb]
    return None


def speaker_span(draft: Draft, quote: Quotation) -> Span | None:
    """The mention of the speaker."""
    return draft.owner[quote.speaker] if quote.speaker is not None else None
