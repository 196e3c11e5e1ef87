"""The vocabulary as Python records, read from casus.ttl: what kinds of statements and entities there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

import pyoxigraph as ox

from .errors import OntologyError

ONTOLOGY = "https://w3id.org/casusgraph/ontology"
"""IRI of the ontology and of the named graph that holds it."""
NAMESPACE = ONTOLOGY + "#"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_WIKIDATA = "http://www.wikidata.org/prop/direct/"


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of act that statements are about, for example `Warned`."""

    id: str
    edge: str
    """Local name of the direct property, for example `appliedToJoin`."""
    label: str
    """For headings: `Applied to join`."""
    edge_label: str
    """For the edge between two nodes: `applied to join`."""
    definition: str
    plover_type: str | None
    plover_modes: tuple[str, ...]
    cameo_roots: tuple[str, ...]
    quad: str | None
    """verbal-cooperation, material-cooperation, verbal-conflict or material-conflict."""
    symmetric: bool
    edge_roles: tuple[str, ...]
    """The direct edge runs from the actor to the first of these roles that is filled."""


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of relation that statements are about, for example `memberOf`; its id is its direct property."""

    id: str
    label: str
    """For headings: `Member of`."""
    edge_label: str
    """For the edge between two nodes: `member of`."""
    definition: str
    subject: str
    object: str
    """Entity classes of the two terms."""
    symmetric: bool
    inverse: str | None
    """Local name of the property that runs the other way."""
    wikidata: str | None
    """The Wikidata property that means the same, P…"""
    wikidata_inverse: str | None
    """The Wikidata property that means the inverse, P…"""

    @property
    def cls(self) -> str:
        """Local name of the class of its statements, for example `MemberOf`."""
        return self.id[0].upper() + self.id[1:]


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class of nodes, for example `Missile`."""

    id: str
    label: str
    definition: str
    parent: str | None
    plover_mode: str | None
    """The mode of an assault with a weapon of this class, inherited where the class says nothing itself."""


P = ParamSpec("P")
R = TypeVar("R")

_kept: list[Callable[[], None]] = []
_added: list[ox.Triple] = []


def from_vocabulary(function: Callable[P, R]) -> Callable[P, R]:
    """A cache for what is derived from the vocabulary: forgotten when types are added to it."""
    cached: Any = cache(function)
    _kept.append(cached.cache_clear)
    return cached  # type: ignore[no-any-return]


def extend(triples: Iterable[ox.Triple]) -> None:
    """Add these triples to casus.ttl, in place of those that were added before; own_types.py makes them."""
    _added[:] = triples
    for forget in _kept:
        forget()


@cache
def packaged_event_types() -> Mapping[str, EventType]:
    """Event types of casus.ttl alone, by id."""
    graph = _Graph(packaged_triples())
    return MappingProxyType({t.id: t for t in (_event_type(graph, iri) for iri in graph.of_kind("event"))})


@cache
def version_iri() -> str:
    """Version IRI of the ontology, for example https://w3id.org/casusgraph/ontology/1.0.0."""
    return _graph().one(ONTOLOGY, _OWL + "versionIRI")


@from_vocabulary
def event_types() -> Mapping[str, EventType]:
    """Event types by id, in the order of casus.ttl; a user's own (own_types.py) after them."""
    graph = _graph()
    return MappingProxyType({t.id: t for t in (_event_type(graph, iri) for iri in graph.of_kind("event"))})


@from_vocabulary
def relation_types() -> Mapping[str, RelationType]:
    """Relation types by id, in the order of casus.ttl."""
    graph = _graph()
    return MappingProxyType({t.id: t for t in (_relation_type(graph, iri) for iri in graph.of_kind("relation"))})


@from_vocabulary
def entity_classes() -> Mapping[str, EntityClass]:
    """Classes of entities by id, parents before children, in the order of casus.ttl."""
    graph = _graph()
    classes: dict[str, EntityClass] = {}
    for iri in graph.subjects:
        parents = [local(parent) for parent in graph.all(iri, _RDFS + "subClassOf") if parent.startswith(NAMESPACE)]
        if local(iri) == "Entity" or (parents and parents[0] in classes):
            parent = parents[0] if parents else None
            mode = graph.maybe(iri, NAMESPACE + "impliesMode")
            inherited = classes[parent].plover_mode if parent is not None else None
            classes[local(iri)] = EntityClass(
                local(iri),
                graph.one(iri, _RDFS + "label"),
                graph.one(iri, _SKOS + "definition"),
                parent,
                graph.one(mode, _SKOS + "notation") if mode is not None else inherited,
            )
    return MappingProxyType(classes)


@from_vocabulary
def roles() -> tuple[str, ...]:
    """Roles of participants, in the order of casus.ttl: actor, recipient, weapon … subject."""
    graph = _graph()
    part = NAMESPACE + "participant"
    return tuple(local(iri) for iri in graph.subjects if part in graph.all(iri, _RDFS + "subPropertyOf"))


@from_vocabulary
def ancestors(entity_class: str) -> tuple[str, ...]:
    """The class itself and its superclasses up to `Entity`.

    Raises OntologyError where casus.ttl does not have the class.
    """
    chain: list[str] = []
    here: str | None = entity_class
    while here is not None:
        if here not in entity_classes():
            raise OntologyError(f"casus.ttl has no entity class {here!r}; the known ones are in entity_classes()")
        chain.append(here)
        here = entity_classes()[here].parent
    return tuple(chain)


def ontology_quads() -> Iterator[ox.Quad]:
    """The ontology, in the named graph that bears its IRI."""
    graph = ox.NamedNode(ONTOLOGY)
    for triple in _triples():
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def local(iri: str) -> str:
    """What follows the last `#` or `/` of an IRI."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


class _Graph:
    """casus.ttl by subject and predicate; values are IRIs and the text of literals."""

    def __init__(self, triples: Iterable[ox.Quad | ox.Triple]) -> None:
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.subjects: dict[str, None] = {}
        for triple in triples:
            subject, value = _text(triple.subject), _text(triple.object)
            self.subjects[subject] = None
            self._values[subject, triple.predicate.value].append(value)

    def all(self, subject: str, predicate: str) -> list[str]:
        return self._values.get((subject, predicate), [])

    def maybe(self, subject: str, predicate: str) -> str | None:
        return next(iter(self.all(subject, predicate)), None)

    def one(self, subject: str, predicate: str) -> str:
        values = self.all(subject, predicate)
        if len(values) != 1:
            raise OntologyError(f"casus.ttl: {local(subject)} has {len(values)} values of {local(predicate)}, not one")
        return values[0]

    def of_kind(self, kind: str) -> list[str]:
        return [iri for iri in self.subjects if kind in self.all(iri, NAMESPACE + "kind")]

    def notations(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(self.one(value, _SKOS + "notation") for value in self.all(subject, NAMESPACE + predicate))

    def wikidata(self, subject: str) -> str | None:
        matches = self.all(subject, _SKOS + "closeMatch")
        return next((local(match) for match in matches if match.startswith(_WIKIDATA)), None)


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.Triple | ox.BlankNode):
        raise OntologyError(f"casus.ttl holds a nameless node, which no data can refer to: {term}")
    return term.value


@from_vocabulary
def _graph() -> _Graph:
    return _Graph(_triples())


def _triples() -> tuple[ox.Quad | ox.Triple, ...]:
    return (*packaged_triples(), *_added)


@cache
def packaged_triples() -> tuple[ox.Quad, ...]:
    """casus.ttl as it is packaged, without a user's own types."""
    text = files(__package__).joinpath("casus.ttl").read_bytes()
    try:
        return tuple(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"casus.ttl is not Turtle: {error}") from error


def _event_type(graph: _Graph, iri: str) -> EventType:
    edge = graph.one(iri, NAMESPACE + "directEdge")
    plover, quad = graph.notations(iri, "ploverType"), graph.notations(iri, "quad")
    return EventType(
        local(iri),
        local(edge),
        graph.one(iri, _RDFS + "label"),
        graph.one(edge, _RDFS + "label"),
        graph.one(iri, _SKOS + "definition"),
        next(iter(plover), None),
        graph.notations(iri, "ploverMode"),
        graph.notations(iri, "cameoRoot"),
        next(iter(quad), None),
        _symmetric(graph, edge),
        tuple(graph.one(iri, NAMESPACE + "edgeRoles").split()),
    )


def _relation_type(graph: _Graph, iri: str) -> RelationType:
    edge = graph.one(iri, NAMESPACE + "directEdge")
    inverse = graph.maybe(edge, _OWL + "inverseOf")
    return RelationType(
        local(edge),
        graph.one(iri, _RDFS + "label"),
        graph.one(edge, _RDFS + "label"),
        graph.one(edge, _SKOS + "definition"),
        local(graph.one(edge, _RDFS + "domain")),
        local(graph.one(edge, _RDFS + "range")),
        _symmetric(graph, edge),
        local(inverse) if inverse is not None else None,
        graph.wikidata(edge),
        graph.wikidata(inverse) if inverse is not None else None,
    )


def _symmetric(graph: _Graph, edge: str) -> bool:
    return _OWL + "SymmetricProperty" in graph.all(edge, _RDF + "type")
