"""One event told by two words of a sentence is one statement: "shelled the town, killing two in the shelling"."""

from __future__ import annotations

from collections.abc import Sequence

from .event import Event


def once(found: Sequence[Event]) -> list[Event]:
    """The events without those that only repeat another of the sentence."""
    return [event for event in found if not any(_repeats(event, other) for other in found)]


def _repeats(event: Event, other: Event) -> bool:
    """An event noun below, or beside, a word for the same type of event that names a doer, and itself nothing more."""
    same = event.match.nominal and event.type == other.type and event.token.i != other.token.i
    if not same or other.actor is None:
        return False
    if event.actor is None:
        return any(word.i == other.token.i for word in event.token.ancestors)
    return _named(event) < _named(other) or (_named(event) == _named(other) and not other.match.nominal)


def _named(event: Event) -> frozenset[tuple[str, str]]:
    return frozenset((filler.participant.role, filler.participant.entity) for filler in event.fillers)
