"""The graph for network analysis: entities as nodes, statements as edges from the actor to each other participant.

A statement that is denied, planned, expected, possible, attempted, requested or only said by somebody is an edge too;
its label says so, and `asserted` is true only for what the article itself states as done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..ontology.records import Entity, Kind, Modality, Participant, Polarity, Reading, Statement
from ..ontology.vocabulary import event_types, relation_types
from .rdf.edges import direct_role

if TYPE_CHECKING:
    import networkx as nx

Scalar = str | int | float | bool
Edge = tuple[str, str, str, dict[str, Scalar]]


def to_networkx(
    readings: Iterable[Reading],
    background: Mapping[str, Entity] | None = None,
    *,
    every_role: bool = True,
    retracted: Collection[str] = (),
) -> nx.MultiDiGraph[str]:
    """All entities that take part in statements, and the statements between them; every attribute is a scalar.

    With `every_role`, an edge runs to each participant; the label of one to a place, an origin, a weapon names that
    role, and `direct` is false. Without, only to the participant to which the act is done.

    A text is empty where something is not known; `quantity` is absent. The key of an edge is its statement's id and the
    number of the participant in it. Statements with no actor, or nobody but the actor, give no edge.
    """
    import networkx

    readings = tuple(readings)
    graph: nx.MultiDiGraph[str] = networkx.MultiDiGraph()
    named = _named(readings, background)
    mentions = Counter(mention.entity for reading in readings for mention in reading.mentions)
    found = edges(readings, named, every_role=every_role, retracted=retracted)
    for identifier in sorted({node for edge in found for node in edge[:2]}):
        graph.add_node(identifier, **node(identifier, named.get(identifier)), mentions=mentions[identifier])
    for source, target, key, attributes in found:
        graph.add_edge(source, target, key=key, **attributes)
    return graph


def edges(
    readings: Iterable[Reading],
    background: Mapping[str, Entity] | None = None,
    *,
    every_role: bool = True,
    retracted: Collection[str] = (),
) -> list[Edge]:
    """Source, target, key and attributes of every edge, sorted; statements that readers retracted are not asserted."""
    readings = tuple(readings)
    named = _named(readings, background)
    found = [edge for reading in readings for s in reading.statements for edge in _edges(reading, s, named)]
    for _, _, _, attributes in found:
        if attributes["statement"] in retracted:
            attributes |= {"asserted": False, "label": f"{attributes['label']} (retracted)"}
    return sorted((edge for edge in found if every_role or edge[3]["direct"]), key=lambda edge: edge[:3])


def _named(readings: Iterable[Reading], background: Mapping[str, Entity] | None) -> dict[str, Entity]:
    return {**(background or {}), **{entity.id: entity for reading in readings for entity in reading.entities}}


def node(identifier: str, entity: Entity | None) -> dict[str, Any]:
    """The attributes of an entity."""
    if entity is None:
        return {"label": identifier, "type": "", "category": "", "country": "", "wikidata": "", "known": False}
    return {
        "label": entity.label,
        "type": str(entity.type),
        "category": entity.category or "",
        "country": entity.country or "",
        "wikidata": entity.wikidata or "",
        "known": entity.known,
    }


def label(statement: Statement, speaker: str | None = None) -> str:
    """What an edge reads: "warned", "struck (denied)", "joined (planned)", "killed (said by the ministry)"."""
    events, relations = event_types(), relation_types()
    kind = events.get(statement.type) if statement.kind is Kind.EVENT else relations.get(statement.type)
    words = kind.edge_label if kind is not None else statement.type
    standing = []
    if statement.polarity is Polarity.NEGATIVE:
        standing.append("denied")
    if statement.modality is not Modality.ACTUAL:
        standing.append(str(statement.modality))
    if statement.attribution is not None:
        standing.append(f"said by {speaker or statement.attribution.entity}")
    return f"{words} ({', '.join(standing)})" if standing else words


def asserted(statement: Statement) -> bool:
    """Whether the article itself states it as done; RDF has direct edges of no other statements."""
    actual = statement.polarity is Polarity.POSITIVE and statement.modality is Modality.ACTUAL
    return actual and statement.attribution is None


def _edges(
    reading: Reading, statement: Statement, named: Mapping[str, Entity]
) -> Iterator[Edge]:
    if statement.actor is None:
        return
    direct = direct_role(statement)
    for number, target in enumerate(statement.targets):
        attributes = _attributes(reading, statement, target, named)
        attributes["direct"] = target.role == direct
        if target.role != direct:
            attributes["label"] = f"{attributes['label']}, {target.role}"
        yield statement.actor.entity, target.entity, f"{statement.id}-{number}", attributes


def _attributes(
    reading: Reading, statement: Statement, target: Participant, named: Mapping[str, Entity]
) -> dict[str, Scalar]:
    source = statement.attribution
    speaker = named[source.entity].label if source is not None and source.entity in named else ""
    evidence = statement.evidence[0]
    found: dict[str, Scalar] = {
        "label": label(statement, speaker),
        "statement": statement.id,
        "statement_type": statement.type,
        "role": target.role,
        "polarity": str(statement.polarity),
        "modality": str(statement.modality),
        "attribution": speaker,
        "asserted": asserted(statement),
        "date": statement.date or "",
        "confidence": float(statement.confidence),
        "document": reading.document.name,
        "text": evidence.text,
        "text_start": evidence.start,
        "text_end": evidence.end,
    }
    if statement.quantity is not None:
        found["quantity"] = float(statement.quantity)
    return found
