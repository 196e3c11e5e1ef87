"""Definite nouns that take up what was named: "the ministry", "the new missile", "the country", "the president"."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from ...ontology.records import EntityType
from .antecedents import Antecedents
from .draft import Draft, Span
from .surface import key
from .titles import Holding
from .vocabulary import lineage, tree
from .vocabulary import words as word_list

_DEFINITE = frozenset({"the", "this", "that"})
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
            return draft.nouns.noun(last, "group") is not None and last.rstrip("s") in (
                "ally",
                "country",
                "nation",
                "neighbor",
                "neighbour",
                "group",
                "state",
                "organization",
                "agency",
                "power",
                "rival",
                "enemy",
            )
        return not (kind is EntityType.PLACE and last in ("side", "border", "front"))

    def nominal(self, span: Span) -> None:
        """A nominal that rules made a node of its own may be a mention of a named one."""
        if span.rule not in ("people without a name", "thing without a name", "class of weapons") or not self._definite(
            span.last
        ):
            return
        self._resolve(span.last, span)

    def noun(self, index: int) -> None:
        """A noun that is no node by itself: "the ministry", "the country", "the nation's Foreign Ministry"."""
        if self._body(index):
            return
        if self._definite(index):
            self._resolve(index, None)

    def _body(self, index: int) -> bool:
        """A body of a state that is named before, or whose possessor is resolved by now."""
        draft, words = self.draft, self.draft.words
        found = _body_phrase(draft, index)
        if found is None or words.dep[index].partition(":")[0] in ("compound", "flat", "amod"):
            return False
        first, name = found
        owner = words.child(index, "nmod")
        possessor = draft.owner[owner] if owner is not None and owner < index else None
        if possessor is not None:
            country = draft.country(possessor.entity)
            if country is None or draft.type(possessor.entity) is EntityType.PERSON:
                return False
            span = draft.claim(
                first, index, draft.knowledge.body(name, country), "nominal", "body of what is named", 0.75
            )
            span.chain = (possessor.start, *possessor.chain)
        elif self._definite(index) or words.capitalised(first):
            before = self._last(index, lambda s: s.entity.startswith(f"org.{name}-"), 0.75, window=8)
            if before is None:
                return False
            span = draft.claim(first, index, before[1], "nominal", "body named before", before[2])
            span.chain = (before[0].start, *before[0].chain)
        else:
            return False
        self.antecedents.add(span)
        return True

    def _definite(self, index: int) -> bool:
        """The noun has a definite article and no modifier that makes it another thing."""
        words, definite = self.draft.words, False
        for child in words.children[index]:
            if child > index:
                continue
            if words.dep[child] == "det" and words.lower[child] in _DEFINITE:
                definite = True
            elif (
                words.dep[child].startswith("nmod")
                or words.dep[child] == "nummod"
                or (words.dep[child] == "amod" and words.lower[child] not in word_list("plain_adjectives"))
            ):
                return False
        return definite and words.dep[index].partition(":")[0] not in ("compound", "flat", "amod")

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
        codes = _persons().get(phrase) or _persons().get(lemma)
        if codes is not None:
            return self._last(index, partial(self._held, codes=codes), 0.75)
        if lemma in _states():
            return self._country(index)
        if lemma == "capital":
            return self._last(index, lambda span: span.entity in self.draft.knowledge.seats, 0.65, window=12)
        for table, kind in ((_organizations(), EntityType.ORGANIZATION), (_places(), EntityType.PLACE)):
            found = table.get(phrase) or table.get(lemma)
            if found:
                return self._last(index, partial(self._of_category, kind=kind, categories=found), 0.7)
        noun = self.draft.nouns.noun(phrase, "weapon") or self.draft.nouns.noun(lemma, "weapon")
        if noun is None:
            return None
        categories = frozenset({noun.name})
        return self._last(index, partial(self._of_category, kind=EntityType.WEAPON, categories=categories), 0.75)

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
        return (
            entity is not None
            and entity.type is kind
            and bool(lineage(entity.category) & categories)
            and not entity.id.startswith(("weapon.class-", "nil.place."))
        )

    def _country(self, index: int) -> tuple[Span, str, float] | None:
        """The last state that is not the subject of the noun's own clause ("Russian troops arrived in the country")."""
        words, draft = self.draft.words, self.draft
        subject = words.child(words.head[index], "nsubj")
        mine = draft.owner[subject] if subject is not None and subject != index else None
        own = draft.country(mine.entity) if mine is not None else None
        found = self._last(
            index, lambda s: draft.type(s.entity) is EntityType.STATE and s.entity != own, 0.7, inner=True
        )
        return found if found is not None and draft.type(found[1]) is EntityType.STATE else None

    def _last(
        self, index: int, fits: Callable[[Span], bool], confidence: float, *, inner: bool = False, window: int = 5
    ) -> tuple[Span, str, float] | None:
        """The last fitting mention, named ones before adjectives, within some sentences."""
        words = self.draft.words
        sentence = words.sent[index]
        for number in range(sentence, max(sentence - window - 1, -1), -1):
            spans = [
                s
                for s in self.antecedents.by_sentence.get(number, ())
                if s.last < index and (inner or not s.inner) and fits(s)
            ]
            if spans:
                best = max(spans, key=lambda s: (s.kind != "adjective" and not s.inner, self._subject(s), s.first))
                return best, best.entity, round(confidence - 0.03 * (sentence - number), 2)
        return None

    def _subject(self, span: Span) -> bool:
        words = self.draft.words
        return words.dep[words.root(span.first, span.last)].startswith("nsubj")


def _body_phrase(draft: Draft, index: int) -> tuple[int, str] | None:
    """First token and name of the longest phrase for a national body that ends here."""
    most = draft.nouns.lasts.get(draft.words.lower[index], 0)
    for first in range(max(index - most + 1, 0), index + 1):
        noun = draft.nouns.noun(key(draft.text(first, index)), "body") if draft.free(first, index) else None
        if noun is not None and draft.words.text[first][:1].isalnum():
            return first, noun.name
    return None


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
