"""Event types that a user adds to those of casus.ttl, each like one that is there already.

A type of one's own is a class of statements with an edge of its own. What it does not say of itself (PLOVER type, CAMEO
root, quad, which role its edge runs to) it takes over from the type that it is like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from .errors import OntologyError
from .vocabulary import (
    NAMESPACE,
    ONTOLOGY,
    EventType,
    entity_classes,
    extend,
    packaged_event_types,
    packaged_triples,
    relation_types,
)

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OWL = "http://www.w3.org/2002/07/owl#"
_ID = re.compile(r"[A-Z][A-Za-z0-9]{1,63}")
_FIELDS = frozenset({"id", "like", "label", "definition"})


@dataclass(frozen=True, slots=True)
class OwnType:
    """An event type of a user's: `Defaced`, like `Coerced`."""

    id: str
    like: str
    """Id of the event type of casus.ttl from which it takes over what it does not say itself."""
    label: str
    """What its edge reads: "defaced"."""
    definition: str

    @property
    def edge(self) -> str:
        """Local name of its direct edge."""
        return self.id[0].lower() + self.id[1:]

    def as_json(self) -> dict[str, str]:
        """As a lexicon file writes it."""
        return {"id": self.id, "like": self.like, "label": self.label, "definition": self.definition}


def own_type(entry: Any, where: str) -> OwnType:
    """An entry of the section `types` of a lexicon file; OntologyError, beginning with `where`, for a wrong one."""
    if not isinstance(entry, Mapping) or not {"id", "like"} <= entry.keys() <= _FIELDS:
        raise OntologyError(f"{where}: types: {entry!r} is none; expected {{id: Defaced, like: Coerced}}, perhaps with "
                            "label and definition")  # fmt: skip
    identifier, like = str(entry["id"]), str(entry["like"])
    if not _ID.fullmatch(identifier):
        raise OntologyError(f"{where}: types: the id {identifier!r} is not one word such as Defaced")
    if like not in packaged_event_types():
        known = ", ".join(packaged_event_types())
        raise OntologyError(f"{where}: types: {identifier} is like {like!r}, which is no event type; known: {known}")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", identifier).lower()
    label = str(entry.get("label", words))
    found = OwnType(identifier, like, label, str(entry.get("definition", f"Somebody {label} somebody or something.")))
    if taken := _taken(found):
        raise OntologyError(f"{where}: types: {identifier} is the name of {taken} already; give it another id")
    return found


def declare(types: Iterable[OwnType]) -> None:
    """Make the types known to this process: `event_types()`, the edges, the shapes and the pages have them from here.

    A type that was declared before with the same id is replaced.
    """
    wanted = {one.id: one for one in types}
    if any(_declared.get(key) != one for key, one in wanted.items()):
        _declared.update(wanted)
        extend(triple for one in _declared.values() for triple in triples(one))


def forget() -> None:
    """Forget all types that were declared."""
    if _declared:
        _declared.clear()
        extend(())


def declared(identifiers: Iterable[str] | None = None) -> tuple[OwnType, ...]:
    """The types that were declared, or those among the ids, by id."""
    ids = _declared.keys() if identifiers is None else _declared.keys() & set(identifiers)
    return tuple(_declared[one] for one in sorted(ids))


def own_type_quads(own: OwnType) -> Iterator[ox.Quad]:
    """The type in the named graph of the ontology."""
    for triple in triples(own):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(ONTOLOGY))


def triples(own: OwnType) -> Iterator[ox.Triple]:
    """The type and its edge as casus.ttl describes its own."""
    like = packaged_event_types()[own.like]
    cls, edge = _node(own.id), _node(own.edge)
    yield ox.Triple(cls, ox.NamedNode(_RDF + "type"), ox.NamedNode(_OWL + "Class"))
    yield ox.Triple(cls, ox.NamedNode(_RDFS + "subClassOf"), _node("Statement"))
    yield ox.Triple(cls, _node("kind"), ox.Literal("event"))
    yield ox.Triple(cls, ox.NamedNode(_RDFS + "label"), ox.Literal(own.label.capitalize(), language="en"))
    yield ox.Triple(cls, ox.NamedNode(_SKOS + "definition"), ox.Literal(own.definition, language="en"))
    yield ox.Triple(cls, ox.NamedNode(_SKOS + "broadMatch"), _node(own.like))
    yield ox.Triple(cls, _node("directEdge"), edge)
    yield from _alignments(cls, like)
    yield ox.Triple(edge, ox.NamedNode(_RDF + "type"), ox.NamedNode(_OWL + "ObjectProperty"))
    if like.symmetric:
        yield ox.Triple(edge, ox.NamedNode(_RDF + "type"), ox.NamedNode(_OWL + "SymmetricProperty"))
    yield ox.Triple(edge, ox.NamedNode(_RDFS + "subPropertyOf"), _node("directlyRelatedTo"))
    yield ox.Triple(edge, ox.NamedNode(_RDFS + "label"), ox.Literal(own.label, language="en"))
    about = f"The direct edge of the statement type “{own.label}”, where that is positive and actual."
    yield ox.Triple(edge, ox.NamedNode(_SKOS + "definition"), ox.Literal(about, language="en"))


_declared: dict[str, OwnType] = {}
_TAKEN_OVER = frozenset(
    ox.NamedNode(NAMESPACE + name) for name in ("ploverType", "ploverMode", "cameoRoot", "quad", "edgeRoles")
)


def _alignments(cls: ox.NamedNode, like: EventType) -> Iterator[ox.Triple]:
    for triple in packaged_triples():
        if triple.subject == _node(like.id) and triple.predicate in _TAKEN_OVER:
            yield ox.Triple(cls, triple.predicate, triple.object)


def _taken(own: OwnType) -> str | None:
    """What the id names already, other than a type of the user's own."""
    relations = relation_types()
    if own.id in packaged_event_types() or own.edge in {kind.edge for kind in packaged_event_types().values()}:
        return "an event type"
    if own.edge in relations or own.id in {kind.cls for kind in relations.values()}:
        return "a relation type"
    return "a class of entities" if own.id in entity_classes() else None


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(NAMESPACE + name)
