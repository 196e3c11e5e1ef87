"""Direct edges: `actor --warned--> recipient`, only where a statement is positive and actual."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ...ontology.records import Kind, Modality, Participant, Polarity, Statement
from ...ontology.vocabulary import event_types, relation_types
from .iris import Iris, cg


def edge_quads(statement: Statement, iris: Iris) -> Iterator[ox.Quad]:
    """The edges that a statement gives: in the document's graph, or in its reported graph where somebody else says so.

    None where it is denied, planned, expected, possible, attempted or requested, or lacks one of the two ends.
    """
    if statement.polarity is not Polarity.POSITIVE or statement.modality is not Modality.ACTUAL:
        return
    attributed = statement.attribution is not None
    graph = (iris.reported_graph if attributed else iris.document_graph)(statement.document)
    for actor, name, target in edges(statement):
        yield ox.Quad(iris.node(actor), cg(name), iris.node(target), graph)


def edges(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """Entity id, local name of the edge, entity id; both ways where the type is symmetric."""
    found = _relation(statement) if statement.kind is Kind.RELATION else _event(statement)
    if found is None:
        return
    name, symmetric, role, targets = found
    for actor in [statement.actor, *(p for p in statement.targets if p.role == role)]:
        for target in targets:
            if actor is not None:
                yield actor.entity, name, target.entity
                if symmetric:
                    yield target.entity, name, actor.entity


def direct_role(statement: Statement) -> str | None:
    """The role to which the statement's edge runs; None where no participant has one that it may run to."""
    found = _relation(statement) if statement.kind is Kind.RELATION else _event(statement)
    return next((target.role for target in found[3]), None) if found is not None else None


def _event(statement: Statement) -> tuple[str, bool, str, list[Participant]] | None:
    kind = event_types().get(statement.type)
    if kind is None:
        return None
    filled = ([p for p in statement.targets if p.role == role] for role in kind.edge_roles)
    return kind.edge, kind.symmetric, "actor", next((targets for targets in filled if targets), [])


def _relation(statement: Statement) -> tuple[str, bool, str, list[Participant]] | None:
    kind = relation_types().get(statement.type)
    if kind is None:
        return None
    return kind.id, kind.symmetric, "subject", [p for p in statement.targets if p.role == "object"]
