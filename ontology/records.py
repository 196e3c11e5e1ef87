"""The records that the stages hand on. Read this file first.

A loader makes a `Document`; the entity stage finds `Mention`s and decides which `Entity` each denotes; the statement
stage makes `Statement`s, each with `Evidence`. All that was read out of one document is a `Reading`. Offsets are
Unicode code points of the original text, first included and last excluded, so that `text[start:end] == quote`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from .ids import digest, mint


class Polarity(StrEnum):
    """Whether the statement says that it is so or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How the statement stands to the world: done, or only planned, expected, possible, attempted or requested."""

    ACTUAL = "actual"
    PLANNED = "planned"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    ATTEMPTED = "attempted"
    REQUESTED = "requested"


class Kind(StrEnum):
    """An event happens or would happen; a relation holds."""

    EVENT = "event"
    RELATION = "relation"


class EntityType(StrEnum):
    """The seven classes of nodes; finer classes are the entity's category."""

    PERSON = "Person"
    STATE = "State"
    ORGANIZATION = "Organization"
    WEAPON = "WeaponSystem"
    PLACE = "Place"
    POSITION = "Position"
    GROUP = "Group"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the original text that is not the article: a menu, a caption, an author box, a teaser."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text, unchanged, with what is known about it. Identical texts are one document with several sources."""

    text: str
    sources: tuple[str, ...]
    """Paths relative to the input root, sorted, with forward slashes; a member of an archive as `a.zip!member`."""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO 8601 at the precision known: 2022, 2022-05 or 2022-05-14."""
    url: str | None = None
    language: str | None = None
    """BCP 47, lower case; None where it was not determined."""
    boilerplate: tuple[Region, ...] = ()
    pages: tuple[int, ...] = ()
    """Where each page begins, of a text that has pages; sorted."""

    def page(self, offset: int) -> int | None:
        """Number from 1 of the page that the character is on; None where the text has no pages."""
        return bisect_right(self.pages, offset) or None

    @property
    def id(self) -> str:
        """`d` and 16 hexadecimal characters of the text's digest: the same text is the same document."""
        return "d" + digest(self.text)[:16]

    @property
    def name(self) -> str:
        """What tables call the document: the stem of its first source, of a row also its number, a short digest."""
        parts = [part.rsplit("/", 1)[-1] for part in (self.sources[0] if self.sources else "text").split("!")]
        numbered = len(parts) > 1 and parts[-1].isdigit()
        stems = [part.rsplit(".", 1)[0] for part in (parts[-2:] if numbered else parts[-1:])]
        return "-".join((*stems, self.id[1:9]))


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gave no document, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A remark about an input that did give a document: a detected encoding, a manifest row without a file."""

    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Office:
    """A position that an entity holds or held; dates are ISO 8601 at the precision known, the end excluded."""

    role: str
    """Code: HoS, HoG, FM, DM, CHOD, SPOX … (ontology/knowledge/offices.yaml)."""
    of: str
    """Entity id of the state or organization."""
    title: str
    start: str | None = None
    end: str | None = None
    source: str | None = None
    """Where the dates were checked; None means unverified, never used to resolve "the president" at a date."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A node: one person, state, organization, weapon system, place, position or unnamed group."""

    id: str
    """`person.joe-biden` from the knowledge base; `nil.person.ivan-petrov-1a2b3c4d` for one that it does not know."""
    type: EntityType
    label: str
    category: str | None = None
    """Class id of a subclass in casus.ttl, for example `Alliance`, `ArmedForces`, `Missile`, `City`."""
    aliases: tuple[str, ...] = ()
    country: str | None = None
    """Entity id of the state that it belongs to."""
    parent: str | None = None
    """Entity id of what it is part of."""
    wikidata: str | None = None
    """A verified item, Q…; None otherwise."""
    iso2: str | None = None
    iso3: str | None = None
    description: str | None = None
    offices: tuple[Office, ...] = ()
    members_of: tuple[str, ...] = ()
    """Entity ids of organizations."""
    known: bool = True
    """True where it comes from a knowledge base, False where only texts name it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that denotes an entity."""

    start: int
    end: int
    text: str
    entity: str
    kind: str
    """name, nominal, pronoun, adjective or office."""
    confidence: float = 1.0
    chain: tuple[int, ...] = ()
    """For a pronoun or nominal: start offsets of the mentions that lead to its named antecedent."""
    rule: str = ""
    """Which rule linked it, for `explain`."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The quote that a statement stands on."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in a role, with the stretch of text that names it there (None where it is only understood)."""

    role: str
    """actor, recipient, weapon, object, place, origin, destination, topic; of a relation subject, object; speaker."""
    entity: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who did what to whom, who says so, and how it stands to the world."""

    document: str
    """Document id."""
    kind: Kind
    type: str
    """Id of an event type or relation type of casus.ttl."""
    evidence: tuple[Evidence, ...]
    """At least one; the first is the sentence, at most 900 characters, that tables repeat."""
    trigger: tuple[int, int]
    """Offsets of the word or phrase that was read as the type."""
    actor: Participant | None = None
    """Of a relation: its subject."""
    targets: tuple[Participant, ...] = ()
    """All other participants, in textual order of their roles; of a relation: its object."""
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    attribution: Participant | None = None
    """The innermost explicit speaker or source; None where the article itself says so."""
    attribution_chain: tuple[Participant, ...] = ()
    """Outer speakers, innermost first, without `attribution` itself."""
    date: str | None = None
    """ISO 8601 at the precision known; None where it is not known."""
    quantity: int | float | None = None
    unit: str | None = None
    """What the quantity counts where it is not pieces: a currency code (USD), km, t."""
    about: tuple[str, ...] = ()
    """Ids of the statements that are the content of this one."""
    confidence: float = 1.0
    rules: tuple[str, ...] = field(default=(), compare=False)
    """The frame and the rules that fired, for `explain`."""

    @property
    def id(self) -> str:
        """Minted from all that makes it this statement, not from its confidence or what it is about."""
        people = ";".join(f"{p.role}={p.entity}" for p in (self.actor, *self.targets) if p is not None)
        speaker = self.attribution.entity if self.attribution is not None else None
        return mint("s", self.document, self.trigger[0], self.trigger[1], self.kind, self.type, people, self.polarity,
                    self.modality, speaker, self.date, self.quantity, self.unit)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one document. Entities are those that its mentions and statements name."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
