"""Corrections of entities: two nodes are one, or one node is two, carried through what was read out of each document.

Readings are changed, never the journal that keeps them, so that each build starts from what the texts say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...ontology.ids import digest
from ...ontology.records import Entity, Mention, Participant, Reading, Statement
from .corrections import Correction, is_entity

_STEM = re.compile(r"(?:nil\.)?([a-z]+\.[a-z0-9-]+?)(?:-[0-9a-f]{8})?")


@dataclass(frozen=True, slots=True)
class Part:
    """Some places in which a node is somebody else."""

    entity: str
    new: str
    """Id of the somebody else."""
    places: frozenset[str]
    """Ids of documents, and of statements as they were read or as they are."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """What the corrections of entities come to."""

    one: Mapping[str, str] = field(default_factory=dict)
    """The id of the node that each corrected one is a part of, its own for that node itself."""
    parts: tuple[Part, ...] = ()
    of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The entities that each correction names, by the correction's id."""

    def __bool__(self) -> bool:
        return bool(self.one or self.parts)

    @property
    def named(self) -> frozenset[str]:
        """Ids of which a reading must name one to be changed, or to describe a node that is."""
        return frozenset(self.one) | {part.entity for part in self.parts}

    def whole(self, ident: str) -> str:
        """The node that stands for it."""
        return self.one.get(ident, ident)


def nodes(corrections: Iterable[Correction]) -> Nodes:
    """What the corrections come to, in their order."""
    of_entities = [one for one in corrections if one.of_entities]
    groups: dict[str, set[str]] = {}
    parts: list[Part] = []
    for correction in of_entities:
        entities = [one for one in correction.on if is_entity(one)]
        if correction.do in ("merge", "same"):
            joined = set(entities).union(*(groups.get(one, set()) for one in entities))
            groups |= dict.fromkeys(joined, joined)
        elif len(entities) > 1:
            for other in entities[1:]:
                groups.pop(other, set()).discard(other)
        else:
            places = frozenset(correction.on) - set(entities)
            parts.append(Part(entities[0], _new(entities[0], correction.id), places))
    order = [one for correction in of_entities for one in correction.on]
    of = {one.id: frozenset(filter(is_entity, one.on)) for one in of_entities}
    return Nodes(_wholes(groups, order), tuple(parts), of)


def _wholes(groups: Mapping[str, set[str]], order: Sequence[str]) -> dict[str, str]:
    """Each node and the one that stands for it: one of the knowledge base, of several the first that is named."""

    def rank(ident: str) -> tuple[bool, int]:
        return ident.startswith("nil."), order.index(ident)

    return {one: min(group, key=rank) for one, group in groups.items() if len(group) > 1}


def _new(entity: str, correction: str) -> str:
    found = _STEM.fullmatch(entity)
    stem = entity if found is None else found[1]
    return f"nil.{stem}-{digest(correction)[:8]}"


def described(readings: Iterable[Reading], found: Nodes, known: Callable[[str], Entity | None]) -> dict[str, Entity]:
    """The records of the nodes that stand for others, and of those that are told apart.

    One of the knowledge base stays as that describes it; of one that texts alone name, the names of its parts become
    aliases. Each is described by the first of its documents, in the order of their ids.
    """
    records: dict[str, Entity] = {}
    for reading in sorted(readings, key=lambda one: one.document.id):
        for entity in reading.entities:
            records.setdefault(entity.id, entity)
    wholes = {whole: _whole(whole, records, found, known) for whole in set(found.one.values())}
    made = {whole: entity for whole, entity in wholes.items() if entity is not None}
    for part in found.parts:
        old = made.get(found.whole(part.entity)) or records.get(part.entity)
        if old is not None:
            made[part.new] = Entity(part.new, old.type, old.label, known=False)
    return made


def _whole(
    ident: str, records: Mapping[str, Entity], found: Nodes, known: Callable[[str], Entity | None]
) -> Entity | None:
    entity = known(ident) or records.get(ident)
    if entity is None or entity.known:
        return entity
    parts = [records[one] for one in sorted(found.one) if found.one[one] == ident and one in records]
    names = {name for part in parts for name in (part.label, *part.aliases)} - {entity.label}
    return replace(entity, aliases=tuple(sorted(names)))


def corrected(reading: Reading, found: Nodes, records: Mapping[str, Entity]) -> tuple[Reading, dict[str, str]]:
    """The reading with the nodes as they are corrected, and the new ids of its statements by their old ones.

    A node whose whole nothing describes stays as it is.
    """
    wholes = {one: whole for one, whole in found.one.items() if whole in records}
    statements: list[Statement] = []
    spans: dict[tuple[int, int, str], str] = {}
    renamed: dict[str, str] = {}
    for old in reading.statements:
        joined = _renamed(old, wholes)
        new = _apart(joined, found, {old.id, joined.id, old.document})
        spans |= {
            (a.start, a.end, a.entity): b.entity
            for a, b in zip(_people(joined), _people(new), strict=True)
            if a != b and a.start is not None and a.end is not None
        }
        new = replace(new, targets=tuple(_once(new.targets)))
        statements.append(new)
        if new.id != old.id:
            renamed[old.id] = new.id
    told = [replace(one, about=tuple(renamed.get(other, other) for other in one.about)) for one in statements]
    mentions = [_mention(one, reading.document.id, wholes, found, spans) for one in reading.mentions]
    return Reading(reading.document, tuple(mentions), tuple(_entities(reading, wholes, records)), tuple(told)), renamed


def _renamed(statement: Statement, wholes: Mapping[str, str]) -> Statement:
    return _with_people(statement, lambda person: replace(person, entity=wholes.get(person.entity, person.entity)))


def _apart(statement: Statement, found: Nodes, names: set[str]) -> Statement:
    new = {found.whole(part.entity): part.new for part in found.parts if part.places & names}
    return _with_people(statement, lambda person: replace(person, entity=new.get(person.entity, person.entity)))


def _with_people(statement: Statement, change: Callable[[Participant], Participant]) -> Statement:
    return replace(
        statement,
        actor=None if statement.actor is None else change(statement.actor),
        targets=tuple(map(change, statement.targets)),
        attribution=None if statement.attribution is None else change(statement.attribution),
        attribution_chain=tuple(map(change, statement.attribution_chain)),
    )


def _people(statement: Statement) -> list[Participant]:
    people = (statement.actor, *statement.targets, statement.attribution, *statement.attribution_chain)
    return [person for person in people if person is not None]


def _once(targets: Iterable[Participant]) -> Iterator[Participant]:
    """Of two participants that have become one in one role, the first."""
    seen: set[tuple[str, str]] = set()
    for person in targets:
        if (person.role, person.entity) not in seen:
            seen.add((person.role, person.entity))
            yield person


def _mention(
    mention: Mention,
    document: str,
    wholes: Mapping[str, str],
    found: Nodes,
    spans: Mapping[tuple[int, int, str], str],
) -> Mention:
    whole = wholes.get(mention.entity, mention.entity)
    everywhere = (part.new for part in found.parts if found.whole(part.entity) == whole and document in part.places)
    new = next(everywhere, spans.get((mention.start, mention.end, whole), whole))
    return mention if new == mention.entity else replace(mention, entity=new)


def _entities(reading: Reading, wholes: Mapping[str, str], records: Mapping[str, Entity]) -> Iterator[Entity]:
    """The entities as they are described, and the new ones; writing leaves out those that nothing names."""
    own = {entity.id: entity for entity in reading.entities} | dict(records)
    for entity in own.values():
        yield entity if entity.known else _in_whole(entity, wholes)


def _in_whole(entity: Entity, wholes: Mapping[str, str]) -> Entity:
    def whole(ident: str | None) -> str | None:
        return None if ident is None else wholes.get(ident, ident)

    return replace(entity, country=whole(entity.country), parent=whole(entity.parent))
