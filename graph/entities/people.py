"""Persons: full names with their titles, family names by document, date and title, and persons that no table has."""

from __future__ import annotations

from collections.abc import Iterable

from ...ontology.records import EntityType
from . import person_names
from .draft import Draft, Span
from .evidence import of_person
from .given_names import given_name
from .holders import PROMINENT, in_office, latest, misspelt, variant, well_known
from .not_persons import no_person, placed
from .surface import key
from .titles import Holding, Title, before
from .unknown import PERSONS, acronym, misspelt_state
from .vocabulary import words as word_list

_MINISTERS = {"MIN": ("FM", "DM", "IM", "FIN")}
"""Codes of the offices that a title may shorten: "Secretary Example", "Minister Example"."""
_SHORTEST = 4
_OTHERS = frozenset({"ORG", "PLACE", "VEHICLE", "WEAPON", "FACILITY", "EVENT"})


class People:
    """Finds the persons of a draft; `holdings` are the titles that stand before names."""

    def __init__(self, draft: Draft, titles: dict[int, Title]) -> None:
        self.draft = draft
        self.titles = titles
        self.begins = {title.first: title.last for title in titles.values()}
        self.holdings: list[Holding] = []
        self.full: dict[tuple[str, ...], str] = {}
        """Words of the full names of unknown persons."""

    def known(self) -> None:
        """Full names of the tables: widen them by their titles, note the family names."""
        draft = self.draft
        for span in sorted(draft.spans, key=lambda span: span.first):
            if span.inner or draft.type(span.entity) is not EntityType.PERSON:
                continue
            record = draft.knowledge.records.get(span.entity)
            for family in record.family if record is not None else ():
                draft.families.setdefault(key(family), span.entity)
            self._widen(span)

    def recognised(self, entities: Iterable[tuple[int, int]]) -> None:
        """Persons that the language model names and no table has."""
        draft = self.draft
        for first, last in person_names.longest_first(draft, entities):
            first = self._after_titles(first, last)
            while last > first and draft.words.text[last] in ("'s", "’s", "'", "’", ",", "."):
                last -= 1
            if first == last and first - 1 not in self.titles and acronym(draft, first):
                continue
            if first <= last and draft.free(first, last) and self._plausible(first, last):
                self._person(*person_names.bounds(draft, first, last))

    def _after_titles(self, first: int, last: int) -> int:
        """Where the name begins in what the model took for a person."""
        while first <= last:
            if first in self.begins:
                first = self.begins[first] + 1
            elif self.draft.words.lower[first] in ("the", "a", "an") or self.draft.owner[first] is not None:
                first += 1
            else:
                break
        return first

    def titled(self) -> None:
        """A title and then capitalised words: a person, even where the model does not see one."""
        words, draft = self.draft.words, self.draft
        for title in sorted(self.titles.values(), key=lambda title: title.first):
            first = last = title.last + 1
            while (
                last < len(words)
                and draft.owner[last] is None
                and words.pos[last] == "PROPN"
                and (words.capitalised(last) and last - first < 4 and last not in self.titles)
                and words.entity(last, last) in ("", *PERSONS)
            ):
                last += 1
            if (
                last > first
                and words.dep[title.last] != "amod"
                and draft.free(title.first, last - 1)
                and self._plausible(first, last - 1)
                and (title.code not in ("LEADER", "SPOX", "MP", "MIN", "AMB") or last - first > 1)
            ):
                self._person(*person_names.bounds(draft, first, last - 1))

    def families(self) -> None:
        """Family names alone: introduced in the document, else of the holder of the title, else of the famous."""
        draft, words = self.draft, self.draft.words
        for index in range(len(words)):
            if draft.owner[index] is not None or not words.capitalised(index):
                continue
            for last in (index + 2, index + 1, index):
                if last < len(words) and draft.free(index, last) and self._family(index, last):
                    break
            else:
                self._plural(index, index)

    def given_names(self) -> None:
        """Given names alone, of persons whom the document has introduced by them, whatever the model takes them for."""
        draft, words = self.draft, self.draft.words
        for index in range(len(words)):
            free = draft.owner[index] is None and words.capitalised(index) and words.pos[index] == "PROPN"
            if free and not self._part_of_name(index, index):
                self._given(index)

    def _given(self, index: int) -> bool:
        known = self.draft.givens.get(key(self.draft.text(index, index)))
        if known is None or not any(span.entity == known and span.first < index for span in self.draft.spans):
            return False
        self.draft.claim(index, index, known, "name", "given name introduced in the document", 0.85)
        return True

    def _family(self, first: int, last: int) -> bool:
        draft, words = self.draft, self.draft.words
        family = key(draft.text(first, last))
        here = draft.families.get(family)
        candidates = draft.knowledge.families.get(family, ())
        if here is None and not candidates:
            return False
        _, titles, of = before(draft, self.titles, first)
        if here is None and not titles and self._taken_for_another(first, last):
            return False
        if here is None:
            here, confidence, rule = self._holder(family, candidates, titles, of)
        else:
            confidence, rule = 0.95, "family name introduced in the document"
        if here is None or self._part_of_name(first, last) or words.pos[last] not in ("PROPN", "NOUN", "X", ""):
            return False
        self._widen(draft.claim(first, last, here, "name", rule, confidence))
        draft.families.setdefault(family, here)
        return True

    def _taken_for_another(self, first: int, last: int) -> bool:
        """The model takes the name for a company, a town, a vehicle or another thing that no name of a person is."""
        return self.draft.words.entity(first, last) in _OTHERS and not of_person(self.draft, first, last)

    def _part_of_name(self, first: int, last: int) -> bool:
        """Another given name stands before it, or another name goes on after it."""
        words, draft = self.draft.words, self.draft
        left = first - 1
        if (
            left >= 0
            and words.pos[left] == "PROPN"
            and words.capitalised(left)
            and draft.owner[left] is None
            and left not in self.titles
        ):
            same = words.head[left] == words.head[first] or words.head[left] == first or words.head[first] == left
            if (same and words.dep[first].startswith(("flat", "compound"))) or (
                words.head[left] == first and words.dep[left].startswith("flat")
            ):
                return True
        right = last + 1
        return (
            right < len(words)
            and words.capitalised(right)
            and words.dep[right].startswith("flat")
            and words.head[right] == first
            and (draft.owner[right] is None and not person_names.suffix(words.text[right]))
        )

    def _holder(
        self, family: str, candidates: tuple[str, ...], titles: list[Title], of: str | None
    ) -> tuple[str | None, float, str]:
        """Which of the persons of that family name is meant, how surely, and by which rule."""
        codes = {code for title in titles for code in (title.code, *_MINISTERS.get(title.code, ()))}
        country = self.draft.country(of) if of is not None else None
        if titles:
            fitting = in_office(self.draft, candidates, codes)
            of_country = [
                person
                for person in fitting or candidates
                if country is not None and self.draft.knowledge.records[person].entity.country == country
            ]
            for found in (of_country, fitting):
                if len(found) == 1:
                    return found[0], 0.9, "title and family name"
            if len(fitting) > 1 and self.draft.date is None:
                return latest(self.draft, fitting, codes), 0.6, "title and family name, the last of several"
        if given_name(family) or (titles and not codes <= {"HON"}):
            return None, 0.0, ""
        serving = in_office(self.draft, candidates, PROMINENT, ever=False)
        if len(serving) == 1 and self.draft.date is not None:
            return serving[0], 0.8, "family name of an office holder"
        if family in word_list("common_families"):
            return None, 0.0, ""
        if serving and self.draft.date is None:
            sure = 0.8 if len(serving) == 1 else 0.6
            return latest(self.draft, serving, PROMINENT), sure, "family name of an office holder of any time"
        prominent = well_known(self.draft, candidates)
        if len(prominent) == 1 and not titles and len(family) > 4:
            return prominent[0], 0.7, "family name of one well-known person"
        return None, 0.0, ""

    def _plausible(self, first: int, last: int) -> bool:
        draft, words = self.draft, self.draft.words
        return (
            words.text[first][0].isalpha()
            and any(words.capitalised(index) for index in range(first, last + 1))
            and words.lower[first] not in word_list("not_names")
            and not any(draft.nouns.noun(words.lower[index], "body", "facility", "weapon") for index in (first, last))
            and not (first == last and no_person(draft, first))
        )

    def _person(self, first: int, last: int) -> None:
        """A name that no table has: a known person's variant, or a node of its own."""
        draft = self.draft
        if person_names.only_family(draft, first, last) and (self._family(first, last) or self._alone(first, last)):
            return
        if last == first and self._given(first):
            return
        if placed(draft, first, last, self.titles):
            return
        name, families = draft.text(first, last).partition("[")[0].rstrip(), person_names.families(draft, first, last)
        whole = person_names.brother(draft, first) if last == first else None
        if whole is not None:
            families = person_names.families(draft, *whole)
            name = f"{name} {draft.text(whole[1], whole[1])}"
        entity = self._one(name, families[0], first)
        if entity is None:
            scope = draft.scope if " " not in name else ""
            entity = draft.unknown(EntityType.PERSON, name.title() if name.isupper() else name, scope=scope)
            draft.define(name, entity)
        for family in families:
            draft.families.setdefault(family, entity)
        if " " in name:
            self.full.setdefault(tuple(key(name).split(" ")), entity)
            self._introduce(key(draft.text(first, first)), entity)
        self._widen(draft.claim(first, last, entity, "name", "unknown person", 0.7))

    def _one(self, name: str, family: str, first: int) -> str | None:
        """Who has that name, in the text or in the tables."""
        draft, words = self.draft, tuple(key(name).split(" "))
        found = draft.names.get(key(name)) or variant(draft, name, family)
        if found is None:
            codes = {title.code for title in before(draft, self.titles, first)[1]}
            found = misspelt(draft, name, codes & PROMINENT)
        if found is None:
            others = {entity for full, entity in self.full.items() if person_names.same(full, words)}
            found = others.pop() if len(others) == 1 else None
        return found

    def _plural(self, first: int, last: int) -> bool:
        """Claim a family: "the Examples", where the text has introduced one of them."""
        draft, name = self.draft, self.draft.text(last, last)
        family = key(name)
        if not family.endswith("s") or family[:-1] not in draft.families or len(family) <= _SHORTEST:
            return False
        node = draft.unknown(EntityType.GROUP, name, category="Civilians", scope=draft.scope)
        draft.claim(first, last, node, "name", "family introduced in the document", 0.7)
        return True

    def _alone(self, first: int, last: int) -> bool:
        """A family name as the document does not write it elsewhere: its plural, or one letter otherwise."""
        draft = self.draft
        family = key(draft.text(last, last))
        if self._plural(first, last):
            return True
        near = {entity for other, entity in draft.families.items() if person_names.misspelt(other, family)}
        if len(near) == 1:
            self._widen(draft.claim(first, last, near.pop(), "name", "misspelt family name", 0.7))
            return True
        state = misspelt_state(draft, draft.text(first, last)) if last == first else None
        if state is not None and first - 1 not in self.titles:
            draft.claim(first, last, state, "name", "misspelt state", 0.6)
            return True
        return False

    def _introduce(self, given: str, entity: str) -> None:
        """Note a given name; one of two persons names neither."""
        one = self.draft.givens.setdefault(given, entity)
        if one != entity:
            self.draft.givens[given] = None

    def _widen(self, span: Span) -> None:
        """Take the titles before the name into the mention, and what they are of."""
        first, mine, of = before(self.draft, self.titles, span.first)
        name = (span.first, span.last)
        if first < span.first:
            self.draft.spans.remove(span)
            words = self.draft.words
            for index in range(span.first, span.last + 1):
                self.draft.owner[index] = None
            offsets = (words.start[first], span.end)
            span = self.draft.claim(first, span.last, span.entity, "name", span.rule, span.confidence, offsets=offsets)
        span.name = name
        for title in mine:
            self.titles.pop(title.last, None)
            self.holdings.append(Holding(span, title, of))
