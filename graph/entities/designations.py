"""Names that follow a grammar: weapon designations never seen before, and military units by number."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ...ontology.records import EntityType
from .draft import Draft
from .nodes import class_of_weapons
from .surface import key
from .vocabulary import Noun, vocabulary
from .vocabulary import words as words_of

_DESIGNATION = re.compile(
    r"(?<![\w-])(?:[A-Z][a-z]{0,7}-|[A-Z]{1,5}-?|[A-Z][a-z]{3,10} )\d{1,4}"
    r"(?:[A-Z]{1,4}\d{0,2}[A-Z]?|[a-z])?(?:[-/][A-Z0-9]{1,4})?(?![\w-])"
)
_VARIANT = re.compile(r"(?<=\d)[A-Z]{1,4}\d{0,2}[A-Z]?(?:[-/][A-Z0-9]{1,4})?$|(?<=\d)[-/][A-Z0-9]{1,4}$")


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    words = vocabulary()
    inner = "|".join(sorted(map(re.escape, words.unit_words), key=lambda word: (-len(word), word)))
    heads = "|".join(sorted(map(re.escape, words.unit_heads), key=lambda word: (-len(word), word)))
    return re.compile(rf"\b{words.unit_ordinals}(?:[ -](?:{inner}))*[ -](?:{heads})\b", re.IGNORECASE)


def weapons(draft: Draft) -> None:
    """Designations before a noun for weapons; one whose base is known is a variant of it."""
    text, words = draft.document.text, draft.words
    for match in _DESIGNATION.finditer(text):
        first, last = words.at(match.start()), words.at(match.end() - 1)
        if not draft.free(first, last):
            continue
        base = _base(draft, match.group())
        noun = _class_after(draft, last)
        if base is None and noun is None:
            continue
        category = None
        if base is not None:
            known = draft.entity(base)
            category = known.category if known is not None else None
        elif noun is not None:
            category = class_of_weapons(noun).category
        entity = draft.unknown(EntityType.WEAPON, match.group(), category=category)
        if base is not None:
            draft.entities[entity] = replace(draft.entities[entity], parent=base)
        draft.define(match.group(), entity)
        draft.claim(first, last, entity, "name", "weapon designation", 0.8, offsets=match.span())


def _base(draft: Draft, designation: str) -> str | None:
    """The known weapon of which the designation is a variant."""
    stem = _VARIANT.sub("", designation)
    if stem == designation:
        return None
    for name in draft.knowledge.names.get(key(stem), ()):
        if draft.type(name.entity) is EntityType.WEAPON and stem[-1:].isdigit():
            return name.entity
    return None


def _class_after(draft: Draft, last: int) -> Noun | None:
    """The noun for weapons that follows within three words."""
    words, nouns = draft.words, draft.nouns
    for end in range(last + 1, min(last + 5, len(words))):
        for first in range(last + 1, end + 1):
            noun = nouns.noun(key(draft.text(first, end)), "weapon")
            if noun is not None:
                return noun
        if words.pos[end] not in ("NOUN", "ADJ", "PROPN", "PUNCT") or words.text[end] in (",", ";"):
            return None
    return None


@lru_cache(maxsize=1)
def _ship() -> re.Pattern[str]:
    prefixes = "|".join(sorted(words_of("ship_prefixes")))
    return re.compile(rf"\b(?:{prefixes}) [A-Z][\w'’-]+(?: (?:de |of )?[A-Z][\w'’-]+){{0,2}}")


def ships(draft: Draft) -> None:
    """For example "USS Gerald R. Ford": a ship by its prefix."""
    words = draft.words
    for match in _ship().finditer(draft.document.text):
        first, last = words.at(match.start()), words.at(match.end() - 1)
        if draft.free(first, last):
            entity = draft.unknown(EntityType.WEAPON, match.group(), category="Ship")
            draft.define(match.group(), entity)
            draft.define(match.group().partition(" ")[2], entity)
            draft.claim(first, last, entity, "name", "ship", 0.85, offsets=match.span())


def units(draft: Draft) -> None:
    """For example "58th Combined Arms Army", "the Ukrainian 3rd Assault Brigade"."""
    words = draft.words
    for match in _unit().finditer(draft.document.text):
        first, last = words.at(match.start()), words.at(match.end() - 1)
        if not draft.free(first, last) or not match.group()[-4:].strip().isalpha() or match.group().islower():
            continue
        before = draft.owner[first - 1] if first else None
        country = draft.country(before.entity) if before is not None and before.last == first - 1 else None
        entity = draft.unknown(EntityType.ORGANIZATION, match.group(), country=country, category="MilitaryUnit")
        if country is not None:
            draft.entities[entity] = replace(
                draft.entities[entity], parent=draft.knowledge.body("armed-forces", country)
            )
        draft.claim(first, last, entity, "name", "military unit", 0.85, offsets=match.span())
