"""The entity stage: from an analysed text to mentions, each with the node that it denotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from ...ontology.records import Document, Entity, EntityType, Mention
from . import definitions, designations, evidence, metonymy, offices, peoples, unknown
from .coreference import Coreference
from .draft import Draft, Span
from .holdings import office, owner, past, predicated
from .knowledge_base import KnowledgeBase
from .linked import Linked, TitledPerson
from .matching import Scan
from .nominals import Nominals
from .people import People
from .titles import Holding, titles
from .words import Words


def link(doc: Doc, document: Document, knowledge: KnowledgeBase) -> Linked:
    """Every name, nominal and pronoun that denotes a node; tables first, the model's names second."""
    draft = Draft(Words(doc), document, knowledge)
    scan = Scan(draft)
    scan.run()
    definitions.acronyms(draft)
    scan.defined()
    designations.weapons(draft)
    designations.ships(draft)
    designations.units(draft)
    designations.parts_of_bodies(draft)
    designations.regions(draft)
    designations.businesses(draft)
    _drop_names_inside_persons(draft)
    found = titles(scan)
    people = People(draft, found)
    people.known()
    taken = [(first, last) for first, last, label in unknown.recognised(draft) if label in unknown.PERSONS]
    kinds = evidence.kinds(draft, found, taken)
    persons = [name for name in taken if kinds[name] is evidence.Kind.PERSON]
    people.recognised(name for name in persons if name[0] != name[1])
    people.titled()
    people.recognised(name for name in persons if name[0] == name[1])
    people.families()
    people.given_names()
    nominals = Nominals(draft)
    phrases = nominals.phrases()
    nominals.bodies(phrases)
    offices.resolve(draft, found, nominals)
    unknown.names(draft, found, {name: evidence.TYPES.get(kind) for name, kind in kinds.items()})
    scan.defined()
    definitions.other_names(draft)
    nominals.others(phrases)
    metonymy.resolve(draft)
    peoples.resolve(draft)
    Coreference(draft, nominals, people.holdings).run()
    return _linked(draft, [*people.holdings, *predicated(draft, found.values())])


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
    given = tuple(_titled(draft, holdings, made))
    named = {span.entity for span in spans}
    named.update(ident for title in given for ident in (title.position, title.of) if ident is not None)
    named.update(
        e.parent for ident in tuple(named) if (e := draft.entities.get(ident)) is not None and e.parent is not None
    )
    return Linked(
        mentions=tuple(made[id(span)] for span in spans),
        entities=_entities(draft, named),
        titles=given,
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


def _titled(draft: Draft, holdings: Iterable[Holding], made: dict[int, Mention]) -> Iterator[TitledPerson]:
    words = draft.words
    for holding in sorted(holdings, key=lambda holding: (holding.title.first, holding.person.first)):
        mention, title = made.get(id(holding.person)), holding.title
        if mention is not None and not past(draft, holding):
            of = owner(draft, holding)
            yield TitledPerson(
                person=mention.entity,
                start=mention.start,
                end=mention.end,
                code=title.code,
                position=office(draft, holding, of),
                of=of,
                title=(words.start[title.first], words.end[title.last]),
                token=title.last,
                beside=not holding.person.first <= title.first <= holding.person.last,
            )


def _entities(draft: Draft, named: Iterable[str]) -> dict[str, Entity]:
    """The named entities by id."""
    return {ident: entity for ident in sorted(named) if (entity := draft.entity(ident)) is not None}
