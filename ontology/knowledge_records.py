"""What the knowledge files say, as records: entities, senses of ambiguous names, offices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .records import Entity


@dataclass(frozen=True, slots=True)
class Record:
    """An entity as a knowledge file describes it, with what only the linking of names needs."""

    entity: Entity
    where: str
    """File and line, for messages: `persons.yaml:12`."""
    family: tuple[str, ...] = ()
    """Family names by which texts call a person once introduced."""
    adjectives: tuple[str, ...] = ()
    """Of a state or place: "Ukrainian"."""
    people: tuple[str, ...] = ()
    """Nouns for its people: "Ukrainians"."""
    capital: str | None = None
    """Place id."""
    seats: tuple[str, ...] = ()
    """Place ids of the capital and of other seats whose names stand for the government."""
    leader: str | None = None
    """Of a state: the role code of the person that "the X leader" denotes (HoS, HoG, LEADER)."""
    origin: tuple[str, ...] = ()
    """Of a weapon: the states that developed it."""
    nato: tuple[str, ...] = ()
    """Of a weapon: NATO reporting names."""
    designations: tuple[str, ...] = ()
    admin: str | None = None
    """Of a place: the first-level region, as text."""
    latitude: float | None = None
    longitude: float | None = None
    population: float | None = None
    """Places of one name are told apart by the country that the text names, else the most populous is meant."""
    cue: str | None = None
    """Of a place: `country` where its name is also a word or a person's: it is linked only where the text names its
    country."""
    start: str | None = None
    end: str | None = None
    """When it existed."""
    qid_source: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.entity.label, *self.entity.aliases)


@dataclass(frozen=True, slots=True)
class Sense:
    """One entity that an ambiguous name may denote, and what must stand near it (no cue at all: the default)."""

    entity: str | None
    """None: the name denotes nothing that is to be linked where the cues hold ("The Lancet")."""
    default: bool = False
    near: tuple[str, ...] = ()
    """Words of which one stands within 160 characters."""
    in_document: tuple[str, ...] = ()
    """Words of which one stands anywhere in the document."""
    preceded_by: tuple[str, ...] = ()
    """Words of which one stands immediately before (an article between is skipped)."""
    followed_by: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    not_preceded_by: tuple[str, ...] = ()
    not_followed_by: tuple[str, ...] = ()

    @property
    def has_cue(self) -> bool:
        return any(getattr(self, name) for name in CUE_FIELDS)


CUE_FIELDS = (
    "near", "in_document", "preceded_by", "followed_by", "not_near", "not_preceded_by", "not_followed_by"
)


@dataclass(frozen=True, slots=True)
class Role:
    """An office in general: its code and the words that texts use for it."""

    code: str
    label: str
    words: tuple[str, ...]
    """Lower-case noun phrases: "prime minister"."""
    single: bool = False
    """One holder at a time; the holders of one state must not overlap."""
    words_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that mean this office only for one state: "secretary of state" of state.us."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the knowledge files say. Do not change it: it is shared."""

    records: Mapping[str, Record]
    senses: Mapping[str, tuple[Sense, ...]]
    """By ambiguous surface, in the order in which they are to be tried."""
    roles: Mapping[str, Role]
    sources: Mapping[str, str]
    """What each source key means."""
