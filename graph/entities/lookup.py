"""What a name means to the knowledge base, and why: the records that have it, and what decides between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches

from ...ontology.errors import InputError
from ...ontology.knowledge_files import Sense
from .knowledge_base import KnowledgeBase
from .surface import key


def describe(name: str, knowledge: KnowledgeBase) -> str:
    """Text for people: each record with that name or id, and the cues where the name is ambiguous.

    Raises InputError where nothing has the name.
    """
    found = knowledge.find(name) or ((name,) if knowledge.entity(name) is not None else ())
    senses = knowledge.senses.get(key(name), ())
    ids = tuple(dict.fromkeys((*found, *knowledge.families.get(key(name), ()), *_denoted(senses))))
    if not ids and not senses:
        raise InputError(f"the knowledge base has nothing called {name!r}{_near(name, knowledge)}")
    blocks = ["\n".join(_record(entity, knowledge)) for entity in ids]
    if senses:
        blocks.append("\n".join(_reading(name, senses)))
    elif len(found) > 1:
        blocks.append(f"{name!r} names {len(found)} records; the text decides, or it stays unlinked")
    return "\n\n".join(blocks)


def _record(identifier: str, knowledge: KnowledgeBase) -> Iterator[str]:
    entity = knowledge.entity(identifier)
    if entity is None:
        return
    record = knowledge.records.get(identifier)
    yield f"{entity.id}  {entity.label}"
    yield f"  {entity.type}{f', {entity.category}' if entity.category else ''}"
    yield f"  defined in {record.where if record is not None else 'a pattern that holds for every state'}"
    if record is not None and record.family:
        yield f"  family name: {', '.join(record.family)} (alone only once the text has introduced the person)"
    if entity.aliases:
        yield f"  also: {', '.join(entity.aliases)}"
    for word, value in (("country", entity.country), ("part of", entity.parent), ("Wikidata", entity.wikidata)):
        if value is not None:
            yield f"  {word}: {value}"
    for office in entity.offices:
        checked = office.source or "unverified, never used to resolve an office at a date"
        yield f"  {office.title}: {office.start or '?'} to {office.end or 'now'} ({checked})"


def _reading(name: str, senses: tuple[Sense, ...]) -> Iterator[str]:
    yield f"{name!r} is ambiguous:"
    for sense in senses:
        cues = [f"{f.name.replace('_', ' ')} {', '.join(getattr(sense, f.name))}" for f in fields(sense)[2:]]
        cues = [cue for cue in cues if not cue.endswith(" ")]
        when = "; ".join(cues) or "otherwise"
        yield f"  {sense.entity or 'not linked'}: {when}"


def _denoted(senses: tuple[Sense, ...]) -> Iterator[str]:
    yield from (sense.entity for sense in senses if sense.entity is not None)


def _near(name: str, knowledge: KnowledgeBase) -> str:
    near = get_close_matches(key(name), knowledge.names, n=3)
    spelled = [knowledge.names[found][0].text for found in near]
    return f"; perhaps {' or '.join(map(repr, spelled))}?" if spelled else ""
