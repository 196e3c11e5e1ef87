"""Shapes: which statements of a document break one, and whether a whole store holds together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.records import Reading, Statement
from ..ontology.shapes import shapes_text
from ..ontology.vocabulary import NAMESPACE, from_vocabulary
from .rdf import screen
from .rdf.consistency import inconsistencies
from .rdf.iris import BASE, OA, PROV, XSD, cg, term
from .rdf.write import entity_quads, reading_quads

if TYPE_CHECKING:
    import rdflib

SHAPES = "https://w3id.org/casusgraph/shapes#"
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a shape, and the statement that must go because of it."""

    focus: str
    """IRI of the node."""
    statement: str | None
    """IRI of the statement; None where no statement depends on the node."""
    message: str


def broken(reading: Reading, *, base: str = BASE, quads: Iterable[ox.Quad] | None = None) -> dict[str, str]:
    """Ids of the statements of a reading that may not enter the graph, each with the reason.

    `quads` are those of the reading where the caller has them already.

    Beyond the shapes: every quote is the stretch of the text that it says, and nothing is read out of boilerplate.
    """
    reasons: dict[str, list[str]] = defaultdict(list)
    own = reading_quads(reading, base=base) if quads is None else quads
    known = entity_quads((entity for entity in reading.entities if entity.known), base=base)
    for violation in violations([*own, *known]):
        if violation.statement is not None:
            reasons[violation.statement[len(base) :]].append(violation.message)
    for statement in reading.statements:
        reasons[statement.id] += _unproven(statement, reading)
    return {identifier: "; ".join(dict.fromkeys(found)) for identifier, found in reasons.items() if found}


def without(reading: Reading, identifiers: Collection[str]) -> Reading:
    """The reading without these statements; what was about them is about nothing."""
    kept = (statement for statement in reading.statements if statement.id not in identifiers)
    statements = (replace(s, about=tuple(one for one in s.about if one not in identifiers)) for s in kept)
    return replace(reading, statements=tuple(statements))


def violations(quads: Iterable[ox.Quad]) -> list[Violation]:
    """What breaks a shape in the quads of one document and the entities that it names, sorted.

    pyshacl judges; documents in which nothing can be wrong are not shown to it.
    """
    quads = list(quads)
    failures = screen.failures(quads)
    if not failures:
        return []
    statements = _statements_of(quads)
    found = {
        Violation(focus, statement, message)
        for focus, message in judged(quads) or failures
        for statement in statements.get(focus, [None])
    }
    return sorted(found, key=lambda v: (v.focus, v.statement or "", v.message))


def _unproven(statement: Statement, reading: Reading) -> list[str]:
    text, found = reading.document.text, []
    for evidence in statement.evidence:
        own = evidence.document == reading.document.id
        if own and text[evidence.start : evidence.end] != evidence.text:
            found.append(f"the quote is not what the text has at {evidence.start} to {evidence.end}")
    start, end = statement.trigger
    if any(region.start < end and start < region.end for region in reading.document.boilerplate):
        found.append("it was read out of boilerplate")
    return found


def judged(quads: Iterable[ox.Quad]) -> list[tuple[str, str]] | None:
    """Focus node and message of each result of pyshacl; None where it breaks down, as on values without an order."""
    import pyshacl
    import rdflib

    data, shapes = _rdflib_graph(quads), _shapes()
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True, meta_shacl=False)
    except (TypeError, ValueError, RuntimeError):
        return None
    if not isinstance(report, rdflib.Graph):
        return None
    focus, message = rdflib.URIRef(_SH + "focusNode"), rdflib.URIRef(_SH + "resultMessage")
    results = set(report.objects(None, rdflib.URIRef(_SH + "result")))
    return sorted({(str(report.value(result, focus)), str(report.value(result, message))) for result in results})


def _statements_of(quads: Iterable[ox.Quad]) -> Mapping[str, list[str | None]]:
    """For each node the statements that depend on it: itself, a quote, a participant, the words of one."""
    links = [(str(q.subject), q.predicate, str(q.object)) for q in quads if isinstance(q.object, ox.NamedNode)]
    statements = {subject for subject, predicate, _ in links if predicate == cg("polarity")}
    selectors = {subject: value for subject, predicate, value in links if predicate == term(OA + "hasSelector")}
    found: defaultdict[str, list[str | None]] = defaultdict(list)
    for node in statements:
        found[node[1:-1]].append(node[1:-1])
    for subject, predicate, value in links:
        if subject in statements and _depends(predicate):
            for node in {value, selectors.get(value, value)}:
                found[node[1:-1]].append(subject[1:-1])
    return found


@cache
def _depends(predicate: ox.NamedNode) -> bool:
    """Whether a statement stands or falls with the value: not with what it is about, nor with its document."""
    others = {cg(name) for name in ("about", "document", "polarity", "modality", "datePrecision", "relation")}
    return predicate == term(PROV + "wasDerivedFrom") or (
        predicate.value.startswith(NAMESPACE) and predicate not in others
    )


@from_vocabulary
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=shapes_text(), format="turtle")


def _rdflib_graph(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    for quad in quads:
        graph.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    return graph


@lru_cache(maxsize=65536)
def _rdflib(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.term.Node:
    import rdflib

    if isinstance(node, ox.Literal):
        datatype = None if node.datatype.value == XSD + "string" else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, datatype=datatype, normalize=False)
    return rdflib.URIRef(str(node.value))  # type: ignore[union-attr]


def check_store(store: ox.Store) -> list[Violation]:
    """What is wrong with a store as a whole: edges without a statement, quotes without a document, dangling IRIs."""
    return [Violation(node, None, message) for node, message in inconsistencies(store)]
