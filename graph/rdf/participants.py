"""The participants of a statement as a set, which RDF can hold, and the order that makes of the set the record again.

Participants stand in the order of their words, those without words last. Where a record has another order, or names
somebody twice, a short literal holds the indices; hardly any statement needs one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...ontology.records import Participant
from ...ontology.vocabulary import roles

SPEAKER = "speaker"
"""Role of speakers and sources."""


def candidates(people: Iterable[Participant]) -> list[Participant]:
    """The participants and each of them without its words, sorted, each once."""
    found: set[Participant] = set()
    for person in people:
        found |= {person, Participant(person.role, person.entity)}
    return sorted(found, key=_key)


def order(actor: Participant | None, targets: Sequence[Participant], role: str) -> str | None:
    """The order literal: index of the actor or a hyphen, then of the targets. None where it is the default."""
    people = candidates(person for person in (actor, *targets) if person is not None)
    place = {person: str(index) for index, person in enumerate(people)}
    literal = " ".join(["-" if actor is None else place[actor], *(place[target] for target in targets)])
    return None if literal == _default(people, role) else literal


def arrange(
    people: Sequence[Participant], literal: str | None, role: str
) -> tuple[Participant | None, list[Participant]]:
    """The actor and the targets that `order` was given."""
    first, *rest = (literal if literal is not None else _default(people, role)).split()
    return None if first == "-" else people[int(first)], [people[int(index)] for index in rest]


def source_order(sources: Sequence[Participant]) -> str | None:
    """The order literal of outer sources; None where it is the default."""
    people = candidates(sources)
    literal = " ".join(str(people.index(source)) for source in sources)
    return None if literal == _default_sources(people) else literal


def arrange_sources(people: Sequence[Participant], literal: str | None) -> list[Participant]:
    """The outer sources that `source_order` was given."""
    return [people[int(index)] for index in (literal if literal is not None else _default_sources(people)).split()]


def _default(people: Sequence[Participant], role: str) -> str:
    kept = _kept(people)
    actor = next((index for index in kept if people[index].role == role), None)
    return " ".join(["-" if actor is None else str(actor), *(str(index) for index in kept if index != actor)])


def _default_sources(people: Sequence[Participant]) -> str:
    return " ".join(str(index) for index in _kept(people))


def _kept(people: Sequence[Participant]) -> list[int]:
    """Indices of those with words, and of those that have none anywhere."""
    named = {(person.role, person.entity) for person in people if person.start is not None}
    return [i for i, p in enumerate(people) if p.start is not None or (p.role, p.entity) not in named]


def _key(person: Participant) -> tuple[float, float, int, str, str]:
    known = roles()
    rank = known.index(person.role) if person.role in known else len(known)
    start = float("inf") if person.start is None else person.start
    return start, float("inf") if person.end is None else person.end, rank, person.role, person.entity
