"""IRIs of the data: flat, minted from identifiers, one named graph a document."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pyoxigraph as ox

from ...ontology.errors import InputError, IntegrityError
from ...ontology.own_types import declared
from ...ontology.terms import CG
from ...ontology.vocabulary import NAMESPACE, ONTOLOGY

BASE = "https://w3id.org/casusgraph/id/"
"""Where data lives unless the user names another base."""
REPORTED = "-reported"
"""How the IRI of a reported graph ends: edges that somebody else than the article asserts."""

OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
WIKIDATA = "http://www.wikidata.org/entity/"

TYPE = ox.NamedNode(RDF + "type")
LABEL = ox.NamedNode(RDFS + "label")

_ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_BASE = re.compile(r"(https?://|urn:)[!-~]*[/#:]")


class Iris:
    """The IRIs under one base.

    Raises InputError where the base can not be one.
    """

    __slots__ = ("base", "entities", "events", "inferred", "knowledge", "ontology", "runs")

    def __init__(self, base: str = BASE) -> None:
        if not _BASE.fullmatch(base) or not _is_iri(base + "x"):
            raise InputError(f"{base!r} is no base for IRIs: write one like {BASE}, which ends with / or #")
        self.base = base
        self.entities = ox.NamedNode(base + "entities")
        self.events = ox.NamedNode(base + "events")
        self.runs = ox.NamedNode(base + "runs")
        self.inferred = ox.NamedNode(base + "inferred")
        self.knowledge = ox.NamedNode(base + "knowledge")
        self.ontology = ox.NamedNode(ONTOLOGY)

    def node(self, identifier: str) -> ox.NamedNode:
        """The IRI of an entity, document, statement …; raises IntegrityError where the identifier can not be in one."""
        return _node(self.base, identifier)

    def id(self, node: object) -> str:
        """The identifier in an IRI; raises IntegrityError where the IRI is not under the base."""
        if not isinstance(node, ox.NamedNode) or not node.value.startswith(self.base):
            raise IntegrityError(f"{node} stands where an IRI under {self.base} was expected: was another base used?")
        return node.value[len(self.base) :]

    def document_graph(self, document: str) -> ox.NamedNode:
        """The named graph of what one document says."""
        return self.node("g" + document[1:])

    def reported_graph(self, document: str) -> ox.NamedNode:
        """The named graph of direct edges that others than the document itself assert in it."""
        return self.node("g" + document[1:] + REPORTED)

    def evidence(self, document: str, start: int, end: int) -> ox.NamedNode:
        """The stretch of a document that statements stand on."""
        return self.node(f"x{document}-{start}-{end}")


def is_reported(graph: object) -> bool:
    """Whether a graph's name is that of a reported graph."""
    return isinstance(graph, ox.NamedNode) and graph.value.endswith(REPORTED)


@cache
def cg(name: str) -> ox.NamedNode:
    """A term of casus.ttl; a misspelt one raises AttributeError."""
    own = any(name in (one.id, one.edge) for one in declared())
    return ox.NamedNode(NAMESPACE + name if own else str(CG[name]))


@lru_cache(maxsize=4096)
def statement_class(name: str) -> ox.NamedNode:
    """The class that a record names, whether casus.ttl has it or not: validation answers for that."""
    if not _ID.fullmatch(name):
        raise IntegrityError(f"{name!r} can not be the name of a class: letters, digits, dots, hyphens, a letter first")
    return ox.NamedNode(NAMESPACE + name)


@cache
def term(iri: str) -> ox.NamedNode:
    """A term of another vocabulary."""
    return ox.NamedNode(iri)


@lru_cache(maxsize=8192)
def _node(base: str, identifier: str) -> ox.NamedNode:
    if not _ID.fullmatch(identifier):
        raise IntegrityError(
            f"{identifier!r} can not be in an IRI: an identifier has letters, digits, dots, hyphens and underscores "
            "and begins with a letter"
        )
    return ox.NamedNode(base + identifier)


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
