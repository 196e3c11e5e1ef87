"""The statement table: one row a statement, as `export --to jsonl` writes it and csv and parquet flatten it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict

from ..ontology.records import Entity, Evidence, Participant, Reading, Statement

MAX_TEXT = 900
"""Characters of evidence in the columns `text`, `start` and `end`."""
MAX_ALIASES = 25

Names = Mapping[str, tuple[str, ...]]


class Named(TypedDict):
    """An entity as a cell of the table."""

    id: str
    label: str
    type: str | None
    aliases: list[str]


class Target(Named):
    """A participant other than the actor."""

    role: str


class Quote(TypedDict):
    """A stretch of the original text."""

    text: str
    start: int
    end: int


class Row(TypedDict):
    """One statement. Of a relation, the actor is its subject and the object has the role `object`."""

    id: str
    document: str
    kind: str
    type: str
    actor: Named | None
    targets: list[Target]
    polarity: str
    modality: str
    attribution: Named | None
    date: str | None
    quantity: int | float | None
    unit: str | None
    confidence: float
    text: str
    start: int
    end: int
    attribution_chain: list[Named]
    about: list[str]
    evidence: list[Quote]


def rows(readings: Iterable[Reading], background: Mapping[str, Entity]) -> Iterator[Row]:
    """The rows of all statements, in the order of the readings and of their statements."""
    for reading in readings:
        entities = {**background, **{entity.id: entity for entity in reading.entities}}
        names = surface_forms(reading)
        for statement in reading.statements:
            yield _row(reading, statement, entities, names)


def surface_forms(reading: Reading) -> dict[str, tuple[str, ...]]:
    """What each entity is called in the document by name, office or nominal, in textual order, each form once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for mention in sorted(reading.mentions, key=lambda m: (m.start, m.end)):
        if mention.kind in ("name", "office", "nominal"):
            found[mention.entity].setdefault(" ".join(mention.text.split()))
    return {entity: tuple(forms) for entity, forms in found.items()}


def quote(evidence: Evidence, trigger: tuple[int, int]) -> Quote:
    """The evidence, cut to `MAX_TEXT` characters that hold the trigger where it is longer."""
    if evidence.end - evidence.start <= MAX_TEXT:
        return Quote(text=evidence.text, start=evidence.start, end=evidence.end)
    start = min(max(evidence.start, trigger[0] - MAX_TEXT // 2), evidence.end - MAX_TEXT)
    offset = start - evidence.start
    return Quote(text=evidence.text[offset : offset + MAX_TEXT], start=start, end=start + MAX_TEXT)


def _row(reading: Reading, statement: Statement, entities: Mapping[str, Entity], names: Names) -> Row:
    def named(participant: Participant) -> Named:
        return _named(participant.entity, entities, names)

    first = quote(statement.evidence[0], statement.trigger)
    return Row(
        id=statement.id,
        document=reading.document.name,
        kind=str(statement.kind),
        type=statement.type,
        actor=named(statement.actor) if statement.actor is not None else None,
        targets=[Target(role=p.role, **named(p)) for p in statement.targets],
        polarity=str(statement.polarity),
        modality=str(statement.modality),
        attribution=named(statement.attribution) if statement.attribution is not None else None,
        date=statement.date,
        quantity=statement.quantity,
        unit=statement.unit,
        confidence=statement.confidence,
        text=first["text"],
        start=first["start"],
        end=first["end"],
        attribution_chain=[named(p) for p in statement.attribution_chain],
        about=list(statement.about),
        evidence=[Quote(text=e.text, start=e.start, end=e.end) for e in statement.evidence],
    )


def _named(entity_id: str, entities: Mapping[str, Entity], names: Names) -> Named:
    entity = entities.get(entity_id)
    forms = names.get(entity_id, ())
    if entity is None:
        label = forms[0] if forms else entity_id
        return Named(id=entity_id, label=label, type=None, aliases=list(forms[1 : MAX_ALIASES + 1]))
    aliases = [a for a in dict.fromkeys((*entity.aliases, *forms)) if a and a != entity.label]
    return Named(id=entity.id, label=entity.label, type=str(entity.type), aliases=aliases[:MAX_ALIASES])
