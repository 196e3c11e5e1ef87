"""The entity stage: from an analysed text to mentions, each with the node that it denotes."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from ...ontology.records import Document, Entity, EntityType, Mention
from . import designations, metonymy, offices, unknown
from .coreference import Coreference
from .draft import Draft, Span
from .knowledge_base import KnowledgeBase
from .linked import Linked, TitledPerson
from .matching import Scan
from .nodes import people_of
from .nominals import Nominals
from .people import People
from .surface import plain
from .titles import Holding, titles
from .words import Words


def link(doc: Doc, document: Document, knowledge: KnowledgeBase) -> Linked:
    """Every name, nominal and pronoun that denotes a node; tables first, the model's names second."""
    draft = Draft(Words(doc), document, knowledge)
    scan = Scan(draft)
    scan.run()
    unknown.acronyms(draft)
    scan.defined()
    designations.weapons(draft)
    designations.units(draft)
    _drop_names_inside_persons(draft)
    found = titles(scan)
    people = People(draft, found)
    people.known()
    people.recognised((first, last) for first, last, label in unknown.recognised(draft) if label in unknown.PERSONS)
    people.titled()
    people.families()
    nominals = Nominals(draft)
    phrases = nominals.phrases()
    nominals.bodies(phrases)
    offices.resolve(draft, found, nominals)
    unknown.names(draft)
    scan.defined()
    nominals.others(phrases)
    metonymy.resolve(draft)
    _peoples(draft)
    Coreference(draft, nominals, people.holdings).run()
    return _linked(draft, people.holdings)


def _drop_names_inside_persons(draft: Draft) -> None:
    """A longer person's name goes before a place or state inside it: Denzel Washington is no capital."""
    words = draft.words
    for first, last, label in unknown.recognised(draft):
        if label not in unknown.PERSONS or first == last:
            continue
        inside = {id(span): span for span in draft.owner[first : last + 1] if span is not None}
        for span in inside.values():
            if (
                span.kind != "name"
                or span.first < first
                or span.last > last
                or (span.first, span.last) == (first, last)
            ):
                continue
            if draft.type(span.entity) is EntityType.PERSON or " " in draft.text(span.first, span.last):
                continue
            flat = words.dep[span.first].startswith("flat") or any(
                words.dep[child].startswith("flat") and child <= last for child in words.children[span.first]
            )
            if flat:
                draft.drop(span)


def _peoples(draft: Draft) -> None:
    """For example "Ukrainians" are the people of Ukraine: a group, not the state."""
    for span in draft.spans:
        if span.kind == "people":
            span.kind = "nominal"
            span.entity = people_of(draft, span.entity)


def _linked(draft: Draft, holdings: Iterable[Holding]) -> Linked:
    spans = sorted(draft.spans, key=lambda span: (span.start, -span.end))
    made = {id(span): _mention(draft, span) for span in spans}
    words = draft.words
    heads: dict[int, Mention] = {}
    covering: dict[int, Mention] = {}
    for span in sorted(spans, key=lambda span: span.inner, reverse=True):
        for index in range(span.first, span.last + 1):
            covering[index] = made[id(span)]
            if not span.first <= words.head[index] <= span.last or words.head[index] == index:
                heads[index] = made[id(span)]
    return Linked(
        mentions=tuple(made[id(span)] for span in spans),
        entities=_entities(draft, spans),
        titles=tuple(_titled(draft, holding, made) for holding in holdings if id(holding.person) in made),
        heads=heads,
        covering=covering,
    )


def _mention(draft: Draft, span: Span) -> Mention:
    return Mention(
        start=span.start,
        end=span.end,
        text=draft.document.text[span.start : span.end],
        entity=span.entity,
        kind="adjective" if span.inner else span.kind,
        confidence=span.confidence,
        chain=span.chain,
        rule=span.rule,
    )


def _titled(draft: Draft, holding: Holding, made: dict[int, Mention]) -> TitledPerson:
    span, title, words = holding.person, holding.title, draft.words
    return TitledPerson(
        person=made[id(span)].entity,
        title=plain(title.text),
        code=title.code,
        of=holding.of,
        start=span.start,
        end=span.end,
        head=words.root(span.first, span.last),
        title_start=words.start[title.first],
        title_end=words.end[title.last],
    )


def _entities(draft: Draft, spans: Iterable[Span]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for ident in sorted({span.entity for span in spans}):
        entity = draft.entity(ident)
        if entity is not None:
            found[ident] = entity
    return found
