"""Whether a store holds together, asked in SPARQL: what no single document can answer for."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ...ontology.vocabulary import NAMESPACE, event_types, relation_types, roles
from .iris import OA, PROV, REPORTED

_PREFIXES = f"PREFIX cg: <{NAMESPACE}> PREFIX oa: <{OA}> PREFIX prov: <{PROV}>"
_ROLES = "|".join(f"cg:{role}" for role in roles())
_REPORTED = f'STRENDS(STR(?g), "{REPORTED}")'


def inconsistencies(store: ox.Store) -> Iterator[tuple[str, str]]:
    """IRI of a node and what is wrong with it, in the order of the questions.

    Questions are joins and OPTIONAL, not NOT EXISTS over several patterns, which Oxigraph evaluates quadratically.
    """
    for message, pattern in _questions():
        rows = store.query(f"{_PREFIXES} SELECT DISTINCT ?node WHERE {{ {pattern} }} ORDER BY ?node")
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            yield str(row["node"]).strip("<>"), message


def _questions() -> Iterator[tuple[str, str]]:
    yield (
        "a direct edge leaves it for which the document has no positive, actual statement of its own",
        f"""{_edges()} GRAPH ?g {{ ?node ?edge ?other }} FILTER(!{_REPORTED})
        OPTIONAL {{ GRAPH ?g {{ ?s ({_ROLES}) ?node ; a ?cls ; cg:polarity cg:Positive ; cg:modality cg:Actual ;
            ({_ROLES}) ?other . }} OPTIONAL {{ GRAPH ?g {{ ?s cg:attributedTo ?by }} }} FILTER(!BOUND(?by)) }}
        FILTER(!BOUND(?s))""",
    )
    yield (
        "an edge of a reported graph leaves it for which the document has no positive, actual statement of somebody",
        f"""{_edges()} GRAPH ?g {{ ?node ?edge ?other }} FILTER({_REPORTED})
        BIND(IRI(STRBEFORE(STR(?g), "{REPORTED}")) AS ?d)
        OPTIONAL {{ GRAPH ?d {{ ?s ({_ROLES}) ?node ; a ?cls ; cg:polarity cg:Positive ; cg:modality cg:Actual ;
            ({_ROLES}) ?other ; cg:attributedTo ?by . }} }}
        FILTER(!BOUND(?s))""",
    )
    yield (
        "the quote is not as long as its offsets say",
        "GRAPH ?g { ?node oa:start ?start ; oa:end ?end ; oa:exact ?exact } FILTER(STRLEN(?exact) != ?end - ?start)",
    )
    yield (
        "it is said to be about a statement that does not exist",
        "GRAPH ?g { ?node cg:about ?s } OPTIONAL { GRAPH ?h { ?s cg:polarity ?p } } FILTER(!BOUND(?p))",
    )
    yield (
        "it stands on a quote that does not exist",
        """GRAPH ?g { ?node cg:polarity ?p ; prov:wasDerivedFrom ?x }
        OPTIONAL { GRAPH ?g { ?x oa:hasSelector ?y . ?y oa:exact ?e } } FILTER(!BOUND(?e))""",
    )
    yield (
        "it quotes a document that does not exist",
        "GRAPH ?g { ?node oa:hasSource ?d } OPTIONAL { GRAPH ?h { ?d cg:sha256 ?sum } } FILTER(!BOUND(?sum))",
    )
    yield (
        "it names an entity that nothing describes",
        f"""GRAPH ?g {{ ?node ({_ROLES}|cg:attributedTo|cg:outerSource|cg:refersTo) ?e }}
        OPTIONAL {{ GRAPH ?h {{ ?e a ?cls }} }} FILTER(!BOUND(?cls))""",
    )
    yield (
        "it is described as background knowledge and has two types",
        """VALUES (?a ?b) { (cg:Person cg:State) (cg:Person cg:Organization) (cg:State cg:Organization)
            (cg:Place cg:Person) (cg:Place cg:Organization) (cg:WeaponSystem cg:Organization) }
        GRAPH ?g { ?node a ?a, ?b ; cg:knownFrom ?k }""",
    )
    yield "it has no name, so that two loads would make it two", "GRAPH ?g { ?node ?p ?o } FILTER(isBlank(?node))"


def _edges() -> str:
    events = [(kind.id, kind.edge) for kind in event_types().values()]
    relations = [(kind.cls, kind.id) for kind in relation_types().values()]
    return "VALUES (?cls ?edge) { " + " ".join(f"(cg:{cls} cg:{edge})" for cls, edge in events + relations) + " }"
