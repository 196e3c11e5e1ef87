"""A synthetic corpus in the shape of a real graph: documents of five events, few busy entities and many quiet ones.

The same size gives the same bytes. Nothing in it is true of anybody: names are a class and a number.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from ...ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Modality,
    Office,
    Participant,
    Polarity,
    Reading,
    Statement,
)
from ...ontology.vocabulary import event_types
from ..folder import GraphFolder
from ..rdf.entity import entity_quads
from ..rdf.infer import with_inferred
from ..rdf.iris import BASE
from ..rdf.nquads import write_nquads
from ..rdf.runs import Run, run_quads
from ..rdf.write import reading_quads

A_DOCUMENT = 5
"""Events in one document."""
_SHARES = (
    (EntityType.PERSON, 0.4),
    (EntityType.ORGANIZATION, 0.25),
    (EntityType.PLACE, 0.2),
    (EntityType.WEAPON, 0.05),
)
_STATES = 190
_FIRST_DAY = date(2022, 1, 1)
_DAYS = 900


@dataclass(frozen=True)
class Corpus:
    """Readings of so many events; a tenth as many entities, the first of each class the busiest."""

    events: int
    seed: int = 7

    @cached_property
    def entities(self) -> dict[EntityType, list[Entity]]:
        """The entities of each class, the busiest first."""
        states = [Entity(f"state.n{n}", EntityType.STATE, f"State {n}") for n in range(_STATES)]
        made = {EntityType.STATE: states}
        for kind, share in _SHARES:
            made[kind] = [self._entity(kind, n, states) for n in range(max(20, int(self.events / 10 * share)))]
        return made

    def _entity(self, kind: EntityType, number: int, states: Sequence[Entity]) -> Entity:
        """Each organization but some is part of an earlier one, each person holds an office in a state."""
        state = states[number % _STATES].id
        entity = Entity(
            f"{kind.lower()}.n{number}", kind, f"{kind} {number}", aliases=(f"Alias {number}",), country=state
        )
        if kind is EntityType.ORGANIZATION and number % 7:
            return replace(entity, parent=f"organization.n{number // 7}", members_of=(f"organization.n{number // 3}",))
        if kind is EntityType.PERSON:
            return replace(
                entity, offices=(Office("Minister", state, f"Minister of State {number % _STATES}", "2020"),)
            )
        return entity

    def readings(self) -> Iterator[Reading]:
        """The documents, in the order in which they were written."""
        chance = random.Random(self.seed)
        for number in range(-(-self.events // A_DOCUMENT)):
            yield self._reading(number, min(A_DOCUMENT, self.events - number * A_DOCUMENT), chance)

    def quads(self) -> Iterator[ox.Quad]:
        """All quads, as a build makes them."""
        documents = chain.from_iterable(map(reading_quads, self.readings()))
        known = entity_quads(chain.from_iterable(self.entities.values()))
        yield from with_inferred(chain(documents, known))
        ids = (reading.document.id for reading in self.readings())
        yield from run_quads(Run("0", "synthetic", "synthetic", "synthetic"), ids)

    def write(self, path: Path, *, texts: bool = False) -> tuple[GraphFolder, int]:
        """A graph folder, with the texts of its documents if asked for, and the number of its quads."""
        folder = GraphFolder.create(path)
        for reading in self.readings() if texts else ():
            folder.write_document(reading.document.id, reading.document.text)
        count = write_nquads(self.quads(), folder.nquads)
        folder.write_marker({"format": 1, "base": BASE, "sha256": folder.digest()})
        return folder, count

    def _reading(self, number: int, size: int, chance: random.Random) -> Reading:
        drafts = [self._draft(number, chance) for _ in range(size)]
        day = (_FIRST_DAY + timedelta(chance.randrange(_DAYS))).isoformat()
        document = Document(
            " ".join(draft.sentence for draft in drafts), (f"news/{number}.txt",),
            title=f"Report {number}", publisher=f"Gazette {number % 40}", published=day,
        )  # fmt: skip
        starts = _starts(drafts)
        named = {entity.id: entity for draft in drafts for entity in draft.named}
        return Reading(
            document,
            tuple(chain.from_iterable(draft.mentions(start) for draft, start in zip(drafts, starts, strict=True))),
            tuple(named[one] for one in sorted(named)),
            tuple(draft.statement(document, start) for draft, start in zip(drafts, starts, strict=True)),
        )

    def _draft(self, number: int, chance: random.Random) -> _Draft:
        kinds = sorted(event_types())
        people = [("actor", self._somebody(chance)), ("recipient", self._somebody(chance))]
        if chance.random() < 0.3:
            people.append(("weapon", self._one(EntityType.WEAPON, chance)))
        if chance.random() < 0.5:
            people.append(("place", self._one(EntityType.PLACE, chance)))
        return _Draft(
            kinds[_zipf(len(kinds), chance)],
            people,
            speaker=self._somebody(chance) if chance.random() < 0.3 else None,
            polarity=Polarity.NEGATIVE if chance.random() < 0.08 else Polarity.POSITIVE,
            modality=chance.choice([*Modality]) if chance.random() < 0.25 else Modality.ACTUAL,
            date=(_FIRST_DAY + timedelta(chance.randrange(_DAYS))).isoformat() if chance.random() < 0.7 else None,
            confidence=chance.randrange(40, 101) / 100,
            number=number,
        )

    def _somebody(self, chance: random.Random) -> Entity:
        kind = chance.choices((EntityType.STATE, EntityType.PERSON, EntityType.ORGANIZATION), (5, 3, 2))[0]
        return self._one(kind, chance)

    def _one(self, kind: EntityType, chance: random.Random) -> Entity:
        entities = self.entities[kind]
        return entities[_zipf(len(entities), chance)]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One event before it has a document."""

    type: str
    people: list[tuple[str, Entity]]
    """Roles and who fills them."""
    speaker: Entity | None
    polarity: Polarity
    modality: Modality
    date: str | None
    confidence: float
    number: int

    @property
    def sentence(self) -> str:
        words = " ".join(f"{role} {entity.label}" for role, entity in self.people)
        return f"{self.type} by {words} in the matter of report {self.number}, observers of the harbour talks noted."

    @property
    def named(self) -> list[Entity]:
        """Who takes part and who says so."""
        return [entity for _, entity in self.people] + [entity for entity in (self.speaker,) if entity is not None]

    def spans(self, start: int) -> Iterator[tuple[str, Entity, int, int]]:
        """Roles, entities and where their labels stand in a document in which the sentence begins at `start`."""
        at = start + len(self.type) + len(" by")
        for role, entity in self.people:
            first = at + len(role) + 2
            at = first + len(entity.label)
            yield role, entity, first, at

    def mentions(self, start: int) -> Iterator[Mention]:
        for _, entity, first, last in self.spans(start):
            yield Mention(first, last, entity.label, entity.id, "name", confidence=0.9, rule="name")

    def statement(self, document: Document, start: int) -> Statement:
        people = [Participant(role, entity.id, first, last) for role, entity, first, last in self.spans(start)]
        sentence = self.sentence
        return Statement(
            document.id,
            Kind.EVENT,
            self.type,
            (Evidence(document.id, start, start + len(sentence), sentence),),
            (start, start + len(self.type)),
            people[0],
            tuple(people[1:]),
            self.polarity,
            self.modality,
            attribution=Participant("speaker", self.speaker.id) if self.speaker is not None else None,
            date=self.date,
            confidence=self.confidence,
            rules=("trigger", "frame", "roles"),
        )


def _starts(drafts: Sequence[_Draft]) -> list[int]:
    starts, at = [], 0
    for draft in drafts:
        starts.append(at)
        at += len(draft.sentence) + 1
    return starts


def _zipf(count: int, chance: random.Random) -> int:
    """A number below `count`, small ones far more often."""
    return int(count * chance.random() ** 3)
