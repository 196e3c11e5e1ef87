"""Inference: superclasses and inverses, nothing twice, nothing from what others say."""

from __future__ import annotations

import pyoxigraph as ox

from casusgraph.graph.rdf.infer import inferred_quads, with_inferred
from casusgraph.graph.rdf.iris import Iris
from casusgraph.graph.rdf.write import entity_quads, reading_quads
from casusgraph.ontology.records import Reading
from casusgraph.ontology.vocabulary import NAMESPACE, local

IRIS = Iris()


def quads_of(reading: Reading) -> list[ox.Quad]:
    return [*reading_quads(reading), *entity_quads(e for e in reading.entities if e.known)]


def triples(reading: Reading) -> set[tuple[str, str, str]]:
    return {
        (q.subject.value[len(IRIS.base) :], local(q.predicate.value), local(q.object.value))  # type: ignore[union-attr]
        for q in inferred_quads(quads_of(reading))
    }


def test_superclasses_of_entities_and_statements(reading: Reading) -> None:
    found = triples(reading)
    assert {("weapon.x", "type", "Entity"), ("state.aa", "type", "Agent"), ("org.nato", "type", "Agent")} <= found
    assert ("org.nato", "type", "IntergovernmentalOrganization") in found
    assert {(s.id, "type", "Statement") for s in reading.statements} <= found
    relation = next(s for s in reading.statements if s.type == "memberOf")
    assert (relation.id, "type", "RelationStatement") in found


def test_inverses(reading: Reading) -> None:
    assert ("org.nato", "hasMember", "state.aa") in triples(reading)


def test_nothing_is_stated_twice(reading: Reading) -> None:
    stated = {(q.subject, q.predicate, q.object) for q in quads_of(reading)}
    found = [(q.subject, q.predicate, q.object) for q in inferred_quads(quads_of(reading))]
    assert len(found) == len(set(found))
    assert stated & set(found) == set()


def test_a_part_gives_its_part(reading: Reading) -> None:
    quads = quads_of(reading)
    parts = {quad for one in quads for quad in inferred_quads([one])}
    assert parts == set(inferred_quads(quads))


def test_one_pass_gives_the_quads_and_their_inferences(reading: Reading) -> None:
    quads = quads_of(reading)
    assert set(with_inferred(iter(quads))) == set(quads) | set(inferred_quads(quads))


def test_reported_graphs_and_inferences_are_not_inferred_from() -> None:
    member = ox.NamedNode(NAMESPACE + "memberOf")
    for graph in (IRIS.reported_graph("d0"), IRIS.inferred, IRIS.ontology):
        assert list(inferred_quads([ox.Quad(IRIS.node("a"), member, IRIS.node("b"), graph)])) == []


def test_inferences_stand_in_their_own_graph(reading: Reading) -> None:
    assert {quad.graph_name for quad in inferred_quads(quads_of(reading))} == {IRIS.inferred}
