"""Mends subjects that the parse takes for an object, or for that of a passive."""

from __future__ import annotations

from spacy.tokens import Token

from .clauses import child
from .dependents import has_child
from .lexicon import Lexicon

NOMINATIVES = frozenset({"i", "we", "he", "she", "it", "they"})


def false_passive(token: Token, lexicon: Lexicon) -> bool:
    """"Troops have withdrawn", "denied it fired": active, whatever the parse has the subject for."""
    kinds = ("nsubj:pass", "nsubj") if token.tag_ == "VBN" else ("nsubj:pass",)
    own = next((child for child in token.children if child.dep_ in kinds), None)
    if own is None or has_child(token, "aux:pass") or has_child(token, "obl:agent"):
        return False
    perfect = any(child.lemma_ in ("have", "’ve", "'ve") and child.dep_ == "aux" for child in token.children)
    bare = token.dep_ in ("ccomp", "ROOT") and own.lower_ in NOMINATIVES and not has_child(token, "aux")
    if not (perfect or bare):
        return False
    own.dep_ = "nsubj"
    if bare:
        token.tag_ = "VBD"
    return True


def bare_clause(token: Token, lexicon: Lexicon) -> bool:
    """"Mali denied Chad shelled it": what stands between a verb of saying and a finite verb is the latter's subject."""
    taken = child(token, "nsubj", "csubj", "aux") is not None
    if token.tag_ != "VBD" or token.dep_ not in ("ccomp", "conj") or taken or token.i == token.sent.start:
        return False
    own = token.nbor(-1)
    while own.head.pos_ in ("NOUN", "PROPN") and own.right_edge.i + 1 == own.head.right_edge.i + 1 == token.i:
        own = own.head
    verb = own.head
    joined = own.dep_ in ("obj", "nsubj") and verb.i == own.left_edge.i - 1 and own.right_edge.i + 1 == token.i
    speaks = "~speech-verb" in lexicon.classes_of(verb.lemma_.lower())
    if not joined or not speaks or token.head.i not in (verb.i, verb.head.i):
        return False
    token.head, token.dep_ = verb, "ccomp"
    own.head, own.dep_ = token, "nsubj"
    return True


RULES = (false_passive, bare_clause)
