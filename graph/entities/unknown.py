"""Names that no table has: what the language model recognises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ...ontology.records import EntityType
from .draft import Draft
from .knowledge_base import KnowledgeBase
from .surface import ARTICLES, key, shortened
from .titles import POSSESSIVE, Title
from .vocabulary import Noun
from .vocabulary import words as word_list

_LABELS = {
    "ORG": EntityType.ORGANIZATION,
    "PLACE": EntityType.PLACE,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "FACILITY": EntityType.PLACE,
    "WEAPON": EntityType.WEAPON,
}
PERSONS = ("PERSON", "PER")
_FACILITIES = ("FAC", "FACILITY")
_NOTE = re.compile(r"(?<=\w)[.,;:]?\[[\d\[\], ]*\]?$")
"""Marks of notes that the tokenizer left on a name: `University.[1][2`."""
_LONG = 7
_OFFICIALS = frozenset({"MIN", "AMB", "ENVOY", "SPOX", "GOV", "LEADER"})
"""Codes of titles that end the descriptions of persons, and no organization's name: "Federal Minister"."""
_COMMON = ("weapon", "body", "group", "facility")
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "de", "du"})


def recognised(draft: Draft) -> Iterator[tuple[int, int, str]]:
    """First and last token and label of each named entity of the language model."""
    yield from draft.words.ents


def names(draft: Draft, titles: Mapping[int, Title], weighed: Mapping[tuple[int, int], EntityType | None]) -> None:
    """Organizations and places that the model names and no table has, each a node of its own.

    `weighed` are the types of the names that the model takes for persons, None where a person or no node is meant.
    """
    inside = {index: title for title in titles.values() for index in range(title.first, title.last + 1)}
    for first, last, label in recognised(draft):
        kind = weighed.get((first, last)) or _kind(draft, first, last, label)
        if kind is None:
            continue
        noun = facility(draft, first, last) if label in _FACILITIES else None
        first, last = _trimmed(draft, first, last) if noun is None else (_begin(draft, first, last), last)
        title = inside.get(first)
        if title is not None and last <= title.last:
            continue
        if first > last or not _takes(draft, first, last):
            continue
        first = _with_article(draft, first)
        last = _hyphenated(draft, last) if noun is None else last
        name = _NOTE.sub("", draft.text(first, last))
        if {draft.words.lower[first], draft.words.lower[last]} & word_list("names_of_events"):
            continue
        if noun is None and (not draft.text(last, last)[0].isupper() or _common(draft, first, last)):
            continue
        if len(name) < 2 or name.isdigit() or _refused(draft, name):
            continue
        entity = (
            draft.names.get(key(name))
            or _shorter(draft, first, last)
            or misspelt_state(draft, name)
            or _of_known(draft, first, last)
        )
        entity = entity or _described(draft, name, first, last) or _node(draft, kind, name, first, last, noun)
        start = draft.words.start[first]
        draft.claim(first, last, entity, "name", "unknown name", 0.6, offsets=(start, start + len(name)))


def _kind(draft: Draft, first: int, last: int, label: str) -> EntityType | None:
    """The type of what the model recognised; capitals that it takes for a person are an organization."""
    if label in PERSONS and first == last and acronym(draft, first):
        return EntityType.ORGANIZATION
    return _LABELS.get(label)


def acronym(draft: Draft, index: int) -> bool:
    """Capitals among words that are not written so, and no title before them: "NAVCENT"."""
    words = draft.words
    text = words.text[index]
    if len(text) < 3 or not text.isalpha() or not text.isupper():
        return False
    first, last = words.sents[words.sent[index]]
    around = [words.text[other] for other in range(first, last) if other != index and words.text[other].isalpha()]
    shouting = 2 * sum(word.isupper() for word in around) > len(around)
    speaker = index + 1 < len(words) and words.text[index + 1] == ":"
    return not shouting and not speaker


def facility(draft: Draft, first: int, last: int) -> Noun | None:
    """The noun that says what a named facility is: "Didsbury mosque", "Camp Example"; None for another name."""
    named = any(draft.words.capitalised(index) for index in range(first, last + 1))
    if not named or first == last:
        return None
    for begin in range(max(last - 2, first + 1), last + 1):
        noun = draft.nouns.noun(key(draft.text(begin, last)), "facility")
        if noun is not None:
            return noun
    leads = draft.nouns.noun(draft.words.lower[first], "facility")
    return leads if leads is not None and draft.words.capitalised(first) and draft.words.capitalised(last) else None


def _begin(draft: Draft, first: int, last: int) -> int:
    """The first capitalised word of a facility's name."""
    return next(index for index in range(first, last + 1) if draft.words.capitalised(index))


def _hyphenated(draft: Draft, last: int) -> int:
    """The name goes on behind a hyphen without spaces: "University of Example-Otherton"."""
    words = draft.words
    if last + 2 >= len(words) or words.text[last + 1] not in ("-", "–"):
        return last
    joined = words.end[last] == words.start[last + 1] and words.end[last + 1] == words.start[last + 2]
    free = draft.free(last + 1, last + 2) and words.capitalised(last + 2) and words.pos[last + 2] == "PROPN"
    return last + 2 if joined and free else last


def _with_article(draft: Draft, first: int) -> int:
    """Where the name begins with its Arabic article: "al-Sireha"."""
    words = draft.words
    joined = first >= 2 and words.text[first - 1] == "-" and words.end[first - 2] == words.start[first - 1]
    return first - 2 if joined and words.lower[first - 2] in ARTICLES and draft.free(first - 2, first - 1) else first


def _common(draft: Draft, first: int, last: int) -> bool:
    """The name is a common noun, a title or holders of one, a citizen, or an acronym that no body is called by."""
    words, nouns = draft.words, draft.nouns
    phrase = key(draft.text(first, last))
    if _portfolio(draft, first) or _hull_number(draft, first, last) or phrase in word_list("directions"):
        return True
    if phrase in draft.knowledge.titles or phrase in word_list("no_bodies") or nouns.noun(phrase, *_COMMON) is not None:
        return True
    if draft.knowledge.titles.get(words.lower[last]) in _OFFICIALS:
        return True
    if first < last and words.lower[first + 1] in ("of", "for") and words.lower[first].endswith("s"):
        return words.lower[first].removesuffix("s") in draft.knowledge.titles
    citizen = nouns.noun(words.lower[last], "group") if last == first + 1 else None
    return citizen is not None and citizen.label in word_list("citizens") and draft.state_at(first) is not None


def _portfolio(draft: Draft, first: int) -> bool:
    """What a minister is of: "Minister of Foreign Affairs"."""
    words = draft.words
    return (
        first > 1
        and words.lower[first - 1] in ("of", "for")
        and draft.knowledge.titles.get(words.lower[first - 2].removesuffix("s")) in ("MIN", "FM")
    )


def _hull_number(draft: Draft, first: int, last: int) -> bool:
    """Letters and a number in brackets: "(DDG 70)"."""
    words = draft.words
    inside = first == last and first > 0 and words.text[first - 1] == "(" and last + 2 < len(words)
    return inside and words.text[last + 1].isdigit() and words.text[last + 2] == ")"


def _of_known(draft: Draft, first: int, last: int) -> str | None:
    """The region or state whose kind the name says: "Russian Republic of Example"."""
    words, span = draft.words, draft.owner[last]
    if span is None or span.last != last or span.first - 2 < first or words.lower[span.first - 1] != "of":
        return None
    if draft.type(span.entity) not in (EntityType.STATE, EntityType.PLACE):
        return None
    before = [index for index in range(first, span.first - 2) if draft.state_at(index) is None]
    return span.entity if words.lower[span.first - 2] in word_list("kinds_of_region") and not before else None


def _node(draft: Draft, kind: EntityType, name: str, first: int, last: int, noun: Noun | None) -> str:
    inside = (draft.owner[index] for index in range(first, last + 1))
    country = next((state for span in inside if span and (state := draft.country(span.entity)) is not None), None)
    category = noun.name if noun is not None else None
    entity = draft.unknown(kind, name, country=country, category=category)
    draft.define(name, entity)
    return entity


def _described(draft: Draft, name: str, first: int, last: int) -> str | None:
    """A node of the type that the apposition says: "the Eternity C, a bulk carrier" is no place."""
    words = draft.words
    beside = next((c for c in words.children[words.root(first, last)] if c > last and words.apposed(c)), None)
    if beside is None:
        return None
    for begin in (beside - 1, beside):
        noun = draft.nouns.noun(key(draft.text(begin, beside)), "weapon")
        if noun is not None:
            entity = draft.unknown(EntityType.WEAPON, name, category=noun.name)
            draft.define(name, entity)
            return entity
    return None


def misspelt_state(draft: Draft, name: str) -> str | None:
    """The state whose name has one letter more, less, another, or two swapped: "Ukriane", "Afganistan"."""
    if len(name) < _LONG or not name.isalpha():
        return None
    found = {
        state for variant in (key(name), *shortened(key(name))) for state in _states(draft.knowledge).get(variant, ())
    }
    return found.pop() if len(found) == 1 else None


def _shorter(draft: Draft, first: int, last: int) -> str | None:
    """The place that the text also names without the noun for what it is: "the Example Cafe", "Example"."""
    if first == last or draft.words.lower[last] not in word_list("establishments"):
        return None
    found = draft.names.get(key(draft.text(first, last - 1)))
    return found if found is not None and draft.type(found) is EntityType.PLACE else None


def _refused(draft: Draft, name: str) -> bool:
    """A state's name that means another thing by what stands beside it: "Bermuda shorts"."""
    known = draft.knowledge.names.get(key(name), ())
    return key(name) in draft.knowledge.senses and any(draft.type(one.entity) is EntityType.STATE for one in known)


@lru_cache(maxsize=2)
def _states(knowledge: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """The long names of states, whole and with one letter left out, by which slips of the pen are found."""
    states: dict[str, tuple[str, ...]] = {}
    for record in knowledge.records.values():
        name = key(record.entity.label)
        if record.entity.type is EntityType.STATE and len(name) >= _LONG and name.isalpha():
            for variant in {name, *shortened(name)}:
                states[variant] = (*states.get(variant, ()), record.entity.id)
    return states


def _trimmed(draft: Draft, first: int, last: int) -> tuple[int, int]:
    """Without articles, quotes, possessive marks and lower-case words at the edges."""
    words = draft.words
    while first <= last and (
        not words.text[first][0].isalnum() or words.text[first][0].islower() or words.lower[first] in ("the", "a", "an")
    ):
        first += 1
    while last >= first and (
        words.text[last] in POSSESSIVE or not words.text[last][0].isalnum() or words.text[last].islower()
    ):
        last -= 1
    return first, last


def _takes(draft: Draft, first: int, last: int) -> bool:
    """The stretch is free, or all that is taken in it are demonyms and states inside a longer name."""
    words, inside = draft.words, [span for span in draft.owner[first : last + 1] if span is not None]
    if not inside:
        return True
    if any(span.first < first or span.last > last or span.kind == "nominal" for span in inside):
        return False
    if any(draft.type(span.entity) not in (EntityType.STATE, EntityType.PLACE) for span in inside):
        return False
    free = [index for index in range(first, last + 1) if draft.owner[index] is None]
    if not any(words.capitalised(index) and words.lower[index] not in _SMALL for index in free):
        return False
    return not any(
        words.text[index] in POSSESSIVE or words.text[index] in (",", ".", "/", "\n", "\n\n") for index in free
    )
