"""Noun phrases without a name: bodies of states, groups of people, classes of weapons, facilities."""

from __future__ import annotations

from collections.abc import Iterable

from ...ontology.records import Entity, EntityType
from .bodies import ministry
from .draft import Draft
from .groups import Groups
from .modifiers import Modifier, bare, before, claim, heads, leading, modifier_of, of_phrase, of_words, ruler
from .nodes import class_of_weapons, thing_of, weapons_of
from .peoples import whereabouts
from .surface import key
from .vocabulary import Noun, lineage
from .vocabulary import words as word_list


class Nominals:
    """Finds the nouns of a draft that make nodes. Each pass leaves alone what an earlier one took."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lasts = draft.nouns.lasts
        self.groups = Groups(draft)

    def phrases(self) -> list[tuple[int, int, str]]:
        """Noun phrases of the vocabulary as first and last token and key, where the last token heads its phrase."""
        words, lasts, found = self.draft.words, self.lasts, []
        for last, lower in enumerate(words.lower):
            most = lasts.get(lower)
            if most is None or words.pos[last] not in ("NOUN", "PROPN", "X", "", "ADJ"):
                continue
            if words.pos[last] == "ADJ" and words.dep[last] in ("amod", "ROOT"):
                continue
            for count in range(min(most, last + 1), 0, -1):
                first = last - count + 1
                if not words.text[first][:1].isalnum():
                    continue
                phrase = key(self.draft.text(first, last)) if count > 1 else key(lower)
                if phrase in self.draft.nouns.nouns:
                    found.append((first, last, phrase))
                    break
        return found

    def bodies(self, phrases: Iterable[tuple[int, int, str]]) -> None:
        """What belongs to a state as its body: forces, government, ministries."""
        for first, last, phrase in phrases:
            self._body(first, last, phrase)
        self._ministries()

    def others(self, phrases: Iterable[tuple[int, int, str]]) -> None:
        """Weapons, groups and facilities among what is left."""
        collective = []
        for first, last, phrase in phrases:
            if self.draft.owner[last] is not None or not self.heads(last):
                continue
            if self._complement(last) is not None:
                collective.append((first, last))
            else:
                self._other(first, last, phrase)
        for first, last in collective:
            self._collective(first, last)

    def heads(self, last: int) -> bool:
        return heads(self.draft, last)

    def modifier(self, first: int, last: int) -> Modifier | None:
        return modifier_of(self.draft, first, last)

    def _body(self, first: int, last: int, phrase: str) -> None:
        draft = self.draft
        noun = draft.nouns.noun(phrase, "body")
        if noun is None or not draft.free(first, last) or not self.heads(last):
            return
        modifier = self.modifier(first, last) or (ruler(draft, last) if noun.name == "government" else None)
        place = whereabouts(draft, last) if modifier is None and noun.name in word_list("local_bodies") else None
        if place is not None and draft.words.lower[last] in (noun.label.rpartition(" ")[2], "authorities"):
            modifier = Modifier(place.entity, first)
        if modifier is None or self._longer_name(modifier, first):
            return
        kind = draft.type(modifier.entity)
        country = draft.country(modifier.entity)
        if self._of_town(noun, modifier, first, last, kind):
            return
        if kind is EntityType.ORGANIZATION and not _governmental(draft.entity(modifier.entity)):
            if phrase in draft.nouns.members and noun.name == "armed-forces":
                claim(self.draft, modifier, first, last, modifier.entity, "organization and noun", 0.9)
            return
        if country is None or (kind is EntityType.PERSON and noun.name != "government"):
            return
        if draft.words.lower[last] in ("administration", "leadership") and kind is EntityType.PLACE:
            return
        body = draft.knowledge.body(noun.name, country)
        claim(draft, modifier, first, last, body, f"{noun.name} of a state", 0.95)

    def _of_town(self, noun: Noun, modifier: Modifier, first: int, last: int, kind: EntityType | None) -> bool:
        """Claim a body of a town or region with a name of its own: "Greater Example Police"."""
        draft, words, begin = self.draft, self.draft.words, modifier.first
        orgs = [start for start, end, label in words.ents if label == "ORG" and start <= begin and last <= end]
        named = words.capitalised(last) and (orgs or words.pos[last] == "PROPN") and modifier.after is None
        local = noun.name in word_list("local_bodies") and kind is EntityType.PLACE
        if not named or not local or modifier.entity in draft.knowledge.seats:
            return False
        longest = min(orgs, default=begin)
        while begin > longest and words.capitalised(begin - 1) and draft.owner[begin - 1] is None:
            begin -= 1
        body = draft.nouns.bodies[noun.name]
        name = draft.unknown(
            EntityType.ORGANIZATION,
            draft.text(begin, last),
            country=draft.country(modifier.entity),
            category=body.category,
        )
        draft.claim(begin, last, name, "name", "body of a town", 0.75)
        return True

    def _longer_name(self, modifier: Modifier, first: int) -> bool:
        """Capitalised words between make it a name of its own: "Syria's National Defense Forces"."""
        words, before = self.draft.words, first - 1
        return (
            modifier.after is None
            and words.capitalised(first)
            and before > modifier.first
            and words.capitalised(before)
            and self.draft.owner[before] is None
        )

    def _ministries(self) -> None:
        """For example "Chile's Ministry of Mines", "the Gaza Health Ministry"."""
        draft, words = self.draft, self.draft.words
        for index, lower in enumerate(words.lower):
            if (
                lower not in ("ministry", "department")
                or not words.capitalised(index)
                or draft.owner[index] is not None
            ):
                continue
            first, last = index, index
            while (
                first > 0
                and draft.owner[first - 1] is None
                and words.pos[first - 1] == "PROPN"
                and words.capitalised(first - 1)
            ):
                first -= 1
            if first == index:
                last = of_words(draft, index)
            if first == last:
                continue
            modifier = before(draft, first, last) or of_phrase(draft, index)
            country = draft.country(modifier.entity) if modifier is not None else None
            if modifier is not None and country is not None:
                body = draft.knowledge.body(ministry(draft.text(first, last)), country)
                claim(self.draft, modifier, first, last, body, "ministry of a state", 0.9)

    def _other(self, first: int, last: int, phrase: str) -> None:
        draft = self.draft
        kinds = ("weapon", "group", "facility")
        noun = draft.nouns.noun(phrase, *kinds) or (
            draft.nouns.noun(phrase, "body") if phrase in draft.nouns.members else None
        )
        if noun is None or (noun.label == "arm" and draft.words.lower[last] == "arm") or phrase == "counterpart":
            return
        if noun.name == "community" and not draft.words.capitalised(last):
            return
        modifier = self.modifier(first, last)
        if modifier is None and noun.kind != "weapon" and bare(draft.words, noun, last):
            return
        if noun.kind == "weapon":
            self._weapon(noun, modifier, first, last)
        elif noun.kind == "facility":
            self._facility(noun, modifier, first, last)
        else:
            self.groups.claim(noun, modifier, first, last, phrase)

    def _complement(self, last: int) -> int | None:
        """Whom a noun that only gathers them is of: "a group of refugees"."""
        words = self.draft.words
        if words.lemma[last] not in word_list("collectives"):
            return None
        of = (child for child in words.children[last] if child > last and words.case(child) == "of")
        return next((child for child in of if words.dep[child].startswith("nmod")), None)

    def _collective(self, first: int, last: int) -> None:
        complement = self._complement(last)
        span = self.draft.owner[complement] if complement is not None else None
        if span is not None and self.draft.free(first, last):
            claim(self.draft, None, first, last, span.entity, "group of what is named", span.confidence)

    def _weapon(self, noun: Noun, modifier: Modifier | None, first: int, last: int) -> None:
        draft = self.draft
        if modifier is not None and draft.type(modifier.entity) is EntityType.WEAPON:
            claim(self.draft, modifier, first, last, modifier.entity, "named weapon and class", 0.95)
            return
        owner = leading(draft, modifier)
        if owner is not None and draft.type(owner.entity) in (EntityType.STATE, EntityType.ORGANIZATION):
            weapons = weapons_of(draft, noun, owner, first, last)
            claim(draft, owner, first, last, weapons, "weapons of whose they are", 0.8)
            return
        entity = class_of_weapons(noun)
        draft.entities.setdefault(entity.id, entity)
        claim(draft, owner, first, last, entity.id, "class of weapons", 0.8)

    def _facility(self, noun: Noun, modifier: Modifier | None, first: int, last: int) -> None:
        draft = self.draft
        begin = self._name_begins(first, last)
        if begin < first:
            name = draft.unknown(EntityType.PLACE, draft.text(begin, last), category=noun.name)
            draft.claim(begin, last, name, "name", "name of a facility", 0.6)
            return
        if modifier is not None and draft.type(modifier.entity) is EntityType.WEAPON:
            claim(draft, modifier, first, last, modifier.entity, "named weapon and class", 0.85)
            return
        if modifier is not None and draft.type(modifier.entity) is EntityType.PLACE:
            if noun.label in word_list("settlements"):
                self._named_place(noun, modifier, first, last)
                return
            if self._called_by_town(noun, modifier, first, last):
                return
            modifier = modifier if modifier.after is None else None
        country = draft.country(modifier.entity) if modifier is not None else None
        if country is not None and modifier is not None and noun.label in word_list("land"):
            claim(self.draft, modifier, first, last, country, "land of a state", 0.9)
            return
        form = draft.words.lower[last]
        several = form != noun.label.rpartition(" ")[2] and form.endswith("s")
        node = None if several else self._located(noun, last)
        entity = node or thing_of(draft, noun, country, several=several)
        rule, confidence = ("thing and its place", 0.75) if node else ("thing without a name", 0.6)
        claim(self.draft, leading(draft, modifier), first, last, entity, rule, confidence)

    def _called_by_town(self, noun: Noun, modifier: Modifier, first: int, last: int) -> bool:
        """Claim a building that the text calls by its town: "Example airport"."""
        draft, words = self.draft, self.draft.words
        town = draft.entity(modifier.entity)
        one = words.lower[last] == noun.label.rpartition(" ")[2]
        if town is None or not one or modifier.after is not None or not lineage(noun.name) & {"Facility"}:
            return False
        span = draft.owner[modifier.first]
        if span is None or span.last != first - 1:
            return False
        names = draft.knowledge.names.get(key(f"{town.label} {noun.label}"), ())
        known = next((name.entity for name in names if draft.type(name.entity) is EntityType.PLACE), None)
        name = draft.text(modifier.first, last)
        place = known or draft.unknown(EntityType.PLACE, name, country=town.country, category=noun.name)
        claim(draft, modifier, first, last, place, "thing called by its town", 0.75)
        return True

    def _name_begins(self, first: int, last: int) -> int:
        """Where a name that the noun ends begins: "the Al-Noor Mosque"; `first` where the noun ends none."""
        words, begin = self.draft.words, first
        titled = words.capitalised(last) and words.pos[last] == "PROPN"
        if not titled and not self._called(first, last):
            return first
        while begin > 0 and self.draft.owner[begin - 1] is None:
            joins = words.lower[begin - 1] == "-" and begin > 1 and words.capitalised(begin - 2)
            if not joins and not (words.capitalised(begin - 1) and words.pos[begin - 1] == "PROPN"):
                break
            begin -= 2 if joins else 1
        return begin

    def _called(self, first: int, last: int) -> bool:
        """A district is called by the capitalised word before: "the Example area"."""
        words, before = self.draft.words, first - 1
        if before < 1 or words.lower[last] not in word_list("quarters") or not words.capitalised(before):
            return False
        if self.draft.nouns.noun(words.lower[before], "group") is not None:
            return False
        return words.pos[before] == "PROPN" and words.dep[before] == "compound" and words.head[before] == last

    def _located(self, noun: Noun, last: int) -> str | None:
        """For example "a key airport in Hostomel": the known one of that town, else one called so."""
        draft, words = self.draft, self.draft.words
        if not lineage(noun.name) & {"Facility"}:
            return None
        for child in words.children[last]:
            town = draft.owner[child]
            if child < last or town is None or words.case(child) not in ("in", "at", "of", "near", "outside"):
                continue
            place = draft.entity(town.entity)
            if place is None or place.type is not EntityType.PLACE or town.kind != "name":
                continue
            for name in draft.knowledge.names.get(key(f"{place.label} {noun.label}"), ()):
                if draft.type(name.entity) is EntityType.PLACE:
                    return name.entity
            label = f"{noun.label} {words.case(child)} {place.label}"
            return draft.unknown(EntityType.PLACE, label, country=place.country, category=noun.name)
        return None

    def _named_place(self, noun: Noun, modifier: Modifier, first: int, last: int) -> None:
        """For example "the city of Idlib", "Idlib province"; a region is not the city that it is named after."""
        draft, place = self.draft, modifier.entity
        entity = draft.entity(place)
        region = noun.name == "Region" and entity is not None and entity.category != "Region"
        if region and entity is not None:
            label = f"{entity.label} {noun.label}"
            names = draft.knowledge.names.get(key(label), ())
            known = next((name.entity for name in names if draft.type(name.entity) is EntityType.PLACE), None)
            place = known or draft.unknown(EntityType.PLACE, label, country=entity.country, category="Region")
        claim(self.draft, modifier if region else None, first, last, place, "kind of place and its name", 0.85)


def _governmental(entity: Entity | None) -> bool:
    return (
        entity is not None
        and entity.category in ("Government", "Ministry", "GovernmentBody", "State")
        and entity.country is not None
    )
