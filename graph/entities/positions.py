"""Offices as nodes: "Secretary of State of the United States", one node whatever a text calls it."""

from __future__ import annotations

from functools import lru_cache

from ...ontology.ids import slug
from ...ontology.records import Entity, EntityType
from .draft import Draft
from .surface import key, plain
from .vocabulary import tree

_NAMED_BY_TEXT = frozenset({"LEADER", "CHAIR", "MIN", "MP", "GOV", "RANK", "HON", "AMB", "SPOX"})
"""Codes under which many offices fall: the text says which."""

_WITH_USUAL_WORDS = frozenset({"HoG", "FM", "DM", "CHOD", "NSA", "SECGEN", "VP"})


def position(draft: Draft, code: str, title: str, of: str | None) -> str:
    """The id of the office's node; `of` is the state or organization, None for a rank."""
    name = _name(draft, code, title, of)
    ident = f"position.{slug(name)}" + (f"-of-{of}" if of is not None else "")
    if ident not in draft.entities:
        draft.entities[ident] = _entity(draft, ident, code, name, of)
    return ident


def _name(draft: Draft, code: str, title: str, of: str | None) -> str:
    """What the office is called: as in the knowledge base where one office has this code, else as in the text."""
    role = draft.knowledge.roles.get(code)
    tenures = draft.knowledge.tenures.get((code, of), ()) if of is not None else ()
    if of is not None and tenures and role is not None and role.single and code not in _NAMED_BY_TEXT:
        last = max(tenures, key=lambda tenure: (tenure.office.start or "", tenure.person))
        return _bare(last.office.title, draft.entity(of))
    text = ranks().get(key(title)) or plain(title)
    return text if text[:1].isupper() else text[:1].upper() + text[1:]


@lru_cache(maxsize=1)
def ranks() -> dict[str, str]:
    """Abbreviated ranks by key: `lt gen` is Lieutenant General."""
    return {key(short): full for short, full in tree()["ranks"].items()}


def _bare(title: str, owner: Entity | None) -> str:
    """The title without its state: `President of Finland` is the President."""
    title = title.partition(" (")[0]
    if owner is not None:
        for name in (owner.label, *owner.aliases):
            for joint in (" of the ", " of "):
                title = title.removesuffix(f"{joint}{name}")
    return title


def _entity(draft: Draft, ident: str, code: str, name: str, of: str | None) -> Entity:
    owner = draft.entity(of) if of is not None else None
    if owner is None:
        return Entity(ident, EntityType.POSITION, name)
    state = owner.type is EntityType.STATE
    adjective = draft.knowledge.adjective(owner.id) if state else owner.label
    place = f"the {owner.label}" if owner.label.startswith(("United ", "Netherlands", "Philippines")) else owner.label
    names = [name, *_usual(draft, code, of)]
    aliases = dict.fromkeys(
        alias
        for word in names
        for alias in (f"{word} of {place}", word, f"{adjective} {word}", f"{owner.label} {word}")
    )
    label = f"{name} of {place}"
    aliases.pop(label, None)
    return Entity(
        ident,
        EntityType.POSITION,
        label,
        aliases=tuple(aliases)[:16],
        country=owner.id if state else owner.country,
        parent=owner.id,
    )


def _usual(draft: Draft, code: str, of: str | None) -> list[str]:
    """The words that texts use for the office, in title case."""
    role = draft.knowledge.roles.get(code)
    if role is None or code not in _WITH_USUAL_WORDS:
        return []
    words = (*role.words_of.get(of or "", ())[:1], *role.words[:2])
    return [
        " ".join(word if word in ("of", "the", "for") else word[:1].upper() + word[1:] for word in phrase.split())
        for phrase in words
    ]
