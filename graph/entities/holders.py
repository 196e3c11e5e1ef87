"""Which of several known persons a family name or a misspelt one can mean: by the offices that they hold or held."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from .draft import Draft
from .knowledge_base import KnowledgeBase
from .surface import close, key

PROMINENT = frozenset({"HoS", "HoG", "FM", "DM", "SECGEN", "VP", "HoS-elect", "CHOD"})
_REMEMBERED = 10
"""Years after which a family name alone no longer stands for a former head of state or government."""
_UNDATED = 2020
_LONG = 6
"""Letters of a family name in which one may be wrong."""


def in_office(draft: Draft, persons: Iterable[str], codes: Collection[str], *, ever: bool = True) -> list[str]:
    """Who of them held such an office at the document's date; if nobody and `ever`, who held it at any time."""
    persons, offices = list(persons), draft.knowledge.offices
    for date in (draft.date, None) if ever else (draft.date,):
        found = [person for person in persons if any(office.role in codes for office in offices(person, date))]
        if found:
            return found
    return []


def latest(draft: Draft, persons: Iterable[str], codes: Collection[str]) -> str:
    """Who of them came into such an office last."""

    def since(person: str) -> tuple[str, str]:
        offices = draft.knowledge.offices(person, None)
        return max((office.start or "" for office in offices if office.role in codes), default=""), person

    return max(persons, key=since)


def well_known(draft: Draft, persons: Iterable[str]) -> list[str]:
    """Who of them was head of state or government in the ten years before the document."""
    since = str(int(draft.date[:4] if draft.date is not None else _UNDATED) - _REMEMBERED)
    return [
        person
        for person in persons
        if any(
            office.role in ("HoS", "HoG") and (office.end is None or office.end >= since)
            for office in draft.knowledge.offices(person, None)
        )
    ]


def variant(draft: Draft, name: str, family: str) -> str | None:
    """A person of the tables with the same family name and a given name that agrees (equal or an initial)."""
    given = key(name).split(" ")[0]
    for person in draft.knowledge.families.get(family, ()):
        for other in draft.knowledge.records[person].names:
            first = key(other).split(" ")[0]
            if first == given or (len(given) == 1 and first.startswith(given)):
                return person
    return None


def misspelt(draft: Draft, name: str, codes: Collection[str]) -> str | None:
    """Who of that given name held such an office, where the family name is one letter off ("Mitterand")."""
    given, _, family = key(name).partition(" ")
    if len(family) < _LONG or not codes:
        return None
    found = [
        person
        for person in _by_given(draft.knowledge).get(given, ())
        if any(close(family, key(other).partition(" ")[2]) for other in draft.knowledge.records[person].names)
    ]
    held = in_office(draft, found, codes)
    return held[0] if len(held) == 1 else None


@lru_cache(maxsize=2)
def _by_given(knowledge: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Who held a high office, by given name."""
    found: dict[str, tuple[str, ...]] = {}
    for record in knowledge.records.values():
        if any(office.role in PROMINENT for office in record.entity.offices):
            for given in sorted({key(name).partition(" ")[0] for name in record.names}):
                found[given] = (*found.get(given, ()), record.entity.id)
    return found
