"""casus.ttl is complete and consistent."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD

from casusgraph.ontology import vocabulary
from casusgraph.ontology.errors import OntologyError
from casusgraph.ontology.records import EntityType, Modality, Polarity
from casusgraph.ontology.vocabulary import NAMESPACE, ancestors, entity_classes, event_types, relation_types

PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("REJECT", "ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUADS = {"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"}
ROLES = {"recipient", "weapon", "object", "place", "origin", "destination", "topic"}
# Vocabularies with a published list of terms, and those of which casus.ttl uses these terms only.
CLOSED = {str(ns): ns for ns in (DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD)}
OPEN = {
    "http://www.w3.org/ns/oa#": {"TextPositionSelector", "TextQuoteSelector"},
    "http://semanticweb.cs.vu.nl/2009/11/sem/": {
        *("Actor", "Event", "Place", "accordingTo", "eventType", "hasActor", "hasPlace"),
    },
    "http://groundedannotationframework.org/gaf#": {"denotedBy"},
    "http://groundedannotationframework.org/grasp#": {"wasAttributedTo"},
    "http://www.wikidata.org/prop/direct/": {
        *("P17", "P27", "P39", "P131", "P137", "P176", "P297", "P298", "P361"),
        *("P463", "P47", "P495", "P527", "P1416"),
    },
}

ADDRESSES = {vocabulary.version_iri(), "https://www.apache.org/licenses/LICENSE-2.0"}


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return list(vocabulary.ontology_quads())


def test_there_are_all_event_and_relation_types() -> None:
    assert len(event_types()) == 62
    assert len(relation_types()) == 13


def test_every_type_is_labelled_and_defined() -> None:
    for kind in (*event_types().values(), *relation_types().values()):
        assert kind.label
        assert kind.edge_label
        assert kind.definition.endswith(".")


def test_edges_are_unique() -> None:
    edges = Counter([t.edge for t in event_types().values()] + [t.id for t in relation_types().values()])
    assert [edge for edge, count in edges.items() if count > 1] == []


def test_edges_are_the_camel_case_of_their_labels() -> None:
    for event in event_types().values():
        first, *rest = event.edge_label.split()
        assert event.edge == first + "".join(word.capitalize() for word in rest)


def test_event_types_align_with_plover_and_cameo() -> None:
    for event in event_types().values():
        assert event.plover_type in PLOVER | {None}
        assert event.quad in QUADS | {None}
        assert set(event.cameo_roots) <= {f"{root:02}" for root in range(1, 21)}
        assert event.plover_modes == () or event.plover_type is not None
        assert set(event.edge_roles) <= ROLES
        assert event.edge_roles


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("Struck", ("ASSAULT", ("aerial", "heavy-weapons", "drone"), ("18", "19", "20"), "material-conflict")),
        ("Withdrew", ("RETREAT", ("withdraw",), ("08",), "material-cooperation")),
        ("Said", (None, (), ("01",), None)),
        ("Evacuated", (None, (), (), None)),
    ],
)
def test_alignment(event: str, expected: tuple[object, ...]) -> None:
    kind = event_types()[event]
    assert (kind.plover_type, tuple(kind.plover_modes), kind.cameo_roots, kind.quad) == expected


def test_symmetric_types() -> None:
    assert {t.id for t in event_types().values() if t.symmetric} == {"Cooperated", "Agreed", "Signed", "Consulted"}
    assert {t.id for t in relation_types().values() if t.symmetric} == {"alliedWith", "borders"}


def test_relations_name_classes_and_inverses() -> None:
    for relation in relation_types().values():
        assert {relation.subject, relation.object} <= set(entity_classes())
    assert relation_types()["memberOf"].inverse == "hasMember"
    assert relation_types()["memberOf"].wikidata == "P463"
    assert relation_types()["operates"].wikidata_inverse == "P137"


def test_entity_types_of_the_records_are_classes() -> None:
    assert {kind.value for kind in EntityType} <= set(entity_classes())
    assert ancestors("Ministry") == ("Ministry", "GovernmentBody", "Organization", "Agent", "Entity")
    assert entity_classes()["InfantryFightingVehicle"].plover_mode == "heavy-weapons"


def test_an_unknown_class_raises() -> None:
    with pytest.raises(OntologyError, match="Spaceship"):
        ancestors("Spaceship")


def test_each_entity_class_descends_from_one_type() -> None:
    types = {kind.value for kind in EntityType}
    for name in set(entity_classes()) - {"Entity", "Agent"}:
        assert len(types & set(ancestors(name))) == 1, name


def test_polarity_and_modality_have_individuals(quads: list[ox.Quad]) -> None:
    subjects = {str(quad.subject.value) for quad in quads}
    for value in (*Polarity, *Modality):
        assert NAMESPACE + value.capitalize() in subjects


def test_no_term_is_used_that_does_not_exist(quads: list[ox.Quad]) -> None:
    defined = {str(quad.subject.value) for quad in quads}
    for iri in sorted({t.value for q in quads for t in (q.predicate, q.object) if isinstance(t, ox.NamedNode)}):
        if iri.startswith(NAMESPACE):
            assert iri in defined
            continue
        closed = next((ns for prefix, ns in CLOSED.items() if iri.startswith(prefix)), None)
        known = {prefix + name for prefix, names in OPEN.items() for name in names} | ADDRESSES
        assert (closed is not None and rdflib.URIRef(iri) in closed) or iri in known, iri


def test_every_term_has_one_label_and_is_defined(quads: list[ox.Quad]) -> None:
    labels = Counter(q.subject.value for q in quads if q.predicate.value == str(RDFS.label))
    defined = {q.subject.value for q in quads if q.predicate.value in (str(SKOS.definition), str(SKOS.notation))}
    terms = {q.subject.value for q in quads} - {vocabulary.ONTOLOGY}
    assert {term for term in terms if labels[term] != 1} == set()
    assert terms - defined == set()


def test_the_ontology_has_no_blank_node(quads: list[ox.Quad]) -> None:
    assert not [q for q in quads if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


def test_rdflib_reads_the_same_triples(quads: list[ox.Quad]) -> None:
    text = files("casusgraph.ontology").joinpath("casus.ttl").read_text(encoding="utf-8")
    graph = rdflib.Graph().parse(data=text, format="turtle")
    assert {(str(s), str(p), str(o)) for s, p, o in graph} == {
        (q.subject.value, q.predicate.value, q.object.value) for q in quads
    }


def test_the_version_is_in_the_version_iri() -> None:
    assert vocabulary.version_iri().rsplit("/", 1)[-1].count(".") == 2
