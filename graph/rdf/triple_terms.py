"""RDF 1.2: statements as reifiers of the edge that they speak of, for stores that know triple terms.

A triple term asserts nothing, so that denied, planned and attributed statements have one too. rdflib, JSON-LD and most
stores do not read them yet: the graph itself never holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ...ontology.records import Reading
from .edges import edges
from .iris import BASE, RDF, Iris, cg, term


def reifying_quads(readings: Iterable[Reading], *, base: str = BASE) -> Iterator[ox.Quad]:
    """`statement rdf:reifies <<( actor edge target )>>` in the graph of each statement's document."""
    iris = Iris(base)
    for reading in readings:
        graph = iris.document_graph(reading.document.id)
        for statement in reading.statements:
            for actor, edge, target in edges(statement):
                triple = ox.Triple(iris.node(actor), cg(edge), iris.node(target))
                yield ox.Quad(iris.node(statement.id), term(RDF + "reifies"), triple, graph)
