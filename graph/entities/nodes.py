"""Nodes for what has no name: a state's people, things of a state or of a document, classes of weapons."""

from __future__ import annotations

from dataclasses import replace

from ...ontology.records import Entity, EntityType
from .draft import Draft
from .modifiers import Modifier
from .surface import key
from .vocabulary import Noun
from .vocabulary import words as word_list

_CLASS = "weapon.class-"


def people_of(draft: Draft, country: str, noun: Noun | None = None) -> str:
    """The node of a state's people, or of those of them that the noun names ("American diplomats")."""
    record = draft.knowledge.records.get(country)
    adjectives = (
        record.adjectives if record is not None and record.adjectives else (draft.knowledge.adjective(country),)
    )
    people = record.people[-1] if record is not None and record.people else f"{adjectives[0]} people"
    if noun is None or noun.label in word_list("citizens"):
        aliases = tuple(
            f"{adjective} {word}"
            for adjective in adjectives[:2]
            for word in ("citizens", "people", "nationals", "civilians")
        )
        return draft.unknown(EntityType.GROUP, people, country=country, category="Civilians", aliases=aliases)
    main = adjectives[0]
    aliases = tuple(f"{adjective} {noun.plural}" for adjective in adjectives[1:3])
    category = draft.nouns.group_categories.get(noun.name)
    group = draft.unknown(
        EntityType.GROUP, f"{main} {noun.plural}", country=country, category=category, aliases=aliases
    )
    forces = draft.knowledge.body("armed-forces", country)
    if noun.name == "military" and draft.entity(forces) is not None:
        draft.entities[group] = replace(draft.entities[group], parent=forces)
    return group


def thing_of(draft: Draft, noun: Noun, country: str | None, *, several: bool) -> str:
    """The node of a place without a name: of a state ("Ukrainian border"), of the document, or of the class."""
    category = noun.name
    if country is None or draft.type(country) is not EntityType.STATE:
        label = noun.plural if several else noun.label
        return draft.unknown(EntityType.PLACE, label, category=category, scope="" if several else draft.scope)
    adjective = draft.knowledge.adjective(country)
    label, other = (
        (noun.label, noun.plural)
        if noun.name in ("Border", "Region", "Airspace", "FrontLine") or not several
        else (noun.plural, noun.label)
    )
    return draft.unknown(
        EntityType.PLACE, f"{adjective} {label}", country=country, category=category, aliases=(f"{adjective} {other}",)
    )


def weapons_of(draft: Draft, noun: Noun, owner: Modifier, first: int, last: int) -> str:
    """The node of the weapons of a state or organization that the text speaks of: "a US destroyer"."""
    holder, span = draft.entity(owner.entity), draft.owner[owner.first]
    named = draft.text(span.first, span.last) if span is not None else draft.knowledge.adjective(owner.entity)
    weapon = draft.unknown(
        EntityType.WEAPON,
        f"{named} {draft.text(first, last)}",
        country=draft.country(owner.entity),
        category=noun.name if noun.name != "WeaponSystem" else None,
        aliases=tuple(dict.fromkeys((noun.label, noun.plural))),
        scope=draft.scope,
    )
    if holder is not None and holder.type is EntityType.ORGANIZATION:
        draft.entities[weapon] = replace(draft.entities[weapon], parent=holder.id)
    return weapon


def class_of_weapons(noun: Noun) -> Entity:
    """The node of weapons that a text does not name: "helicopters"."""
    slug = key(noun.plural).replace(" ", "-")
    return Entity(
        f"{_CLASS}{slug}",
        EntityType.WEAPON,
        noun.plural,
        category=noun.name if noun.name != "WeaponSystem" else None,
        aliases=(noun.label,),
    )
