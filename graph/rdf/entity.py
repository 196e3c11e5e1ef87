"""Entities to quads: what the knowledge base says goes to the `entities` graph, what only a text names to its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ...ontology.errors import IntegrityError
from ...ontology.ids import mint
from ...ontology.records import Entity, EntityType, Office
from ...ontology.vocabulary import NAMESPACE, ancestors, entity_classes
from . import canonical
from .iris import BASE, DCTERMS, LABEL, ORG, OWL, SKOS, TYPE, WIKIDATA, Iris, cg, term
from .literals import partial_date, text

ALIAS = term(SKOS + "altLabel")
SAME = term(OWL + "sameAs")
DESCRIPTION = term(DCTERMS + "description")
PART = term(DCTERMS + "isPartOf")
MEMBER_OF = term(ORG + "memberOf")
HOLDER = term(ORG + "member")
OFFICE_OF = term(ORG + "organization")

_ITEM = re.compile(r"Q[1-9][0-9]*")

Term = ox.NamedNode | ox.Literal


def entity_quads(entities: Iterable[Entity], *, base: str = BASE) -> Iterator[ox.Quad]:
    """Background knowledge in the `entities` graph: each entity marked as known from the knowledge base."""
    iris = Iris(base)
    for entity in canonical.of_entities(entities):
        yield from described(entity, iris, iris.entities)


def described(entity: Entity, iris: Iris, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """What a record says of an entity, in the graph."""
    node = iris.node(entity.id)
    for predicate, value in _properties(entity, iris):
        yield ox.Quad(node, predicate, value, graph)
    for office in entity.offices:
        yield from _office(entity, office, iris, graph)


def class_of(entity: Entity) -> str | None:
    """The category, where the ontology has it as a finer class of the entity's type."""
    category = entity.category
    if category is None or category not in entity_classes() or category in set(EntityType):
        return None
    return category if str(entity.type) in ancestors(category) else None


def _properties(entity: Entity, iris: Iris) -> Iterator[tuple[ox.NamedNode, Term]]:
    yield TYPE, cg(str(entity.type))
    finer = class_of(entity)
    if finer is not None:
        yield TYPE, ox.NamedNode(NAMESPACE + finer)
    elif entity.category is not None:
        yield cg("category"), text(entity.category)
    yield LABEL, text(entity.label)
    if entity.known:
        yield cg("knownFrom"), iris.knowledge
    for alias in entity.aliases:
        yield ALIAS, text(alias)
    for predicate, value in _optional(entity):
        yield predicate, text(value)
    if entity.wikidata is not None:
        yield SAME, _item(entity)
    if entity.country is not None:
        yield cg("country"), iris.node(entity.country)
    if entity.parent is not None:
        yield PART, iris.node(entity.parent)
    for organization in entity.members_of:
        yield MEMBER_OF, iris.node(organization)


def _optional(entity: Entity) -> Iterator[tuple[ox.NamedNode, str]]:
    if entity.iso2 is not None:
        yield cg("iso2"), entity.iso2
    if entity.iso3 is not None:
        yield cg("iso3"), entity.iso3
    if entity.description is not None:
        yield DESCRIPTION, entity.description


def _item(entity: Entity) -> ox.NamedNode:
    if entity.wikidata is None or not _ITEM.fullmatch(entity.wikidata):
        raise IntegrityError(f"{entity.id}: {entity.wikidata!r} is no Wikidata item, such as Q212")
    return ox.NamedNode(WIKIDATA + entity.wikidata)


def _office(entity: Entity, office: Office, iris: Iris, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    parts = (entity.id, office.role, office.of, office.title, office.start, office.end, office.source)
    node = iris.node(mint("o", *parts))
    yield ox.Quad(node, TYPE, cg("OfficeHolding"), graph)
    yield ox.Quad(node, HOLDER, iris.node(entity.id), graph)
    yield ox.Quad(node, OFFICE_OF, iris.node(office.of), graph)
    yield ox.Quad(node, cg("officeRole"), text(office.role), graph)
    yield ox.Quad(node, LABEL, text(office.title), graph)
    if office.start is not None:
        yield ox.Quad(node, cg("officeStart"), partial_date(office.start), graph)
    if office.end is not None:
        yield ox.Quad(node, cg("officeEnd"), partial_date(office.end), graph)
    if office.source is not None:
        yield ox.Quad(node, cg("officeSource"), text(office.source), graph)
