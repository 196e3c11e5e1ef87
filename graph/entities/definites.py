"""Definite nouns that take up what was named: "the ministry", "the new missile", "the country", "the president"."""

from __future__ import annotations

from functools import lru_cache, partial

from ...ontology.records import EntityType
from .antecedents import Antecedents
from .definite_bodies import DefiniteBodies
from .draft import Draft, Span
from .modifiers import definite
from .quotations import subject_of
from .surface import key
from .titles import Holding
from .vocabulary import lineage, tree
from .vocabulary import words as word_list

_PREMODIFIERS = ("amod", "compound", "nmod", "nummod")
_ALIKE = {
    EntityType.PLACE: (EntityType.PLACE,),
    EntityType.WEAPON: (EntityType.WEAPON,),
    EntityType.GROUP: (EntityType.PERSON, EntityType.STATE, EntityType.ORGANIZATION),
    EntityType.POSITION: (EntityType.PERSON,),
    EntityType.PERSON: (EntityType.PERSON,),
}


class Definites:
    """Links definite nouns to the last mention of their kind."""

    def __init__(self, draft: Draft, holdings: list[Holding], antecedents: Antecedents) -> None:
        self.draft = draft
        self.antecedents = antecedents
        self.bodies = DefiniteBodies(draft, antecedents)
        self.codes: dict[str, set[str]] = {}
        for holding in holdings:
            self.codes.setdefault(holding.person.entity, set()).add(holding.title.code)

    def agree(self, nominal: Span, name: Span) -> bool:
        """A nominal and a name in apposition can be one thing."""
        draft = self.draft
        kind, other = draft.type(nominal.entity), draft.type(name.entity)
        if kind is None or other not in _ALIKE.get(kind, ()):
            return False
        last = draft.words.lower[nominal.last]
        if kind is EntityType.GROUP and other is EntityType.PERSON:
            return not last.endswith("s") and last not in ("people", "men", "women", "children")
        if kind is EntityType.GROUP:
            return draft.words.lemma[nominal.last] in word_list("kinds_of_agent")
        return not (kind is EntityType.PLACE and last in ("side", "border", "front"))

    def nominal(self, span: Span) -> None:
        """A nominal that rules made a node of its own may be a mention of a named one."""
        if span.rule not in ("people without a name", "thing without a name", "class of weapons"):
            return
        if definite(self.draft.words, span.last) and not self.bodies.resolve(span.last, span):
            self._resolve(span.last, span)

    def noun(self, index: int) -> None:
        """A noun that is no node by itself: "the ministry", "the country", "the nation's Foreign Ministry"."""
        if self.bodies.resolve(index, None):
            return
        if definite(self.draft.words, index):
            self._resolve(index, None)

    def _resolve(self, index: int, span: Span | None) -> None:
        found = self._antecedent(index)
        if found is None:
            return
        antecedent, entity, confidence = found
        words = self.draft.words
        if span is None:
            first = min(
                (
                    child
                    for child in words.children[index]
                    if child < index and words.dep[child] in ("det", *_PREMODIFIERS)
                ),
                default=index,
            )
            if not self.draft.free(first, index):
                return
            span = self.draft.claim(first, index, entity, "nominal", "", confidence)
            self.antecedents.add(span)
        span.entity, span.confidence, span.rule = entity, confidence, "definite noun"
        span.chain = (antecedent.start, *antecedent.chain)

    def _antecedent(self, index: int) -> tuple[Span, str, float] | None:
        words = self.draft.words
        phrase = _phrase(self.draft, index)
        lemma = words.lemma[index] if words.lower[index] != phrase else phrase
        if words.lower[index] != words.lemma[index] and words.lower[index].endswith("s"):
            return None
        if any(child > index and words.case(child) == "of" for child in words.children[index]):
            return None
        codes = _persons().get(phrase) or _persons().get(lemma)
        if codes is not None:
            return self.antecedents.last(index, partial(self._held, codes=codes), 0.75)
        if lemma in _states():
            return self._country(index)
        if lemma == "capital":
            return self.antecedents.last(index, lambda span: span.entity in self.draft.knowledge.seats, 0.65, window=12)
        for table, kind in ((_organizations(), EntityType.ORGANIZATION), (_places(), EntityType.PLACE)):
            found = table.get(phrase) or table.get(lemma)
            if found:
                found = _narrowed(found, words.lower, words.children[index])
                return self.antecedents.last(index, partial(self._of_category, kind=kind, categories=found), 0.7)
        noun = self.draft.nouns.noun(phrase, "weapon") or self.draft.nouns.noun(lemma, "weapon")
        if noun is None:
            return None
        categories = frozenset({noun.name})
        return self.antecedents.last(
            index, partial(self._of_category, kind=EntityType.WEAPON, categories=categories), 0.75
        )

    def _held(self, span: Span, codes: frozenset[str]) -> bool:
        if self.draft.type(span.entity) is not EntityType.PERSON:
            return False
        if self.codes.get(span.entity, set()) & codes:
            return True
        return (
            any(office.role in codes for office in self.draft.knowledge.offices(span.entity, self.draft.date))
            and self.draft.date is not None
        )

    def _of_category(self, span: Span, kind: EntityType, categories: frozenset[str]) -> bool:
        entity = self.draft.entity(span.entity)
        if entity is None or entity.type is not kind or entity.id.startswith("weapon.class-"):
            return False
        if kind is EntityType.PLACE and not entity.known:  # a town that no table has, but no thing without a name
            return entity.category is None and span.kind == "name" and "City" in categories
        return bool(lineage(entity.category) & categories)

    def _country(self, index: int) -> tuple[Span, str, float] | None:
        """The last state that is not the subject of the noun's own clause ("Russian troops arrived in the country")."""
        words, draft = self.draft.words, self.draft
        subject = subject_of(words, words.head[index])
        mine = draft.owner[subject] if subject is not None and subject != index else None
        home = draft.country(mine.entity) if mine is not None else None
        own = home if words.dep[index].partition(":")[0] in ("obl", "nmod") else None
        found = self.antecedents.last(index, partial(self._of_another_state, own=own), 0.7, inner=True)
        if found is not None:
            return found[0], draft.country(found[1]) or found[1], found[2]
        if mine is not None and home is not None and own is None:
            return mine, home, 0.6
        main = self.bodies.main_state()
        if found is None and main is not None and main[1] != own:
            return *main, 0.55
        return None

    def _of_another_state(self, span: Span, own: str | None) -> bool:
        kind, country = self.draft.type(span.entity), self.draft.country(span.entity)
        if country is None or country == own:
            return False
        entity = self.draft.entity(span.entity)
        official = entity is not None and bool(lineage(entity.category) & {"GovernmentBody", "MilitaryOrganization"})
        return kind is EntityType.STATE or official


def _phrase(draft: Draft, index: int) -> str:
    """The noun with its compounds: "prime minister"."""
    words = draft.words
    first = index
    while (
        first > 0
        and words.dep[first - 1] in ("compound", "amod")
        and words.head[first - 1] == index
        and words.lower[first - 1] not in word_list("plain_adjectives")
    ):
        first -= 1
    return key(draft.text(first, index))


def _narrowed(categories: frozenset[str], lower: list[str], modifiers: list[int]) -> frozenset[str]:
    """What an adjective leaves of them: a paramilitary group is no charity."""
    for category, adjectives in tree()["coreference"]["adjectives"].items():
        if category in categories and any(lower[index] in adjectives for index in modifiers):
            return frozenset({category})
    return categories


def _inverted(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, nouns in table.items():
        for noun in nouns:
            found.setdefault(key(noun), set()).add(name)
    return {noun: frozenset(names) for noun, names in found.items()}


@lru_cache(maxsize=1)
def _persons() -> dict[str, frozenset[str]]:
    return _inverted(tree()["coreference"]["persons"])


@lru_cache(maxsize=1)
def _organizations() -> dict[str, frozenset[str]]:
    return _inverted(tree()["coreference"]["organizations"])


@lru_cache(maxsize=1)
def _places() -> dict[str, frozenset[str]]:
    return _inverted(tree()["coreference"]["places"])


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(tree()["coreference"]["states"])
