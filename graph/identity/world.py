"""Who belongs to whom and what lies in what, as the comparison of events needs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ...ontology.records import Entity, EntityType, Reading
from ...ontology.vocabulary import ancestors, entity_classes

_OWN_SIDE = frozenset(
    {
        "ArmedGroup",
        "MediaOrganization",
        "Company",
        "Ngo",
        "ThinkTank",
        "University",
        "PoliticalParty",
        "ReligiousOrganization",
        "IntergovernmentalOrganization",
    }
)
"""Classes of organizations that do not act for the state that they are based in."""
_POINTS = frozenset({"City", "Facility", "BorderCrossing", "Mountain", "Sea"})
"""Classes of places two of which, where they differ, are two places; others may overlap."""


Lookup = Callable[[str], Entity | None]


class World:
    """The entities that a document names, over the knowledge about them. Unknown ids stand for themselves."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._chains: dict[str, tuple[str, ...]] = {}
        self._sides: dict[str, str | None] = {}

    @classmethod
    def of(cls, reading: Reading, known: Lookup) -> World:
        """The entities of a reading; `known` tells of those that only the knowledge base has."""
        own = {entity.id: entity for entity in reading.entities}
        return cls(lambda ident: own.get(ident) or known(ident))

    def entity(self, ident: str) -> Entity | None:
        """What is known of it."""
        return self._lookup(ident)

    def label(self, ident: str) -> str:
        """Its name; the id where nothing is known of it."""
        entity = self._lookup(ident)
        return ident if entity is None else entity.label

    def chain(self, ident: str) -> tuple[str, ...]:
        """Itself and what it is part of, the nearest first, its state last."""
        if ident not in self._chains:
            self._chains[ident] = self._chain(ident)
        return self._chains[ident]

    def _chain(self, ident: str) -> tuple[str, ...]:
        found: list[str] = []
        here: str | None = ident
        while here is not None and here not in found:
            found.append(here)
            entity = self._lookup(here)
            here = None if entity is None else entity.parent or entity.country
        return tuple(found)

    def side(self, ident: str) -> str | None:
        """The state or body of its own for which it acts; None for an unnamed group that belongs to nobody."""
        if ident not in self._sides:
            self._sides[ident] = self._side(ident)
        return self._sides[ident]

    def _side(self, ident: str) -> str | None:
        for one in self.chain(ident):
            entity = self._lookup(one)
            if entity is None or entity.type is EntityType.STATE:
                return one
            alone = entity.parent is None and entity.country is None
            if entity.type is EntityType.ORGANIZATION and (alone or _OWN_SIDE & lineage(entity)):
                return one
        person = self._lookup(ident)
        if person is not None and person.type is EntityType.PERSON:
            return min(person.members_of, default=ident)
        return None

    def point(self, ident: str) -> bool:
        """Whether it is one spot on the map: two different ones are two places."""
        entity = self._lookup(ident)
        if entity is None or entity.type is not EntityType.PLACE:
            return False
        return self.named(ident) and (entity.category is None or bool(_POINTS & lineage(entity)))

    def named(self, ident: str) -> bool:
        """Whether it has a name of its own: "Jermuk", not "the port" or "soldiers"."""
        entity = self._lookup(ident)
        return entity is None or entity.known or (entity.label[:1].isupper() and entity.type is not EntityType.GROUP)

    def key(self, ident: str) -> str:
        """What is the same for two mentions of one thing, also where texts alone name it: then its words.

        An unnamed thing is the same in the singular and the plural: "a Tajik tank", "five Tajik tanks".
        """
        entity = self._lookup(ident)
        if entity is None or entity.known:
            return ident
        words = entity.label.casefold().split(" in ")[0]
        return "=" + (words if self.named(ident) and entity.type is not EntityType.WEAPON else _singular(words))

    def means(self, ident: str) -> str:
        """The key of a weapon that something is done with; of an unnamed one what it is, whosoever: "Israeli jets"."""
        key = self.key(ident)
        return "=" + key.rsplit(" ", 1)[-1] if key.startswith("=") and " " in key else key

    def is_media(self, ident: str) -> bool:
        """Whether it is a news agency, a newspaper or a broadcaster."""
        entity = self._lookup(ident)
        return entity is not None and "MediaOrganization" in lineage(entity)

    def is_weapon(self, ident: str) -> bool:
        """Whether it is a weapon."""
        entity = self._lookup(ident)
        return entity is not None and entity.type is EntityType.WEAPON

    def is_place(self, ident: str) -> bool:
        """Whether it is a place or a state."""
        entity = self._lookup(ident)
        return entity is not None and entity.type in (EntityType.PLACE, EntityType.STATE)

    def is_state(self, ident: str) -> bool:
        """Whether it is a state."""
        entity = self._lookup(ident)
        return entity is not None and entity.type is EntityType.STATE


def _singular(words: str) -> str:
    """The words with the last one in the singular, as far as its ending tells."""
    if words.endswith("ies") and len(words) > 4:
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") and not words.endswith(("ss", "us", "is")) else words


def lineage(entity: Entity) -> frozenset[str]:
    """The classes of an entity: its category and all above it."""
    return _lineage(entity.category or str(entity.type))


@lru_cache(maxsize=1024)
def _lineage(cls: str) -> frozenset[str]:
    return frozenset(ancestors(cls)) if cls in entity_classes() else frozenset({cls})
