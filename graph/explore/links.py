"""Statements as links between nodes: which pairs of its participants one statement draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...ontology.records import Participant, Statement


@dataclass(frozen=True, slots=True)
class Link:
    """Two entities that one statement connects."""

    head: str
    tail: str
    role: str
    """The role of the tail."""
    main: bool
    """True for the edge that the ontology defines for the type, False for a further participant."""


def links(statement: Statement, edge_roles: Sequence[str]) -> Iterator[Link]:
    """The main link runs from the actor to the first filled edge role; further participants hang on the same head.

    Without an actor the first participant is the head and no link is a main one. Nothing links to itself.
    """
    people = participants(statement, edge_roles)
    if not people:
        return
    role = main_role(statement.targets, edge_roles) if statement.actor is not None else None
    head, *rest = people
    seen = {head.entity}
    for target in sorted(rest, key=lambda target: target.role != role):
        if target.entity not in seen:
            seen.add(target.entity)
            yield Link(head.entity, target.entity, target.role, target.role == role)


def participants(statement: Statement, edge_roles: Sequence[str]) -> list[Participant]:
    """The actor, where there is one, and the targets with the edge roles first."""
    order = {role: place for place, role in enumerate(edge_roles)}
    targets = sorted(statement.targets, key=lambda target: order.get(target.role, len(order)))
    return [statement.actor, *targets] if statement.actor is not None else targets


def main_role(targets: Sequence[Participant], edge_roles: Sequence[str]) -> str | None:
    """The first edge role that a target fills; of a type without edge roles the first target's role."""
    filled = [target.role for target in targets]
    if not edge_roles:
        return filled[0] if filled else None
    return next((role for role in edge_roles if role in filled), None)
