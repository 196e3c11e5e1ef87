"""Quads to records: the way back from `write.py`. Records come in the form of `canonical.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from ...ontology.errors import IntegrityError
from ...ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Modality,
    Office,
    Participant,
    Polarity,
    Reading,
    Region,
    Statement,
)
from ...ontology.vocabulary import local, roles
from . import entity as e
from . import write as w
from .canonical import entity_ids, mention_key, office_key, region_key, statement_key
from .facts import Facts, quoted
from .iris import BASE, LABEL, TYPE, Iris, cg
from .literals import read_bounds
from .participants import SPEAKER, arrange, arrange_sources, candidates

Text = Callable[[str], str]
"""Gives the original text of a document id: graph folders keep it in documents/<id>.txt."""
Spans = Mapping[ox.NamedNode, tuple[str, int, int]]


def readings(store: ox.Store, text: Text, *, base: str = BASE) -> Iterator[Reading]:
    """The readings of a store, in the order of their first source.

    Raises IntegrityError on what `write.py` did not write.
    """
    iris = Iris(base)
    background = entities(store.quads_for_pattern(None, None, None, iris.entities), base=base)
    for document in document_ids(store, base=base):
        quads = store.quads_for_pattern(None, None, None, iris.document_graph(document))
        yield reading(quads, text, background, base=base)


def document_ids(store: ox.Store, *, base: str = BASE) -> list[str]:
    """Ids of the documents of a store, in the order of their first source."""
    iris = Iris(base)
    nodes = [quad.subject for quad in store.quads_for_pattern(None, TYPE, cg("Document"), None)]
    return [document for _, document in sorted((_first_source(store, node), iris.id(node)) for node in nodes)]


def reading(
    quads: Iterable[ox.Quad], text: Text, background: Mapping[str, Entity], *, base: str = BASE
) -> Reading:
    """The reading in the quads of one document's graph; those of its reported graph may be among them."""
    reader = _Reader(Facts(quads), Iris(base), text)
    document = reader.document()
    own = {entity.id: entity for entity in reader.entities(known=False)}
    spans = reader.spans()
    mentions = tuple(sorted(reader.mentions(document.text), key=mention_key))
    statements = tuple(sorted(reader.statements(document.text, spans), key=statement_key))
    named = {mention.entity for mention in mentions} | {one for s in statements for one in entity_ids(s)}
    missing = sorted(named - set(own) - set(background))
    if missing:
        raise IntegrityError(f"{document.id} names entities that the graph does not describe: {', '.join(missing[:5])}")
    described = tuple(own[one] if one in own else background[one] for one in sorted(named))
    return Reading(document, mentions, described, statements)


def entities(quads: Iterable[ox.Quad], *, base: str = BASE) -> dict[str, Entity]:
    """The entities in the quads of the `entities` graph, by id."""
    return {entity.id: entity for entity in _Reader(Facts(quads), Iris(base), None).entities(known=True)}


def _first_source(store: ox.Store, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return min((str(quad.object) for quad in store.quads_for_pattern(node, cg("source"), None, None)), default="")


class _Reader:
    """The facts of one graph, read as records."""

    def __init__(self, facts: Facts, iris: Iris, text: Text | None) -> None:
        self._facts = facts
        self._iris = iris
        self._text = text

    def document(self) -> Document:
        found = list(self._facts.of_type(cg("Document")))
        if len(found) != 1 or self._text is None:
            raise IntegrityError(f"the quads are of {len(found)} documents, not of one")
        node, facts = found[0], self._facts
        return Document(
            self._text(self._iris.id(node)),
            facts.texts(node, cg("source")),
            title=facts.text(node, w.TITLE),
            publisher=facts.text(node, w.PUBLISHER),
            author=facts.text(node, w.AUTHOR),
            published=facts.text(node, w.PUBLISHED),
            url=facts.text(node, w.URL),
            language=facts.text(node, w.LANGUAGE),
            boilerplate=tuple(sorted(map(self._region, facts.iris(node, cg("boilerplate"))), key=region_key)),
            pages=tuple(map(int, (facts.text(node, cg("pageStarts")) or "").split())),
        )

    def _region(self, node: ox.NamedNode) -> Region:
        facts = self._facts
        kind = facts.one(node, cg("regionKind")).value
        return Region(facts.integer(node, w.START), facts.integer(node, w.END), kind)

    def entities(self, *, known: bool) -> Iterator[Entity]:
        offices: dict[str, list[Office]] = {}
        for node in self._facts.of_type(cg("OfficeHolding")):
            holder = self._iris.id(self._facts.one(node, e.HOLDER))
            offices.setdefault(holder, []).append(self._office(node))
        for kind in EntityType:
            for node in self._facts.of_type(cg(kind)):
                own = sorted(offices.get(self._iris.id(node), []), key=office_key)
                yield self._entity(node, kind, tuple(own), known)

    def _entity(self, node: ox.NamedNode, kind: EntityType, offices: tuple[Office, ...], known: bool) -> Entity:
        facts = self._facts
        finer = [local(value.value) for value in facts.iris(node, TYPE) if value != cg(kind)]
        item = facts.maybe(node, e.SAME)
        return Entity(
            self._iris.id(node),
            kind,
            facts.one(node, LABEL).value,
            category=finer[0] if finer else facts.text(node, cg("category")),
            aliases=facts.texts(node, e.ALIAS),
            country=self._id(node, cg("country")),
            parent=self._id(node, e.PART),
            wikidata=None if item is None else local(item.value),
            iso2=facts.text(node, cg("iso2")),
            iso3=facts.text(node, cg("iso3")),
            description=facts.text(node, e.DESCRIPTION),
            offices=offices,
            members_of=tuple(self._iris.id(value) for value in facts.iris(node, e.MEMBER_OF)),
            known=known,
        )

    def _office(self, node: ox.NamedNode) -> Office:
        facts = self._facts
        return Office(
            facts.one(node, cg("officeRole")).value,
            self._iris.id(facts.one(node, e.OFFICE_OF)),
            facts.one(node, LABEL).value,
            start=facts.text(node, cg("officeStart")),
            end=facts.text(node, cg("officeEnd")),
            source=facts.text(node, cg("officeSource")),
        )

    def spans(self) -> dict[ox.NamedNode, tuple[str, int, int]]:
        return {node: self._span(node) for node in self._facts.nodes(cg("refersTo"))}

    def _span(self, node: ox.NamedNode) -> tuple[str, int, int]:
        facts = self._facts
        entity = self._iris.id(facts.one(node, cg("refersTo")))
        return entity, facts.integer(node, w.START), facts.integer(node, w.END)

    def mentions(self, original: str) -> Iterator[Mention]:
        facts = self._facts
        for node in facts.of_type(cg("Mention")):
            entity, start, end = self._span(node)
            confidence = facts.number(node, cg("confidence"))
            yield Mention(
                start,
                end,
                quoted(original, start, end, facts.one(node, w.EXACT).value),
                entity,
                facts.one(node, cg("mentionKind")).value,
                confidence=1.0 if confidence is None else confidence,
                chain=tuple(int(offset) for offset in (facts.text(node, cg("chain")) or "").split()),
                rule=facts.text(node, cg("rules")) or "",
            )

    def statements(self, original: str, spans: Spans) -> Iterator[Statement]:
        for node in self._facts.nodes(cg("polarity")):
            yield self._statement(node, original, spans)

    def _statement(self, node: ox.NamedNode, original: str, spans: Spans) -> Statement:
        facts = self._facts
        relation = facts.maybe(node, cg("relation"))
        kind = Kind.EVENT if relation is None else Kind.RELATION
        confidence = facts.number(node, cg("confidence"))
        rules = facts.text(node, cg("rules"))
        people = candidates(p for role in roles() for p in self._people(node, role, role, role + "Mention", spans))
        role = "actor" if relation is None else "subject"
        actor, targets = arrange(people, facts.text(node, cg("targetOrder")), role)
        speakers = self._people(node, SPEAKER, "attributedTo", "attributionMention", spans)
        outer = candidates(self._people(node, SPEAKER, "outerSource", "outerSourceMention", spans))
        return Statement(
            self._iris.id(facts.one(node, cg("document"))),
            kind,
            local((facts.one(node, TYPE) if relation is None else relation).value),
            self._evidence(node, original),
            (facts.integer(node, cg("triggerStart")), facts.integer(node, cg("triggerEnd"))),
            actor=actor,
            targets=tuple(targets),
            polarity=Polarity(self._word(node, "polarity")),
            modality=Modality(self._word(node, "modality")),
            attribution=arrange(candidates(speakers), None, SPEAKER)[0],
            attribution_chain=tuple(arrange_sources(outer, facts.text(node, cg("sourceOrder")))),
            date=self._date(node),
            quantity=facts.number(node, cg("quantity")),
            unit=facts.text(node, cg("unit")),
            about=tuple(self._iris.id(other) for other in facts.iris(node, cg("about"))),
            confidence=1.0 if confidence is None else confidence,
            rules=tuple(rules.split("\n")) if rules is not None else (),
        )

    def _people(
        self, node: ox.NamedNode, role: str, direct: str, words: str, spans: Spans
    ) -> Iterator[Participant]:
        for value in self._facts.iris(node, cg(direct)):
            yield Participant(role, self._iris.id(value))
        for value in self._facts.iris(node, cg(words)):
            if value not in spans:
                raise IntegrityError(f"{node}: {value} is not described among the spans of its document")
            yield Participant(role, *spans[value])

    def _evidence(self, node: ox.NamedNode, original: str) -> tuple[Evidence, ...]:
        facts = self._facts
        own = self._iris.id(facts.one(node, cg("document")))
        found: list[Evidence] = []
        for evidence in facts.iris(node, w.DERIVED):
            document = self._iris.id(facts.one(evidence, w.SOURCE))
            selector = facts.one(evidence, w.SELECTOR)
            if not isinstance(selector, ox.NamedNode):
                raise IntegrityError(f"{evidence} has no selector")
            start, end = facts.integer(selector, w.START), facts.integer(selector, w.END)
            exact = facts.one(selector, w.EXACT).value
            exact = quoted(original, start, end, exact) if document == own else exact
            found.append(Evidence(document, start, end, exact))
        found.sort(key=w.evidence_key)
        literal = facts.text(node, cg("evidenceOrder"))
        return tuple(found) if literal is None else tuple(found[int(index)] for index in literal.split())

    def _date(self, node: ox.NamedNode) -> str | None:
        earliest, precision = self._facts.text(node, cg("earliest")), self._facts.maybe(node, cg("datePrecision"))
        if earliest is None or precision is None:
            return earliest
        return read_bounds(earliest, local(precision.value))

    def _word(self, node: ox.NamedNode, predicate: str) -> str:
        return local(self._facts.one(node, cg(predicate)).value).lower()

    def _id(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        value = self._facts.maybe(node, predicate)
        return None if value is None else self._iris.id(value)
