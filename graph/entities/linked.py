"""What the entity stage hands on: the mentions of a document and the entities that they denote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from ...ontology.records import Entity, Mention


@dataclass(frozen=True, slots=True)
class TitledPerson:
    """A title that a text gives to a person, for the relations."""

    person: str
    start: int
    end: int
    """Of the person's mention."""
    code: str
    """Office code, for example HoS, FM, SPOX, LEADER, RANK."""
    position: str | None
    """Node of the office; None for a courtesy title."""
    of: str | None
    """Entity that the office is of."""
    title: tuple[int, int]
    """Offsets of the title."""
    token: int
    """Index of the last token of the title."""
    beside: bool
    """The title is apposed or predicated, not part of the name's mention."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of one document, sorted by start, and the entities that they denote."""

    mentions: tuple[Mention, ...]
    entities: Mapping[str, Entity]
    titles: tuple[TitledPerson, ...] = ()
    heads: Mapping[int, Mention] = field(default_factory=dict)
    """By token index, the mention of which the token is the syntactic head."""
    covering: Mapping[int, Mention] = field(default_factory=dict)
    """By token index, the outermost mention that covers the token."""

    def at(self, token: Token | int) -> Mention | None:
        """The mention whose span holds the token as its syntactic head."""
        return self.heads.get(token if isinstance(token, int) else token.i)

    def over(self, token: Token | int) -> Mention | None:
        """The outermost mention that covers the token."""
        return self.covering.get(token if isinstance(token, int) else token.i)

    def entity(self, token: Token | int) -> Entity | None:
        """The entity of the mention that the token heads."""
        mention = self.at(token)
        return self.entities.get(mention.entity) if mention is not None else None
