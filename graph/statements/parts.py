"""One event for each statement that coordinated phrases make: several actors, or several counted losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from .event import Event
from .matching import RECIPROCAL
from .quantity import Quantity, quantity
from .roles import Filler, as_recipients

COUNTED = frozenset({"recipient", "weapon", "object", "topic"})
"""Roles whose fillers a quantity may count."""
COUNTED_ARGUMENTS = frozenset({"obj", "subj", "of", "with", "fixed"})


def apart(event: Event) -> Iterator[Event]:
    """"Norway and Sweden condemned" are two; "lost 5 tanks and 3 guns" are two, each with its number."""
    for one in _by_actor(event):
        yield from _by_quantity(one)


def _by_actor(event: Event) -> Iterator[Event]:
    actors = [filler for filler in event.fillers if filler.participant.role == "actor"]
    if len(actors) < 2:
        yield event
        return
    rest = tuple(filler for filler in event.fillers if filler.participant.role != "actor")
    mutual = RECIPROCAL in event.match.rules
    for actor in actors:
        others = as_recipients(other for other in actors if other is not actor) if mutual else ()
        yield replace(event, fillers=(actor, *others, *rest))


def _by_quantity(event: Event) -> Iterator[Event]:
    own = _own_number(event)
    if own is not None:
        yield replace(event, quantity=own)
        return
    counted = [(filler, quantity(filler.token)) for filler in event.fillers if _countable(filler, event)]
    first = next((_place(filler) for filler, amount in counted if amount is not None), None)
    counted = [(filler, amount) for filler, amount in counted if _place(filler) == first]
    stated = [amount for _, amount in counted if amount is not None]
    if len(counted) > 1 and len(stated) > 1:
        listed = {id(filler) for filler, _ in counted}
        rest = tuple(filler for filler in event.fillers if id(filler) not in listed)
        for filler, amount in counted:
            yield replace(event, fillers=_ordered(event, (*rest, filler)), quantity=amount)
        return
    yield replace(event, quantity=stated[0] if stated else _of_head(event))


def _countable(filler: Filler, event: Event) -> bool:
    """What the event is done to; of a gathering or a flight, for which the frame says so, also who takes part."""
    taking_part = filler.argument == "subj" and "quantity" in event.match.frame.roles.get("subj", ())
    counted = filler.participant.role in COUNTED and filler.argument in COUNTED_ARGUMENTS
    return filler.rule == "direct" and (counted or taking_part)


def _own_number(event: Event) -> Quantity | None:
    """"26 were killed and 41 wounded": the second verb shares the people but has a number of its own."""
    if event.match.clause.shared.isdisjoint(("obj", "subj")):
        return None
    verb = event.token
    bare = [child for child in verb.children if child.tag_ == "CD" and child.dep_ not in ("obl", "nmod")]
    bare += [word for word in verb.doc[max(verb.i - 1, 0) : verb.i] if word.tag_ == "CD" and word.head.i == verb.head.i]
    return next((amount for child in bare if (amount := quantity(child)) is not None), None)


def _place(filler: Filler) -> tuple[str, str]:
    return filler.participant.role, filler.argument


def _of_head(event: Event) -> Quantity | None:
    """The number of something that is no participant: "pledged $300 million", or of the event noun itself."""
    heads: Sequence[Token] = event.match.args.get("obj", ())
    fixed = [word for word in event.match.used if word.pos_ == "NOUN" and word.dep_ in ("obj", "nsubj:pass")]
    counted = event.match.nominal and any(child.dep_ == "nummod" for child in event.token.children)
    for token in (*heads, *fixed, *((event.token,) if counted else ())):
        amount = quantity(token)
        if amount is not None:
            return amount
    return None


def _ordered(event: Event, fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    places = {id(filler): i for i, filler in enumerate(event.fillers)}
    return tuple(sorted(fillers, key=lambda filler: places[id(filler)]))
