"""Events, contradictions, fulfilments and tolls of a corpus: a pure function of the set of its pages."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...loaders.reprints import originals
from ...ontology.ids import mint
from .account import Account, Stage, Window
from .belief import DEFAULT, GRADES, belief
from .cluster import Group, group
from .contradictions import Contradiction, contradictions
from .corrections import Rulings, rule
from .fulfilment import fulfilments
from .judgement import Judgement
from .kinds import family, weights
from .origins import Origins
from .pack import Page
from .tolls import Toll, tolls


@dataclass(frozen=True, slots=True)
class Event:
    """A thing that was done, tried, or lies ahead, and what is told of it."""

    id: str
    """Minted from the earliest published of its statements, so that later reports leave it as it is."""
    type: str
    stage: Stage
    label: str
    statements: tuple[str, ...]
    """Those that affirm or deny it, by id."""
    days: Window | None
    origins: int
    """Documents that do not repeat each other or one agency."""
    voices: int
    """Independent ones that affirm it."""
    denials: int
    """Independent voices that deny it."""
    belief: float
    sure: float
    """How sure it is that its statements tell of one thing, from 0 to 1; 1 for a single statement."""
    doubtful: tuple[str, str] | None
    """The two statements whose likeness holds its two least sure parts together."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the documents of a corpus tell only together."""

    events: tuple[Event, ...]
    contradictions: tuple[Contradiction, ...]
    fulfilments: tuple[tuple[str, str], ...]
    """(event that came about, event that had told of it)."""
    tolls: tuple[Toll, ...]
    rulings: Rulings
    reprints: Mapping[str, str]


Doubt = tuple[float, tuple[str, str] | None]


def find(
    pages: Iterable[Page], judgement: Judgement | None = None, *, reprints: Mapping[str, str] | None = None
) -> Findings:
    """The findings of a corpus, the same for every order of its pages.

    `reprints` (document id to that of its original) is found from the sketches of the pages where it is not given.
    """
    judgement = judgement or Judgement()
    pages = sorted(pages, key=lambda page: page.document)
    found = originals(page.sketch for page in pages) if reprints is None else reprints
    origins = Origins(pages, found)
    accounts = sorted((one for page in pages for one in page.accounts), key=lambda one: one.statement)
    rulings = _rulings(accounts, {other for page in pages for other in page.others}, origins, judgement)
    accounts = [_retyped(one, rulings.types) for one in accounts if one.statement not in rulings.retracted]
    groups = _groups(accounts, origins, rulings)
    told = [(mint("e", _anchor(members).statement), members) for members in (_members(g, accounts) for g in groups)]
    events = [
        _event(ident, members, _doubt(g, accounts), origins, judgement)
        for (ident, members), g in zip(told, groups, strict=True)
    ]
    of = {one.statement: ident for ident, members in told for one in members}
    return Findings(
        tuple(sorted(events, key=lambda event: event.id)),
        tuple(sorted(c for _, members in told if len(members) > 1 for c in contradictions(members, origins))),
        tuple(sorted(fulfilments(sorted(told, key=lambda one: one[0])))),
        tuple(tolls(accounts, of, origins)),
        rulings,
        found,
    )


def _rulings(accounts: Sequence[Account], others: set[str], origins: Origins, judgement: Judgement) -> Rulings:
    """What the corrections come to, in view of the events that there would be without them."""
    corrections, replay = judgement.ledger.corrections, judgement.replay
    if not corrections:
        return Rulings()
    members: dict[str, list[str]] = {}
    for found in group(accounts, origins=origins):
        statements = [accounts[one].statement for one in found.members]
        members |= dict.fromkeys(statements, statements)
    events = {mint("e", one): one for one in members}
    events |= {mint("e", old): new for old, new in replay.renamed.items() if new in members}
    return rule(corrections, events, members, others=others, replay=replay)


def _retyped(account: Account, types: Mapping[str, str]) -> Account:
    kind = types.get(account.statement)
    return account if kind is None else replace(account, type=kind, family=family(kind))


def _groups(accounts: Sequence[Account], origins: Origins, rulings: Rulings) -> list[Group]:
    positions = {one.statement: position for position, one in enumerate(accounts)}

    def known(pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        return [(positions[a], positions[b]) for a, b in pairs if a in positions and b in positions]

    return group(accounts, origins=origins, together=known(rulings.together), apart=known(rulings.apart))


def _members(found: Group, accounts: Sequence[Account]) -> list[Account]:
    return [accounts[one] for one in found.members]


def _anchor(members: Sequence[Account]) -> Account:
    """The earliest published statement, of one day the one with the least id; the undated come last."""
    return min(members, key=lambda one: (one.said is None, one.said or (0, 0), one.statement))


def _event(ident: str, members: Sequence[Account], doubt: Doubt, origins: Origins, judgement: Judgement) -> Event:
    affirmed = [one for one in members if one.positive]
    stage = members[0].stage
    support = _weights(affirmed, origins, judgement.grades) if stage is Stage.DONE else {}
    denial = _weights([one for one in members if not one.positive], origins, judgement.grades)
    best = _telling(affirmed or members)
    sure, doubtful = doubt
    return Event(
        ident,
        _type(affirmed or members),
        stage,
        best.label + _TOLD[stage] + ("" if affirmed else " (only denied)"),
        tuple(one.statement for one in members),
        _days(affirmed or members),
        len({origins.origin(one) for one in members}),
        len({origins.voice(one) for one in affirmed}),
        len(denial),
        belief(support, denial),
        sure,
        doubtful,
    )


def _doubt(found: Group, accounts: Sequence[Account]) -> Doubt:
    """How sure the least sure joint is, and its two statements; what people have joined is sure."""
    score, one, other = min(found.joints, default=(math.inf, 0, 0))
    if math.isinf(score):
        return 1.0, None
    sure = 1 - math.exp(weights().threshold - score - _LEAST) / 2
    return round(sure, 3), (accounts[one].statement, accounts[other].statement)


_TOLD = {Stage.DONE: "", Stage.TRIED: " (tried)", Stage.AHEAD: " (ahead)"}
_LEAST = 0.1
"""So that a merge at the threshold is a little surer than even."""


def _weights(members: Iterable[Account], origins: Origins, grades: Mapping[str, str]) -> dict[str, float]:
    """What each voice weighs: the best of its statements by the reliability of the source."""
    found: defaultdict[str, float] = defaultdict(float)
    for one in members:
        voice = origins.voice(one)
        named = (one.claimant, one.voice, one.wire) if one.claimant is not None else (origins.publisher(one.document),)
        grade = next((grades[name] for name in named if name is not None and name in grades), DEFAULT)
        found[voice] = max(found[voice], GRADES[grade] * one.confidence)
    return dict(found)


def _telling(members: Sequence[Account]) -> Account:
    """The statement that says most."""
    return max(members, key=lambda one: (one.specifics, one.confidence, one.statement))


def _type(members: Sequence[Account]) -> str:
    """The type of most of them; of as many, the first by name."""
    counted = Counter(one.type for one in members)
    return min(counted, key=lambda kind: (-counted[kind], kind))


def _days(members: Sequence[Account]) -> Window | None:
    """What all dated ones agree on; where they do not, all that they say."""
    days = [one.day for one in members if one.day is not None]
    if not days:
        return None
    first, last = max(day[0] for day in days), min(day[1] for day in days)
    return (first, last) if first <= last else (min(day[0] for day in days), max(day[1] for day in days))
