"""What the page has to know of a statement's type: its words, its PLOVER type, its quad and its edge."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...ontology.records import Kind
from ...ontology.vocabulary import entity_classes, event_types, relation_types

CLASSES = {
    "Person": "Person",
    "State": "State",
    "Organization": "Organization",
    "WeaponSystem": "Weapon system",
    "Place": "Place",
    "Position": "Position",
    "Group": "Group",
}
"""The seven classes of nodes in the order of the legend, with the words that the page uses."""


@dataclass(frozen=True, slots=True)
class StatementType:
    """One row of the vocabulary as the page needs it."""

    id: str
    label: str
    kind: Kind
    cls: str
    """Local name of the class of its statements."""
    plover: str | None = None
    quad: str | None = None
    symmetric: bool = False
    edge_roles: tuple[str, ...] = ()
    """Roles that the direct edge may run to, the first filled one wins; empty means any, in their textual order."""


def statement_type(id: str, kind: Kind) -> StatementType:
    """The type's row; a type that the vocabulary does not know is shown under its own name and never refused."""
    if kind is Kind.RELATION:
        relation = relation_types().get(id)
        if relation is None:
            return StatementType(id, words(id), kind, "RelationStatement", edge_roles=("object",))
        return StatementType(
            id, relation.edge_label, kind, relation.cls, symmetric=relation.symmetric, edge_roles=("object",)
        )
    event = event_types().get(id)
    if event is None:
        return StatementType(id, words(id), kind, id)
    return StatementType(
        id, event.edge_label, kind, id, event.plover_type, event.quad, event.symmetric, event.edge_roles
    )


def class_label(id: str) -> str:
    """The words for a class of entities; one that the vocabulary does not know is shown under its own name."""
    found = entity_classes().get(id)
    return found.label if found is not None else words(id)


def words(id: str) -> str:
    """`AppliedToJoin` as "applied to join"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", id).lower()
