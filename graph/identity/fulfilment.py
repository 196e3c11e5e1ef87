"""Which plans, expectations, demands and attempts came about, and by what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .account import Account, Stage, Window
from .compare import distance, likeness
from .kinds import weights

_MEMBERS = 4
"""Accounts of an event that stand for it: those that say most."""
_CANDIDATES = 40
"""Things done under one key that a plan is compared with: the next that follow it."""
HORIZON = 500
"""Days within which a plan is looked for among what was done."""

Told = tuple[str, Sequence[Account]]
"""An event id and its accounts."""
Deed = tuple[int, str, Sequence[Account]]
"""When it was done, its event id, and the accounts that say most of it."""


def fulfilments(events: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """(event done, event told before) for each plan that something done fits; the likest, then the first."""
    done: defaultdict[tuple[str, str], list[Deed]] = defaultdict(list)
    for ident, members in events:
        told = _speaking(members)
        if told and told[0].stage is Stage.DONE:
            for key in _keys(told):
                done[key].append((_when(members)[0], ident, told))
    for deeds in done.values():
        deeds.sort(key=lambda deed: deed[:2])
    for ident, members in events:
        told = _speaking(members)
        if told and told[0].stage is not Stage.DONE:
            deeds = [deed for key in _keys(told) for deed in _following(done.get(key, ()), members)]
            found = _best(members, told, deeds)
            if found is not None:
                yield found, ident


def _speaking(members: Sequence[Account]) -> list[Account]:
    """The accounts that affirm it and say most."""
    affirmed = [one for one in members if one.positive]
    return sorted(affirmed, key=lambda one: (-one.specifics, one.statement))[:_MEMBERS]


def _keys(told: Sequence[Account]) -> list[tuple[str, str]]:
    return sorted({(one.family, side) for one in told for side in one.sides or ("",)})


def _following(deeds: Sequence[Deed], plan: Sequence[Account]) -> list[Deed]:
    """The next deeds that the plan may have come to: none before it was told, none long after."""
    first = _first_told(plan)
    return [deed for deed in deeds if first <= deed[0] <= first + HORIZON][:_CANDIDATES]


def _best(plan: Sequence[Account], told: Sequence[Account], deeds: Sequence[Deed]) -> str | None:
    days = [one.day for one in plan if one.day is not None]
    found: list[tuple[float, int, str]] = []
    for when, ident, accounts in deeds:
        if days and not any(distance(day, (when, when)) <= weights().days["near"] for day in days):
            continue
        score = max(_score(one, other) for one in told for other in accounts)
        if score >= weights().threshold:
            found.append((-score, when, ident))
    return min(found)[2] if found else None


def _score(plan: Account, deed: Account) -> float:
    """Likeness but for the days; who and at least one thing more must be the same."""
    things = plan.targets & deed.targets or plan.weapons & deed.weapons
    shared = things or plan.places & deed.places or plan.against & deed.against
    if not plan.sides & deed.sides or not shared:
        return -1.0
    return likeness(plan, deed, across=True).score


def _when(members: Sequence[Account]) -> Window:
    """When it was done as far as is said; else when it was told."""
    days = sorted(one.day for one in members if one.day is not None)
    told = sorted(one.said for one in members if one.said is not None)
    return days[0] if days else told[0] if told else (0, 0)


def _first_told(members: Sequence[Account]) -> int:
    return min((one.said[0] for one in members if one.said is not None), default=0)
