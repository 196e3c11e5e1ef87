"""Who is said to hold which office: a title before the name, in apposition to it, or as a predicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...ontology.records import EntityType
from .draft import Draft, Span
from .modifiers import modifier_of
from .positions import position
from .titles import Holding, Title
from .vocabulary import words as word_list

_WITHOUT_OWNER = frozenset({"RANK", "HoS", "HoG", "FM", "DM", "VP", "CHOD", "NSA", "SECGEN", "HoS-elect"})
"""Titles that say something even where it is not said of what."""


_MINISTRIES = {"SPOX-FM": "ministry-of-foreign-affairs", "SPOX-DM": "ministry-of-defence"}


def predicated(draft: Draft, titles: Iterable[Title]) -> Iterator[Holding]:
    """Titles that stand beside a person's name: "X, the foreign minister of Y", "X is the president"."""
    words = draft.words
    for title in sorted(titles, key=lambda title: title.first):
        last = title.last
        if words.dep[last].partition(":")[0] in ("compound", "flat"):
            continue
        person = _beside(draft, last)
        if person is not None:
            modifier = modifier_of(draft, title.first, last)
            of = modifier.entity if modifier is not None else ""
            yield Holding(person, title, of if draft.type(of) in (EntityType.STATE, EntityType.ORGANIZATION) else None)


def _beside(draft: Draft, last: int) -> Span | None:
    """The person that the title stands in apposition to, or is said of."""
    words = draft.words
    if words.apposed(last):
        return _person(draft, words.head[last])
    copula = words.child(last, "cop") is not None
    for child in words.children[last]:
        if (words.apposed(child) and child > last) or (copula and words.dep[child].startswith("nsubj")):
            return _person(draft, child)
    return None


def _person(draft: Draft, index: int) -> Span | None:
    span = draft.owner[index]
    return (
        span
        if span is not None and draft.type(span.entity) is EntityType.PERSON and span.kind in ("name", "pronoun")
        else None
    )


def past(draft: Draft, holding: Holding) -> bool:
    """The text says that the office was held before, or is to come."""
    words, title = draft.words, holding.title
    first = min(title.first, holding.person.first) if title.last <= holding.person.last else max(title.first - 3, 0)
    near = {words.lower[index] for index in range(max(first - 1, 0), title.first)}
    near.update(words.lower[child] for child in words.children[title.last] if words.dep[child] == "amod")
    return bool(near & word_list("not_in_office"))


def owner(draft: Draft, holding: Holding) -> str | None:
    """What the office is of: as the text says, else as the knowledge base knows of the person."""
    code, person = holding.title.code, holding.person.entity
    if holding.of is not None:
        found = draft.entity(holding.of)
        if (
            found is not None
            and found.type is EntityType.ORGANIZATION
            and found.country is not None
            and code in ("HoS", "HoG", "FM", "DM")
        ):
            return found.country
        ministry = _MINISTRIES.get(code)
        if ministry is not None and draft.type(holding.of) is EntityType.STATE:
            return draft.knowledge.body(ministry, holding.of)
        return holding.of
    for date in (draft.date, None):
        places = {office.of for office in draft.knowledge.offices(person, date) if office.role == code}
        if len(places) == 1:
            return places.pop()
    return None


def office(draft: Draft, holding: Holding, of: str | None) -> str | None:
    """The node of the office; None for a courtesy title, and for a mere "head" or "minister" of nothing."""
    code = holding.title.code
    if code == "HON" or (of is None and code not in _WITHOUT_OWNER):
        return None
    return position(draft, holding.title.code, holding.title.text, of)
