"""How much two accounts speak for one event, and in what they can not both be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .account import Account, Stage, Window
from .kinds import kinds, weights

ACTOR: Final = "actor"
PLACE: Final = "place"
TIME: Final = "time"
QUANTITY: Final = "quantity"
POLARITY: Final = "polarity"


@dataclass(frozen=True, slots=True)
class Likeness:
    """The sum of what speaks for and against one event, and the slots in which the two differ all the same."""

    score: float
    disputed: frozenset[str]


_MOST_BY_WORDS: Final = 3.0
"""The most that words in common can add, of speech after what is taken off for it."""
NONE: Final = Likeness(-99.0, frozenset())


def likeness(one: Account, other: Account, *, reprint: bool = False, across: bool = False) -> Likeness:
    """Compare two accounts of one family; symmetric.

    `reprint`: one document repeats the other. `across`: the one tells of a plan and the other of what was done, so that
    their days need not agree.
    """
    if (one.stage is not other.stage and not across) or not kinds().compatible(one.type, other.type):
        return NONE
    if _elsewhere(one, other) or (not across and _long_before(one, other)):
        return NONE
    w = weights().of
    disputed: set[str] = set()
    score = w["type"]["same"] if one.type == other.type else w["type"]["like"]
    target = _target(one, other)
    alike_but_place = target >= w["target"]["same"] or _equal_quantity(one, other)
    score += target + _place(one, other, disputed, strong=alike_but_place and claimed(one, other))
    score += _weapon(one, other) + _lost(one, other)
    day = 0.0 if across else _day(one, other, disputed)
    settled = bool(one.targets & other.targets and one.points & other.points) and day >= w["day"]["same"]
    score += day + _actor(one, other, disputed, settled=settled)
    if one.quantity is not None and other.quantity is not None:
        score += w["quantity"]["same" if _equal_quantity(one, other) else "differs"]
    if one.document == other.document:
        score += w["document"]["same"]
    elif reprint:
        score += w["document"]["reprint"]
    if score + _MOST_BY_WORDS < weights().threshold:
        return NONE
    alike = len(one.words & other.words) / (len(one.words | other.words) or 1)
    if one.type in kinds().speech:
        score += w["speech"]["any"] + w["speech"]["words"] * alike
    else:
        score += w["words"]["most"] * alike + w["vague"]["each"] * ((one.specifics < 2) + (other.specifics < 2))
    return Likeness(score, frozenset(disputed))


def _elsewhere(one: Account, other: Account) -> bool:
    """Two spots, and no two voices that dispute which it was: not one event, whatever else is alike."""
    if not one.points or not other.points or one.places & other.places:
        return False
    return not (one.points & other.around or other.points & one.around or claimed(one, other))


def _long_before(one: Account, other: Account) -> bool:
    """Days too far apart for a dispute about them."""
    if one.day is None or other.day is None or one.type in kinds().lasting:
        return False
    return distance(one.day, other.day) > weights().days["disputed"]


def claimed(one: Account, other: Account) -> bool:
    """Whether two voices stand against each other, at least one of them named."""
    return one.voice != other.voice and not (one.claimant is None and other.claimant is None)


def blame(one: Account, other: Account) -> bool:
    """Whether who says it of the one is who the other says it of, or the two are told the other way round."""
    swapped = bool(one.sides & other.against) and bool(other.sides & one.against)
    return (swapped and bool(one.places & other.places)) or (one.voice in other.sides and other.voice in one.sides)


def _actor(one: Account, other: Account, disputed: set[str], *, settled: bool) -> float:
    """`settled`: what was hit, where and on which day is told alike."""
    w = weights().of["actor"]
    if not one.actors or not other.actors:
        return 0.0
    if one.actors & other.actors:
        return w["same"]
    if not one.sides or not other.sides:
        return 0.0
    if one.sides & other.sides:
        return w["side"]
    disputed.add(ACTOR)
    if blame(one, other):
        return w["blamed"]
    both = one.claimant is not None and other.claimant is not None
    return w["claimed"] if settled and both and claimed(one, other) else w["differs"]


def _target(one: Account, other: Account) -> float:
    w = weights().of["target"]
    if one.targets & other.targets:
        return w["same"]
    if one.against and other.against:
        if one.against & other.against:
            return w["side"]
        return 0.0 if one.sides & other.against or other.sides & one.against else w["opposed"]
    return 0.0


def _place(one: Account, other: Account, disputed: set[str], *, strong: bool) -> float:
    w = weights().of["place"]
    if one.places & other.places or one.places & other.targets or one.targets & other.places:
        return w["same"]
    if not one.places or not other.places:
        return 0.0
    if one.places & other.around or other.places & one.around:
        return w["within"]
    if one.points and other.points:
        disputed.add(PLACE)
        return w["disputed"] if strong else w["differs"]
    return 0.0


def _weapon(one: Account, other: Account) -> float:
    if not one.weapons or not other.weapons:
        return 0.0
    return weights().of["weapon"]["same" if one.weapons & other.weapons else "differs"]


def _lost(one: Account, other: Account) -> float:
    """Two counts of different things are two counts."""
    first, second = lost(one), lost(other)
    return weights().of["weapon"]["lost"] if first and second and not first & second else 0.0


def lost(account: Account) -> frozenset[str]:
    """What is counted as destroyed, where it is; people are not told apart by the word for them."""
    counts = account.type in kinds().damages and account.quantity is not None
    return account.weapons | account.targets if counts else frozenset()


def _day(one: Account, other: Account, disputed: set[str]) -> float:
    w, days = weights().of["day"], weights().days
    if one.day is not None and other.day is not None:
        gap = distance(one.day, other.day)
        if gap == 0:
            exact = one.day == other.day and one.day[0] == one.day[1]
            return w["same"] if exact else w["within"]
        if one.type in kinds().lasting and gap <= days["apart"]:
            return 0.0
        if gap <= days["disputed"] and (one.type in kinds().once or one.inherited or other.inherited):
            disputed.add(TIME)
            return w["disputed"]
        disputed.add(TIME)
        return w["differs"]
    return _said(one, other)


def _said(one: Account, other: Account) -> float:
    """Where not both say when: how near they were published, or published after the day that one of them names."""
    w, days = weights().of["said"], weights().days
    first, second = one.day or one.said, other.day or other.said
    if first is None or second is None:
        return 0.0
    if one.stage is Stage.DONE and (_foreseen(one, other) or _foreseen(other, one)):
        return weights().of["day"]["differs"]
    gap = distance(first, second)
    if gap <= days["near"]:
        return w["near"]
    if one.type in kinds().once and one.type == other.type:
        return w["once"]
    if gap <= days["apart"] or one.type in kinds().lasting or one.stage is Stage.AHEAD:
        return w["apart"]
    return w["far"]


def _foreseen(told: Account, dated: Account) -> bool:
    """The one was published, as a thing done, before the day that the other names."""
    return told.day is None and dated.day is not None and told.said is not None and told.said[1] < dated.day[0]


def _equal_quantity(one: Account, other: Account) -> bool:
    return one.quantity is not None and one.quantity == other.quantity and one.unit == other.unit


def distance(one: Window, other: Window) -> int:
    """Days between two windows; 0 where they overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])
