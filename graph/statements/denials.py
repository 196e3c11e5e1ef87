"""Whether what a word reports is said not to be so: "rejected reports that", "the claim is a lie", "falsely said"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from .clauses import NOUNS, base, child, children, governor, is_finite, lemma, marker, phrase, subject
from .cues import read_cues, wordset

RULE = "denial:"
"""Opens the names of the rules by which what is reported is denied."""


@dataclass(frozen=True, slots=True)
class DenialCues:
    """ontology/cues/denial.yaml."""

    denying: frozenset[str]
    claims: frozenset[str]
    falsehoods: frozenset[str]
    truths: frozenset[str]
    grounds: frozenset[str]
    labelling: frozenset[str]
    falsely: frozenset[str]


@dataclass(frozen=True, slots=True)
class Denial:
    """The word that denies what a claim says."""

    word: Token
    voiced: bool = True
    """Somebody answers the claim ("Oslo rejected it"); otherwise who tells of it says himself that it is not so."""
    by_negation: bool = False
    """The negation of the word itself denies it: "is not true", "no truth to"."""

    @property
    def rule(self) -> str:
        """The name of the rule for the record of a statement."""
        return f"{RULE}{phrase(self.word)}"


@cache
def denial_cues() -> DenialCues:
    """The cues of denial, checked. Raises OntologyError."""
    file = "denial"
    data = read_cues(file)
    return DenialCues(**{name: wordset(data, name, file) for name in DenialCues.__slots__})


def denial_of(claim: Token) -> Denial | None:
    """What denies the content of a noun or verb of reporting; None where nothing does."""
    if is_claim(claim):
        return next(_denials(claim, denial_cues()), None)
    return _misreported(claim, denial_cues()) if claim.pos_ in ("VERB", "AUX") else None


def is_denial(rule: str) -> bool:
    """Whether the rule is that somebody says it is not so."""
    word = rule.removeprefix("operator:").partition(" ")[0].partition("/")[0]
    return rule.startswith(RULE) or (rule.startswith("operator:") and word in denial_cues().denying)


def is_claim(token: Token) -> bool:
    """A noun for what is said, also where the parse takes its plural for a verb without a subject."""
    if not {lemma(token), token.lower_.removesuffix("s")} & denial_cues().claims:
        return False
    if token.pos_ in NOUNS:
        return True
    own = subject(token)
    return token.tag_ in ("VBZ", "NNS") and (own is None or own.pos_ == "ADJ")


def said_by(claim: Token) -> Iterator[Token]:
    """What a claim says: its clauses and what stands behind "of"."""
    for part in children(claim, "acl", "ccomp", "nmod", "csubj"):
        if says(part, claim):
            yield part


def says(part: Token, claim: Token) -> bool:
    """Whether a dependent of the claim is its content."""
    mark = marker(part)
    if base(part) == "nmod":
        return mark == "of"
    if part.i < claim.i:
        return False
    if part.dep_ == "acl:relcl":
        return mark == "that" and subject(part) is not None
    return mark in ("that", "of") or (is_finite(part) and subject(part) is not None)


def inserted(verb: Token) -> bool:
    """"The troops, Oslo denied, had left": a verb of denying with its subject between commas."""
    if lemma(verb) not in denial_cues().denying or child(verb, "obj", "ccomp", "xcomp", "obl") is not None:
        return False
    own = subject(verb)
    if own is None or not is_finite(verb) or verb.i + 1 >= verb.sent.end or own.left_edge.i <= verb.sent.start:
        return False
    return verb.nbor(1).text == "," and verb.doc[own.left_edge.i - 1].text == ","


def _denials(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    first = claim
    while base(first) == "conj" and first.head.pos_ in NOUNS:
        first = first.head
    yield from _attributes(claim, cues)
    yield from _grounds(first, cues)
    yield from _verbs(first, cues)
    yield from _predicates(first, cues)


def _attributes(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    """"False reports that", "claims, denied by Oslo, that"."""
    for part in children(claim, "amod", "compound", "acl", "nmod"):
        if part.i < claim.i and {part.lower_, lemma(part)} & cues.falsehoods:
            yield Denial(part, voiced=False)
        elif part.pos_ == "VERB" and base(part) == "acl" and _name(part) in cues.denying and _is_about(part):
            yield Denial(part)


def _is_about(verb: Token) -> bool:
    """Whether a participle or relative clause denies the noun itself, not an object of its own."""
    return child(verb, "obj") is None or any(word.tag_ in ("WDT", "WP") for word in children(verb, "obj"))


def _grounds(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    """"No truth to claims that", "contrary to reports that"."""
    head = governor(claim)
    if marker(claim).startswith("contrary to") or (head is not None and head.lower_ == "contrary"):
        yield Denial(claim, voiced=False)
    if head is not None and lemma(head) in cues.grounds and any(w.lower_ == "no" for w in children(head, "det")):
        yield Denial(head, voiced=False, by_negation=True)


def _verbs(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    """"Oslo rejected reports that", "called the reports a lie"."""
    head = governor(claim)
    if head is None or head.pos_ not in ("VERB", "AUX", "ADJ"):
        yield from _before(claim, cues)
        return
    undergoes = claim.dep_ in ("obj", "nsubj:pass", "obl", "obl:unmarked", "ccomp", "iobj", "xcomp")
    labels = phrase(head) in cues.labelling and marker(claim) in ("", "as") and _labels(head, claim, cues)
    if undergoes and (labels or _name(head, marker(claim)) in cues.denying):
        yield Denial(head)


def _before(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    """"Oslo denied | Congolese claims that", where the parse ends a sentence between."""
    place = claim.left_edge.i - 1
    if claim.pos_ == "VERB" and place >= 0 and claim.doc[place].pos_ == "VERB":
        verb = claim.doc[place]
        if lemma(verb) in cues.denying:
            yield Denial(verb)


def _name(verb: Token, mark: str = "") -> str:
    """With its particle or adverb and, where that is fixed, the preposition of the claim."""
    particles = [part.lower_ for part in verb.children if part.dep_ == "compound:prt" or _beside(part, verb)]
    whole = " ".join([lemma(verb), *particles, *([mark] if mark else [])])
    known = denial_cues().denying
    bare = " ".join([lemma(verb), *particles])
    return next((name for name in (whole, bare) if name in known), bare)


def _beside(part: Token, verb: Token) -> bool:
    return base(part) == "advmod" and part.i == verb.i + 1 and part.lower_ in ("aside", "away", "off", "back", "down")


def _labels(verb: Token, claim: Token, cues: DenialCues) -> bool:
    inside = {word.i for part in said_by(claim) for word in part.subtree if base(word) != "conj"}
    later = (word for word in verb.subtree if word.i > verb.i and word.i not in inside and word.i != claim.i)
    return any({word.lower_, lemma(word)} & cues.falsehoods for word in later)


def _predicates(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    """"The claim is false", "turned out to be a hoax", "is not true"."""
    if base(claim) == "nsubj":
        candidates = [claim.head, *children(claim.head, "xcomp", "obl", "ccomp")]
    elif claim.pos_ == "VERB":
        parts = [part for part in children(claim, "ccomp", "parataxis", "conj", "xcomp") if marker(part) != "that"]
        candidates = [word for part in (claim.head, *parts) for word in (part, *children(part, "xcomp"))]
    else:
        return
    for word in candidates:
        names = {word.lower_, lemma(word)}
        negated = any(part.lower_ in ("not", "n't", "n’t", "never", "no") for part in word.children)
        ungrounded = names & cues.grounds and marker(word) == "without"
        untrue = bool(names & cues.truths) and negated
        if (names & cues.falsehoods and not negated) or untrue or ungrounded:
            yield Denial(word, voiced=False, by_negation=untrue)
        elif claim.pos_ == "VERB" and word.i != claim.i and word.pos_ == "VERB" and _name(word) in cues.denying:
            yield Denial(word)


def _misreported(verb: Token, cues: DenialCues) -> Denial | None:
    """"Falsely claimed that", "lied when it said that", "a fake report said that"."""
    for word in children(verb, "advmod"):
        if word.lower_ in cues.falsely:
            return Denial(word, voiced=False)
    head, own = governor(verb), subject(verb)
    if head is not None and base(verb) == "advcl" and lemma(head) == "lie" and head.pos_ == "VERB":
        return Denial(head, voiced=False)
    if own is not None and is_claim(own):
        return next((found for found in _attributes(own, cues) if not found.voiced), None)
    return None
