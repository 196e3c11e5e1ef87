"""Frames and their triggers: which words express which event type, and which argument fills which role.

A trigger is written as its words:

    attack                    a verb, noun or adjective
    shoot down                a verb with a particle
    clash with *              a preposition whose complement stands where a direct object would (`*`)
    take control of *         a fixed object, and the complement of its preposition
    put on alert              a fixed prepositional phrase
    missile|drone strike      alternatives; words before a noun are its modifiers
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ANY = "*"
_PARTICLES = """up down out off back away over in on apart aside forward through together along around ahead under by
    forth home close"""
_PREPOSITIONS = """about above across after against along alongside amid among around as at atop before behind below
    beneath beside between beyond by concerning despite during for from in inside into like near of off on onto out
    outside over past per regarding since through throughout to toward towards under until unto up upon via with within
    without"""
PARTICLES = frozenset(_PARTICLES.split())
PREPOSITIONS = frozenset(_PREPOSITIONS.split())


class Form(StrEnum):
    """Part of speech of the head word of a trigger; the value is its field in a lexicon file."""

    VERB = "verbs"
    NOUN = "nouns"
    ADJECTIVE = "adjectives"


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that express a frame: a head and what must depend on it."""

    text: str
    form: Form
    head: str
    """Lemma of the head word."""
    modifiers: tuple[str, ...] = ()
    """Words before a noun: compounds and adjectives."""
    particle: str | None = None
    object: str | None = None
    """Lemma of a fixed object or complement: "take *control*"."""
    oblique: tuple[str, str] | None = None
    """Preposition and lemma of a fixed prepositional phrase: "put *on alert*", "show *of force*"."""
    slot: str | None = None
    """Preposition whose complement stands where a direct object would."""

    @property
    def words(self) -> int:
        """How many words must match; the longer trigger wins."""
        parts = (self.particle, self.object, self.oblique, self.slot)
        return 1 + len(self.modifiers) + sum(part is not None for part in parts)


Roles = Mapping[str, tuple[str, ...]]
"""Argument (subj, obj, iobj, poss, compound, adjective or a preposition) to the roles that it may fill, best first."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of its triggers. `type` is None where the words express nothing that is kept ("struck a deal")."""

    id: str
    type: str | None
    triggers: tuple[Trigger, ...]
    roles: Roles = field(default_factory=dict)
    """Of a verb or adjective."""
    noun_roles: Roles = field(default_factory=dict)
    """Of an event noun."""
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Argument to the words and classes of which its head must be one."""
    unless: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Argument to the words and classes of which its head must be none."""
    needs: tuple[frozenset[str], ...] = ()
    """Of each group one role must be filled, else there is no statement."""
    noun_needs: tuple[frozenset[str], ...] = ()
    """Of an event noun; `core` is there where the noun is no background after a preposition."""
    content: str | None = None
    """Modality of the statement in its content clause; None where the clause decides for itself."""
    control: str = "obj"
    """Whose subject its infinitive has where both are there: subj ("promised Kyiv to") or obj ("urged Kyiv to")."""
    symmetric: bool = False
    """Its subjects do it to one another where there is nobody else: "met", "clashed"."""
    example: str = ""
    source: str = ""
    """Name of the file that it stands in."""
    users: bool = False
    """Whether the file is the user's own."""


@dataclass(frozen=True, slots=True)
class Light:
    """Verbs that lend their subject to the event that their object names: "carried out strikes", "suffered losses"."""

    id: str
    triggers: tuple[Trigger, ...]
    subject: str
    """The argument of the event that the verb's subject is: subj or obj."""
    modality: str | None = None
    own: bool = False
    """The verb is a statement of its own too."""
    event: str = "obj"
    """The argument of the verb that names the event: obj ("carried out strikes") or subj ("strikes went on")."""


def parse_trigger(text: str, form: Form) -> Iterator[Trigger]:
    """The triggers that one entry of a frame stands for, one for each combination of its alternatives.

    Raises ValueError where the words are in no order that the notation knows.
    """
    if text.startswith(ANY):
        raise ValueError(f"the trigger {text!r} has no head word")
    for words in itertools.product(*(word.split("|") for word in text.split())):
        yield _noun(list(words)) if form is Form.NOUN else _verb(list(words), form)


def _verb(words: list[str], form: Form) -> Trigger:
    text = " ".join(words)
    head, *rest = words
    rest, slot = _slot(rest)
    particle = fixed = None
    oblique: tuple[str, str] | None = None
    if len(rest) >= 2 and rest[-2] in PREPOSITIONS:
        oblique, rest = (rest[-2], rest[-1]), rest[:-2]
    if rest and rest[0] in PARTICLES:
        particle = rest.pop(0)
    if rest:
        fixed = rest.pop()
    if rest:
        raise ValueError(f"can not read the words {' '.join(rest)!r} of the trigger {text!r}")
    return Trigger(text, form, head, (), particle, fixed, oblique, slot)


def _noun(words: list[str]) -> Trigger:
    text = " ".join(words)
    rest, slot = _slot(words)
    cut = next((i for i, word in enumerate(rest) if i and word in PREPOSITIONS), len(rest))
    fixed = rest[cut:]
    if len(fixed) not in (0, 2):
        raise ValueError(f"can not read the words {' '.join(fixed)!r} of the trigger {text!r}")
    oblique = (fixed[0], fixed[1]) if fixed else None
    return Trigger(text, Form.NOUN, rest[cut - 1], tuple(rest[: cut - 1]), None, None, oblique, slot)


def _slot(words: list[str]) -> tuple[list[str], str | None]:
    if ANY not in words:
        return words, None
    if words.index(ANY) != len(words) - 1 or len(words) < 2 or words[-2] not in PREPOSITIONS:
        raise ValueError(f"'*' must stand at the end and follow a preposition in the trigger {' '.join(words)!r}")
    return words[:-2], words[-2]
