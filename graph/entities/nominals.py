"""Noun phrases without a name: bodies of states, groups of people, classes of weapons, facilities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...ontology.records import Entity, EntityType
from .bodies import ministry
from .draft import Draft, Span
from .modifiers import Modifier, bare, before, described, heads, modifier_of, of_phrase, ruler
from .nodes import class_of_weapons, people_of, thing_of
from .peoples import ethnic, located, whereabouts
from .surface import key
from .vocabulary import Noun, lineage
from .vocabulary import words as word_list


class Nominals:
    """Finds the nouns of a draft that make nodes. Each pass leaves alone what an earlier one took."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lasts = draft.nouns.lasts

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
        if modifier is None or self._longer_name(modifier, first):
            return
        kind = draft.type(modifier.entity)
        country = draft.country(modifier.entity)
        if kind is EntityType.ORGANIZATION and not _governmental(draft.entity(modifier.entity)):
            if phrase in draft.nouns.members and noun.name == "armed-forces":
                self._claim(modifier, first, last, modifier.entity, "organization and noun", 0.9)
            return
        if country is None or (kind is EntityType.PERSON and noun.name != "government"):
            return
        if draft.words.lower[last] in ("administration", "leadership") and kind is EntityType.PLACE:
            return
        self._claim(modifier, first, last, draft.knowledge.body(noun.name, country), f"{noun.name} of a state", 0.95)

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
                last = _of_words(draft, index)
            if first == last:
                continue
            modifier = before(draft, first, last) or of_phrase(draft, index)
            country = draft.country(modifier.entity) if modifier is not None else None
            if modifier is not None and country is not None:
                body = draft.knowledge.body(ministry(draft.text(first, last)), country)
                self._claim(modifier, first, last, body, "ministry of a state", 0.9)

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
            self._group(noun, modifier, first, last, phrase)

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
            self._claim(None, first, last, span.entity, "group of what is named", span.confidence)

    def _weapon(self, noun: Noun, modifier: Modifier | None, first: int, last: int) -> None:
        draft = self.draft
        if modifier is not None and draft.type(modifier.entity) is EntityType.WEAPON:
            self._claim(modifier, first, last, modifier.entity, "named weapon and class", 0.95)
            return
        entity = class_of_weapons(noun)
        draft.entities.setdefault(entity.id, entity)
        self._claim(_leading(draft, modifier), first, last, entity.id, "class of weapons", 0.8)

    def _facility(self, noun: Noun, modifier: Modifier | None, first: int, last: int) -> None:
        draft = self.draft
        if modifier is not None and draft.type(modifier.entity) is EntityType.PLACE:
            if noun.label in word_list("settlements"):
                self._named_place(noun, modifier, first, last)
                return
            modifier = modifier if modifier.after is None else None
        country = draft.country(modifier.entity) if modifier is not None else None
        if country is not None and modifier is not None and noun.label in word_list("land"):
            self._claim(modifier, first, last, country, "land of a state", 0.9)
            return
        several = draft.words.lower[last] != noun.label.rpartition(" ")[2]
        node = None if several else self._located(noun, last)
        entity = node or thing_of(draft, noun, country, several=several)
        rule, confidence = ("thing and its place", 0.75) if node else ("thing without a name", 0.6)
        self._claim(_leading(draft, modifier), first, last, entity, rule, confidence)

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
        self._claim(modifier if region else None, first, last, place, "kind of place and its name", 0.85)

    def _group(self, noun: Noun, modifier: Modifier | None, first: int, last: int, phrase: str) -> None:
        draft = self.draft
        name = self._named(noun, last)
        if name is not None:
            self._claim(_leading(draft, modifier), first, last, name, "kind of agent and its name", 0.85)
            return
        owner = draft.entity(modifier.entity) if modifier is not None else None
        if (owner is not None and owner.type is EntityType.ORGANIZATION and owner.country is None) or _armed(owner):
            assert owner is not None
            if phrase in draft.nouns.members and (_armed(owner) or noun.name == "military"):
                self._claim(modifier, first, last, owner.id, "organization and noun", 0.85)
                return
        begin = described(draft, first)
        if begin < first and draft.words.capitalised(last) and draft.words.pos[last] == "PROPN":
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
        self._claim(_leading(draft, modifier), begin, last, entity, "people without a name", 0.7)

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
        if country is None:
            return draft.unknown(EntityType.GROUP, f"{owner.label} {noun.plural}", category=category)
        return people_of(draft, country, noun)

    def _claim(
        self, modifier: Modifier | None, first: int, last: int, entity: str, rule: str, confidence: float
    ) -> Span:
        begin = first if modifier is None else min(modifier.first, first)
        end = last if modifier is None or modifier.after is None else max(modifier.after, last)
        found = self.draft.entity(entity)
        if found is not None:
            self.draft.entities.setdefault(entity, found)
        return self.draft.claim(begin, end, entity, "nominal", rule, confidence)


def _leading(draft: Draft, modifier: Modifier | None) -> Modifier | None:
    """A person who owns the noun stays a mention of his own; so does what follows in an `of` phrase."""
    if modifier is None or modifier.after is not None or draft.type(modifier.entity) is EntityType.PERSON:
        return None
    return modifier


def _singular(noun: Noun) -> str:
    return noun.label.rpartition(" ")[2].lower()


def _governmental(entity: Entity | None) -> bool:
    return (
        entity is not None
        and entity.category in ("Government", "Ministry", "GovernmentBody", "State")
        and entity.country is not None
    )


def _armed(entity: Entity | None) -> bool:
    return entity is not None and bool(lineage(entity.category) & {"ArmedGroup", "MilitaryOrganization", "Alliance"})


def _of_words(draft: Draft, index: int) -> int:
    """The last capitalised token of "Ministry of Digital Affairs"."""
    words, last = draft.words, index
    step = index + 1
    while (
        step < len(words)
        and draft.owner[step] is None
        and (words.capitalised(step) or words.lower[step] in ("of", "for", "the", "and"))
    ):
        if words.capitalised(step):
            last = step
        step += 1
    return last
