"""Who acts, in the codes of event data: country (ISO 3166-1 alpha-3, or IGO) and CAMEO sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc

from ...ontology import ids
from ...ontology.records import Entity, EntityType, Mention
from .knowledge_base import KnowledgeBase
from .linked import Linked
from .surface import key
from .vocabulary import lineage, vocabulary

_INTERNATIONAL = frozenset({"IntergovernmentalOrganization", "Alliance"})


@dataclass(frozen=True, slots=True)
class ActorCode:
    """Country and sector; empty where there is none."""

    country: str = ""
    sector: str = ""


def actor_code(
    entity: Entity, knowledge: KnowledgeBase, date: str | None = None, *, title: str | None = None
) -> ActorCode:
    """The codes of an entity at a date; `title` is the office code that the text gives a person."""
    return ActorCode(_country(entity, knowledge), _sector(entity, knowledge, date, title))


def phrase_code(doc: Doc, linked: Linked, knowledge: KnowledgeBase, date: str | None = None) -> ActorCode:
    """The codes of a phrase that stands alone, by the mention that heads it, else by its nouns."""
    head = _head(doc, linked)
    found = ActorCode()
    if head is not None:
        entity = linked.entities[head.entity]
        title = next((title.code for title in linked.titles if title.person == entity.id), None)
        found = actor_code(entity, knowledge, date, title=title)
        if entity.id in knowledge.seats:
            found = ActorCode(found.country, "GOV")
    sector = found.sector or next(filter(None, map(_of_noun, reversed([token.text for token in doc]))), "")
    if any(token.lower_ in ("former", "ex") for token in doc) and sector in ("GOV", "MIL", "SPY"):
        sector = "ELI"
    others = (actor_code(linked.entities[mention.entity], knowledge, date).country for mention in linked.mentions)
    return ActorCode(found.country or next(filter(None, others), ""), sector)


def _head(doc: Doc, linked: Linked) -> Mention | None:
    """The mention at the root of the phrase, else the first that is not a mere modifier."""
    for token in doc:
        if token.dep_ == "ROOT" and (mention := linked.at(token)) is not None:
            return mention
    outer = [mention for mention in linked.mentions if mention.kind != "adjective"] or list(linked.mentions)
    return outer[0] if outer else None


def _of_noun(word: str) -> str:
    noun = vocabulary().noun(key(word), "group", "body")
    if noun is None:
        return ""
    if noun.kind == "body":
        return "MIL" if noun.name == "armed-forces" else "GOV"
    return str(_codes()["nouns"].get(noun.label) or _codes()["groups"].get(noun.name, ""))


def _country(entity: Entity, knowledge: KnowledgeBase) -> str:
    if entity.type is EntityType.STATE:
        return entity.iso3 or ""
    state = knowledge.entity(entity.country) if entity.country is not None else None
    if state is not None:
        return state.iso3 or ""
    line = _line(entity, knowledge)
    for above in line:
        if above.id in _codes()["international"]:
            return str(_codes()["international"][above.id])
    return "IGO" if any(lineage(above.category) & _INTERNATIONAL for above in line) else ""


def _line(entity: Entity, knowledge: KnowledgeBase) -> list[Entity]:
    """The entity and what it is part of, upwards."""
    line = [entity]
    while len(line) < 5 and line[-1].parent is not None:
        above = knowledge.entity(line[-1].parent)
        if above is None:
            break
        line.append(above)
    return line


def _sector(entity: Entity, knowledge: KnowledgeBase, date: str | None, title: str | None) -> str:
    if entity.type is EntityType.PERSON:
        return _of_person(entity, knowledge, date, title)
    if entity.type is EntityType.GROUP:
        return _of_group(entity)
    if entity.type is EntityType.ORGANIZATION:
        classes = _codes()["classes"]
        found = entity.category
        while found is not None:
            if found in classes:
                return str(classes[found])
            found = _parent(found)
    if entity.type is EntityType.POSITION:
        return "GOV"
    return ""


def _of_person(entity: Entity, knowledge: KnowledgeBase, date: str | None, title: str | None) -> str:
    """The sector of the office held at the date, else of the title; who held a high office before is of the elite."""
    roles = _codes()["roles"]
    for office in knowledge.offices(entity.id, date):
        if office.role.partition("-")[0] in roles or office.role in roles:
            return str(roles.get(office.role) or roles[office.role.partition("-")[0]])
    if title is not None and (title in roles or title.partition("-")[0] in roles):
        return str(roles.get(title) or roles[title.partition("-")[0]])
    return "ELI" if date is not None and knowledge.offices(entity.id, None) else ""


def _of_group(entity: Entity) -> str:
    """By the noun that ends the label: "Russian officials"."""
    words = entity.label.split()
    for first in range(len(words)):
        if found := _of_noun(" ".join(words[first:])):
            return found
    return "CVL" if entity.category == "Civilians" else ""


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, Any]:
    path = Path(ids.__file__).parent / "cues" / "sectors.yaml"
    found: Mapping[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return found


def _parent(category: str) -> str | None:
    from ...ontology.vocabulary import entity_classes

    entry = entity_classes().get(category)
    return entry.parent if entry is not None else None
