"""The toll ledger: who says how many were killed, wounded, destroyed or captured, of what, over what time, and when.

A claim is one number by one voice; the same number in a reprint or a second article is the same claim. Claims form
series: all claims of one loss of one event, or all sums over a longer time of one kind of loss. Within a series a
voice's claim replaces its earlier ones and nothing is ever added up; `low`, `best` and `high` of a series are the least
lower bound, the median and the greatest upper bound of what each voice says last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from ...ontology.ids import mint
from .account import Account, Stage, Window
from .kinds import kinds
from .origins import Origins


@dataclass(frozen=True, slots=True)
class Claim:
    """One number by one voice."""

    series: str
    """Id of its series."""
    type: str
    subject: str | None
    """Entity id of who or what is counted."""
    claimant: str | None
    """Entity id of who says so; None where the articles do."""
    voice: str
    low: float | None
    best: float
    high: float | None
    unit: str | None
    cumulative: bool
    day: Window | None
    """The day, month or year that it is said of."""
    said: Window | None
    """When it was published first."""
    event: str
    """Id of the event; of a sum over a longer time, of the sum."""
    statements: tuple[str, ...]
    current: bool = False
    """No later claim of the same voice replaces it."""

    @property
    def id(self) -> str:
        """Minted from the first statement that makes the claim."""
        return mint("t", self.statements[0])


@dataclass(frozen=True, slots=True)
class Toll:
    """A series of claims about one loss."""

    id: str
    type: str
    subject: str | None
    cumulative: bool
    low: float | None
    best: float
    high: float | None
    claims: tuple[Claim, ...]
    """In the order of publication."""


def tolls(accounts: Iterable[Account], events: Mapping[str, str], origins: Origins) -> list[Toll]:
    """The series of the accounts, by id; `events` gives the event id of each statement."""
    claims: defaultdict[tuple[object, ...], list[Account]] = defaultdict(list)
    for one in accounts:
        if counts(one):
            claims[_series(one, events[one.statement]), origins.voice(one), one.counted, one.unit].append(one)
    series: defaultdict[str, list[Claim]] = defaultdict(list)
    for key, same in claims.items():
        claim = _claim(str(key[0]), str(key[1]), sorted(same, key=_age), events)
        series[claim.series].append(claim)
    return [_toll(ident, found) for ident, found in sorted(series.items())]


def counts(account: Account) -> bool:
    """Whether it says how many were lost: affirmed, done, and a number of people or things."""
    told = account.positive and account.stage is Stage.DONE
    return told and account.counted is not None and account.type in kinds().tolls


def _series(account: Account, event: str) -> str:
    if not account.cumulative:
        return mint("l", account.type, event)
    counted = ";".join(sorted(account.targets | account.weapons)) or ";".join(sorted(account.against))
    return mint("l", account.type, counted, account.unit)


def _claim(series: str, voice: str, same: Sequence[Account], events: Mapping[str, str]) -> Claim:
    first = same[0]
    assert first.counted is not None
    return Claim(
        series,
        first.type,
        first.subject,
        first.claimant,
        voice,
        first.counted.low,
        first.counted.best,
        first.counted.high,
        first.unit,
        first.cumulative,
        next((one.day for one in same if one.day is not None), None),
        first.said,
        events[first.statement],
        tuple(one.statement for one in same),
    )


def _toll(ident: str, claims: Iterable[Claim]) -> Toll:
    ordered = sorted(claims, key=_when)
    last = {claim.voice: claim for claim in ordered}
    current = list(last.values())
    lows = [claim.low for claim in current if claim.low is not None]
    highs = [claim.high for claim in current if claim.high is not None]
    best = median_low(sorted(claim.best for claim in current))
    return Toll(
        ident,
        ordered[0].type,
        next((claim.subject for claim in ordered if claim.subject is not None), None),
        ordered[0].cumulative,
        min(*lows, best) if lows else None,
        best,
        max(*highs, best) if highs else None,
        tuple(replace(claim, current=claim is last[claim.voice]) for claim in ordered),
    )


def _when(claim: Claim) -> tuple[Window, Window, float, str]:
    """Later published claims come later, and of one day's the one about a later day, then the greater one."""
    return claim.said or (0, 0), claim.day or (0, 0), claim.best, claim.statements[0]


def _age(account: Account) -> tuple[Window, str]:
    return account.said or (0, 0), account.statement
