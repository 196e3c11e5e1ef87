"""What the knowledge base adds to the entities of texts: their states, what they are part of, their offices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...ontology.records import Entity
from .knowledge_base import KnowledgeBase


def background(entities: Iterable[Entity] | Mapping[str, Entity], knowledge: KnowledgeBase) -> Mapping[str, Entity]:
    """The entities and all that they refer to, by id: countries, parents, memberships, and where offices are held."""
    given = entities.values() if isinstance(entities, Mapping) else entities
    found = {entity.id: entity for entity in given}
    waiting = list(found.values())
    while waiting:
        for ident in references(waiting.pop()):
            if ident in found:
                continue
            entity = knowledge.entity(ident)
            if entity is not None:
                found[ident] = entity
                waiting.append(entity)
    return dict(sorted(found.items()))


def references(entity: Entity) -> Iterable[str]:
    """Ids of the entities that one refers to: its state, what it is part of, where its offices are held."""
    if entity.country is not None:
        yield entity.country
    if entity.parent is not None:
        yield entity.parent
    yield from entity.members_of
    for office in entity.offices:
        yield office.of
