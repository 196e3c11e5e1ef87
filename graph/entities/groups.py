"""Groups of people without a name: whose they are, where they are, and what a name beside the noun says."""

from __future__ import annotations

from dataclasses import replace

from ...ontology.records import Entity, EntityType
from .draft import Draft
from .modifiers import Modifier, claim, described, leading, of_words
from .nodes import people_of
from .peoples import ethnic, located, whereabouts
from .surface import key
from .titles import POSSESSIVE
from .vocabulary import Noun, lineage
from .vocabulary import words as word_list

_OF_TRIBES = frozenset({"al", "bu", "abu", "bani", "bin", "el", "-"})


class Groups:
    """Claims the nouns for people, each with the node that its phrase describes."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def claim(self, noun: Noun, modifier: Modifier | None, first: int, last: int, phrase: str) -> None:
        draft = self.draft
        name = self._named(noun, last)
        if name is not None:
            claim(self.draft, leading(draft, modifier), first, last, name, "kind of agent and its name", 0.85)
            return
        if self._of_event(last) or self._tribe(noun, first, last) or self._ministry(noun, last):
            return
        owner = draft.entity(modifier.entity) if modifier is not None else None
        if self._unit_of_town(modifier, owner, first, last):
            return
        if (owner is not None and owner.type is EntityType.ORGANIZATION and owner.country is None) or _armed(owner):
            assert owner is not None
            if phrase in draft.nouns.members and (_armed(owner) or noun.name == "military"):
                claim(self.draft, modifier, first, last, owner.id, "organization and noun", 0.85)
                return
        if self._body_of_body(noun, modifier, owner, first, last):
            return
        whole = self._kind_of(noun, modifier, owner, first, last)
        if whole is not None:
            claim(self.draft, modifier, first, last, whole, "name and kind of agent", 0.85)
            return
        begin = described(draft, first)
        if self._title_case(first, last):
            self._organization(first, last)
            return
        titles = draft.knowledge.titles
        titled = key(draft.text(begin, last)) in titles or draft.words.lower[last] in titles
        if begin < first and not titled and draft.words.capitalised(last) and draft.words.pos[last] == "PROPN":
            name = draft.unknown(EntityType.ORGANIZATION, draft.text(begin, last))
            draft.claim(begin, last, name, "name", "unknown name", 0.5)
            return
        if begin < first:
            label = f"{draft.text(begin, first - 1)} {noun.plural}"
            category = draft.nouns.group_categories.get(noun.name)
            entity = self._local(noun, label, last) or draft.unknown(EntityType.GROUP, label, category=category)
        elif owner is not None and owner.type is EntityType.STATE and modifier and ethnic(draft, modifier.first):
            label = f"ethnic {draft.knowledge.adjective(owner.id)} {noun.plural}"
            category = draft.nouns.group_categories.get(noun.name)
            entity = self._local(noun, label, last) or draft.unknown(EntityType.GROUP, label, category=category)
        else:
            entity = self._people(noun, owner, last)
        claim(self.draft, leading(draft, modifier), begin, last, entity, "people without a name", 0.7)

    def _of_event(self, last: int) -> bool:
        """The noun begins the name of an event: "the Women's World Cup"."""
        words = self.draft.words
        genitive = last + 2 < len(words) and words.text[last + 1] in POSSESSIVE and words.capitalised(last)
        return genitive and words.capitalised(last + 2) and words.pos[last + 2] == "PROPN"

    def _tribe(self, noun: Noun, first: int, last: int) -> bool:
        """Claim a tribe by the words of its name that nothing has: "the Al Bu Example tribe"."""
        draft, words, begin = self.draft, self.draft.words, first
        if _singular(noun) not in word_list("kinds_of_people") or words.lower[last] != _singular(noun):
            return False
        while begin > 0 and draft.owner[begin - 1] is None:
            small = words.lower[begin - 1] in _OF_TRIBES and begin > 1 and words.capitalised(begin - 2)
            if not small and not (words.capitalised(begin - 1) and words.pos[begin - 1] == "PROPN"):
                break
            begin -= 1
        if begin == first:
            return False
        name = draft.text(begin, first - 1)
        entity = draft.unknown(EntityType.GROUP, name, aliases=(draft.text(begin, last),))
        draft.define(name, entity)
        draft.claim(begin, last, entity, "name", "name and kind of people", 0.7)
        return True

    def _ministry(self, noun: Noun, last: int) -> bool:
        """Claim a ministry of which the text does not say whose it is: "the Ministry of Housing"."""
        draft, words = self.draft, self.draft.words
        end = of_words(draft, last)
        if _singular(noun) != "ministry" or end == last or not words.capitalised(last):
            return False
        entity = draft.unknown(EntityType.ORGANIZATION, draft.text(last, end), category="Ministry", scope=draft.scope)
        draft.claim(last, end, entity, "name", "ministry", 0.6)
        return True

    def _unit_of_town(self, modifier: Modifier | None, owner: Entity | None, first: int, last: int) -> bool:
        """Claim a unit that is called by its town: "the Example Brigade"."""
        draft, words = self.draft, self.draft.words
        if modifier is None or owner is None or owner.type is not EntityType.PLACE or modifier.after is not None:
            return False
        if first != last or words.text[last] not in draft.nouns.unit_heads or words.pos[last] != "PROPN":
            return False
        if modifier.first == first or draft.owner[first - 1] is not draft.owner[modifier.first]:
            return False
        name = draft.text(modifier.first, last)
        unit = draft.unknown(EntityType.ORGANIZATION, name, category="MilitaryUnit")
        draft.define(name, unit)
        draft.claim(modifier.first, last, unit, "name", "unit called by its town", 0.7)
        return True

    def _body_of_body(self, noun: Noun, modifier: Modifier | None, owner: Entity | None, first: int, last: int) -> bool:
        """Claim a part of an organization with a name of its own: "the United Nations Sanctions Committee"."""
        draft, words = self.draft, self.draft.words
        if modifier is None or owner is None or owner.type is not EntityType.ORGANIZATION or modifier.after is not None:
            return False
        one = words.lower[last] == _singular(noun)
        if noun.name != "organization" or not one or not words.capitalised(last) or words.pos[last] != "PROPN":
            return False
        body = draft.unknown(EntityType.ORGANIZATION, draft.text(modifier.first, last), country=owner.country)
        draft.entities[body] = replace(draft.entities[body], parent=owner.id)
        draft.claim(modifier.first, last, body, "name", "body of an organization", 0.6)
        return True

    def _title_case(self, first: int, last: int) -> bool:
        """The noun ends a name of its own, all in capitals: "the Cabinet Committee on Security"."""
        words, before = self.draft.words, first - 1
        if not (words.capitalised(last) and words.pos[last] == "PROPN" and words.capitalised(first)) or before < 0:
            return False
        return (
            words.capitalised(before)
            and words.pos[before] == "PROPN"
            and self.draft.owner[before] is None
            and first <= words.head[before] <= last
            and before != words.sents[words.sent[before]][0]
        )

    def _organization(self, first: int, last: int) -> None:
        """An organization that no table has, with what stands before and after "of", "for" and "on" in capitals."""
        draft, words = self.draft, self.draft.words
        while first > 0 and draft.owner[first - 1] is None and words.capitalised(first - 1):
            if words.pos[first - 1] != "PROPN":
                break
            first -= 1
        last = of_words(draft, last)
        if key(draft.text(first, last)) in draft.knowledge.titles:
            return
        entity = draft.unknown(EntityType.ORGANIZATION, draft.text(first, last))
        draft.claim(first, last, entity, "name", "unknown name", 0.5)

    def _kind_of(
        self, noun: Noun, modifier: Modifier | None, owner: Entity | None, first: int, last: int
    ) -> str | None:
        """What the noun only says the kind of: "the Georgian Dream party", "J-10C fighters"."""
        if owner is None or modifier is None or modifier.after is not None:
            return None
        if owner.type is EntityType.WEAPON:
            return owner.id if _singular(noun) in word_list("machines_too") else None
        span = self.draft.owner[first - 1] if first else None
        beside = span is not None and span.kind == "name" and span.entity == owner.id
        one = self.draft.words.lower[last] == _singular(noun)
        kind = "kinds_of_agent" if owner.type is EntityType.ORGANIZATION else "kinds_of_people"
        named = owner.type in (EntityType.ORGANIZATION, EntityType.GROUP)
        return owner.id if named and beside and one and _singular(noun) in word_list(kind) else None

    def _local(self, noun: Noun, label: str, last: int) -> str | None:
        """People who belong to the state where they are, if the text says where."""
        place = whereabouts(self.draft, last) if noun.name in word_list("local_groups") else None
        if place is None:
            return None
        return located(self.draft, label, place, category=self.draft.nouns.group_categories.get(noun.name))

    def _unowned(self, noun: Noun, last: int) -> str:
        """People of whom the text says nothing but what they are: those of another text are not the same."""
        draft = self.draft
        one = draft.words.lower[last] == _singular(noun) and noun.label != noun.plural
        label, other = (noun.label, noun.plural) if one else (noun.plural, noun.label)
        category = draft.nouns.group_categories.get(noun.name)
        aliases = (other,) if other != label else ()
        return draft.unknown(EntityType.GROUP, label, category=category, aliases=aliases, scope=draft.scope)

    def _named(self, noun: Noun, last: int) -> str | None:
        """The entity whose name follows the singular noun: "rebel group M23", "militant Ali Example"."""
        draft, words = self.draft, self.draft.words
        name = draft.owner[last + 1] if last + 1 < len(words) else None
        if name is None or name.kind != "name" or name.first != last + 1 or words.lower[last] != _singular(noun):
            return None
        root = words.root(name.first, name.last)
        if words.head[root] not in (last, words.head[last]) and not name.first <= words.head[last] <= name.last:
            return None
        kind = draft.type(name.entity)
        body = noun.name in word_list("bodies_of_people") or _singular(noun) in word_list("kinds_of_agent")
        fits = kind is EntityType.ORGANIZATION if body else kind is EntityType.PERSON
        return name.entity if fits else None

    def _people(self, noun: Noun, owner: Entity | None, last: int) -> str:
        draft = self.draft
        category = draft.nouns.group_categories.get(noun.name)
        if owner is None or owner.type is EntityType.WEAPON:
            return self._local(noun, noun.plural, last) or self._unowned(noun, last)
        if owner.type is EntityType.ORGANIZATION:
            group = draft.unknown(
                EntityType.GROUP, f"{owner.label} {noun.plural}", country=owner.country, category=category
            )
            draft.entities[group] = replace(draft.entities[group], parent=owner.id)
            return group
        country = draft.country(owner.id)
        if owner.type is EntityType.PERSON:
            return draft.unknown(EntityType.GROUP, f"{owner.label}'s {noun.plural}", country=country, category=category)
        if owner.type is EntityType.PLACE and noun.name in word_list("local_groups"):
            label = f"{noun.plural} of {owner.label}"
            return draft.unknown(EntityType.GROUP, label, country=country, category=category)
        if country is None:
            return draft.unknown(EntityType.GROUP, f"{owner.label} {noun.plural}", category=category)
        return people_of(draft, country, noun)


def _singular(noun: Noun) -> str:
    return noun.label.rpartition(" ")[2].lower()


def _armed(entity: Entity | None) -> bool:
    return entity is not None and bool(lineage(entity.category) & {"ArmedGroup", "MilitaryOrganization", "Alliance"})
