"""What follows from the vocabulary, written out so that plain SPARQL finds it: superclasses, inverses, both directions.

Every rule has a single premise, so that the inferences of a set of quads are those of its parts: a document can be
inferred alone, and a graph by streaming. Reported graphs are left out: nothing follows from what others say. What the
writer states itself (an entity's type beside its finer class, both directions of a symmetric edge) is not repeated,
because Oxigraph's union of graphs gives a triple once for each graph that holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ...ontology.records import EntityType
from ...ontology.vocabulary import NAMESPACE, from_vocabulary, ontology_quads
from .iris import BASE, OWL, RDF, RDFS, TYPE, Iris, cg, is_reported

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]
Edges = dict[ox.NamedNode, tuple[ox.NamedNode, ...]]


def inferred_quads(quads: Iterable[ox.Quad], *, base: str = BASE) -> Iterator[ox.Quad]:
    """The triples that follow from the quads, in the `inferred` graph, each once.

    Types of mentions and spans are left as they are: nobody asks for them, and they would be most of the graph.
    """
    for _, inferred in _inferences(quads, Iris(base)):
        yield from inferred


def with_inferred(quads: Iterable[ox.Quad], *, base: str = BASE) -> Iterator[ox.Quad]:
    """The quads, and what follows from them as soon as it does: one pass where the quads are made on the way."""
    for quad, inferred in _inferences(quads, Iris(base)):
        yield quad
        yield from inferred


def _inferences(quads: Iterable[ox.Quad], iris: Iris) -> Iterator[tuple[ox.Quad, list[ox.Quad]]]:
    skipped = (iris.inferred, iris.ontology)
    seen: set[Triple] = set()
    for quad in quads:
        found = [] if quad.graph_name in skipped or is_reported(quad.graph_name) else list(_follow(quad))
        new = [triple for triple in found if triple not in seen]
        seen.update(new)
        yield quad, [ox.Quad(*triple, iris.inferred) for triple in new]


def _follow(quad: ox.Quad) -> Iterator[Triple]:
    subject, predicate, value = quad.subject, quad.predicate, quad.object
    if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode):
        return
    if predicate == TYPE:
        for parent in _superclasses().get(value, ()):
            yield subject, TYPE, parent
    for inverse in _inverses().get(predicate, ()):
        yield value, inverse, subject


@from_vocabulary
def _superclasses() -> Edges:
    """Superclasses of entity and statement classes, without those types that the writer states beside a finer class."""
    parents = _pairs(RDFS + "subClassOf")
    stated = {ox.NamedNode(NAMESPACE + kind) for kind in EntityType}
    found: Edges = {}
    for cls in parents:
        chain: list[ox.NamedNode] = []
        here = [cls]
        while here:
            here = [parent for one in here for parent in parents.get(one, ()) if parent.value.startswith(NAMESPACE)]
            chain += here
        if chain and chain[-1].value in (NAMESPACE + "Entity", NAMESPACE + "Statement"):
            found[cls] = tuple(parent for parent in chain if parent not in stated)
    return found


@from_vocabulary
def _inverses() -> Edges:
    """Properties that hold the other way round, a symmetric one is its own."""
    found: defaultdict[ox.NamedNode, dict[ox.NamedNode, None]] = defaultdict(dict)
    for one, others in _pairs(OWL + "inverseOf").items():
        for other in others:
            if other.value.startswith(NAMESPACE):
                found[one][other] = found[other][one] = None
    symmetric, edges = ox.NamedNode(OWL + "SymmetricProperty"), _pairs(RDFS + "subPropertyOf")
    for one, types in _pairs(RDF + "type").items():
        if symmetric in types and cg("directlyRelatedTo") not in edges.get(one, ()):
            found[one][one] = None
    return {one: tuple(others) for one, others in found.items()}


@from_vocabulary
def _pairs(predicate: str) -> Edges:
    found: defaultdict[ox.NamedNode, list[ox.NamedNode]] = defaultdict(list)
    for quad in ontology_quads():
        if (
            quad.predicate.value == predicate
            and isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.NamedNode)
        ):
            found[quad.subject].append(quad.object)
    return {one: tuple(others) for one, others in found.items()}
