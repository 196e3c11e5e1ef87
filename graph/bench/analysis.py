"""One text of a benchmark through the stages, and what predictions ask of the result."""

from __future__ import annotations

from calendar import day_name, month_name
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from ...ontology.records import Document, Entity, EntityType, Kind, Participant, Statement
from ...ontology.vocabulary import ancestors, entity_classes, event_types
from ..entities import Linked, link
from ..reader import Tools
from ..statements import extract
from ..text import read

_AFTER_NAME = frozenset({"acl:relcl", "acl", "parataxis", "punct", "advcl", "dep", "discourse", "cc", "list"})
_DAYS = frozenset(("today", "yesterday", *day_name, *month_name[1:]))


@dataclass(frozen=True, slots=True)
class Given:
    """What a benchmark lets us see of a record: never an answer."""

    id: str
    text: str
    date: str | None = None
    """ISO 8601."""
    context: str = ""


@dataclass(frozen=True)
class Analysis:
    """A text with all that was read out of it."""

    given: Given
    document: Document
    doc: Doc
    linked: Linked
    statements: tuple[Statement, ...]
    tools: Tools

    @classmethod
    def of(cls, given: Given, tools: Tools) -> Analysis:
        """The text through the language model, the entity stage and the statement stage."""
        document = Document(text=given.text, sources=(f"{given.id}.txt",), published=given.date)
        doc = read(tools.nlp, document)
        linked = link(doc, document, tools.knowledge)
        return cls(given, document, doc, linked, tuple(extract(doc, document, linked, tools.lexicon)), tools)

    @cached_property
    def mentions(self) -> tuple[Statement, ...]:
        """Every word that expresses an event type, as a statement, whether or not the text names who takes part."""
        return tuple(extract(self.doc, self.document, self.linked, self.tools.lexicon, bare=True))

    @cached_property
    def by_offset(self) -> dict[int, Token]:
        return {token.idx: token for token in self.doc}

    @cached_property
    def lemmas(self) -> str:
        """The lemmas of the text in lower case, with a blank around each."""
        return _row(self.doc)

    def trigger_lemmas(self, statement: Statement) -> str:
        """The lemmas of the trigger's words and of the modifiers of its head."""
        span = self.doc.char_span(*statement.trigger, alignment_mode="expand")
        if span is None:
            return ""
        first = min((child.i for child in span.root.lefts if child.dep_ in ("compound", "amod")), default=span.start)
        return _row(self.doc[min(first, span.start) : span.end])

    def entity(self, entity: str | None) -> Entity | None:
        """The node, of this text or of the knowledge base."""
        if entity is None:
            return None
        return self.linked.entities.get(entity) or self.tools.knowledge.entity(entity)

    def classes(self, entity: Entity | None) -> frozenset[str]:
        """The entity's class and those above it, its type among them."""
        if entity is None:
            return frozenset()
        named = [name for name in (str(entity.type), entity.category) if name is not None]
        return frozenset(above for cls in named if cls in entity_classes() for above in ancestors(cls))

    def code(self, entity: Entity | None) -> str | None:
        """ISO 3166-1 alpha-3 of the state that it is or belongs to; IGO or NGO for such organizations."""
        seen: set[str] = set()
        while entity is not None and entity.id not in seen:
            seen.add(entity.id)
            if entity.iso3:
                return entity.iso3
            if "IntergovernmentalOrganization" in self.classes(entity):
                return "IGO"
            if entity.category == "Ngo" and entity.country is None:
                return "NGO"
            entity = self.entity(entity.country or entity.parent or next(iter(entity.members_of), None))
        return None

    def token(self, start: int, end: int) -> Token | None:
        """The syntactic head of a stretch of text."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None and len(span) else None

    def trigger(self, statement: Statement) -> Token | None:
        return self.token(*statement.trigger)

    def head(self, participant: Participant) -> Token | None:
        """The head word of the participant's mention."""
        if participant.start is None or participant.end is None:
            return None
        return self.token(participant.start, participant.end)

    def participants(self, statement: Statement) -> Iterator[Participant]:
        if statement.actor is not None:
            yield statement.actor
        yield from statement.targets

    def filled(self, statement: Statement, *roles: str) -> list[Participant]:
        """Its participants in these roles, in the order of the roles."""
        return [p for role in roles for p in self.participants(statement) if p.role == role]


def noun_phrase(head: Token) -> Span:
    """The phrase from its first modifier to its last, without relative clauses, appositions after a comma and lists."""
    first, last = head.left_edge.i, head.i
    for child in head.lefts:
        if child.dep_ in ("punct", "cc", "case", "mark", "nsubj", "cop", "advmod") or child.dep_.startswith("acl"):
            first = max(first, child.right_edge.i + 1) if child.dep_ in ("case", "cc", "punct") else first
    for child in head.rights:
        if _is_day(child):
            break
        if child.dep_ in _AFTER_NAME or child.dep_ == "conj" or (child.dep_ == "appos" and _comma(child)):
            if child.dep_ != "punct":
                break
            continue
        last = child.right_edge.i
    while first < head.i and head.doc[first].dep_ in ("case", "cc", "punct"):
        first += 1
    return head.doc[first : max(last, head.i) + 1]


def _row(tokens: Iterable[Token]) -> str:
    return f" {' '.join((token.lemma_ or token.text).lower() for token in tokens)} "


def _is_day(token: Token) -> bool:
    """ "The ministry on Monday": the day belongs to the verb."""
    return token.ent_type_ == "DATE" or token.text in _DAYS


def _comma(token: Token) -> bool:
    before = token.left_edge.i - 1
    return before >= 0 and token.doc[before].text in (",", "-", "–", "—")


def is_person(entity: Entity | None) -> bool:
    return entity is not None and entity.type in (EntityType.PERSON, EntityType.GROUP)


def is_symmetric(statement: Statement) -> bool:
    """Two sides do it to one another, so that neither is its source."""
    kind = event_types().get(statement.type) if statement.kind is Kind.EVENT else None
    return kind is not None and kind.symmetric
