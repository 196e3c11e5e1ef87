"""The reading of one document while rules add to it: which mention has which tokens, and what was introduced."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...ontology.ids import digest, slug
from ...ontology.records import Document, Entity, EntityType
from .knowledge_base import KnowledgeBase
from .surface import key, plain
from .vocabulary import Vocabulary, vocabulary
from .words import Words


@dataclass(slots=True, eq=False)
class Span:
    """A mention in the making: tokens first to last, and the characters that it covers."""

    first: int
    last: int
    start: int
    end: int
    entity: str
    kind: str
    rule: str
    confidence: float = 1.0
    chain: tuple[int, ...] = ()
    inner: bool = False
    """Inside a nominal."""
    name: tuple[int, int] | None = None
    """Of a person with a title: the first and last token of the name."""


@dataclass(slots=True, eq=False)
class Draft:
    """What is known of the document so far."""

    words: Words
    document: Document
    knowledge: KnowledgeBase
    nouns: Vocabulary = field(default_factory=vocabulary)
    owner: list[Span | None] = field(default_factory=list)
    """By token, the outermost mention that covers it."""
    inner: dict[int, Span] = field(default_factory=dict)
    """By token, the mention inside a nominal."""
    spans: list[Span] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    givens: dict[str, str | None] = field(default_factory=dict)
    """Given name to the person whom the document introduces by it and a family name; None for several."""
    families: dict[str, str] = field(default_factory=dict)
    """Family names that this document introduced -> entity."""
    names: dict[str, str] = field(default_factory=dict)
    """Names that this document defines (acronyms, unknown names) -> entity."""

    scope: str = ""
    """The document's id, by which its unnamed things are told from those of others."""

    def __post_init__(self) -> None:
        self.owner = [None] * len(self.words)
        self.scope = self.document.id

    @property
    def date(self) -> str | None:
        return self.document.published

    def free(self, first: int, last: int) -> bool:
        return not any(self.owner[first : last + 1])

    def text(self, first: int, last: int) -> str:
        return self.document.text[self.words.start[first] : self.words.end[last]]

    def claim(
        self,
        first: int,
        last: int,
        entity: str,
        kind: str,
        rule: str,
        confidence: float = 1.0,
        *,
        offsets: tuple[int, int] | None = None,
    ) -> Span:
        """Take the tokens; mentions that lie inside become modifiers, ones that would be cut are dropped."""
        start, end = offsets or (self.words.start[first], self.words.end[last])
        span = Span(first, last, start, end, entity, kind, rule, confidence)
        for index in range(first, last + 1):
            older = self.owner[index]
            if older is not None and older is not span:
                self._nest(older, span)
            self.owner[index] = span
        self.spans.append(span)
        return span

    def _nest(self, older: Span, span: Span) -> None:
        if (
            older.first >= span.first
            and older.last <= span.last
            and (older.first, older.last) != (span.first, span.last)
        ):
            older.inner = True
            for index in range(older.first, older.last + 1):
                self.inner[index] = older
        elif older in self.spans:
            self.drop(older)

    def drop(self, span: Span) -> None:
        self.spans.remove(span)
        for index in range(span.first, span.last + 1):
            if self.owner[index] is span:
                self.owner[index] = None
            if self.inner.get(index) is span:
                del self.inner[index]

    def entity(self, entity: str) -> Entity | None:
        return self.entities.get(entity) or self.knowledge.entity(entity)

    def type(self, entity: str) -> EntityType | None:
        found = self.entity(entity)
        return found.type if found is not None else None

    def country(self, entity: str) -> str | None:
        """The state that an entity is or belongs to."""
        found = self.entity(entity)
        if found is None:
            return None
        return found.id if found.type is EntityType.STATE else found.country

    def state_at(self, index: int) -> str | None:
        """The state that the mention at the token denotes, as a name or as an adjective."""
        for span in (self.inner.get(index), self.owner[index]):
            if span is not None and self.type(span.entity) is EntityType.STATE:
                return span.entity
        return None

    def unknown(
        self,
        kind: EntityType,
        label: str,
        *,
        country: str | None = None,
        category: str | None = None,
        aliases: tuple[str, ...] = (),
        scope: str = "",
    ) -> str:
        """The id of an entity that no table has; `scope` keeps nodes of different documents apart."""
        made = unknown_entity(kind, label, country=country, category=category, aliases=aliases, scope=scope)
        return self.entities.setdefault(made.id, made).id

    def define(self, name: str, entity: str) -> None:
        """The document uses this name for the entity."""
        self.names.setdefault(key(name), entity)


def unknown_entity(
    kind: EntityType,
    label: str,
    *,
    country: str | None = None,
    category: str | None = None,
    aliases: tuple[str, ...] = (),
    scope: str = "",
) -> Entity:
    """An entity that no table has; equal labels of one kind and state are the same entity in every document."""
    label = plain(label)
    short = {EntityType.WEAPON: "weapon", EntityType.ORGANIZATION: "org"}.get(kind, kind.lower())
    name = slug(label) or "x"
    identifier = f"nil.{short}.{name}-{digest('|'.join((kind, name, country or '', scope)))[:8]}"
    return Entity(identifier, kind, label, category=category, aliases=aliases, country=country, known=False)
