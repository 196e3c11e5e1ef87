"""Finds which frame a predicate expresses: the words of a trigger, then the conditions of its frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from .conditions import Links, holds
from .dependents import is_reciprocal, noun_content
from .frames import Form, Frame, Trigger
from .lexicon import Lexicon
from .patterns import CALENDAR, headwords, match
from .syntax import Clause, Syntax

RECIPROCAL = "each other"
"""The rule of a match whose subjects do it to one another."""


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found in the text with its frame, and the arguments that are left for roles."""

    token: Token
    trigger: Trigger
    frame: Frame
    clause: Clause
    args: Mapping[str, tuple[Token, ...]]
    used: tuple[Token, ...] = ()
    """Tokens of the trigger beside its head."""
    rules: tuple[str, ...] = field(default=())

    @property
    def content(self) -> Token | None:
        """Head of the content clause, of the predicate or of its fixed noun: "raised fears that it would sink"."""
        if self.clause.content is not None:
            return self.clause.content
        return next((found for word in self.used if (found := noun_content(word)[0]) is not None), None)

    @property
    def nominal(self) -> bool:
        """Whether a noun names the event."""
        return self.trigger.form is Form.NOUN


def form_of(token: Token) -> Form | None:
    """How the token may express an event; None for words that can not."""
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass", "cop"):
        return Form.VERB
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.dep_ not in ("compound", "flat")):
        return None if token.pos_ == "PROPN" and token.lower_ in CALENDAR else Form.NOUN
    if token.pos_ == "ADJ":
        return Form.ADJECTIVE
    return None


def matches(token: Token, syntax: Syntax, links: Links, lexicon: Lexicon) -> Iterator[Match]:
    """All readings of the token, the most specific first."""
    form = form_of(token)
    if form is None:
        return
    clause = syntax.clause(token)
    state = form is Form.VERB and clause.passive
    for kind in (form, *((Form.ADJECTIVE,) if state else ())):
        view = _of_state(clause) if state and kind is Form.ADJECTIVE else clause
        for word in headwords(token):
            for trigger, frame in lexicon.candidates(kind, word):
                found = match(trigger, view)
                if found is not None and holds(frame, view, found[0], links, lexicon, kind is Form.NOUN):
                    yield _mutual(Match(token, trigger, frame, view, found[0], found[1]))


def _mutual(match: Match) -> Match:
    """"accused each other": the pronoun names nobody, it says that the subjects do it to one another."""
    args = {name: tuple(t for t in tokens if not is_reciprocal(t)) for name, tokens in match.args.items()}
    if args == match.args:
        return match
    return replace(match, args=args, rules=(*match.rules, RECIPROCAL))


def _of_state(clause: Clause) -> Clause:
    """A passive read as a state, "is committed to": whom it is said of is its subject."""
    args = {("subj" if name == "obj" else name): tokens for name, tokens in clause.args.items()}
    return replace(clause, args=args, passive=False)
