"""Shapes keep wrong statements out; the quick screen agrees with pyshacl; a store answers for what hangs together."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest

from casusgraph.graph import validate
from casusgraph.graph.rdf import screen
from casusgraph.graph.rdf.infer import inferred_quads
from casusgraph.graph.rdf.iris import XSD, Iris, cg
from casusgraph.graph.rdf.runs import Run, run_quads
from casusgraph.graph.rdf.write import entity_quads, reading_quads
from casusgraph.ontology.errors import OntologyError
from casusgraph.ontology.records import Entity, Evidence, Kind, Participant, Reading, Region, Statement
from casusgraph.ontology.vocabulary import NAMESPACE, ONTOLOGY, event_types, ontology_quads, relation_types

Change = Callable[[Statement], Statement]


def quads_of(reading: Reading) -> list[ox.Quad]:
    return [*reading_quads(reading), *entity_quads(e for e in reading.entities if e.known)]


def changed(reading: Reading, change: Change) -> tuple[Reading, Statement]:
    first = change(reading.statements[0])
    return replace(reading, statements=(first, *reading.statements[1:])), first


def relation(statement: Statement, subject: str, name: str, *targets: Participant) -> Statement:
    return replace(
        statement, kind=Kind.RELATION, type=name, actor=Participant("subject", subject), targets=targets, date=None
    )


def test_good_readings_break_nothing(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        assert validate.broken(reading) == {}
        assert validate.violations(quads_of(reading)) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda s: replace(s, confidence=1.5), "confidence"),
        (lambda s: replace(s, confidence=-0.1), "confidence"),
        (lambda s: replace(s, confidence=math.nan), "confidence"),
        (lambda s: replace(s, date="2022-02-31"), "date"),
        (lambda s: replace(s, date="yesterday"), "date"),
        (lambda s: replace(s, type="Danced"), "type"),
        (lambda s: replace(s, trigger=(9, 9)), "type do not begin"),
        (lambda s: replace(s, trigger=(-1, 4)), "type do not begin"),
        (lambda s: replace(s, evidence=()), "no quote"),
        (lambda s: replace(s, evidence=(replace(s.evidence[0], text="Belmark warned Ardland"),)), "not what the text"),
        (lambda s: replace(s, evidence=(Evidence(s.document, 5, 5, ""),)), "the quote has no text"),
        (lambda s: replace(s, quantity=math.inf), "quantity"),
        (lambda s: replace(s, unit=""), "unit"),
        (lambda s: replace(s, actor=Participant("actor", "nil.person.nobody")), "participant"),
        (lambda s: replace(s, targets=(Participant("weapon", "state.bb"),)), "weapon system"),
        (lambda s: relation(s, "state.aa", "memberOf"), "no object"),
        (lambda s: relation(s, "weapon.dart", "memberOf", Participant("object", "state.bb")), "member of"),
        (lambda s: relation(s, "state.aa", "dances", Participant("object", "state.bb")), "type"),
    ],
)
def test_a_wrong_statement_is_kept_out_with_its_reason(
    readings: tuple[Reading, ...], change: Change, reason: str
) -> None:
    reading, statement = changed(readings[0], change)
    found = validate.broken(reading)
    assert list(found) == [statement.id]
    assert reason in found[statement.id]


def test_without_a_statement_nothing_is_about_it(readings: tuple[Reading, ...]) -> None:
    (launched,) = [s.id for s in readings[0].statements if s.type == "Launched"]
    kept = validate.without(readings[0], {launched})
    assert len(kept.statements) == len(readings[0].statements) - 1
    assert [s.about for s in kept.statements if s.type == "Denied"] == [()]


def test_what_is_read_out_of_boilerplate_is_kept_out(readings: tuple[Reading, ...]) -> None:
    document = replace(readings[0].document, boilerplate=(Region(0, 10, "menu"),))
    found = validate.broken(replace(readings[0], document=document))
    assert found == {readings[0].statements[0].id: "it was read out of boilerplate"}


def test_a_statement_falls_with_an_entity_that_is_wrong(readings: tuple[Reading, ...]) -> None:
    def wrong(entity: Entity) -> Entity:
        return replace(entity, category="Spaceship") if entity.id == "place.cape-cello" else entity

    reading = replace(readings[0], entities=tuple(map(wrong, readings[0].entities)))
    (identifier,) = [s.id for s in reading.statements if s.type == "Attacked"]
    assert validate.broken(reading) == {
        identifier: "the category is not a class of the ontology under the entity's type"
    }


@pytest.mark.parametrize("name", event_types())
def test_the_shapes_know_every_event_type(readings: tuple[Reading, ...], name: str) -> None:
    assert validate.broken(changed(readings[0], lambda s: replace(s, type=name))[0]) == {}


def test_every_class_and_property_of_the_shapes_exists() -> None:
    defined = {quad.subject.value for quad in ontology_quads()}  # type: ignore[union-attr]
    used = {str(term) for triple in validate._shapes() for term in triple if str(term).startswith(NAMESPACE)}
    assert used - defined == set()
    assert {NAMESPACE + name for name in event_types()} <= used
    assert {NAMESPACE + relation.cls for relation in relation_types().values()} <= used


VALUES = (
    ox.NamedNode("urn:x"),
    ox.Literal(""),
    ox.Literal("x"),
    ox.Literal("-5", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("7", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("1999-01-01", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("5", datatype=ox.NamedNode(XSD + "nonNegativeInteger")),
)


def test_the_screen_finds_what_pyshacl_finds(readings: tuple[Reading, ...]) -> None:
    quads = quads_of(readings[0])
    chance = random.Random(4)
    for _ in range(40):
        here = chance.randrange(len(quads))
        old = quads[here]
        new = ox.Quad(old.subject, old.predicate, chance.choice(VALUES), old.graph_name)
        broken = quads[:here] + chance.choice(([], [new], [old, new])) + quads[here + 1 :]
        judged = validate.judged(broken)
        if judged is not None:
            assert sorted(judged) == sorted(screen.failures(broken)), (old, new)


def test_the_screen_refuses_shapes_that_it_does_not_know() -> None:
    text = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:closed true ."
    compiler = screen._Compiler(ox.parse(text, format=ox.RdfFormat.TURTLE))
    with pytest.raises(OntologyError, match="closed"):
        list(compiler.shapes())


@pytest.fixture
def store(readings: tuple[Reading, ...]) -> ox.Store:
    quads = [quad for reading in readings for quad in quads_of(reading)]
    store = ox.Store()
    store.extend([*quads, *inferred_quads(quads), *ontology_quads()])
    store.extend(run_quads(Run("0", "a", "b", "c"), [reading.document.id for reading in readings]))
    return store


def test_a_whole_store_holds_together(store: ox.Store) -> None:
    assert validate.check_store(store) == []
    assert screen.failures(store.quads_for_pattern(None, None, None, Iris().runs)) == []


def messages(store: ox.Store) -> str:
    return " | ".join(violation.message for violation in validate.check_store(store))


def test_an_edge_without_a_statement_is_found(store: ox.Store, readings: tuple[Reading, ...]) -> None:
    iris, document = Iris(), readings[0].document.id
    edge = (iris.node("state.bb"), cg("invaded"), iris.node("state.aa"))
    store.add(ox.Quad(*edge, iris.document_graph(document)))
    assert "no positive, actual statement of its own" in messages(store)


def test_a_reported_edge_in_the_wrong_graph_is_found(store: ox.Store, readings: tuple[Reading, ...]) -> None:
    iris, document = Iris(), readings[0].document.id
    (edge,) = store.quads_for_pattern(None, None, None, iris.reported_graph(document))
    store.add(ox.Quad(edge.subject, edge.predicate, edge.object, iris.document_graph(document)))
    assert "no positive, actual statement of its own" in messages(store)


def test_an_edge_that_nobody_reports_is_found(store: ox.Store, readings: tuple[Reading, ...]) -> None:
    iris, document = Iris(), readings[0].document.id
    edge = (iris.node("state.aa"), cg("warned"), iris.node("state.bb"))
    store.add(ox.Quad(*edge, iris.reported_graph(document)))
    assert "statement of somebody" in messages(store)


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        ("http://www.w3.org/ns/oa#exact", "stands on a quote that does not exist"),
        (NAMESPACE + "sha256", "quotes a document that does not exist"),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "names an entity that nothing describes"),
        (NAMESPACE + "polarity", "about a statement that does not exist"),
    ],
)
def test_what_is_missing_is_found(store: ox.Store, predicate: str, message: str) -> None:
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)):
        store.remove(quad)
    assert message in messages(store)


def test_a_quote_of_another_length_is_found(store: ox.Store) -> None:
    (end, *_) = store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/oa#end"), None, None)
    store.remove(end)
    store.add(ox.Quad(end.subject, end.predicate, ox.Literal(999), end.graph_name))
    assert "not as long as its offsets" in messages(store)


def test_a_blank_node_is_found(store: ox.Store) -> None:
    store.add(ox.Quad(ox.BlankNode(), cg("about"), ox.NamedNode(ONTOLOGY), Iris().runs))
    assert "no name" in messages(store)
