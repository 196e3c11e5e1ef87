"""Noun phrases without their clauses, for trees with Universal Dependencies labels."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.errors import Errors
from spacy.tokens import Doc, Span, Token

_HEADS = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM", "SYM"})
_PHRASES = frozenset(
    {
        "ROOT", "nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "obl", "obl:agent", "obl:tmod", "obl:npmod",
        "obl:unmarked", "nmod", "nmod:poss", "nmod:tmod", "nmod:npmod", "nmod:unmarked", "appos", "conj", "vocative",
        "dislocated", "list", "parataxis", "xcomp", "ccomp", "advcl", "orphan", "expl",
    }
)  # fmt: skip
_INNER = frozenset(
    {"det", "det:predet", "amod", "nummod", "nummod:gov", "compound", "flat", "flat:name", "flat:foreign", "nmod:poss",
     "fixed", "goeswith", "nmod:desc", "advmod", "case", "punct", "nmod:unmarked", "nmod:npmod", "conj", "cc"}
)  # fmt: skip
_RIGHT = frozenset({"flat", "flat:name", "flat:foreign", "fixed", "goeswith", "nummod", "nmod:desc"})


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """Start, end and label of every base noun phrase: the head, what stands before it and the rest of its name."""
    doc = doclike.doc
    if not doc.has_annotation("DEP"):
        raise ValueError(Errors.E029)
    label = doc.vocab.strings.add("NP")
    last = -1
    for token in doclike:
        if token.pos_ not in _HEADS or token.dep_ not in _PHRASES or (token.pos_ == "NUM" and token.dep_ == "nummod"):
            continue
        start, end = _left_edge(token), _right_edge(token)
        if start <= last:
            continue
        last = end
        yield start, end + 1, label


def _left_edge(head: Token) -> int:
    """The first token of the unbroken run of premodifiers, without preposition, conjunction and punctuation."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.right_edge.i != start - 1 or child.dep_ not in _INNER or child.dep_ in {"case", "cc", "conj"}:
            break
        start = child.left_edge.i
    while start < head.i and head.doc[start].dep_ in {"punct", "cc", "case"}:
        start += 1
    return start


def _right_edge(head: Token) -> int:
    end = head.i
    for child in head.rights:
        if child.dep_ not in _RIGHT or child.left_edge.i != end + 1:
            break
        end = child.right_edge.i
    return end
