"""Accounts to groups: the likest pairs first, and no group in which two accounts can not be of one event.

Pairs are taken in the order of their score and, where it is equal, of the statements' ids; a pair joins the groups of
its two accounts unless these differ in a way in which the pair itself does not. The result depends on the set of
accounts alone.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .account import Account, Window
from .block import Pair, pairs
from .compare import ACTOR, PLACE, TIME, distance, likeness, lost
from .kinds import kinds, weights
from .origins import Origins

Joint = tuple[float, int, int]
"""Score and positions of a pair that joined two groups."""


@dataclass(slots=True)
class Group:
    """Accounts of one event, and what they say together."""

    members: list[int]
    types: set[str]
    sides: set[str]
    against: set[str]
    points: set[str]
    around: set[str]
    lost: set[str]
    """What is counted as destroyed."""
    days: Window | None
    """From the last first day to the first last day of dated members."""
    told: bool = False
    """People have said that some of its members are of one event."""
    joints: tuple[Joint, ...] = ()
    """The pairs that joined its members, with their scores."""


def group(
    accounts: Sequence[Account],
    *,
    origins: Origins,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[Group]:
    """The groups of the accounts, which stand in the order of their ids; `together` and `apart` are told by people."""
    threshold = weights().threshold
    roots = {account.document: origins.root(account.document) for account in accounts}
    scored: list[tuple[float, int, int, frozenset[str]]] = []
    for one, other in pairs(accounts):
        first, second = accounts[one], accounts[other]
        reprint = first.document != second.document and roots[first.document] == roots[second.document]
        found = likeness(first, second, reprint=reprint)
        if found.score >= threshold:
            scored.append((-found.score, one, other, found.disputed))
    scored.sort(key=lambda pair: pair[:3])
    forest = _Forest(accounts, apart)
    for one, other in sorted(together):
        forest.join(one, other, math.inf, None)
    for negative, one, other, disputed in scored:
        forest.join(one, other, -negative, disputed)
    return forest.groups()


def differences(one: Group, other: Group) -> frozenset[str]:
    """In what two groups can not both be right as accounts of one event."""
    found = set()
    likes = [kinds().compatible(a, b) for a in one.types for b in other.types]
    if not (any(likes) if one.told or other.told else all(likes)):
        found.add("type")
    if one.sides and other.sides and not one.sides & other.sides:
        found.add(ACTOR)
    if one.points and other.points and not (one.points & other.around or other.points & one.around):
        found.add(PLACE)
    if one.lost and other.lost and not one.lost & other.lost:
        found.add("weapon")
    if one.days is not None and other.days is not None and distance(one.days, other.days) > 0:
        lasting = one.types | other.types <= kinds().lasting
        if not lasting:
            found.add(TIME)
    return frozenset(found)


class _Forest:
    """Groups that grow together; a union-find whose roots hold the group."""

    def __init__(self, accounts: Sequence[Account], apart: Collection[Pair]) -> None:
        self._parents = list(range(len(accounts)))
        self._groups = {position: _single(position, account) for position, account in enumerate(accounts)}
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def root(self, position: int) -> int:
        while self._parents[position] != position:
            self._parents[position] = self._parents[self._parents[position]]
            position = self._parents[position]
        return position

    def join(self, one: int, other: int, score: float, disputed: frozenset[str] | None) -> None:
        """Join the groups of two accounts, unless they differ in more than is disputed; None: whatever they are."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second or self._forbidden(first, second):
            return
        if disputed is not None and not differences(self._groups[first], self._groups[second]) <= disputed:
            return
        gone = self._groups.pop(second)
        self._parents[second] = first
        self._groups[first] = _joined(self._groups[first], gone, (score, one, other), told=disputed is None)

    def _forbidden(self, first: int, second: int) -> bool:
        if not self._apart:
            return False
        members = set(self._groups[second].members)
        return any(not members.isdisjoint(self._apart.get(one, ())) for one in self._groups[first].members)

    def groups(self) -> list[Group]:
        return [self._groups[root] for root in sorted(self._groups)]


def _single(position: int, account: Account) -> Group:
    return Group(
        [position],
        {account.type},
        set(account.sides),
        set(account.against),
        set(account.points),
        set(account.around),
        set(lost(account)),
        account.day,
    )


def _joined(one: Group, other: Group, joint: Joint, *, told: bool) -> Group:
    if one.days is None or other.days is None:
        days = one.days or other.days
    else:
        first, last = max(one.days[0], other.days[0]), min(one.days[1], other.days[1])
        days = (first, last) if first <= last else (last, first)
    return Group(
        sorted(one.members + other.members),
        one.types | other.types,
        one.sides | other.sides,
        one.against | other.against,
        one.points | other.points,
        one.around | other.around,
        one.lost | other.lost,
        days,
        told=told or one.told or other.told,
        joints=(*one.joints, *other.joints, joint),
    )
