"""One event: a frame that a word expresses, and who takes which part in it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from .light import Loan, controlled
from .matching import Match
from .quantity import Quantity
from .roles import Filler

HARM = frozenset({"Killed", "Wounded", "Destroyed", "Captured", "Abducted", "Detained"})
FIGHTING = frozenset({"Invaded", "Attacked", "Struck"})
"""Events in which harm is done by who does it."""


@dataclass(frozen=True, slots=True)
class Event:
    """A frame that a word expresses, with the fillers of its roles."""

    match: Match
    fillers: tuple[Filler, ...]
    loan: Loan | None = None
    quantity: Quantity | None = None

    @property
    def token(self) -> Token:
        """The head of the trigger."""
        return self.match.token

    @property
    def contents(self) -> tuple[Token, ...]:
        """Heads of the clause and of the nouns that this event is about."""
        clause = self.match.content
        nouns = [noun for noun, _ in controlled(self.match, self.match.clause)]
        return tuple(([clause] if clause is not None else []) + nouns) if self.match.frame.content else ()

    @property
    def actor(self) -> str | None:
        """Id of the first that does it."""
        return next((filler.participant.entity for filler in self.fillers if filler.participant.role == "actor"), None)

    @property
    def type(self) -> str:
        """The event type; empty where the words express none."""
        return self.match.frame.type or ""
