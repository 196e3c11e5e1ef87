"""In what the accounts of one event can not both be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ...ontology.ids import mint
from .account import Account, Stage
from .bounds import cues
from .compare import ACTOR, PLACE, POLARITY, QUANTITY, TIME, distance
from .kinds import kinds
from .origins import Origins

KINDS = (POLARITY, QUANTITY, ACTOR, PLACE, TIME)
_MOST = 24
"""Accounts of one event that are compared for one kind: the first of each voice and value."""


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """Two statements of one event that can not both be true; the smaller id first."""

    kind: str
    one: str
    other: str

    @property
    def id(self) -> str:
        """Minted from the kind and the statements."""
        return mint("k", self.kind, self.one, self.other)


def contradictions(members: Sequence[Account], origins: Origins) -> Iterator[Contradiction]:
    """The contradictions among the accounts of one event, each once; between two voices, never within one."""
    for kind in KINDS:
        value, conflict = _RULES[kind]
        for one, other in combinations(_firsts(members, origins, value), 2):
            if origins.voice(one) != origins.voice(other) and conflict(one, other):
                first, second = sorted((one.statement, other.statement))
                yield Contradiction(kind, first, second)


def _firsts(members: Iterable[Account], origins: Origins, value: Callable[[Account], object | None]) -> list[Account]:
    """The earliest account of each voice and value; those that do not say are left out."""
    found: dict[tuple[str, object], Account] = {}
    for account in sorted(members, key=lambda one: (one.said or (0, 0), one.statement)):
        said = value(account)
        if said is not None:
            found.setdefault((origins.voice(account), said), account)
    return list(found.values())[:_MOST]


def _polarity(one: Account, other: Account) -> bool:
    return one.positive != other.positive


def _quantity(one: Account, other: Account) -> bool:
    if one.unit != other.unit or one.counted is None or other.counted is None:
        return False
    if one.type != other.type and {one.type, other.type} & kinds().tolls:
        return False
    return not one.counted.overlaps(other.counted, rounding=cues().rounding) and not _updates(one, other)


def _updates(one: Account, other: Account) -> bool:
    """The later of two numbers is the greater one, and no two sides stand against each other: a toll that rose."""
    if one.type not in kinds().tolls or one.said is None or other.said is None or one.said == other.said:
        return False
    earlier, later = sorted((one, other), key=lambda account: account.said or (0, 0))
    rose = (later.quantity or 0) > (earlier.quantity or 0)
    return rose and (earlier.voice is None or later.voice is None or earlier.voice == later.voice)


def _actor(one: Account, other: Account) -> bool:
    return not one.sides & other.sides


def _place(one: Account, other: Account) -> bool:
    return not (one.points & other.around or other.points & one.around)


def _time(one: Account, other: Account) -> bool:
    if one.day is None or other.day is None or one.type in kinds().lasting:
        return False
    return distance(one.day, other.day) > 0


_Rule = tuple[Callable[[Account], object | None], Callable[[Account, Account], bool]]
_RULES: dict[str, _Rule] = {
    POLARITY: (lambda a: a.positive if a.stage is Stage.DONE else None, _polarity),
    QUANTITY: (lambda a: (a.type, a.quantity) if a.positive and a.quantity is not None else None, _quantity),
    ACTOR: (lambda a: a.sides if a.positive and a.sides else None, _actor),
    PLACE: (lambda a: a.points if a.positive and a.points and not a.inherited else None, _place),
    TIME: (lambda a: a.day if a.positive and a.day is not None and not a.inherited else None, _time),
}
