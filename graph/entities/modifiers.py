"""What a noun phrase belongs to: "Russian troops", "Putin's government", "the armed forces of Ukraine"."""

from __future__ import annotations

from dataclasses import dataclass

from ...ontology.records import EntityType
from .draft import Draft, Span
from .titles import POSSESSIVE
from .vocabulary import Noun
from .vocabulary import words as word_list
from .words import Words

_DEFINITE = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Modifier:
    """What a noun phrase belongs to, and the first token of the phrase that names it."""

    entity: str
    first: int
    after: int | None = None
    """Last token of an `of` phrase."""


def heads(draft: Draft, last: int) -> bool:
    """The noun is not itself a modifier of another noun ("military aid")."""
    dep, words = draft.words.dep[last], draft.words
    if dep.partition(":")[0] in ("compound", "amod") and words.head[last] > last:
        return False
    return not dep.startswith("flat")


def modifier_of(draft: Draft, first: int, last: int) -> Modifier | None:
    """The state, organization or person before the phrase or in an `of` phrase after it."""
    return before(draft, first, last) or of_phrase(draft, last) or _shared(draft, last)


def before(draft: Draft, first: int, last: int) -> Modifier | None:
    """What stands in the noun phrase before the noun."""
    words, index = draft.words, first - 1
    while index >= max(first - 7, 0):
        span = _mention(draft, index, first)
        if span is not None:
            led = words.text[index + 1] in ("-", "–", "‑")  # "a US-led coalition" is not American
            return Modifier(span.entity, span.first) if _modifies(draft, span) and not led else None
        if words.text[index] not in POSSESSIVE and words.text[index] not in ("-", "–", '"', "“", "”"):
            if (
                words.pos[index] not in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "X")
                or words.sent[index] != words.sent[last]
            ):
                return None
            if words.pos[index] == "VERB" and words.dep[index] != "amod":
                return None
            if not first <= words.head[index] <= last and not index < words.head[index] <= last:
                return None
        index -= 1
    return None


def of_phrase(draft: Draft, last: int) -> Modifier | None:
    """What stands in an `of` phrase after the noun."""
    words = draft.words
    for child in words.children[last]:
        if child > last and words.dep[child].startswith("nmod") and words.case(child) in ("of", "for"):
            span = _mention(draft, child, last)
            if span is not None and span.first - last <= 4 and _modifies(draft, span, of=True):
                return Modifier(span.entity, last, span.last)
    return None


def ruler(draft: Draft, last: int) -> Modifier | None:
    """The person in an `of` phrase whose country is known: "the government of President Ada Example"."""
    words = draft.words
    for child in words.children[last]:
        span = draft.owner[child]
        if child > last and span is not None and words.dep[child].startswith("nmod") and words.case(child) == "of":
            ruling = draft.type(span.entity) is EntityType.PERSON and draft.country(span.entity) is not None
            return Modifier(span.entity, last) if ruling else None
    return None


def _shared(draft: Draft, last: int) -> Modifier | None:
    """For example "Russian diplomats and officials": the conjunct without a modifier takes that of the first."""
    words = draft.words
    head = words.head[last]
    if words.dep[last] != "conj" or head >= last:
        return None
    if any(
        words.dep[child].partition(":")[0] in ("amod", "det", "nmod") for child in words.children[last] if child < last
    ):
        return None
    first = draft.owner[head]
    if first is not None and first.last == head and first.kind == "nominal":
        country = draft.country(first.entity)
        return Modifier(country, last) if country is not None else None
    return None


def _mention(draft: Draft, index: int, noun: int) -> Span | None:
    """The outermost mention at the token that does not hold the noun as well."""
    span = draft.owner[index]
    return draft.inner.get(index) if span is not None and span.first <= noun <= span.last else span


def definite(words: Words, index: int) -> bool:
    """The noun has a definite article and no modifier that makes it another thing."""
    found, plain = False, word_list("plain_adjectives")
    for child in words.children[index]:
        dep = words.dep[child]
        if child > index:
            continue
        if dep == "det" and words.lower[child] in _DEFINITE:
            found = True
        elif dep.startswith(("nmod", "nummod")) or (dep == "amod" and words.lower[child] not in plain):
            return False
    return found and words.dep[index].partition(":")[0] not in ("compound", "flat", "amod")


def bare(words: Words, noun: Noun, last: int) -> bool:
    """A singular without any word before it names nothing in particular ("in office", "into power")."""
    if words.lower[last] != noun.label.rpartition(" ")[2].lower() or noun.label == noun.plural:
        return False
    if words.pos[last] == "PROPN" or words.apposed(last):
        return False
    kinds = ("det", "amod", "nmod", "nummod", "compound")
    return not any(child < last and words.dep[child].partition(":")[0] in kinds for child in words.children[last])


def described(draft: Draft, first: int) -> int:
    """Where the phrase begins with the capitalised adjective before it: "Western allies", "Kurdish fighters"."""
    words, before = draft.words, first - 1
    if before < 0 or draft.owner[before] is not None or words.pos[before] != "ADJ" or not words.capitalised(before):
        return first
    inside = words.dep[before] == "amod" and before != words.sents[words.sent[before]][0]
    return before if inside or words.text[before] in word_list("regional_adjectives") else first


def _modifies(draft: Draft, span: Span, *, of: bool = False) -> bool:
    """The mention can say whose the noun is."""
    kind = draft.type(span.entity)
    if kind is EntityType.PERSON:
        return (
            not of
            and span.last + 1 < len(draft.words)
            and (draft.words.text[span.last + 1] in POSSESSIVE or draft.words.head[span.last] > span.last)
        )
    # "sent Ukraine 14 tanks": to whom a thing is given is not whose it is
    return kind is not None and span.kind != "nominal" and draft.words.dep[span.last] != "iobj"


def leading(draft: Draft, modifier: Modifier | None) -> Modifier | None:
    """The modifier that the mention takes in: no person who owns the noun, and nothing in an `of` phrase after it."""
    if modifier is None or modifier.after is not None or draft.type(modifier.entity) is EntityType.PERSON:
        return None
    return modifier


def claim(
    draft: Draft, modifier: Modifier | None, first: int, last: int, entity: str, rule: str, confidence: float
) -> Span:
    """Take the noun with its modifier as a mention of the entity."""
    begin = first if modifier is None else min(modifier.first, first)
    end = last if modifier is None or modifier.after is None else max(modifier.after, last)
    found = draft.entity(entity)
    if found is not None:
        draft.entities.setdefault(entity, found)
    return draft.claim(begin, end, entity, "nominal", rule, confidence)


def of_words(draft: Draft, index: int) -> int:
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
