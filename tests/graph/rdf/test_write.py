"""What the quads of a reading look like: graphs, edges under promise 2, evidence, no blank node, one way to write."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from casusgraph.graph.rdf.iris import Iris, is_reported
from casusgraph.graph.rdf.write import entity_quads, reading_quads
from casusgraph.ontology.errors import InputError, IntegrityError
from casusgraph.ontology.records import Entity, Modality, Participant, Polarity, Reading
from casusgraph.ontology.vocabulary import NAMESPACE, event_types, relation_types

BASE = "https://example.org/"
PREFIXES = f"""PREFIX cg: <{NAMESPACE}> PREFIX : <{BASE}>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>"""


def store_of(reading: Reading) -> ox.Store:
    store = ox.Store()
    store.extend(reading_quads(reading, base=BASE))
    store.extend(entity_quads((e for e in reading.entities if e.known), base=BASE))
    return store


def ask(store: ox.Store, pattern: str) -> bool:
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}", use_default_graph_as_union=True))


def edges(reading: Reading, *, reported: bool) -> set[tuple[str, str, str]]:
    names = {NAMESPACE + t.edge for t in event_types().values()} | {NAMESPACE + name for name in relation_types()}
    found = (q for q in reading_quads(reading, base=BASE) if q.predicate.value in names)
    return {
        (q.subject.value[len(BASE) :], q.predicate.value[len(NAMESPACE) :], q.object.value[len(BASE) :])  # type: ignore[union-attr]
        for q in found
        if is_reported(q.graph_name) == reported
    }


def test_an_edge_is_positive_actual_and_of_the_article_itself(reading: Reading) -> None:
    assert edges(reading, reported=False) == {
        ("state.aa", "warned", "state.bb"),
        ("state.aa", "memberOf", "org.nato"),
        ("state.aa", "consultedWith", "state.bb"),
        ("state.bb", "consultedWith", "state.aa"),
    }


def test_what_somebody_else_says_is_in_the_reported_graph(reading: Reading) -> None:
    assert edges(reading, reported=True) == {("state.bb", "struck", "nil.place.portsea")}


@pytest.mark.parametrize("modality", [modality for modality in Modality if modality is not Modality.ACTUAL])
def test_what_is_not_actual_has_no_edge(reading: Reading, modality: Modality) -> None:
    statements = tuple(replace(statement, modality=modality) for statement in reading.statements)
    changed = replace(reading, statements=statements)
    assert edges(changed, reported=False) | edges(changed, reported=True) == set()


def test_what_is_denied_has_no_edge(reading: Reading) -> None:
    statements = tuple(replace(statement, polarity=Polarity.NEGATIVE) for statement in reading.statements)
    changed = replace(reading, statements=statements)
    assert edges(changed, reported=False) | edges(changed, reported=True) == set()


def test_a_statement_points_straight_at_its_participants_and_its_quote(reading: Reading) -> None:
    assert ask(
        store_of(reading),
        """?s a cg:Warned ; cg:actor :state.aa ; cg:recipient :state.bb ; cg:weapon :weapon.x ;
           cg:polarity cg:Positive ; cg:modality cg:Actual ; cg:confidence 1.0 ; cg:actorMention/cg:refersTo :state.aa ;
           prov:wasDerivedFrom [ oa:hasSource ?d ; oa:hasSelector [ oa:start 5 ; oa:end 43 ;
             oa:exact "Arland warned Borland of new missiles." ] ] . ?d a cg:Document""",
    )


def test_words_that_are_a_mention_share_its_node(reading: Reading) -> None:
    assert ask(store_of(reading), "?s a cg:Warned ; cg:actorMention [ a cg:Mention ; oa:exact 'Arland' ]")
    assert ask(store_of(reading), "?s a cg:Warned ; cg:recipientMention [ a cg:Span ; oa:exact 'Borland' ]")


def test_a_speech_act_is_about_its_content_and_keeps_dates_and_numbers(reading: Reading) -> None:
    assert ask(
        store_of(reading),
        """?s a cg:Said ; cg:about ?t . ?t a cg:Struck ; cg:quantity 2 ; cg:datePrecision cg:Day ;
           cg:attributedTo <https://example.org/nil.organization.ministry> ; cg:earliest ?day ; cg:latest ?day
           FILTER(STR(?day) = "2022-05-14")""",
    )


def test_background_knowledge_is_marked_and_stands_in_its_own_graph(reading: Reading) -> None:
    store = store_of(reading)
    assert ask(store, "GRAPH :entities { :state.aa a cg:State ; cg:knownFrom :knowledge }")
    assert ask(store, "GRAPH :entities { ?o a cg:OfficeHolding ; cg:officeRole 'HoS' }")
    assert not ask(store, "GRAPH :entities { <https://example.org/nil.place.portsea> ?p ?o }")
    assert ask(store, "GRAPH ?g { <https://example.org/nil.place.portsea> a cg:City, cg:Place . ?d a cg:Document }")


def test_there_is_no_blank_node(reading: Reading) -> None:
    terms = [term for quad in store_of(reading) for term in (quad.subject, quad.object, quad.graph_name)]
    assert not [term for term in terms if isinstance(term, ox.BlankNode | ox.DefaultGraph)]


def test_every_quad_of_a_reading_is_in_its_two_graphs(reading: Reading) -> None:
    iris = Iris(BASE)
    graphs = {quad.graph_name for quad in reading_quads(reading, base=BASE)}
    assert graphs == {iris.document_graph(reading.document.id), iris.reported_graph(reading.document.id)}


def test_the_order_in_which_records_come_does_not_matter(reading: Reading) -> None:
    turned = replace(
        reading,
        mentions=reading.mentions[::-1],
        entities=reading.entities[::-1],
        statements=reading.statements[::-1],
    )
    assert set(reading_quads(turned)) == set(reading_quads(reading))


def test_a_role_that_does_not_exist_is_refused(reading: Reading) -> None:
    wrong = replace(reading.statements[0], targets=(Participant("victim", "state.bb"),))
    with pytest.raises(IntegrityError, match="victim"):
        list(reading_quads(replace(reading, statements=(wrong,))))


@pytest.mark.parametrize("identifier", ["", "a b", "1a", "a/b", "a#b", "ä", "a>b", "a\n", "../a"])
def test_an_identifier_that_can_not_be_in_an_iri_is_refused(identifier: str) -> None:
    with pytest.raises(IntegrityError, match="can not be in an IRI"):
        Iris().node(identifier)


@pytest.mark.parametrize("base", ["", "x", "https://example.org", "http://a b/", "file:///etc/", "https://example.org/<"])
def test_a_base_that_can_not_be_one_is_refused(base: str) -> None:
    with pytest.raises(InputError, match="no base"):
        Iris(base)


def test_a_wrong_wikidata_item_is_refused(reading: Reading) -> None:
    wrong: Entity = replace(reading.entities[0], wikidata="P31")
    with pytest.raises(IntegrityError, match="P31"):
        list(entity_quads([wrong]))
