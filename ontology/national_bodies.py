"""The bodies that every state has: government, armed forces, ministries of defence and of foreign affairs.

They follow one pattern, so they are generated; a record of the same id in a knowledge file completes or corrects them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .records import Entity, EntityType

if TYPE_CHECKING:
    from .knowledge_records import Record

SLUGS = ("government", "ministry-of-foreign-affairs", "ministry-of-defence", "armed-forces")
"""What the ids of these bodies begin with: `org.armed-forces-ru`."""
_PREFIXES = tuple(f"org.{slug}-" for slug in SLUGS)
PATTERN = " (pattern)"
FORCES = ("Armed Forces", "military", "army", "forces", "troops")
AUTHORITIES = ("government", "authorities")
DEFENCE = ("Ministry of Defence", "Ministry of Defense", "Defence Ministry", "Defense Ministry", "MoD")
FOREIGN = ("Ministry of Foreign Affairs", "Foreign Ministry")
WITHOUT_ARMY = frozenset(
    ("ad", "cr", "dm", "fm", "gd", "is", "ki", "lc", "li", "mc", "mh", "nr", "pa", "pw", "sb", "tv", "va", "vc", "vu",
     "ws")
)
"""States that keep no armed forces: the node of an army that does not exist would only mislead."""


def national_bodies(records: Iterable[Record]) -> Iterator[Record]:
    """Government, ministries and armed forces of each state; a territory has only a government."""
    records = [record for record in records if not record.where.endswith(PATTERN)]
    taken = {name for record in records for name in record.names if not record.entity.id.startswith(_PREFIXES)}
    shared = Counter(adjective for record in records for adjective in record.adjectives)
    for state in records:
        entity = state.entity
        if entity.type is not EntityType.STATE or state.end is not None:
            continue
        adjectives = [adjective for adjective in state.adjectives if shared[adjective] == 1]
        for slug, noun, category, nouns, parent in _pattern(state):
            body = _body(state, slug, noun, category, parent)
            names = (f"{adjective} {word}" for adjective in adjectives for word in nouns)
            yield replace(body, entity=replace(body.entity, aliases=tuple(n for n in names if n not in taken)))


def _pattern(state: Record) -> Iterator[tuple[str, str, str, tuple[str, ...], str | None]]:
    code = state.entity.id.partition(".")[2]
    yield "government", "Government", "Government", AUTHORITIES, None
    if state.entity.category == "DependentTerritory":
        return
    government = f"org.government-{code}"
    yield "ministry-of-foreign-affairs", "Ministry of Foreign Affairs", "Ministry", FOREIGN, government
    if code in WITHOUT_ARMY:
        return
    yield "ministry-of-defence", "Ministry of Defence", "Ministry", DEFENCE, government
    yield "armed-forces", "Armed Forces", "ArmedForces", FORCES, f"org.ministry-of-defence-{code}"


def _body(state: Record, slug: str, noun: str, category: str, parent: str | None) -> Record:
    from .knowledge_records import Record

    entity = state.entity
    name = f"the {entity.label}" if f"the {entity.label}" in entity.aliases else entity.label
    return Record(
        Entity(
            id=f"org.{slug}-{entity.id.partition('.')[2]}",
            type=EntityType.ORGANIZATION,
            label=f"{noun} of {name}",
            category=category,
            country=entity.id,
            parent=parent,
        ),
        where=state.where + PATTERN,
    )
