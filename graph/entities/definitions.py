"""Other names that a text gives to what it names: acronyms in brackets, nicknames, former names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...ontology.records import EntityType
from .draft import Draft, Span
from .knowledge_base import initials
from .nodes import class_of_weapons
from .surface import key
from .vocabulary import words as word_list

_DEFINITION = re.compile(
    r"((?:[A-Z][\w'’.-]*|[a-z]{2,}ly)(?: (?:[A-Z&][\w'’.-]*|of|for|and|the|in|on|de|du)){1,9}) ?"
    r"\((?:the |or |also known as )?[\"“']?([A-Z][A-Za-z0-9.-]{1,9})[\"”']?\)"
)
_SMALL = frozenset({"the", "of", "and", "for"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_SYLLABLE = 3
_LONGEST = 5
"""Tokens of a cue for another name."""


def acronyms(draft: Draft) -> None:
    """For example "Long Form (LF)": both name one entity, the known one where the tables have it."""
    for match in _DEFINITION.finditer(draft.document.text):
        if any(region.start <= match.start() < region.end for region in draft.document.boilerplate):
            continue
        for long in _suffixes(re.sub(r"['’]s?$", "", match.group(1))):
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
    if known is None and letters != initials(long) and not _spelled(long, letters) and not _contracted(long, short):
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


def _spelled(long: str, letters: str) -> bool:
    """They begin the words, those of small words perhaps: `MASSOB` of "Movement for the … Sovereign State of B…"."""
    rest = letters
    for word in long.replace("-", " ").split():
        if rest and word[0].upper() == rest[0]:
            rest = rest[1:]
        elif word not in _SMALL:
            return False
    return not rest


def _contracted(long: str, short: str) -> bool:
    """The short form is made of the beginnings of all words or of long beginnings of some: `CoI`, `NAVCENT`."""
    words = [word.lower() for word in long.replace("-", " ").split() if word not in _SMALL]
    if len(short) < 3 or short[1:] == short[1:].lower():
        return False
    return _made_of(short.lower(), words) or _made_of(short.lower(), words, least=_SYLLABLE)


def _made_of(short: str, words: list[str], *, least: int = 1) -> bool:
    """With `least` above one, words behind the first may be left out."""
    if not words or not short:
        return not short and (least > 1 or not words)
    counts = [n for n in range(least, min(len(words[0]), len(short)) + 1) if words[0].startswith(short[:n])]
    for count in counts:
        rests = [words[skip:] for skip in range(1, len(words) + 1)] if least > 1 else [words[1:]]
        if any(_made_of(short[count:], rest, least=least) for rest in rests):
            return True
    return False


def other_names(draft: Draft) -> None:
    """For example "Lisbeth Example, or “Mama Lis”", "Ali Example, alias Abu Omar": both mentions denote one node."""
    for span in sorted(draft.spans, key=lambda span: span.first):
        if span.kind != "name" or span.inner or span not in draft.spans:
            continue
        other = _other(draft, span)
        if other is None or other.entity == span.entity or draft.type(other.entity) is not draft.type(span.entity):
            continue
        unknown = _unknown(draft, other.entity)
        if unknown:
            _merge(draft, other.entity, span.entity)
        elif _unknown(draft, span.entity):
            _merge(draft, span.entity, other.entity)


def _other(draft: Draft, span: Span) -> Span | None:
    """The mention of the other name, behind a cue after the span."""
    words, index = draft.words, span.last + 1
    while index < len(words) and words.text[index] in (",", "(", "–", "-", "—", "is", "was", "also", "or", "better"):
        if words.text[index] == "or" and not (index + 1 < len(words) and words.text[index + 1] in _QUOTES):
            return None
        index += 1
    begin = _after_cue(draft, index)
    if begin is None:
        quoted = index < len(words) and words.text[index] in _QUOTES and words.text[index - 1] in ("or", "(")
        begin = index if quoted else None
    while begin is not None and begin < len(words) and words.text[begin] in _QUOTES | {"the", "as"}:
        begin += 1
    if begin is None or begin >= len(words) or words.sent[begin] != words.sent[span.last]:
        return None
    found = draft.owner[begin]
    return found if found is not None and found.first == begin and found.kind == "name" else None


def _after_cue(draft: Draft, index: int) -> int | None:
    words, cues = draft.words, _cues()
    if index >= len(words) or words.lower[index] not in _first_of_cues():
        return None
    for count in range(_LONGEST, 0, -1):
        if " ".join(words.lower[index : index + count]) in cues:
            return index + count
    return None


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    return word_list("other_names")


@lru_cache(maxsize=1)
def _first_of_cues() -> frozenset[str]:
    return frozenset(cue.partition(" ")[0] for cue in _cues())


def _unknown(draft: Draft, entity: str) -> bool:
    found = draft.entities.get(entity)
    return found is not None and not found.known


def _merge(draft: Draft, one: str, other: str) -> None:
    """What was said of one is said of the other."""
    for span in draft.spans:
        if span.entity == one:
            span.entity = other
    for table in (draft.names, draft.families):
        for name, entity in table.items():
            if entity == one:
                table[name] = other
