"""The knowledge base as a SKOS concept scheme with what the graph says of entities, for users of thesauri and stores.

Each record is a skos:Concept and of the classes of casus.ttl; demonyms are hidden labels; states have ISO codes,
places WGS 84 coordinates, people their offices with dates, weapons the states that developed them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from ...ontology.knowledge_records import Record
from ..folder import atomic
from ..store import prefixes
from .entity import described
from .iris import BASE, SKOS, TYPE, XSD, Iris, cg, term
from .literals import text

GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
_SCHEME, _CONCEPT = term(SKOS + "ConceptScheme"), term(SKOS + "Concept")
_IN_SCHEME, _PREFERRED, _HIDDEN = term(SKOS + "inScheme"), term(SKOS + "prefLabel"), term(SKOS + "hiddenLabel")
_DECIMAL = ox.NamedNode(XSD + "decimal")


def write_skos(records: Iterable[Record], path: Path, *, base: str = BASE) -> int:
    """Write the records as Turtle, sorted, so that the same knowledge gives the same bytes; gives their number."""
    iris, chosen = Iris(base), sorted(records, key=lambda record: record.entity.id)
    with atomic(path) as out:
        triples = (triple for record in chosen for triple in sorted(set(_triples(record, iris)), key=str))
        scheme = ox.Triple(iris.knowledge, TYPE, _SCHEME)
        ox.serialize((scheme, *triples), out, format=ox.RdfFormat.TURTLE, prefixes=prefixes(base) | {"geo": GEO})
    return len(chosen)


def _triples(record: Record, iris: Iris) -> Iterator[ox.Triple]:
    entity = record.entity
    node = iris.node(entity.id)
    yield ox.Triple(node, TYPE, _CONCEPT)
    yield ox.Triple(node, _IN_SCHEME, iris.knowledge)
    yield ox.Triple(node, _PREFERRED, ox.Literal(entity.label, language="en"))
    for word in (*record.adjectives, *record.people):
        yield ox.Triple(node, _HIDDEN, ox.Literal(word, language="en"))
    for state in record.origin:
        yield ox.Triple(node, cg("originState"), iris.node(state))
    for name, value in (("lat", record.latitude), ("long", record.longitude)):
        if value is not None:
            yield ox.Triple(node, term(GEO + name), ox.Literal(_decimal(value), datatype=_DECIMAL))
    if record.qid_source is not None:
        yield ox.Triple(node, term(SKOS + "editorialNote"), text(f"source of the Wikidata item: {record.qid_source}"))
    for quad in described(entity, iris, iris.entities):
        yield ox.Triple(quad.subject, quad.predicate, quad.object)


def _decimal(value: float) -> str:
    """Canonical: a point, and no zeros at the end but one."""
    digits = f"{Decimal(str(value)):f}"
    return digits.rstrip("0").rstrip(".") + ".0" if "." not in digits.rstrip("0").rstrip(".") else digits.rstrip("0")
