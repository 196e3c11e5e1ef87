"""Which earlier mention a pronoun refers to: by sentence, role, kind and gender, and only where one stands out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ...ontology.records import EntityType
from .draft import Draft, Span
from .given_names import Gender, given_name
from .quotations import Quotation, subject_of

_WINDOW = 3
"""Sentences before the pronoun's own."""
_ROLES = {
    "nsubj": 3.0,
    "nsubj:pass": 2.6,
    "nsubj:outer": 2.6,
    "obj": 1.6,
    "iobj": 1.6,
    "obl": 1.0,
    "obl:agent": 1.6,
    "appos": 1.0,
    "nmod": 0.6,
    "nmod:poss": 0.9,
    "conj": 1.4,
    "flat": 1.0,
}
_RIVAL_ROLES = frozenset({"nsubj", "obj", "conj", "obl"})
_COLLECTIVE = frozenset({"people", "police", "servicemen", "infantry"})
_DISTANCE = 1.5
_MARGIN = 0.5


class Antecedents:
    """The mentions of a draft in textual order, as candidates for pronouns."""

    def __init__(self, draft: Draft, inside: Mapping[int, Quotation]) -> None:
        self.draft = draft
        self.inside = inside
        self.genders: dict[str, Gender] = {}
        self.by_sentence: dict[int, list[Span]] = {}
        for span in draft.spans:
            self.add(span)

    def add(self, span: Span) -> None:
        sentence = self.draft.words.sent[span.first]
        self.by_sentence.setdefault(sentence, []).append(span)

    def person(self, index: int, gender: Gender) -> tuple[Span, float] | None:
        draft = self.draft

        def fits(span: Span) -> bool:
            if draft.type(span.entity) is not EntityType.PERSON:
                return False
            known = self.gender(span)
            return known is None or known is gender

        found = self._best(index, fits, rivals="person")
        if found is not None:
            self.genders.setdefault(found[0].entity, gender)
        return found

    def thing(self, index: int, *, agent: bool) -> tuple[Span, float] | None:
        words = self.draft.words
        if words.dep[index].startswith("expl") or not agent:
            return None

        def fits(span: Span) -> bool:
            kind = self.draft.type(span.entity)
            if kind is EntityType.ORGANIZATION:
                return not self._plural(span)
            return kind is EntityType.STATE and span.kind != "adjective"

        return self._best(index, fits, rivals="sg")

    def many(self, index: int) -> tuple[Span, float] | None:
        def fits(span: Span) -> bool:
            kind = self.draft.type(span.entity)
            return kind in (EntityType.GROUP, EntityType.ORGANIZATION) and (
                self._plural(span) or span.kind == "pronoun"
            )

        return self._best(index, fits, rivals="pl")

    def last(
        self, index: int, fits: Callable[[Span], bool], confidence: float, *, inner: bool = False, window: int = 5
    ) -> tuple[Span, str, float] | None:
        """The last fitting mention, named ones before adjectives, within some sentences."""
        words = self.draft.words
        sentence = words.sent[index]
        for number in range(sentence, max(sentence - window - 1, -1), -1):
            spans = [
                s for s in self.by_sentence.get(number, ()) if s.last < index and (inner or not s.inner) and fits(s)
            ]
            if spans:
                best = max(spans, key=lambda s: (s.kind != "adjective" and not s.inner, self._is_subject(s), s.first))
                return best, best.entity, round(confidence - 0.03 * (sentence - number), 2)
        return None

    def _is_subject(self, span: Span) -> bool:
        words = self.draft.words
        return words.dep[words.root(span.first, span.last)].startswith("nsubj")

    def gender(self, span: Span) -> Gender | None:
        """What the given name, the title or an earlier pronoun says."""
        found = self.genders.get(span.entity)
        if found is None:
            found = self._named_gender(span)
            if found is not None:
                self.genders[span.entity] = found
        return found

    def _named_gender(self, span: Span) -> Gender | None:
        words = [word.strip(".") for word in self.draft.text(span.first, span.last).lower().split()]
        if {"mrs", "ms", "miss", "queen", "spokeswoman", "chairwoman", "congresswoman", "lady", "princess"} & set(
            words
        ):
            return Gender.FEMALE
        if {"mr", "king", "spokesman", "chairman", "congressman", "sir", "prince"} & set(words):
            return Gender.MALE
        entity = self.draft.entity(span.entity)
        if entity is None:
            return None
        for name in (entity.label, *entity.aliases):
            for word in name.split()[:2]:
                if (found := given_name(word)) is not None:
                    return found
        return None

    def _plural(self, span: Span) -> bool:
        """The mention ends in a common noun in the plural."""
        words = self.draft.words
        lower, initial = words.lower[span.last], span.last == words.sents[words.sent[span.last]][0]
        if words.text[span.last] != lower and not initial:
            return False
        return (lower.endswith("s") and not lower.endswith("ss")) or lower in _COLLECTIVE

    def _best(self, index: int, fits: Callable[[Span], bool], *, rivals: str = "") -> tuple[Span, float] | None:
        """The candidate of the highest score, where it is ahead of every other entity and of every rival noun."""
        scores: dict[str, tuple[float, Span]] = {}
        for span in self._candidates(index):
            if not fits(span):
                continue
            score = self._score(span, index)
            best = scores.get(span.entity)
            if best is None or score > best[0]:
                scores[span.entity] = (score, span)
        if not scores:
            return self._later(index, fits)
        ranked = sorted(scores.values(), key=lambda pair: (-pair[0], -pair[1].start))
        others = [score for score, _ in ranked[1:2]]
        if rivals == "person":
            others += self._unnamed(index)
        elif rivals:
            others += self._rivals(index, plural=rivals == "pl")
        ahead = ranked[0][0] - max(others, default=ranked[0][0] - 2.0)
        if ahead < _MARGIN:
            return None
        return ranked[0][1], round(min(0.9, 0.6 + 0.15 * ahead), 2)

    def _unnamed(self, index: int) -> list[float]:
        """Scores of single persons without a name: "the man who rode beside him"."""
        return [
            self._score(span, index)
            for span in self.by_sentence.get(self.draft.words.sent[index], ())
            if span.last < index
            and span.kind == "nominal"
            and self._is_subject(span)
            and self.draft.type(span.entity) is EntityType.GROUP
            and not self._plural(span)
        ]

    def _rivals(self, index: int, *, plural: bool) -> list[float]:
        """Scores of the nouns that are no mention but that the pronoun could refer to as well."""
        words, draft, sentence = self.draft.words, self.draft, self.draft.words.sent[index]
        first = words.sents[max(sentence - 1, 0)][0]
        scores = []
        for other in range(first, index):
            if (
                words.pos[other] == "NOUN"
                and draft.owner[other] is None
                and words.dep[other].partition(":")[0] in _RIVAL_ROLES
            ):
                many = words.lower[other].endswith("s") and words.lower[other] != words.lemma[other]
                if many == plural and words.head[other] != words.head[index]:
                    scores.append(self._place(other, index))
        return scores

    def _candidates(self, index: int) -> Iterator[Span]:
        words = self.draft.words
        sentence = words.sent[index]
        for number in range(sentence, max(sentence - _WINDOW - 1, -1), -1):
            for span in self.by_sentence.get(number, ()):
                if span.last < index and not self._excluded(span, index):
                    yield span

    def _excluded(self, span: Span, index: int) -> bool:
        """The speaker calls himself I, and what fills another role of the same verb is another."""
        words = self.draft.words
        quote = self.inside.get(index)
        if quote is not None and quote.speaker is not None:
            speaker = self.draft.owner[quote.speaker]
            if (
                speaker is not None
                and speaker.entity == span.entity
                and self.draft.type(span.entity) is EntityType.PERSON
            ):
                return True
        if words.dep[index] == "nmod:poss" or words.lower[index].endswith(("self", "selves")):
            return span.first <= words.head[index] <= span.last
        root = words.root(span.first, span.last)
        return (words.head[root] == words.head[index] and root != index) or words.head[index] == root

    def _score(self, span: Span, index: int) -> float:
        words = self.draft.words
        root = words.root(span.first, span.last)
        score = self._place(root, index)
        if span.inner or span.kind == "adjective":
            score -= 1.0
        if span.kind == "pronoun":
            score += 0.4
        if (span.first in self.inside) != (index in self.inside):
            score -= 0.4
        return score

    def _place(self, root: int, index: int) -> float:
        """How prominent a noun's role is, seen from the pronoun."""
        words = self.draft.words
        score = _ROLES.get(words.dep[root], _ROLES.get(words.dep[root].partition(":")[0], 0.4))
        score -= _DISTANCE * (words.sent[index] - words.sent[root])
        if words.sent[index] == words.sent[root] and self._governs(root, index):
            score += 1.5
        return score + (0.3 if words.dep[root] == words.dep[index] else 0.0)

    def _governs(self, root: int, index: int) -> bool:
        """The mention is subject of a verb above the pronoun: "the ministry said it …"."""
        words, verb = self.draft.words, self.draft.words.head[index]
        for _ in range(6):
            if subject_of(words, verb) == root:
                return True
            if words.head[verb] == verb:
                return False
            verb = words.head[verb]
        return False

    def _later(self, index: int, fits: Callable[[Span], bool]) -> tuple[Span, float] | None:
        """For example "In his speech, Biden …": the subject that follows, where nothing precedes."""
        words = self.draft.words
        if words.dep[index] != "nmod:poss":
            return None
        verb = index
        while words.head[verb] != verb:
            verb = words.head[verb]
        subject = words.child(verb, "nsubj")
        span = self.draft.owner[subject] if subject is not None and subject > index else None
        return (span, 0.75) if span is not None and fits(span) else None
