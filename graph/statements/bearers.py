"""Whose date a time expression is: which predicates and event nouns of its sentence bear it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .clauses import NOUNS, base, children, governor, lemma, marker
from .cues import factuality_cues
from .time_patterns import time_cues

DATING = frozenset(
    {"obl", "nmod", "advmod", "compound", "nummod", "amod", "dep", "appos", "advcl", "conj", "parataxis"}
)
"""Relations in which an expression dates its governor."""


AT = frozenset({"in", "at", "during", "on", "with"})


def bearers(root: Token) -> frozenset[int]:
    """The words whose date the expression with this head is; of an occasion also what is done at it."""
    if base(root) not in DATING:
        return frozenset()
    found = {node.i for node in (*_dated(root), *_before(root))}
    thing, verb = _between(root)
    if thing is not None and verb is not None and _is_occasion(thing):
        found.add(verb.i)
    return frozenset(found)


def beyond(root: Token) -> tuple[int, int]:
    """The verb behind the noun that the date follows, and that noun; (-1, -1) where there is none."""
    thing, verb = _between(root)
    if thing is None or verb is None or base(root) not in DATING or root.i < verb.i:
        return -1, -1
    return (verb.i, thing.i) if base(thing) in ("obj", "obl", "nsubj") else (-1, -1)


def is_bound(root: Token) -> bool:
    """After since, until, by …, also where "the end of" or another date stands between."""
    head = governor(root)
    if marker(root) in time_cues().bounds:
        return True
    if head is None or not (base(root) == "conj" or lemma(head) in time_cues().parts):
        return False
    return marker(head) in time_cues().bounds


def _between(root: Token) -> tuple[Token | None, Token | None]:
    thing = governor(root)
    verb = governor(thing) if thing is not None else None
    return thing, (verb if verb is not None and verb.pos_ not in NOUNS else None)


def _is_occasion(thing: Token) -> bool:
    """"Said at a briefing on Friday", "a raid on Friday killed two"."""
    if lemma(thing) not in time_cues().occasions:
        return False
    return base(thing) == "nsubj" or (base(thing) == "obl" and marker(thing) in AT)


def _before(root: Token) -> Iterator[Token]:
    """The occasion right before a date that hangs on the verb: "killed two in a raid on Friday"."""
    head = governor(root)
    start = min(word.i for word in root.subtree)
    for word in children(head, "obl") if head is not None else ():
        if _is_occasion(word) and word.right_edge.i + 1 == start:
            yield word


def _dated(root: Token) -> Iterator[Token]:
    """Who may bear the date, nearest first: its governor; the noun that a name depends on; the war that broke out."""
    node = _fronted(root) or _crossed(root) or governor(root)
    subject_noun = _subject_before(root, node)
    if subject_noun is not None:
        yield from _with_phase(subject_noun)
    while node is not None:
        yield from _with_phase(node)
        if not _lets_through(node):
            return
        node = governor(node)


def _with_phase(node: Token) -> Iterator[Token]:
    """"The outbreak of the war": what is dated is both."""
    yield node
    if lemma(node) in time_cues().phases:
        yield from (word for word in children(node, "nmod") if marker(word) == "of")


def _lets_through(node: Token) -> bool:
    """Names, persons and parts of a time bear no date themselves: it is their governor's."""
    if lemma(node) in time_cues().parts and governor(node) is not None:
        return True
    return node.pos_ in ("PROPN", "PRON", "NUM") or lemma(node) in factuality_cues().deciding


def _fronted(root: Token) -> Token | None:
    """The predicate of the clause that a date opens: "…, on Monday, rebels raided the camp"."""
    sent, inside = root.sent, [word.i for word in root.subtree if not word.is_punct]
    start, end = min(inside), max(inside) + 1
    if start > sent.start and root.doc[start - 1].text not in (",", "—", "–", ":", ";"):
        return None
    while end < sent.end and root.doc[end].text == ",":
        end += 1
    for word in root.doc[end : sent.end]:
        if base(word) == "nsubj" and word.left_edge.i == end and word.head.i > word.i:
            return word.head
    return None


def _crossed(root: Token) -> Token | None:
    """The verb of saying between what is said and a date: `“We left,” she said on Friday`."""
    said = governor(root)
    verb = governor(said) if said is not None and base(said) == "ccomp" else None
    return verb if said is not None and verb is not None and said.i < verb.i < root.i else None


def _subject_before(root: Token, verb: Token | None) -> Token | None:
    """The subject noun that a date stands at before the verb: "the raid on Monday killed two"."""
    if verb is None or verb.pos_ in NOUNS or root.i > verb.i or root.doc[max(root.left_edge.i - 1, 0)].text == ",":
        return None
    return next((word for word in children(verb, "nsubj") if word.i < root.left_edge.i and word.pos_ == "NOUN"), None)
