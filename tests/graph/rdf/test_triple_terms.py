"""RDF 1.2: every statement of an edge reifies it, and none is asserted by that."""

from __future__ import annotations

import pyoxigraph as ox

from casusgraph.graph.rdf.iris import BASE
from casusgraph.graph.rdf.triple_terms import reifying_quads
from casusgraph.ontology.records import Reading
from casusgraph.ontology.vocabulary import NAMESPACE

QUERY = f"""PREFIX cg: <{NAMESPACE}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?s WHERE {{ GRAPH ?g {{ ?s rdf:reifies <<( <{BASE}state.aa> cg:supplied <{BASE}state.bb> )>> }} }}"""


def test_a_denied_statement_reifies_what_it_denies(reading: Reading) -> None:
    store = ox.Store()
    store.extend(reifying_quads([reading]))
    denied = next(statement for statement in reading.statements if statement.type == "Supplied")
    rows = store.query(QUERY)
    assert isinstance(rows, ox.QuerySolutions)
    assert [str(row["s"]) for row in rows] == [f"<{BASE}{denied.id}>"]


def test_no_edge_is_asserted(reading: Reading) -> None:
    assert {quad.predicate.value.rsplit("#")[-1] for quad in reifying_quads([reading])} == {"reifies"}


def test_the_quads_survive_n_quads(reading: Reading) -> None:
    quads = set(reifying_quads([reading]))
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert set(ox.parse(data, format=ox.RdfFormat.N_QUADS)) == quads
