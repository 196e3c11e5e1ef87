"""Names that no table has: acronyms that the text defines, and what the language model recognises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ...ontology.records import EntityType
from .draft import Draft
from .knowledge_base import KnowledgeBase, initials
from .nodes import class_of_weapons
from .surface import ARTICLES, key, shortened
from .titles import POSSESSIVE, Title
from .vocabulary import words as word_list

_DEFINITION = re.compile(
    r"((?:[A-Z][\w'’.-]*|[a-z]{2,}ly)(?: (?:[A-Z&][\w'’.-]*|of|for|and|the|in|on|de|du)){1,9}) ?"
    r"\((?:the |or |also known as )?[\"“']?([A-Z][A-Za-z0-9.-]{1,9})[\"”']?\)"
)
_LABELS = {
    "ORG": EntityType.ORGANIZATION,
    "PLACE": EntityType.PLACE,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "WEAPON": EntityType.WEAPON,
}
PERSONS = ("PERSON", "PER")
_LONG = 7
_COMMON = ("weapon", "body", "group", "facility")
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "de", "du"})


def acronyms(draft: Draft) -> None:
    """For example "Long Form (LF)": both name one entity, the known one where the tables have it."""
    for match in _DEFINITION.finditer(draft.document.text):
        if any(region.start <= match.start() < region.end for region in draft.document.boilerplate):
            continue
        for long in _suffixes(match.group(1)):
            if _defined(draft, long, match.group(2)):
                break


def _suffixes(long: str) -> Iterator[str]:
    words = long.split(" ")
    for begin in range(len(words) - 1):
        if words[begin][0].isupper():
            yield " ".join(words[begin:])


def _defined(draft: Draft, long: str, short: str) -> bool:
    named = [name.entity for name in draft.knowledge.names.get(key(long), ()) if name.kind == "name"]
    known = next((entity for entity in named if draft.type(entity) is not EntityType.PERSON), None)
    if named and known is None:
        return False
    letters = short.upper().replace(".", "").removesuffix("S") if short[-1:] == "s" else short.upper().replace(".", "")
    if known is None and letters not in (initials(long), _all_initials(long)):
        return False
    noun = draft.nouns.noun(key(long), "weapon", "body", "group")
    if known is None and noun is not None and noun.kind != "weapon":
        return False
    if known is None and noun is not None:
        weapon = class_of_weapons(noun)
        known = draft.entities.setdefault(weapon.id, weapon).id
    entity = known or next((name.entity for name in draft.knowledge.names.get(key(short), ()) if name.exact), None)
    if entity is None:
        entity = draft.unknown(EntityType.ORGANIZATION, long, aliases=(short,))
    draft.define(long, entity)
    draft.define(short, entity)
    return True


def _all_initials(long: str) -> str:
    return "".join(
        word[0].upper() for word in long.replace("-", " ").split() if word not in ("the", "of", "and", "for")
    )


def recognised(draft: Draft) -> Iterator[tuple[int, int, str]]:
    """First and last token and label of each named entity of the language model."""
    for span in draft.words.doc.ents:
        yield span.start, span.end - 1, span.label_


def names(draft: Draft, titles: Mapping[int, Title]) -> None:
    """Organizations and places that the model names and no table has, each a node of its own."""
    inside = {index: title for title in titles.values() for index in range(title.first, title.last + 1)}
    for first, last, label in recognised(draft):
        kind = _LABELS.get(label)
        if kind is None:
            continue
        first, last = _trimmed(draft, first, last)
        title = inside.get(first)
        if title is not None and last <= title.last:
            continue
        if first > last or not _takes(draft, first, last):
            continue
        first = _with_article(draft, first)
        name = draft.text(first, last)
        if {draft.words.lower[first], draft.words.lower[last]} & word_list("names_of_events"):
            continue
        if len(name) < 2 or not draft.text(last, last)[0].isupper() or name.isdigit() or _common(draft, key(name)):
            continue
        entity = draft.names.get(key(name)) or _misspelt(draft, name)
        entity = entity or _described(draft, name, first, last) or _node(draft, kind, name, first, last)
        draft.claim(first, last, entity, "name", "unknown name", 0.6)


def _with_article(draft: Draft, first: int) -> int:
    """Where the name begins with its Arabic article: "al-Sireha"."""
    words = draft.words
    joined = first >= 2 and words.text[first - 1] == "-" and words.end[first - 2] == words.start[first - 1]
    return first - 2 if joined and words.lower[first - 2] in ARTICLES and draft.free(first - 2, first - 1) else first


def _common(draft: Draft, phrase: str) -> bool:
    """The name is a common noun or a title written with capitals."""
    return phrase in draft.knowledge.titles or draft.nouns.noun(phrase, *_COMMON) is not None


def _node(draft: Draft, kind: EntityType, name: str, first: int, last: int) -> str:
    country = next((state for index in range(first, last + 1) if (state := draft.state_at(index)) is not None), None)
    entity = draft.unknown(kind, name, country=country)
    if kind is EntityType.ORGANIZATION and country is not None:
        draft.entities[entity] = replace(draft.entities[entity], country=country)
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


def _misspelt(draft: Draft, name: str) -> str | None:
    """The state whose name has one letter more, less, another, or two swapped: "Ukriane", "Afganistan"."""
    if len(name) < _LONG or not name.isalpha():
        return None
    found = {
        state for variant in (key(name), *shortened(key(name))) for state in _states(draft.knowledge).get(variant, ())
    }
    return found.pop() if len(found) == 1 else None


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
