"""Noun phrases without a name: bodies of states, groups of people, classes of weapons, facilities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...ontology.records import Entity, EntityType
from .bodies import ministry
from .draft import Draft, Span
from .surface import key
from .titles import POSSESSIVE
from .vocabulary import Noun

_PREMODIFIERS = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "punct", "case", "cc", "conj", "dep"})
_LAND = frozenset({"territory", "soil", "land", "territories"})
_CITIZENS = frozenset({"citizen", "people", "national", "resident", "population", "public", "civilian"})
_CLASS = "weapon.class-"


@dataclass(frozen=True, slots=True)
class Modifier:
    """What a noun phrase belongs to, and the first token of the phrase that names it."""

    entity: str
    first: int
    after: int | None = None
    """Last token of an `of` phrase."""


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
        for first, last, phrase in phrases:
            if self.draft.owner[last] is None and self.heads(last):
                self._other(first, last, phrase)

    def heads(self, last: int) -> bool:
        """The noun is not itself a modifier of another noun ("military aid")."""
        dep, words = self.draft.words.dep[last], self.draft.words
        if dep.partition(":")[0] in ("compound", "amod") and words.head[last] > last:
            return False
        return not dep.startswith("flat")

    def modifier(self, first: int, last: int) -> Modifier | None:
        """The state, organization or person before the phrase or in an `of` phrase after it."""
        return self._before(first, last) or self._of(last) or self._shared(last)

    def _before(self, first: int, last: int) -> Modifier | None:
        draft, words, index = self.draft, self.draft.words, first - 1
        while index >= max(first - 7, 0):
            span = draft.owner[index]
            if span is not None:
                return Modifier(span.entity, span.first) if _modifies(draft, span) else None
            if words.text[index] not in POSSESSIVE and words.text[index] not in ("-", "–", '"', "“", "”"):
                if words.pos[index] not in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "X") or words.sent[index] != words.sent[last]:
                    return None
                if words.pos[index] == "VERB" and words.dep[index] != "amod":
                    return None
                if not first <= words.head[index] <= last and not index < words.head[index] <= last:
                    return None
            index -= 1
        return None

    def _of(self, last: int) -> Modifier | None:
        draft, words = self.draft, self.draft.words
        for child in words.children[last]:
            if child > last and words.dep[child].startswith("nmod") and words.case(child) in ("of", "for"):
                span = draft.owner[child]
                if span is not None and span.first - last <= 4 and _modifies(draft, span, of=True):
                    return Modifier(span.entity, last, span.last)
        return None

    def _shared(self, last: int) -> Modifier | None:
        """"Russian diplomats and officials": the conjunct without a modifier takes that of the first."""
        words = self.draft.words
        head = words.head[last]
        if words.dep[last] != "conj" or head >= last:
            return None
        if any(words.dep[child].partition(":")[0] in ("amod", "det", "nmod") for child in words.children[last] if child < last):
            return None
        before = self.draft.owner[head]
        if before is not None and before.last == head and before.kind == "nominal":
            country = self.draft.country(before.entity)
            return Modifier(country, last) if country is not None else None
        return None

    def _body(self, first: int, last: int, phrase: str) -> None:
        draft = self.draft
        noun = draft.nouns.noun(phrase, "body")
        if noun is None or not draft.free(first, last) or not self.heads(last):
            return
        modifier = self.modifier(first, last)
        if modifier is None:
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

    def _ministries(self) -> None:
        """"Chile's Ministry of Mines", "the Gaza Health Ministry"."""
        draft, words = self.draft, self.draft.words
        for index, lower in enumerate(words.lower):
            if lower not in ("ministry", "department") or not words.capitalised(index) or draft.owner[index] is not None:
                continue
            first, last = index, index
            while first > 0 and draft.owner[first - 1] is None and words.pos[first - 1] == "PROPN" and words.capitalised(first - 1):
                first -= 1
            if first == index:
                last = _of_words(draft, index)
            if first == last:
                continue
            modifier = self._before(first, last) or self._of(index)
            country = draft.country(modifier.entity) if modifier is not None else None
            if modifier is not None and country is not None:
                body = draft.knowledge.body(ministry(draft.text(first, last)), country)
                self._claim(modifier, first, last, body, "ministry of a state", 0.9)

    def _other(self, first: int, last: int, phrase: str) -> None:
        draft = self.draft
        kinds = ("weapon", "group", "facility")
        noun = draft.nouns.noun(phrase, *kinds) or (draft.nouns.noun(phrase, "body") if phrase in draft.nouns.members else None)
        if noun is None or (noun.label == "arm" and draft.words.lower[last] == "arm"):
            return
        modifier = self.modifier(first, last)
        if noun.kind == "weapon":
            self._weapon(noun, modifier, first, last)
        elif noun.kind == "facility":
            self._facility(noun, modifier, first, last)
        else:
            self._group(noun, modifier, first, last, phrase)

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
        country = draft.country(modifier.entity) if modifier is not None else None
        if country is not None and modifier is not None and noun.label in _LAND:
            self._claim(modifier, first, last, country, "land of a state", 0.9)
            return
        several = draft.words.lower[last] != noun.label.rpartition(" ")[2]
        label = noun.plural if several else noun.label
        if country is not None and draft.type(country) is EntityType.STATE:
            label = f"{draft.knowledge.adjective(country)} {label}"
        scope = draft.document.id if not several and country is None else ""
        entity = draft.unknown(EntityType.PLACE, label, country=country, category="Facility" if noun.name != "Area" else None, scope=scope)
        self._claim(_leading(draft, modifier), first, last, entity, "thing without a name", 0.6)

    def _group(self, noun: Noun, modifier: Modifier | None, first: int, last: int, phrase: str) -> None:
        draft = self.draft
        owner = draft.entity(modifier.entity) if modifier is not None else None
        if owner is not None and owner.type is EntityType.ORGANIZATION and owner.country is None or _armed(owner):
            assert owner is not None
            if phrase in draft.nouns.members and (_armed(owner) or noun.name == "military"):
                self._claim(modifier, first, last, owner.id, "organization and noun", 0.85)
                return
        entity = self._people(noun, owner)
        self._claim(_leading(draft, modifier), first, last, entity, "people without a name", 0.7)

    def _people(self, noun: Noun, owner: Entity | None) -> str:
        draft = self.draft
        if owner is None or owner.type is EntityType.WEAPON:
            return draft.unknown(EntityType.GROUP, noun.plural, category=None)
        if owner.type is EntityType.ORGANIZATION:
            group = draft.unknown(EntityType.GROUP, f"{owner.label} {noun.plural}", country=owner.country)
            draft.entities[group] = replace(draft.entities[group], parent=owner.id)
            return group
        country = draft.country(owner.id)
        if country is None:
            return draft.unknown(EntityType.GROUP, f"{owner.label} {noun.plural}")
        return people_of(draft, country, noun)

    def _claim(self, modifier: Modifier | None, first: int, last: int, entity: str, rule: str, confidence: float) -> Span:
        begin = first if modifier is None else min(modifier.first, first)
        end = last if modifier is None or modifier.after is None else max(modifier.after, last)
        found = self.draft.entity(entity)
        if found is not None:
            self.draft.entities.setdefault(entity, found)
        return self.draft.claim(begin, end, entity, "nominal", rule, confidence)


def people_of(draft: Draft, country: str, noun: Noun | None = None) -> str:
    """The node of a state's people, or of those of them that the noun names ("American diplomats")."""
    record = draft.knowledge.records.get(country)
    adjectives = record.adjectives if record is not None and record.adjectives else (draft.knowledge.adjective(country),)
    people = record.people[-1] if record is not None and record.people else f"{adjectives[0]} people"
    if noun is None or noun.label in _CITIZENS:
        aliases = tuple(f"{adjective} {word}" for adjective in adjectives[:2] for word in ("citizens", "people", "nationals", "civilians"))
        return draft.unknown(EntityType.GROUP, people, country=country, aliases=aliases)
    main = adjectives[0]
    aliases = tuple(f"{adjective} {noun.plural}" for adjective in adjectives[1:3])
    return draft.unknown(EntityType.GROUP, f"{main} {noun.plural}", country=country, aliases=aliases)


def class_of_weapons(noun: Noun) -> Entity:
    """The node of weapons that a text does not name: "helicopters"."""
    slug = key(noun.plural).replace(" ", "-")
    return Entity(f"{_CLASS}{slug}", EntityType.WEAPON, noun.plural, category=noun.name, aliases=(noun.label,))


def _modifies(draft: Draft, span: Span, *, of: bool = False) -> bool:
    """The mention can say whose the noun is."""
    kind = draft.type(span.entity)
    if kind is EntityType.PERSON:
        return not of and span.last + 1 < len(draft.words) and (
            draft.words.text[span.last + 1] in POSSESSIVE or draft.words.head[span.last] > span.last
        )
    return kind is not None and span.kind != "nominal"


def _leading(draft: Draft, modifier: Modifier | None) -> Modifier | None:
    """A person who owns the noun stays a mention of his own; so does what follows in an `of` phrase."""
    if modifier is None or modifier.after is not None or draft.type(modifier.entity) is EntityType.PERSON:
        return None
    return modifier


def _governmental(entity: Entity | None) -> bool:
    return entity is not None and entity.category in ("Government", "Ministry", "GovernmentBody", "State") and entity.country is not None


def _armed(entity: Entity | None) -> bool:
    return entity is not None and entity.category in ("ArmedGroup", "ArmedForces", "MilitaryUnit", "MilitaryBranch", "Alliance", "PrivateMilitaryCompany")


def _of_words(draft: Draft, index: int) -> int:
    """The last capitalised token of "Ministry of Digital Affairs"."""
    words, last = draft.words, index
    step = index + 1
    while step < len(words) and draft.owner[step] is None and (words.capitalised(step) or words.lower[step] in ("of", "for", "the", "and")):
        if words.capitalised(step):
            last = step
        step += 1
    return last

