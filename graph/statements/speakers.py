"""Who speaks a direct quotation: by the parse, by the verb of saying beside it, or as the goer-on of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from .clauses import phrase, subject, tense
from .quotes import Quote, paragraphs, quotes
from .reports import reporting_verb
from .speech import AttributionCues, Report, speaker_of

NEAR = 9
"""So many words at most lie between a quotation and a verb of saying that the parse does not connect."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The tokens of a quotation and the head of the phrase that names who speaks.

    One that is never closed is trusted to the end of its sentence.
    """

    quote: Quote
    tokens: frozenset[int]
    clausal: bool
    """A clause of its own, not a phrase put in quotation marks."""
    speaker: Token | None = None


def quoted(doc: Doc, found: Sequence[Report], cues: AttributionCues) -> list[Quoted]:
    """The quotations of a document that somebody speaks, with who does where the text tells."""
    every = [_make(doc, quote) for quote in quotes(doc.text) if not quote.nested]
    inside = frozenset[int]().union(*(item.tokens for item in every))
    named = [
        replace(item, speaker=_by_parse(item, found) or _beside(doc, item, inside, cues))
        for item in every
        if item.tokens
    ]
    blocks = list(paragraphs(doc.text))
    known = _continued(doc, named, inside)
    return [item for item in known if item.speaker is not None or (item.clausal and not _is_block(item, blocks))]


def _is_block(item: Quoted, blocks: Sequence[tuple[int, int]]) -> bool:
    """A paragraph that is nothing but quotation: where nobody is named, the text itself is the statement."""
    start, end = blocks[item.quote.paragraph]
    return item.quote.start == start and item.quote.end >= end - 1


def _make(doc: Doc, quote: Quote) -> Quoted:
    span = doc.char_span(quote.start, quote.end, alignment_mode="contract")
    tokens = [token for token in span or () if not token.is_punct and not token.is_space]
    if tokens and not quote.closed and not quote.continued:
        tokens = [token for token in tokens if token.i < tokens[0].sent.end]
    clausal = len(tokens) >= 4 and any(tense(token) is not None or token.tag_ == "MD" for token in tokens)
    return Quoted(quote, frozenset(token.i for token in tokens), clausal)


def _by_parse(item: Quoted, found: Sequence[Report]) -> Token | None:
    """The source of the smallest report that covers the quotation, or the larger part of one of its sentences."""
    covering = [
        report
        for report in found
        if report.word.i not in item.tokens and report.speaker is not None and _covers(report, item)
    ]
    best = min(covering, key=lambda report: (len(report.content), report.word.i), default=None)
    return best.speaker if best is not None else None


def _covers(report: Report, item: Quoted) -> bool:
    common = len(report.content & item.tokens)
    return common * 2 > len(item.tokens) or (item.clausal and common >= 3)


def _beside(doc: Doc, item: Quoted, inside: frozenset[int], cues: AttributionCues) -> Token | None:
    if not item.clausal:
        return None
    after = _window(doc, range(max(item.tokens) + 1, len(doc)), inside)
    before = _window(doc, range(min(item.tokens) - 1, -1, -1), inside)
    for window in (after, before):
        for token in window:
            if phrase(token) in cues.speech and reporting_verb(token, cues):
                speaker = speaker_of(token)
                if speaker is not None and speaker.i not in item.tokens:
                    return speaker
    return None


def _window(doc: Doc, indices: range, inside: frozenset[int]) -> list[Token]:
    """Words next to the quotation within its paragraph, up to the end of a sentence or the next quotation."""
    found: list[Token] = []
    for index in indices:
        token = doc[index]
        if index in inside or "\n" in token.text or len(found) > NEAR or (found and token.text in (".", "!", "?")):
            break
        if not token.is_punct and not token.is_space:
            found.append(token)
    return found


def _continued(doc: Doc, items: list[Quoted], inside: frozenset[int]) -> list[Quoted]:
    """The same person goes on: after an unclosed paragraph, in a sentence that is nothing but quotation."""
    for index in range(1, len(items)):
        before, item = items[index - 1], items[index]
        if item.speaker is None and before.speaker is not None and _goes_on(doc, before, item, inside):
            items[index] = replace(item, speaker=before.speaker)
    for index in range(len(items) - 2, -1, -1):
        item, after = items[index], items[index + 1]
        if item.speaker is None and after.speaker is not None and _goes_on(doc, item, after, inside) and item.clausal:
            items[index] = replace(item, speaker=after.speaker)
    return items


def _goes_on(doc: Doc, before: Quoted, item: Quoted, inside: frozenset[int]) -> bool:
    if not item.clausal or not _stands_alone(doc, before if before.speaker is None else item, inside):
        return before.quote.continued and item.quote.paragraph == before.quote.paragraph + 1
    return 0 <= item.quote.paragraph - before.quote.paragraph <= 1


def _stands_alone(doc: Doc, item: Quoted, inside: frozenset[int]) -> bool:
    """Whether the sentences of the quotation hold nothing outside quotations but a verb of saying with its subject."""
    for index in (min(item.tokens), max(item.tokens)):
        outside = [word for word in doc[index].sent if word.i not in inside and not word.is_punct and not word.is_space]
        if len(outside) > 1 and any(subject(word) is not None for word in outside):
            return False
    return True
