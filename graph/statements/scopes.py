"""Sources beside the sentence: "according to X", "citing X", and the verb of saying that closes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from .clauses import NOUNS, base, child, clause_of, governor, lemma, marker
from .speech import AttributionCues, Report, subtree


def according(token: Token, cues: AttributionCues) -> Iterator[Report]:
    """The whole sentence where "according to X" opens or closes it, else the clause that it stands in."""
    head = governor(token)
    if head is None or marker(token) not in cues.according or base(token) not in SCOPING:
        return
    own = subtree(token)
    inside = subtree(token.sent.root) if _at_edge(token, own) else subtree(clause_of(head))
    yield Report(token, inside - own, token, "according")


SCOPING = frozenset({"obl", "nmod", "advcl", "parataxis", "dep"})


def _at_edge(token: Token, own: frozenset[int]) -> bool:
    words = [word.i for word in token.sent if not word.is_punct and not word.is_space]
    return bool(words) and (words[0] in own or words[-1] in own)


def citing(token: Token) -> Iterator[Report]:
    """"A raid took place, citing officials": they answer for the clause, or for what the verb of saying reports."""
    source, head = child(token, "obj"), governor(token)
    if source is not None and head is not None:
        yield Report(token, subtree(head) - subtree(token), source, "citing")


def within(report: Report, others: Sequence[Report]) -> Report:
    """A citation with the content of the report that it stands in, which it is the source of."""
    head = report.word.head.i
    near = [other for other in others if other.kind == "verb" and other.word.sent == report.word.sent]
    around = [other for other in near if other.word.i == head or head in other.content]
    outer = max(around, key=lambda other: len(other.content), default=None)
    return replace(report, content=outer.content - subtree(report.word)) if outer is not None else report


def closing(verb: Token, cues: AttributionCues) -> Iterator[Report]:
    """"…, the ministry said." at the end of a sentence, however the parse of a long sentence has it."""
    if lemma(verb) not in cues.closing or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return
    own = subtree(verb)
    after = [word for word in verb.doc[verb.i + 1 : verb.sent.end] if not word.is_punct and not word.is_space]
    if any(word.pos_ in ("VERB", "SCONJ") or (word.i not in own and word.ent_type_ != "DATE") for word in after):
        return
    comma = next((i for i in range(verb.i - 2, max(verb.sent.start, verb.i - 12), -1) if verb.doc[i].text == ","), None)
    between = [verb.doc[i] for i in range(comma + 1, verb.i)] if comma is not None else []
    if comma is None or not between or any(word.pos_ in ("VERB", "CCONJ", "SCONJ") for word in between[:1]):
        return
    heads = [word for word in between if word.pos_ in NOUNS and word.head not in between]
    if heads and all(word.pos_ != "VERB" for word in between):
        yield Report(verb, frozenset(range(verb.sent.start, comma)), heads[-1])
