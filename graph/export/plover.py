"""Event records in the fields of the PLOVER 2.0 manual, one JSON object a line.

Only statements of types that PLOVER has; negated, future and hypothetical ones carry PLOVER's auxiliary contexts of
these names. Contexts of subject matter and event scales are not coded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ...ontology.records import Entity, EntityType, Kind, Modality, Participant, Polarity, Reading, Statement
from ...ontology.vocabulary import NAMESPACE, ancestors, entity_classes, event_types, local, ontology_quads
from ..folder import atomic
from . import Source
from .jsonl import line

QUADS = {"verbal-cooperation": 1, "material-cooperation": 2, "verbal-conflict": 3, "material-conflict": 4}
_FUTURE = (Modality.PLANNED, Modality.EXPECTED, Modality.REQUESTED)
_SIZES = {"Killed": "dead", "Wounded": "injured", "Detained": "arrested"}
_SECTORS = (
    ("PoliceForce", "COP"),
    ("Legislature", "LEG"),
    ("Court", "JUD"),
    ("IntelligenceService", "SPY"),
    ("GovernmentBody", "GOV"),
    ("Officials", "GOV"),
    ("ArmedGroup", "REB"),
    ("MilitaryOrganization", "MIL"),
    ("Combatants", "MIL"),
    ("PoliticalParty", "PTY"),
    ("MediaOrganization", "JRN"),
    ("University", "EDU"),
    ("Company", "BUS"),
    ("Ngo", "NGO"),
    ("ReligiousOrganization", "REL"),
    ("IntergovernmentalOrganization", "IGO"),
    ("Civilians", "CVL"),
)

_NOTATION = "http://www.w3.org/2004/02/skos/core#notation"

Entities = Mapping[str, Entity]


def write(source: Source, path: Path) -> None:
    """Write one line an event."""
    background = dict(source.background())
    with atomic(path) as out:
        for reading in source.readings():
            entities = background | {entity.id: entity for entity in reading.entities}
            for statement in reading.statements:
                if statement.kind is Kind.EVENT and plover_type(statement) is not None:
                    out.write(line(event(reading, statement, entities)) + b"\n")


def plover_type(statement: Statement) -> str | None:
    """The PLOVER type of an event; None where PLOVER has none."""
    kind = event_types().get(statement.type)
    return kind.plover_type if kind is not None else None


def event(reading: Reading, statement: Statement, entities: Entities) -> dict[str, Any]:
    """The record of one statement."""
    kind, document, first = event_types()[statement.type], reading.document, statement.evidence[0]
    actors = [p for p in (statement.actor, *statement.targets) if p is not None and p.role == "actor"]
    recipients = [p for p in statement.targets if p.role in ("recipient", "object")]
    if kind.symmetric:
        actors, recipients = actors + recipients, []
    size = _SIZES.get(statement.type)
    return {
        "id": statement.id,
        "date": statement.date,
        "actor": [_party(p, document.text, entities) for p in actors],
        "recipient": [_party(p, document.text, entities) for p in recipients],
        "event": [kind.plover_type],
        "mode": mode(statement, entities),
        "context": list(_auxiliary(statement)),
        "event_loc": [_label(p, entities) for p in statement.targets if p.role in ("place", "destination", "origin")],
        "event_text": document.text[statement.trigger[0] : statement.trigger[1]],
        "quad_code": QUADS.get(kind.quad or ""),
        "size": {size: statement.quantity} if size is not None and statement.quantity is not None else {},
        "text": first.text,
        "text_info": {"start": first.start, "end": first.end},
        "cite_info": {
            "document": document.name,
            "publisher": document.publisher,
            "title": document.title,
            "published": document.published,
            "url": document.url,
        },
        "source": _label(statement.attribution, entities) if statement.attribution is not None else None,
        "coder": "casusgraph",
    }


def mode(statement: Statement, entities: Entities) -> list[str]:
    """The mode that the weapon implies, or the only one that the type has."""
    possible = event_types()[statement.type].plover_modes
    for person in statement.targets:
        weapon = entities.get(person.entity)
        if person.role == "weapon" and weapon is not None:
            implied = next((_implied()[c] for c in _classes(weapon) if c in _implied()), None)
            if implied in possible:
                return [implied]
    return list(possible) if len(possible) == 1 else []


def _auxiliary(statement: Statement) -> Iterator[str]:
    if statement.polarity is Polarity.NEGATIVE:
        yield "negation"
    if statement.modality in _FUTURE:
        yield "future"
    if statement.modality is Modality.POSSIBLE:
        yield "hypothetical"


def _party(person: Participant, text: str, entities: Entities) -> dict[str, str]:
    entity = entities.get(person.entity)
    words = text[person.start : person.end] if person.start is not None and person.end is not None else ""
    label = entity.label if entity is not None else person.entity
    code, sector = _country(entity, entities), _sector(entity)
    return {"id": person.entity, "name": label, "text": words, "code": code, "sector": sector}


def _country(entity: Entity | None, entities: Entities) -> str:
    """ISO 3166-1 alpha-3 of the state, or of the state that it belongs to."""
    if entity is None:
        return ""
    state = entity if entity.type is EntityType.STATE else entities.get(entity.country or "")
    return state.iso3 or "" if state is not None else ""


def _sector(entity: Entity | None) -> str:
    classes = _classes(entity) if entity is not None else ()
    return next((code for cls, code in _SECTORS if cls in classes), "")


def _classes(entity: Entity) -> tuple[str, ...]:
    """The finest class of the entity and those above it."""
    category = entity.category
    return (category, *ancestors(category)) if category is not None and category in entity_classes() else ()


def _label(person: Participant, entities: Entities) -> str:
    entity = entities.get(person.entity)
    return entity.label if entity is not None else person.entity


@cache
def _implied() -> dict[str, str]:
    """The mode that an assault with a weapon of the class has, by class."""
    quads = list(ontology_quads())
    notations = {str(q.subject): str(getattr(q.object, "value", "")) for q in quads if q.predicate.value == _NOTATION}
    implies = [q for q in quads if q.predicate.value == NAMESPACE + "impliesMode"]
    return {local(str(q.subject).strip("<>")): notations[str(q.object)] for q in implies}
