"""Rows of tables of coded events to readings: their names are looked up in the knowledge base, nothing is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ..ontology.coded import Coded, Event, Party
from ..ontology.records import Document, Entity, EntityType, Evidence, Kind, Mention, Participant, Reading, Statement
from .entities import KnowledgeBase
from .entities.draft import unknown_entity
from .entities.vocabulary import words

RULE = "named in a table"


def coded_reading(coded: Coded, knowledge: KnowledgeBase) -> Reading:
    """The reading of a row: a node for each party, a statement for each event, the row as evidence."""
    entities: dict[Party, Entity] = {}
    for event in coded.events:
        for party in event.parties:
            entities.setdefault(party, resolve(party, knowledge))
    mentions = {(p.start, p.end, e.id): _mention(p, e, coded.document) for p, e in entities.items()}
    return Reading(
        coded.document,
        tuple(mentions[place] for place in sorted(mentions)),
        tuple({entity.id: entity for entity in sorted(entities.values(), key=lambda e: e.id)}.values()),
        tuple(_statement(event, coded.document, entities) for event in coded.events),
    )


def resolve(party: Party, knowledge: KnowledgeBase) -> Entity:
    """The entity that a party is: a state, a body of it, a known name of that type, else a node of its own."""
    state = _state(party.country, knowledge)
    if party.type is EntityType.STATE and state is not None:
        return state
    if party.body is not None and state is not None:
        body = knowledge.entity(knowledge.body(party.body, state.id))
        if body is not None:
            return body
    known = None if party.noun is not None else _known(party, state, knowledge)
    return known or _unknown(party, state, knowledge)


def _state(country: str | None, knowledge: KnowledgeBase) -> Entity | None:
    if country is None:
        return None
    code = _iso3(knowledge).get(country.upper())
    found = [knowledge.entity(one) for one in ((code,) if code is not None else knowledge.find(country))]
    states = [entity for entity in found if entity is not None and entity.type is EntityType.STATE]
    return states[0] if len(states) == 1 else None


@lru_cache(maxsize=4)
def _iso3(knowledge: KnowledgeBase) -> Mapping[str, str]:
    entities = (record.entity for record in knowledge.records.values())
    return {entity.iso3: entity.id for entity in entities if entity.type is EntityType.STATE and entity.iso3}


def _known(party: Party, state: Entity | None, knowledge: KnowledgeBase) -> Entity | None:
    """The one entity of that name and type; among several the one of the state, and of several such none."""
    found = [knowledge.entity(one) for one in knowledge.find(party.name)]
    alike = [entity for entity in found if entity is not None and entity.type is party.type]
    if party.type is EntityType.PLACE or len(alike) > 1:
        alike = [entity for entity in alike if state is not None and entity.country == state.id]
    return alike[0] if len(alike) == 1 else None


def _unknown(party: Party, state: Entity | None, knowledge: KnowledgeBase) -> Entity:
    country = state.id if state is not None else None
    if party.noun is None:
        return unknown_entity(party.type, party.name, country=country, category=party.category)
    label = party.noun.capitalize()
    if state is not None:
        record = knowledge.records.get(state.id)
        people = record.people[-1] if record is not None and record.people else None
        own = people if party.noun.removesuffix("s") in words("citizens") else None
        label = own or f"{knowledge.adjective(state.id)} {party.noun}"
    return unknown_entity(EntityType.GROUP, label, country=country, category=party.category)


def _mention(party: Party, entity: Entity, document: Document) -> Mention:
    quote = document.text[party.start : party.end]
    return Mention(party.start, party.end, quote, entity.id, "name", rule=RULE)


def _statement(event: Event, document: Document, entities: Mapping[Party, Entity]) -> Statement:
    people = [Participant(party.role, entities[party].id, party.start, party.end) for party in event.parties]
    return Statement(
        document=document.id,
        kind=Kind.EVENT,
        type=event.type,
        evidence=tuple(Evidence(document.id, start, end, document.text[start:end]) for start, end in event.evidence),
        trigger=event.trigger,
        actor=next((person for person in people if person.role == "actor"), None),
        targets=tuple(person for person in people if person.role != "actor"),
        polarity=event.polarity,
        modality=event.modality,
        date=event.date,
        quantity=event.quantity,
        confidence=event.confidence,
        rules=event.rules,
    )
