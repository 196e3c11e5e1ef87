"""Long lists of counted things, "165 helicopters, 1,228 tanks and 577 guns", made one coordination again.

A parser loses such lists after some items; that a number counts the noun after it, and that counted nouns between
commas belong together, the words themselves say.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

SHORTEST = 3
"""Counted phrases that make a list."""
WIDEST_GAP = 8
"""Tokens between two of them: what is coordinated without a number, or stands in brackets."""
INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "SPACE"})
GAP = INSIDE | {"CCONJ", "ADP", "DET", "ADV"}


def mend_lists(sentence: Span) -> None:
    """Numbers go to the noun that they stand before; counted nouns of one list to the first of them."""
    phrases = list(_counted(sentence))
    for phrase in phrases:
        _tighten(phrase)
    for chain in _chains(phrases):
        if len(chain) >= SHORTEST:
            first = chain[0][-1]
            for phrase in chain[1:]:
                _coordinate(phrase[-1], first)
            _participle_after(chain[-1][-1])


def _counted(sentence: Span) -> Iterator[list[Token]]:
    """Each number with the words up to the last noun before a break."""
    for token in sentence:
        if token.tag_ == "CD" and token.pos_ == "NUM" and not (token.i and token.nbor(-1).tag_ == "CD"):
            phrase = _phrase(token, sentence.end)
            if phrase:
                yield phrase


def _phrase(number: Token, end: int) -> list[Token]:
    words = [number]
    for i in range(number.i + 1, min(end, number.i + 9)):
        token = number.doc[i]
        if token.pos_ not in INSIDE or (token.is_punct and token.text != "-"):
            break
        words.append(token)
    while words and words[-1].pos_ not in ("NOUN", "PROPN"):
        words.pop()
    return words


def _tighten(phrase: list[Token]) -> None:
    """What stands between a number and its noun depends on the noun, or on what does."""
    head, inside = phrase[-1], {token.i for token in phrase}
    if head.head.i in inside and head.head.i != head.i:
        return
    for token in phrase[:-1]:
        if token.head.i not in inside and token.head.i != token.i:
            token.head = head
            token.dep_ = {"NUM": "nummod", "ADJ": "amod"}.get(token.pos_, "compound")


def _chains(phrases: list[list[Token]]) -> Iterator[list[list[Token]]]:
    chain: list[list[Token]] = []
    for phrase in phrases:
        if chain and not _joined(chain[-1][-1], phrase[0]):
            yield chain
            chain = []
        chain.append(phrase)
    if chain:
        yield chain


def _joined(left: Token, right: Token) -> bool:
    """Only punctuation, conjunctions and bare nouns between, and a comma or "and" right before the number."""
    gap = [token for token in left.doc[left.i + 1 : right.i] if not token.is_space]
    if not gap or len(gap) > WIDEST_GAP:
        return False
    nominal = all(token.pos_ in GAP or token.dep_ == "amod" or token.tag_ == "VBG" for token in gap)
    return nominal and (gap[-1].text == "," or gap[-1].lower_ in ("and", "or"))


def _coordinate(noun: Token, first: Token) -> None:
    if noun.i == first.i or any(ancestor.i == noun.i for ancestor in first.ancestors):
        return
    if noun.head.i != first.i or noun.dep_ != "conj":
        noun.head, noun.dep_ = first, "conj"


def _participle_after(noun: Token) -> None:
    """"and 97 rockets shot down by gunners": the participle belongs to the last of the list."""
    if noun.i + 1 >= len(noun.doc):
        return
    verb = noun.nbor(1)
    if verb.tag_ not in ("VBD", "VBN") or not any(child.lower_ == "by" for child in verb.subtree):
        return
    subjects = any(child.dep_.startswith("nsubj") and child.i > noun.i for child in verb.children)
    if not subjects and verb.head.i != verb.i and not any(ancestor.i == verb.i for ancestor in noun.ancestors):
        verb.head, verb.dep_, verb.tag_ = noun, "acl", "VBN"
