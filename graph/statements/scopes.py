"""Sources beside the sentence: "according to X", "citing X", and the verb of saying that closes it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .clauses import NOUNS, base, child, children, governor, lemma, marker
from .speech import AttributionCues, Report, subtree


def according(token: Token, cues: AttributionCues) -> Iterator[Report]:
    """The whole sentence where "according to X" opens or closes it, else the clause that it stands in."""
    head = governor(token)
    if head is None or marker(token) not in cues.according or base(token) not in SCOPING:
        return
    own = subtree(token)
    inside = subtree(token.sent.root) if _at_edge(token, own) else subtree(_clause(head))
    yield Report(token, inside - own, token, "according")


SCOPING = frozenset({"obl", "nmod", "advcl", "parataxis", "dep"})


def _at_edge(token: Token, own: frozenset[int]) -> bool:
    words = [word.i for word in token.sent if not word.is_punct and not word.is_space]
    return bool(words) and (words[0] in own or words[-1] in own)


def _clause(token: Token) -> Token:
    """The predicate of the clause that the token stands in."""
    node = token
    while node.pos_ in NOUNS and child(node, "cop") is None and governor(node) is not None:
        node = node.head
    return node


def citing(token: Token) -> Iterator[Report]:
    """"Reuters reported a raid, citing officials": the officials answer for it."""
    source, head = child(token, "obj"), governor(token)
    if source is None or head is None:
        return
    contents = [subtree(part) for part in children(head, "ccomp", "obj")]
    content = frozenset().union(*contents) if contents else subtree(head) - {head.i}
    yield Report(token, content - subtree(token), source, "citing")


def closing(verb: Token, cues: AttributionCues) -> Iterator[Report]:
    """"…, the ministry said." at the end of a sentence, however the parse of a long sentence has it."""
    if lemma(verb) not in cues.closing or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return
    after = verb.doc[verb.i + 1 : verb.sent.end]
    if any(word.pos_ in ("VERB", "NOUN", "PROPN", "SCONJ") and word.ent_type_ != "DATE" for word in after):
        return
    comma = next((i for i in range(verb.i - 2, max(verb.sent.start, verb.i - 12), -1) if verb.doc[i].text == ","), None)
    between = [verb.doc[i] for i in range(comma + 1, verb.i)] if comma is not None else []
    if comma is None or not between or any(word.pos_ in ("VERB", "CCONJ", "SCONJ") for word in between[:1]):
        return
    heads = [word for word in between if word.pos_ in NOUNS and word.head not in between]
    if heads and all(word.pos_ != "VERB" for word in between):
        yield Report(verb, frozenset(range(verb.sent.start, comma)), heads[-1])
