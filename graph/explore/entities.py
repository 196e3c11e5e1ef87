"""The nodes of the page: one entity for each id, how often statements name it, and what a reader may know about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...ontology.records import Entity, EntityType, Office, Participant, Reading, Statement
from .vocabulary import class_label

Fact = tuple[str, str, str | None]
"""A heading, its value, and the id of the entity that the value names (None where it names none)."""


def merge(readings: Sequence[Reading], background: Mapping[str, Entity]) -> dict[str, Entity]:
    """Every entity of the readings once, the background's record first, with the aliases of all."""
    merged: dict[str, Entity] = {}
    for reading in readings:
        for entity in reading.entities:
            known = merged.get(entity.id) or background.get(entity.id) or entity
            merged[entity.id] = with_aliases(known, (entity.label, *entity.aliases))
    for id in named(readings):
        if id not in merged:
            merged[id] = background.get(id) or Entity(id, EntityType.GROUP, id, known=False)
    return merged


def with_aliases(entity: Entity, aliases: Sequence[str]) -> Entity:
    """The entity with these further names, sorted, without its label and without repeats."""
    names = {*entity.aliases, *aliases} - {entity.label}
    return entity if names == set(entity.aliases) else replace(entity, aliases=tuple(sorted(names)))


def named(readings: Sequence[Reading]) -> Iterator[str]:
    """Ids that statements name, in order."""
    for reading in readings:
        for statement in reading.statements:
            yield from ids(statement)


def people(statement: Statement) -> list[Participant]:
    """Everybody of a statement in the order of the columns: actor, targets, speaker, chain."""
    voices = () if statement.attribution is None else (statement.attribution, *statement.attribution_chain)
    found = (statement.actor, *statement.targets, *voices)
    return [person for person in found if person is not None]


def ids(statement: Statement) -> list[str]:
    """Ids of everybody of a statement."""
    return [person.entity for person in people(statement)]


def importance(readings: Sequence[Reading]) -> Counter[str]:
    """How many statements name each entity, as a participant or as a speaker."""
    return Counter(id for reading in readings for statement in reading.statements for id in set(ids(statement)))


def facts(entity: Entity, known: Mapping[str, Entity]) -> list[Fact]:
    """What the node's panel lists under its name."""

    def label(id: str) -> str:
        return known[id].label if id in known else id

    rows: list[Fact] = []
    if entity.category is not None:
        rows.append(("Kind", class_label(entity.category), None))
    if entity.description:
        rows.append(("Description", entity.description, None))
    rows += [("Office", office_words(office, label(office.of)), office.of) for office in entity.offices]
    rows += [(head, label(id), id) for head, id in (("Country", entity.country), ("Part of", entity.parent)) if id]
    rows += [("Member of", label(id), id) for id in entity.members_of]
    codes = " / ".join(code for code in (entity.iso2, entity.iso3) if code)
    if codes:
        rows.append(("ISO 3166", codes, None))
    return rows


def office_words(office: Office, of: str) -> str:
    """`President of the United States, 2021-01-20 to 2025-01-20`."""
    title = office.title if of in office.title else f"{office.title} ({of})"
    if office.start is None and office.end is None:
        return title
    return f"{title}, {office.start or '…'} to {office.end or 'now'}"
