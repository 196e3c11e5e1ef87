"""Whether the name of a capital means the city or the government, by its role in the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ...ontology.records import EntityType
from .draft import Draft, Span
from .titles import POSSESSIVE
from .vocabulary import tree
from .words import Words

PLACE, GOVERNMENT = "place", "government"


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tree()["metonymy"].items()}


def resolve(draft: Draft) -> None:
    """Give each capital that stands for a government the government's node."""
    for span in draft.spans:
        state = draft.knowledge.seats.get(span.entity)
        if state is None or span.inner or span.kind != "name":
            continue
        root = draft.words.root(span.first, span.last)
        reading, confidence = role(draft, span, root)
        if reading == GOVERNMENT:
            span.entity = draft.knowledge.body("government", state)
            span.rule = "capital for government"
        span.confidence = min(span.confidence, confidence)


def role(draft: Draft, span: Span, root: int, depth: int = 0) -> tuple[str, float]:
    """The reading of the capital and how sure it is."""
    words = draft.words
    dep, head = words.dep[root], words.head[root]
    base = dep.partition(":")[0]
    if base == "conj" and depth < 3 and head != root:
        other = draft.owner[head]
        if words.case(root):
            return _oblique(words, root, head)
        if other is None or draft.knowledge.seats.get(other.entity) is not None or _same_kind(draft, other):
            return role(draft, span, head, depth + 1)
    if base == "nsubj":
        return _subject(words, head, passive=dep == "nsubj:pass")
    if dep == "obl:agent":
        return GOVERNMENT, 0.9
    if dep == "nmod:poss" or _possessive(words, span):
        owned = draft.owner[head]
        place = words.lemma[head].lower() in _lists()["place_heads"]
        place = place or (owned is not None and owned is not span and draft.type(owned.entity) is EntityType.PLACE)
        return (PLACE if place else GOVERNMENT), 0.8
    if base in ("obj", "iobj"):
        governed = base == "iobj" or words.lemma[head] in _lists()["government_objects"]
        return (GOVERNMENT, 0.85) if governed else (PLACE, 0.7)
    if base in ("obl", "nmod"):
        return _oblique(words, root, head)
    return PLACE, 0.7


def _same_kind(draft: Draft, other: Span) -> bool:
    return draft.country(other.entity) is not None


def _possessive(words: Words, span: Span) -> bool:
    return span.last + 1 < len(words) and words.text[span.last + 1] in POSSESSIVE


def _subject(words: Words, verb: int, *, passive: bool) -> tuple[str, float]:
    lists = _lists()
    lemma = words.lemma[verb]
    if passive:
        return (GOVERNMENT, 0.8) if lemma in lists["government_objects"] else (PLACE, 0.8)
    if words.child(verb, "cop") is not None:
        return (PLACE, 0.7) if words.pos[verb] in ("NOUN", "PROPN") or words.case(verb) else (GOVERNMENT, 0.75)
    if lemma in lists["place_verbs"] and words.child(verb, "obj", "ccomp", "xcomp") is None:
        return PLACE, 0.8
    return (GOVERNMENT, 0.9) if words.pos[verb] in ("VERB", "AUX") else (GOVERNMENT, 0.7)


def _oblique(words: Words, root: int, head: int) -> tuple[str, float]:
    lists, case, lemma = _lists(), words.case(root), words.lemma[head].lower()
    if case in lists["place_cases"] or (case == "of" and _direction(words, root)):
        return PLACE, 0.95
    if lemma in lists["place_heads"]:
        return PLACE, 0.85
    if case in lists["government_cases"]:
        return GOVERNMENT, 0.85
    if case in ("on", "to", "of", "from") and lemma in lists["government_heads"]:
        return GOVERNMENT, 0.85
    if case == "to" and lemma in lists["government_verbs"]:
        return GOVERNMENT, 0.8
    if case == "of":
        return GOVERNMENT, 0.55
    return PLACE, 0.7


def _direction(words: Words, root: int) -> bool:
    """For example "a base west of Example"."""
    of = words.child(root, "case")
    return of is not None and of > 0 and words.lower[of - 1] in _lists()["directions"]
