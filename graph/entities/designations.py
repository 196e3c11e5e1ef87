"""Names that follow a grammar: weapon designations never seen before, units by number, ships, shortened regions."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ...ontology.records import EntityType
from .draft import Draft
from .modifiers import of_words
from .nodes import class_of_weapons
from .surface import key
from .titles import POSSESSIVE
from .vocabulary import Noun, tree, vocabulary
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
    ordinal = rf"{words.unit_ordinals}(?:[ -](?:{inner}))*[ -](?:{heads})"
    return re.compile(rf"\b(?:(?i:{ordinal})|{tree()['units']['numbered']})\b")


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


@lru_cache(maxsize=1)
def _region() -> re.Pattern[str]:
    shorts = "|".join(sorted(map(re.escape, tree()["abbreviated_regions"])))
    return re.compile(rf"(?<=[\w.], )(?:{shorts})(?=[\s,;:)—-]|$)")


def regions(draft: Draft) -> None:
    """States of the US as news shortens them behind a town: "Junction City, Kan."."""
    words, names = draft.words, tree()["abbreviated_regions"]
    for match in _region().finditer(draft.document.text):
        first, last = words.at(match.start()), words.at(match.end() - 1)
        known = draft.knowledge.names.get(key(names[match.group()]), ())
        place = next((name.entity for name in known if draft.type(name.entity) is EntityType.PLACE), None)
        if place is not None and draft.free(first, last):
            draft.claim(first, last, place, "name", "abbreviated region", 0.9, offsets=match.span())


def businesses(draft: Draft) -> None:
    """For example "Example's Body Shop": a business called by its owner."""
    words = draft.words
    for mark in range(1, len(words) - 1):
        if words.text[mark] not in POSSESSIVE or words.end[mark - 1] != words.start[mark]:
            continue
        last = mark
        while last + 1 < len(words) and words.capitalised(last + 1) and words.pos[last + 1] in ("PROPN", "NOUN", "ADJ"):
            last += 1
        owner = words.pos[mark - 1] == "PROPN" and words.capitalised(mark - 1)
        if owner and words.lower[last] in words_of("establishments") and draft.free(mark - 1, last):
            name = draft.text(mark - 1, last)
            entity = draft.unknown(EntityType.ORGANIZATION, name, category="Company")
            draft.define(name, entity)
            draft.claim(mark - 1, last, entity, "name", "business", 0.7)


def parts_of_bodies(draft: Draft) -> None:
    """For example "U.S. Air Force Office of Special Investigations": a part of the body whose name it begins with."""
    words = draft.words
    for span in list(draft.spans):
        office = span.last + 1
        whole = draft.type(span.entity) is EntityType.ORGANIZATION and span.kind == "name"
        if not whole or office + 2 >= len(words) or words.lower[office] not in words_of("parts_of_bodies"):
            continue
        if not words.capitalised(office) or words.start[office] != span.end + 1:
            continue
        last = of_words(draft, office)
        if last > office and draft.free(office, last):
            owner, (start, end) = draft.entity(span.entity), (span.start, words.end[last])
            name, country = draft.document.text[start:end], owner.country if owner is not None else None
            part = draft.unknown(EntityType.ORGANIZATION, name, country=country)
            draft.entities[part] = replace(draft.entities[part], parent=span.entity)
            draft.define(name, part)
            draft.claim(span.first, last, part, "name", "part of a body", 0.75, offsets=(start, end))


def units(draft: Draft) -> None:
    """For example "58th Combined Arms Army", "the Ukrainian 3rd Assault Brigade"."""
    words = draft.words
    for match in _unit().finditer(draft.document.text):
        first, last = words.at(match.start()), words.at(match.end() - 1)
        if not draft.free(first, last) or match.group().islower():
            continue
        before = draft.owner[first - 1] if first else None
        country = draft.country(before.entity) if before is not None and before.last == first - 1 else None
        entity = draft.unknown(EntityType.ORGANIZATION, match.group(), country=country, category="MilitaryUnit")
        if country is not None:
            draft.entities[entity] = replace(
                draft.entities[entity], parent=draft.knowledge.body("armed-forces", country)
            )
        draft.claim(first, last, entity, "name", "military unit", 0.85, offsets=match.span())
