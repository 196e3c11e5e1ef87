"""The words of saying and thinking, and whom a verb of saying names as its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from .clauses import NOUNS, child, children, governor, is_passive, lemma, marker, understood_subject
from .cues import read_cues, wordset


@dataclass(frozen=True, slots=True)
class AttributionCues:
    """ontology/cues/attribution.yaml."""

    speech: frozenset[str]
    thought: frozenset[str]
    evidence: frozenset[str]
    of_itself: frozenset[str]
    of_another: frozenset[str]
    content_noun: frozenset[str]
    no_content: frozenset[str]
    content_gerund: frozenset[str]
    content_of: frozenset[str]
    nouns: frozenset[str]
    voiced: frozenset[str]
    voicing: frozenset[str]
    documents: frozenset[str]
    according: frozenset[str]
    citing: frozenset[str]
    as_marks: frozenset[str]
    authors: frozenset[str]
    closing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    """A word that reports, what it reports and who is named as its source."""

    word: Token
    content: frozenset[int]
    speaker: Token | None
    """Head of the phrase that names the source; None where nobody is named."""
    kind: str = "verb"
    """verb, noun, according or citing."""


@cache
def attribution_cues() -> AttributionCues:
    """The cues of attribution, checked. Raises OntologyError."""
    file = "attribution"
    data = read_cues(file)
    return AttributionCues(**{name: wordset(data, name, file) for name in AttributionCues.__slots__})


STOPS = frozenset({",", "”", '"', "’", "—", "–", ";", ":", "?", "!"})


def speaker_of(verb: Token) -> Token | None:
    """The agent of a passive, the subject of an active verb, its own or understood; None where nobody is named.

    Of several subjects, as a parse may give in `“…,” the ministry said`, the one beside the verb.
    """
    agent = next((word for word in verb.children if word.dep_ == "obl:agent"), None)
    if agent is not None:
        return agent
    if is_passive(verb) or child(verb, "expl") is not None:
        return None
    head = governor(verb)
    if head is not None and marker(verb) == "as" and lemma(head) in ("quote", "cite") and not is_passive(head):
        return child(head, "obj") or understood_subject(verb)
    several = list(children(verb, "nsubj"))
    if len(several) > 1:
        return _beside(several, verb)
    return several[0] if several and several[0].tag_ not in ("WP", "WDT") else understood_subject(verb) or before(verb)


def before(verb: Token) -> Token | None:
    """The head of the phrase between a comma or quotation mark and the verb, whatever the parse has it for."""
    first = verb.i
    while first > verb.sent.start and verb.i - first < 12 and verb.doc[first - 1].text not in STOPS:
        first -= 1
    between = verb.doc[first : verb.i]
    if any(word.pos_ in ("VERB", "SCONJ") for word in between) or first == verb.sent.start:
        return None
    heads = [word for word in between if word.pos_ in NOUNS and not first <= word.head.i < verb.i]
    return heads[0] if heads else None


def _beside(several: list[Token], verb: Token) -> Token:
    """The subject next to the verb; the name before where it describes the name ("Olsen, one of the five, said")."""
    nearest = min(several, key=lambda word: abs(word.i - verb.i))
    named = [word for word in several if word.pos_ == "PROPN" and word.right_edge.i + 2 == nearest.left_edge.i]
    return named[0] if named and nearest.pos_ != "PROPN" else nearest


def subtree(token: Token) -> frozenset[int]:
    return frozenset(word.i for word in token.subtree)
