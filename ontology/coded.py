"""What a row of a table of coded events says, before its names are looked up: no language model has to read it."""

from __future__ import annotations

from dataclasses import dataclass

from .records import Document, EntityType, Modality, Polarity


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something in a role, as the table names it; offsets are those of the name in the document's text."""

    role: str
    name: str
    start: int
    end: int
    type: EntityType
    category: str | None = None
    """Class id of a subclass in casus.ttl, for example `ArmedGroup`; used where the knowledge base has no such name."""
    country: str | None = None
    """The state that it is or belongs to: ISO 3166 alpha-3, or a name."""
    body: str | None = None
    """Of a body that every state has: what its id begins with, for example `armed-forces`."""
    noun: str | None = None
    """Of people without a name: what they are, in the plural, for example `protesters`."""


@dataclass(frozen=True, slots=True)
class Event:
    """One statement that a row makes."""

    type: str
    trigger: tuple[int, int]
    """Offsets of the cell that says what kind of event it is."""
    parties: tuple[Party, ...]
    evidence: tuple[tuple[int, int], ...]
    """Offsets of what is quoted for it: the whole row where it is short, else the cells that were used."""
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    date: str | None = None
    quantity: int | None = None
    confidence: float = 1.0
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """A document that is a row of a table, and the events that the table's coders saw in it."""

    document: Document
    events: tuple[Event, ...]

    @property
    def source(self) -> str:
        """The first of the document's sources."""
        return self.document.sources[0]
