"""Bodies of states without the state's name: "the nation's Defence Ministry", "the army", "the government"."""

from __future__ import annotations

from collections import Counter

from ...ontology.records import EntityType
from .antecedents import Antecedents
from .draft import Draft, Span
from .modifiers import definite
from .surface import key

_LEAST = 3
_SHARE = 0.5
"""A text is about one state where that has at least this share of all mentions of states, and so many of them."""
_SHARE_OF_ALL = 0.75
"""Or where it has this share of all mentions that belong to a state: places, people, organizations."""


class DefiniteBodies:
    """Resolves them by the possessor, by a body of the kind named before, else by the state that the text is about."""

    def __init__(self, draft: Draft, antecedents: Antecedents) -> None:
        self.draft = draft
        self.antecedents = antecedents
        self._main: tuple[tuple[Span, str] | None] | None = None

    def resolve(self, index: int, span: Span | None) -> bool:
        """Claim the noun, or give the node to its mention; whether that was possible."""
        phrase = self._phrase(index, span)
        words = self.draft.words
        if phrase is None or words.dep[index].partition(":")[0] in ("compound", "flat", "amod"):
            return False
        first, name = phrase
        if self._of_unknown(index, first):
            return False
        if words.capitalised(first) and first and words.capitalised(first - 1) and self.draft.owner[first - 1] is None:
            return False  # part of a longer name
        found = self._possessed(index, name)
        if found is None and (definite(words, index) or (words.capitalised(first) and words.pos[index] == "PROPN")):
            found = self._before(index, name)
        if found is None:
            return False
        antecedent, entity, confidence, rule = found
        if span is None:
            span = self.draft.claim(first, index, entity, "nominal", rule, confidence)
            self.antecedents.add(span)
        span.entity, span.rule, span.confidence = entity, rule, confidence
        span.chain = (antecedent.start, *antecedent.chain)
        return True

    def _of_unknown(self, index: int, first: int) -> bool:
        """A name before it says whose it is, of which no state is known: "the Example government"."""
        words, draft = self.draft.words, self.draft
        before = (child for child in words.children[index] if child < first and words.dep[child] == "compound")
        named = (child for child in before if words.pos[child] == "PROPN" and words.capitalised(child))
        return any((owner := draft.owner[c]) is not None and draft.country(owner.entity) is None for c in named)

    def main_state(self) -> tuple[Span, str] | None:
        """The state that the text is about, and the first mention that speaks of it; None where none stands out."""
        if self._main is None:
            self._main = (self._find_main(),)
        return self._main[0]

    def _find_main(self) -> tuple[Span, str] | None:
        draft = self.draft
        named = [(span, span.entity) for span in draft.spans if draft.type(span.entity) is EntityType.STATE]
        everything = [(span, state) for span in draft.spans if (state := draft.country(span.entity)) is not None]
        return _standing_out(named, _SHARE) or _standing_out(everything, _SHARE_OF_ALL)

    def _possessed(self, index: int, name: str) -> tuple[Span, str, float, str] | None:
        draft = self.draft
        owner = draft.words.child(index, "nmod")
        possessor = draft.owner[owner] if owner is not None and owner < index else None
        country = draft.country(possessor.entity) if possessor is not None else None
        if possessor is None or country is None or draft.type(possessor.entity) is EntityType.PERSON:
            return None
        return possessor, draft.knowledge.body(name, country), 0.75, "body of what is named"

    def _before(self, index: int, name: str) -> tuple[Span, str, float, str] | None:
        found = self.antecedents.last(index, lambda span: span.entity.startswith(f"org.{name}-"), 0.75, window=8)
        if found is not None:
            return *found, "body named before"
        main = self.main_state()
        if main is None:
            return None
        span, state = main
        return span, self.draft.knowledge.body(name, state), 0.55, "body of the state that the text is about"

    def _phrase(self, index: int, span: Span | None) -> tuple[int, str] | None:
        """First token and name of the longest phrase for a national body that ends here."""
        draft = self.draft
        most = draft.nouns.lasts.get(draft.words.lower[index], 0)
        for first in range(max(index - most + 1, 0), index + 1):
            if not draft.words.text[first][:1].isalnum() or any(
                owner not in (None, span) for owner in draft.owner[first : index + 1]
            ):
                continue
            phrase = key(draft.text(first, index))
            noun = draft.nouns.noun(phrase, "body")
            if noun is not None:
                return first, noun.name
            if phrase in draft.nouns.nouns:
                return None  # a longer noun that is no body: "security forces"
        return None


def _standing_out(spans: list[tuple[Span, str]], share: float) -> tuple[Span, str] | None:
    counts = Counter(state for _, state in spans).most_common(1)
    if not counts or counts[0][1] < _LEAST or counts[0][1] < share * len(spans):
        return None
    return min((pair for pair in spans if pair[1] == counts[0][0]), key=lambda pair: pair[0].first)
