"""Who does what the sentence leaves to be understood: "ten were killed when rebels shelled the camp"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from .conditions import Links
from .dependents import OBLIQUES, preposition
from .event import FIGHTING, HARM, Event
from .frames import Form
from .lexicon import Lexicon
from .light import event_heads
from .owners import is_melee
from .roles import Filler, filler_for
from .syntax import Syntax
from .unnamed import has_unknown_doer

OCCASIONS = frozenset({"in", "during", "by", "from", "with", "after"})
"""Prepositions of the attack that an act of harm is part of."""
TIMES = frozenset({"when", "after", "as", "while"})
"""Words that open the clause of such an attack."""

Events = Mapping[int, Event]


def attributed(found: Sequence[Event], syntax: Syntax, links: Links, lexicon: Lexicon) -> list[Event]:
    """The events with the doers that grammar gives them, without those of which the sentence names one unknown."""
    by_token = {event.token.i: event for event in found if event.actor is not None}
    given = [_inherited(event, by_token, syntax, links, lexicon) for event in found]
    heads = {event.token.i: event for event in given}
    return [event for event in given if not has_unknown_doer(event, heads, syntax, links, lexicon)]


def _inherited(event: Event, by_token: Events, syntax: Syntax, links: Links, lexicon: Lexicon) -> Event:
    """Of an act of harm without a doer that of the attack which it is part of or which is its subject."""
    if event.actor is not None or event.type not in HARM | FIGHTING:
        return event
    involved = {filler.participant.entity for filler in event.fillers}
    for doers in _attackers(event, by_token, syntax, links, lexicon):
        if not doers or not involved.isdisjoint(f.participant.entity for f in doers):
            continue
        given = tuple(replace(f, argument="attack", confidence=f.confidence * 0.9) for f in doers)
        return replace(event, fillers=(*given, *event.fillers))
    return event


def _attackers(
    event: Event, by_token: Events, syntax: Syntax, links: Links, lexicon: Lexicon
) -> Iterator[tuple[Filler, ...]]:
    """Of each attack who makes it: of an event its actor, of a verb of attacking that tells no event its subject."""
    words = [word for word in event.match.args.get("subj", ()) if not event.match.clause.passive]
    if event.type in HARM:
        words += [word for host in _hosts(event.token) for word in _occasions(host)]
    for word in words:
        if word.i == event.token.i or is_melee(word, lexicon):
            continue
        attack = by_token.get(word.i)
        if attack is not None and attack.type in FIGHTING:
            yield tuple(f for f in attack.fillers if f.participant.role == "actor")
        elif word.pos_ == "VERB" and is_attack(word, lexicon) and not syntax.clause(word).passive:
            subjects = syntax.clause(word).get("subj")
            yield tuple(f for t in subjects if (f := filler_for("actor", "subj", t, links, lexicon)) is not None)


def is_attack(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the verb may tell of an attack."""
    frames = (frame for _, frame in lexicon.candidates(Form.VERB, verb.lemma_.lower()))
    return any(frame.type in FIGHTING for frame in frames)


def _hosts(token: Token) -> Iterator[Token]:
    """The word and the predicates that it shares its clause with: "were killed and injured after"."""
    yield token
    if token.dep_ == "conj" and token.head.pos_ == token.pos_:
        yield token.head
    yield from (child for child in token.children if child.dep_ == "conj" and child.pos_ == token.pos_)


def _occasions(host: Token) -> Iterator[Token]:
    for child in host.children:
        if child.dep_ in OBLIQUES and preposition(child) in OCCASIONS:
            yield from event_heads((child,))
        elif child.dep_ == "advcl" and any(word.lower_ in TIMES and word.i < child.i for word in child.children):
            yield child
            yield from (mate for mate in child.children if mate.dep_ == "conj")
