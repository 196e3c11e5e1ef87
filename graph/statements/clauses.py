"""What a clause is made of in Universal Dependencies: auxiliaries, subject, tense, particles, understood subject."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .cues import known_verbs
from .verbs import lemmas_of

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_GERUND_TAG, _PAST_TAGS, _PRESENT_TAGS = "VBG", frozenset({"VBD"}), frozenset({"VBZ", "VBP"})


def base(token: Token) -> str:
    """The relation without its subtype: `nsubj` for `nsubj:pass`."""
    return token.dep_.partition(":")[0]


def lemma(token: Token) -> str:
    """Lower-case lemma, the form itself where the model gives none.

    A lemmatizer without the word in its table guesses ("declin", "raide"); a regular form of a word that the cue lists
    name is that word.
    """
    found = (token.lemma_ or token.text).lower()
    if token.pos_ != "VERB" or found in known_verbs():
        return found
    return next((stem for stem in lemmas_of(token.lower_) if stem in known_verbs()), found)


def children(token: Token, *relations: str) -> Iterator[Token]:
    """Dependents in any of these relations, subtypes included, in textual order."""
    return (child for child in token.children if base(child) in relations)


def child(token: Token, *relations: str) -> Token | None:
    """The first such dependent."""
    return next(children(token, *relations), None)


def governor(token: Token) -> Token | None:
    """The head; None for the root of a sentence."""
    return None if token.head.i == token.i else token.head


def phrase(token: Token) -> str:
    """The lemma with its particle: `rule out`, `call off`."""
    particles = [lemma(part) for part in token.children if part.dep_ == "compound:prt"]
    return " ".join([lemma(token), *particles])


def marker(token: Token) -> str:
    """The words that introduce the clause or phrase, with what is fixed to them; '' where there are none."""
    found: list[str] = []
    for word in children(token, "mark", "case"):
        found.append(word.lower_)
        found += [part.lower_ for part in word.children if part.dep_ == "fixed"]
    return " ".join(found)


def auxiliaries(token: Token) -> list[Token]:
    """Auxiliaries and copula of the predicate, in textual order."""
    return [word for word in token.children if base(word) in ("aux", "cop")]


def subject(token: Token) -> Token | None:
    """The subject that stands in the clause itself."""
    return next((word for word in children(token, "nsubj", "csubj") if word.dep_ != "nsubj:outer"), None)


def is_passive(token: Token) -> bool:
    """A passive auxiliary or subject, or a participle that modifies a noun."""
    marked = any(word.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") for word in token.children)
    return marked or (token.tag_ == "VBN" and base(token) == "acl")


def is_infinitive(token: Token) -> bool:
    """Marked by "to" directly or on its copula or auxiliary, or by the "to" of "due to" before it."""
    if token.tag_ == _GERUND_TAG and not auxiliaries(token):
        return False
    fixed = token.tag_ == "VB" and any(word.dep_ == "fixed" and word.lower_ == "to" for word in token.head.children)
    return fixed or any(word.lower_ == "to" and word.tag_ in ("TO", "") for word in children(token, "mark", "aux"))


def is_gerund(token: Token) -> bool:
    """An -ing form without a finite auxiliary."""
    words = [token, *auxiliaries(token)]
    return not is_finite(token) and any(word.tag_ == _GERUND_TAG for word in words) and not is_infinitive(token)


def is_finite(token: Token) -> bool:
    """A finite verb form or a finite auxiliary."""
    return any(word.tag_ in ("VBD", "VBZ", "VBP", "MD") for word in (token, *auxiliaries(token)))


def is_definite(noun: Token) -> bool:
    """A name, a pronoun, or a noun determined by "the", "this" or a possessor."""
    determined = any(word.dep_ == "nmod:poss" or word.lower_ in DEFINITE for word in children(noun, "det", "nmod"))
    return determined or noun.pos_ in ("PROPN", "PRON")


def tense(token: Token) -> str | None:
    """`past`, `present` or `future` of a finite clause, the present perfect being past; None otherwise."""
    words = [*auxiliaries(token), token]
    lemmas = {lemma(word) for word in words[:-1]}
    if lemmas & {"will", "shall", "'ll", "’ll", "wo"}:
        return "future"
    if any(word.tag_ == "MD" for word in words):
        return None
    perfect = "have" in lemmas and any(word.tag_ == "VBN" for word in words)
    if perfect or any(word.tag_ in _PAST_TAGS for word in words):
        return "past"
    return "present" if any(word.tag_ in _PRESENT_TAGS for word in words) else None


def is_progressive(token: Token) -> bool:
    """`is meeting`: an -ing form with a form of be."""
    return token.tag_ == _GERUND_TAG and any(lemma(word) == "be" for word in auxiliaries(token))


def shares_clause(token: Token) -> bool:
    """Whether a second conjunct takes subject and auxiliaries from the first: `will deploy and attack`."""
    first = governor(token)
    if first is None or base(token) != "conj" or subject(token) is not None or auxiliaries(token):
        return False
    if child(token, "mark") is not None:
        return False
    if token.pos_ in NOUNS:
        return first.pos_ in NOUNS and child(token, "det", "case") is None and not is_definite(token)
    return token.tag_ == first.tag_ and (token.tag_ not in ("VBD", "VBZ", "VBP"))


def understood_subject(token: Token) -> Token | None:
    """Who the predicate is said of: its own subject, that of the clause that controls it, or the noun it modifies."""
    seen: set[int] = set()
    node: Token | None = token
    while node is not None and node.i not in seen:
        seen.add(node.i)
        own = subject(node)
        if own is not None:
            return _antecedent(own, node)
        node = _controller(node)
        if node is not None and node.pos_ in NOUNS and child(node, "cop") is None:
            return node
    return None


def _antecedent(own: Token, node: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    relative = own.tag_ in ("WDT", "WP") and node.dep_ == "acl:relcl"
    return node.head if relative else own


def _controller(node: Token) -> Token | None:
    head = governor(node)
    if head is None:
        return None
    if base(node) == "acl":
        return head
    if base(node) in ("xcomp", "ccomp"):
        return child(head, "obj", "iobj") or head
    return head if base(node) in ("conj", "advcl", "parataxis") else None


def sentence_end(token: Token) -> Token | None:
    """The question or exclamation mark or full stop that closes the clause."""
    return next((word for word in reversed(list(token.children)) if word.text in ("?", "!", ".", "?!", "!?")), None)


def clause_of(token: Token) -> Token:
    """The predicate of the clause that the token stands in."""
    node = token
    while node.pos_ in NOUNS and child(node, "cop") is None and governor(node) is not None:
        node = node.head
    return node
