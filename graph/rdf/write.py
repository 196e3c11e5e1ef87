"""Records to quads. One named graph a document, no blank nodes, canonical literals; `read.py` is the way back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pyoxigraph as ox

from ...ontology.errors import IntegrityError
from ...ontology.ids import digest, mint
from ...ontology.records import Document, Evidence, Kind, Mention, Participant, Reading, Statement
from ...ontology.vocabulary import relation_types, roles
from .canonical import bare, canonical, canonical_document, first_role
from .edges import edge_quads
from .entity import described, entity_quads
from .iris import BASE, DCTERMS, LABEL, OA, PROV, SCHEMA, TYPE, Iris, cg, statement_class, term
from .literals import bounds, decimal, integer, number, partial_date, text
from .participants import SPEAKER, candidates, order, source_order

__all__ = ["Spans", "document_quads", "entity_quads", "reading_quads", "statement_quads"]

TITLE = term(DCTERMS + "title")
PUBLISHER = term(DCTERMS + "publisher")
AUTHOR = term(DCTERMS + "creator")
PUBLISHED = term(DCTERMS + "issued")
LANGUAGE = term(DCTERMS + "language")
URL = term(SCHEMA + "url")
START = term(OA + "start")
END = term(OA + "end")
EXACT = term(OA + "exact")
DERIVED = term(PROV + "wasDerivedFrom")
SOURCE = term(OA + "hasSource")
SELECTOR = term(OA + "hasSelector")

Spans = Mapping[tuple[int, int, str], ox.NamedNode]
"""The node of each stretch of text that names an entity: by start, end and entity id."""
Pair = tuple[ox.NamedNode, ox.NamedNode | ox.Literal]


def reading_quads(reading: Reading, *, base: str = BASE, retracted: Collection[str] = ()) -> Iterator[ox.Quad]:
    """All that one document says, in its own graph and its reported graph; known entities by their IRI only.

    Statements that are `retracted`, by their ids, are nodes without direct edges. A quad may come more than once.
    Raises IntegrityError where an identifier or a role can not be written.
    """
    iris = Iris(base)
    reading = canonical(reading)
    graph = iris.document_graph(reading.document.id)
    yield from _document(reading.document, iris)
    for entity in reading.entities:
        if not entity.known:
            yield from described(entity, iris, graph)
    spans = {}
    for mention in reading.mentions:
        node = spans[mention.start, mention.end, mention.entity] = _mention_node(reading.document, mention, iris)
        yield from _about(node, _mention(mention, iris), graph)
    for node, span in _other_spans(reading, spans, iris):
        yield from _about(node, span, graph)
    for evidence in {evidence: None for statement in reading.statements for evidence in statement.evidence}:
        yield from _evidence(evidence, reading.document, iris, graph)
    for statement in reading.statements:
        yield from statement_quads(statement, spans, iris, edges=statement.id not in retracted)


def statement_quads(statement: Statement, spans: Spans, iris: Iris, *, edges: bool = True) -> Iterator[ox.Quad]:
    """The node of one statement and its direct edges."""
    node, graph = iris.node(statement.id), iris.document_graph(statement.document)
    yield from _about(node, _statement(statement, iris), graph)
    yield from _about(node, _participants(statement, spans, iris), graph)
    if edges:
        yield from edge_quads(statement, iris)


def _about(node: ox.NamedNode, pairs: Iterator[Pair], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    for predicate, value in pairs:
        yield ox.Quad(node, predicate, value, graph)


def document_quads(document: Document, *, base: str = BASE) -> Iterator[ox.Quad]:
    """What is known about a document whatever is read out of it: title, publisher, sources, boilerplate."""
    return _document(canonical_document(document), Iris(base))


def _document(document: Document, iris: Iris) -> Iterator[ox.Quad]:
    graph = iris.document_graph(document.id)
    yield from _about(iris.node(document.id), _metadata(document), graph)
    for region in document.boilerplate:
        node = iris.node(mint("b", document.id, region.start, region.end, region.kind))
        yield ox.Quad(iris.node(document.id), cg("boilerplate"), node, graph)
        yield ox.Quad(node, TYPE, cg("BoilerplateRegion"), graph)
        yield ox.Quad(node, START, integer(region.start), graph)
        yield ox.Quad(node, END, integer(region.end), graph)
        yield ox.Quad(node, cg("regionKind"), text(region.kind), graph)


def _metadata(document: Document) -> Iterator[Pair]:
    yield TYPE, cg("Document")
    yield LABEL, text(document.name)
    yield cg("sha256"), text(digest(document.text))
    for source in document.sources:
        yield cg("source"), text(source)
    named = (
        (TITLE, document.title),
        (PUBLISHER, document.publisher),
        (AUTHOR, document.author),
        (LANGUAGE, document.language),
        (URL, document.url),
    )
    for predicate, value in named:
        if value is not None:
            yield predicate, text(value)
    if document.published is not None:
        yield PUBLISHED, partial_date(document.published)
    if document.pages:
        yield cg("pageStarts"), text(" ".join(map(str, document.pages)))


def _mention_node(document: Document, mention: Mention, iris: Iris) -> ox.NamedNode:
    said = (mention.start, mention.end, mention.entity, mention.kind, mention.confidence, mention.chain, mention.rule)
    return iris.node(mint("m", document.id, *said))


def _mention(mention: Mention, iris: Iris) -> Iterator[Pair]:
    yield TYPE, cg("Mention")
    yield cg("refersTo"), iris.node(mention.entity)
    yield START, integer(mention.start)
    yield END, integer(mention.end)
    yield EXACT, text(mention.text)
    yield cg("mentionKind"), text(mention.kind)
    if mention.confidence != 1:
        yield cg("confidence"), decimal(mention.confidence)
    if mention.chain:
        yield cg("chain"), text(" ".join(str(start) for start in mention.chain))
    if mention.rule:
        yield cg("rules"), text(mention.rule)


def _other_spans(
    reading: Reading, spans: dict[tuple[int, int, str], ox.NamedNode], iris: Iris
) -> Iterator[tuple[ox.NamedNode, Iterator[Pair]]]:
    """Words of participants that are no mention of theirs; they are added to the spans."""
    for statement in reading.statements:
        for person in (statement.actor, *statement.targets, statement.attribution, *statement.attribution_chain):
            if person is None or person.start is None or person.end is None:
                continue
            key = person.start, person.end, person.entity
            if key not in spans:
                spans[key] = iris.node(mint("n", reading.document.id, *key))
                yield spans[key], _span(*key, reading.document.text, iris)


def _span(start: int, end: int, entity: str, original: str, iris: Iris) -> Iterator[Pair]:
    yield TYPE, cg("Span")
    yield cg("refersTo"), iris.node(entity)
    yield START, integer(start)
    yield END, integer(end)
    yield EXACT, text(original[start:end])


def _evidence(evidence: Evidence, document: Document, iris: Iris, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    node = iris.evidence(evidence.document, evidence.start, evidence.end)
    selector = ox.NamedNode(node.value + "-selector")
    yield ox.Quad(node, TYPE, term(OA + "SpecificResource"), graph)
    yield ox.Quad(node, SOURCE, iris.node(evidence.document), graph)
    yield ox.Quad(node, SELECTOR, selector, graph)
    page = document.page(evidence.start) if evidence.document == document.id else None
    if page is not None:
        yield ox.Quad(node, cg("page"), integer(page), graph)
    yield ox.Quad(selector, TYPE, term(OA + "TextPositionSelector"), graph)
    yield ox.Quad(selector, TYPE, term(OA + "TextQuoteSelector"), graph)
    yield ox.Quad(selector, START, integer(evidence.start), graph)
    yield ox.Quad(selector, END, integer(evidence.end), graph)
    yield ox.Quad(selector, EXACT, text(evidence.text), graph)


def _statement(statement: Statement, iris: Iris) -> Iterator[Pair]:
    yield from _type(statement)
    yield cg("document"), iris.node(statement.document)
    yield cg("polarity"), cg(statement.polarity.capitalize())
    yield cg("modality"), cg(statement.modality.capitalize())
    yield cg("confidence"), decimal(statement.confidence)
    yield cg("triggerStart"), integer(statement.trigger[0])
    yield cg("triggerEnd"), integer(statement.trigger[1])
    if statement.date is not None:
        yield from _date(statement.date)
    if statement.quantity is not None:
        yield cg("quantity"), number(statement.quantity)
    if statement.unit is not None:
        yield cg("unit"), text(statement.unit)
    if statement.rules:
        yield cg("rules"), text("\n".join(statement.rules))
    for other in statement.about:
        yield cg("about"), iris.node(other)
    for evidence in statement.evidence:
        yield DERIVED, iris.evidence(evidence.document, evidence.start, evidence.end)
    sequence = evidence_order(statement.evidence)
    if sequence is not None:
        yield cg("evidenceOrder"), text(sequence)


def _type(statement: Statement) -> Iterator[Pair]:
    if statement.kind is Kind.EVENT:
        yield TYPE, statement_class(statement.type)
        return
    relation = relation_types().get(statement.type)
    yield TYPE, statement_class(relation.cls if relation is not None else "RelationStatement")
    yield cg("relation"), statement_class(statement.type)


def _date(iso: str) -> Iterator[Pair]:
    known = bounds(iso)
    if known is None:
        yield cg("earliest"), text(iso)
        return
    earliest, latest, precision = known
    yield cg("earliest"), earliest
    yield cg("latest"), latest
    yield cg("datePrecision"), cg(precision)


def _participants(statement: Statement, spans: Spans, iris: Iris) -> Iterator[Pair]:
    role = first_role(statement.kind)
    people = [person for person in (statement.actor, *statement.targets) if person is not None]
    for person in candidates(people):
        if person.role not in roles():
            raise IntegrityError(f"{statement.id}: {person.role!r} is no role of casus.ttl: {', '.join(roles())}")
        yield from _in_role(person, cg(person.role), cg(person.role + "Mention"), spans, iris)
    sequence = order(statement.actor, statement.targets, role)
    if sequence is not None:
        yield cg("targetOrder"), text(sequence)
    if statement.attribution is not None:
        for person in candidates([bare(statement.attribution, SPEAKER)]):
            yield from _in_role(person, cg("attributedTo"), cg("attributionMention"), spans, iris)
    for person in candidates(statement.attribution_chain):
        yield from _in_role(person, cg("outerSource"), cg("outerSourceMention"), spans, iris)
    sequence = source_order(statement.attribution_chain)
    if sequence is not None:
        yield cg("sourceOrder"), text(sequence)


def _in_role(
    person: Participant, role: ox.NamedNode, words: ox.NamedNode, spans: Spans, iris: Iris
) -> Iterator[Pair]:
    if person.start is None or person.end is None:
        yield role, iris.node(person.entity)
    else:
        yield words, spans[person.start, person.end, person.entity]


def evidence_order(evidence: tuple[Evidence, ...]) -> str | None:
    """Indices into the quotes in the order of the text; None where they stand in it."""
    places = {one: str(index) for index, one in enumerate(sorted(set(evidence), key=evidence_key))}
    literal = " ".join(places[one] for one in evidence)
    return None if literal == " ".join(places.values()) else literal


def evidence_key(evidence: Evidence) -> tuple[str, int, int, str]:
    """Order of quotes: that of the text."""
    return evidence.document, evidence.start, evidence.end, evidence.text
