"""Who says so: for each token the innermost speaker of the reported clause or quotation that holds it, and the outer.

A region is a set of tokens with their source: the content of a verb or noun of saying, a quotation, the scope of
"according to X". Regions nest; the smallest with a named source is the attribution, the others are the chain. The word
that reports is not part of its own region.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc, Token

from ...ontology.records import Entity, EntityType, Mention, Participant
from .clauses import child, children, is_definite, lemma
from .reports import issuer, reports
from .speakers import Quoted, quoted
from .speech import AttributionCues, Report, attribution_cues

SPEAKERS = frozenset(EntityType) - {EntityType.WEAPON, EntityType.PLACE}


class Links(Protocol):
    """What is needed of the entity stage."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Entities by id."""
        ...

    def at(self, token: Token, /) -> Mention | None:
        """The mention whose head the token is."""
        ...


@dataclass(frozen=True, slots=True)
class Region:
    """Tokens that somebody else answers for; without a source where the text does not say who."""

    tokens: frozenset[int]
    source: Participant | None
    depth: float
    """Its size; whom a report cites stands further inside than the report itself."""


class Attributions:
    """The regions of one document, by token."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_token: dict[int, list[Region]] = {}
        for region in sorted(regions, key=lambda region: region.depth):
            for index in region.tokens:
                self._by_token.setdefault(index, []).append(region)

    def of(self, token: Token) -> tuple[Participant | None, tuple[Participant, ...]]:
        """The innermost named speaker and the outer ones, innermost first; (None, ()) where the article speaks."""
        found: list[Participant] = []
        for region in self._by_token.get(token.i, ()):
            if region.source is not None and all(region.source.entity != other.entity for other in found):
                found.append(region.source)
        return (found[0], tuple(found[1:])) if found else (None, ())

    def hearsay(self, token: Token) -> bool:
        """Whether somebody says so but the text does not name who: "it is believed", "reports said"."""
        regions = self._by_token.get(token.i, ())
        return bool(regions) and all(region.source is None for region in regions)


def attribution(doc: Doc, linked: Links, *, cues: AttributionCues | None = None) -> Attributions:
    """Speakers of a document's tokens; `linked` resolves names, nominals and pronouns."""
    cues = cues if cues is not None else attribution_cues()
    found = reports(doc, cues)
    quotations = quoted(doc, found, cues)
    resolver = _Resolver(linked, cues, quotations)
    spoken = [Region(item.tokens, resolver.source(item.speaker), len(item.tokens)) for item in quotations]
    return Attributions([*spoken, *_reported(found, resolver)])


def _reported(found: Sequence[Report], resolver: _Resolver) -> Iterator[Region]:
    latest: dict[bool, tuple[Token, Participant]] = {}
    for report in found:
        if resolver.is_author(report.speaker):
            continue
        source, issued = resolver.source(report.speaker), resolver.is_document(report.speaker)
        if source is None and report.speaker is not None and issued:
            source = resolver.taken_up(report.speaker, latest)
        if source is not None:
            latest[issued or report.kind == "according"] = report.word, source
        yield Region(report.content, source, len(report.content) - (0.5 if report.kind == "citing" else 0))


class _Resolver:
    """From the head of a phrase that names a speaker to the participant."""

    def __init__(self, linked: Links, cues: AttributionCues, quotations: Sequence[Quoted]) -> None:
        self.linked = linked
        self.cues = cues
        self.quotations = {index: item for item in quotations for index in item.tokens}

    def source(self, token: Token | None) -> Participant | None:
        """The mention of the phrase, else of who issued the document that it names, else of who says "I" here."""
        if token is None:
            return None
        for candidate in (*self._apposed(token), *_candidates(token, self.cues)):
            mention = self.linked.at(candidate)
            entity = self.linked.entities.get(mention.entity) if mention is not None else None
            if mention is not None and entity is not None and entity.type in SPEAKERS:
                return Participant("speaker", mention.entity, mention.start, mention.end)
        quotation = self.quotations.get(token.i)
        if token.lower_ in self.cues.authors and quotation is not None and quotation.speaker is not None:
            return self.source(quotation.speaker) if quotation.speaker.i != token.i else None
        return None

    def _apposed(self, token: Token) -> Iterator[Token]:
        """The person before a description that the parse took for the subject: "Olsen, one of the officers, said"."""
        start, end = token.left_edge.i, token.right_edge.i + 1
        if token.pos_ == "PROPN" or start < 2 or end >= len(token.doc):
            return
        if token.doc[start - 1].text == "," and token.doc[end].text == "," and self._is_person(token.doc[start - 2]):
            yield token.doc[start - 2]

    def _is_person(self, token: Token) -> bool:
        mention = self.linked.at(token)
        entity = self.linked.entities.get(mention.entity) if mention is not None else None
        return entity is not None and entity.type is EntityType.PERSON

    def is_author(self, token: Token | None) -> bool:
        """"We", "I", "you" outside a quotation are the article itself or its readers."""
        return token is not None and token.lower_ in self.cues.authors and token.i not in self.quotations

    def is_document(self, token: Token | None) -> bool:
        """A statement, report or letter."""
        return token is not None and lemma(token) in self.cues.documents

    def taken_up(self, token: Token, latest: Mapping[bool, tuple[Token, Participant]]) -> Participant | None:
        """"The statement added": it is that of the one before, else theirs who spoke in the sentence before."""
        if not is_definite(token):
            return None
        if True in latest:
            return latest[True][1]
        word, source = latest.get(False, (token, None))
        return source if token.i - word.i < 80 and word.sent != token.sent else None


def _candidates(token: Token, cues: AttributionCues) -> Iterator[Token]:
    yield token
    if token.pos_ == "NUM" or lemma(token) in ("one", "some", "many", "most", "several", "number", "source"):
        yield from children(token, "nmod")
    if lemma(token) in cues.documents | cues.nouns:
        owner = issuer(token)
        if owner is not None:
            yield owner
            yield from children(owner, "nmod", "compound")
    apposed = child(token, "appos", "flat")
    if apposed is not None:
        yield apposed
    yield from children(token, "compound")
