"""Whether what a word reports is said not to be so: "rejected reports that", "the claim is a lie", "falsely said"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from .clauses import NOUNS, base, child, children, governor, is_finite, is_passive, lemma, marker, phrase, subject
from .cues import read_cues, wordset
from .speech import speaker_of
from .verbs import lemmas_of

NEAR = 4
"""So many words back a verb is sought of which a claim is the object, where the parse tells nothing."""
LAST = 3
"""So many words at the end of its clause a label may be, also where the parse gives it to the claim."""
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
    confirming: frozenset[str]


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
    own, described = subject(token), child(token, "amod") is not None
    return token.tag_ == "NNS" or (token.tag_ == "VBZ" and (described or own is None or own.pos_ in ("ADJ", "VERB")))


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
        return is_content(part)
    clause = is_finite(part) or part.tag_ == "VBG"
    return mark in ("that", "of") or (clause and subject(part) is not None)


def is_content(clause: Token) -> bool:
    """"The claim that they bombed it", taken for a relative clause: "that" fills no gap in it."""
    own = subject(clause)
    first = next((word for word in clause.children if word.lower_ == "that" and word.i < clause.i), None)
    if first is None or own is None or own.i == first.i:
        return False
    return base(first) != "obj" or len(list(children(clause, "obj"))) > 1


def denier(denial: Denial, claim: Token) -> Token | None:
    """Who answers the claim; "Oslo disputed reports" may be read as one noun phrase."""
    if base(denial.word) == "amod" and subject(denial.word) is None:
        return child(claim, "nsubj", "compound")
    return speaker_of(denial.word)


def confirmation_of(claim: Token) -> Token | None:
    """The verb that confirms a claim: "could not verify reports that"."""
    head = governor(claim)
    confirms = head is not None and lemma(head) in denial_cues().confirming
    return head if confirms and claim.dep_ in ("obj", "nsubj:pass") else None


def is_lie(noun: Token) -> bool:
    """"It is a lie that", "spread the lie that": a noun that itself says that its clause is not so."""
    return noun.pos_ == "NOUN" and lemma(noun) in denial_cues().falsehoods


def is_fronted(node: Token, head: Token) -> bool:
    """"That they had raided it was denied": a clause before its verb."""
    if base(node) != "advcl" or node.i > head.i or not is_passive(head):
        return False
    first = node.left_edge.i
    return "that" in (word.lower_ for word in node.doc[max(first - 1, node.sent.start) : first + 1])


def inserted(verb: Token) -> bool:
    """"The troops, Oslo denied, had left": a verb of denying with its subject between commas."""
    if lemma(verb) not in denial_cues().denying or child(verb, "obj", "ccomp", "xcomp", "obl") is not None:
        return False
    own = subject(verb)
    if own is None or not is_finite(verb) or verb.i + 1 >= verb.sent.end or own.left_edge.i <= verb.sent.start:
        return False
    first = own.left_edge.i
    return verb.nbor(1).text == "," and any(word.text == "," for word in verb.doc[first - 1 : first + 1])


def _denials(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    first = claim
    while base(first) == "conj" and first.head.pos_ in NOUNS:
        first = first.head
    yield from _verbs(first, cues)
    yield from _grounds(first, cues)
    yield from _predicates(first, cues)
    yield from _attributes(claim, cues)


def _attributes(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    """"False reports that", "claims, denied by Oslo, that"."""
    for part in children(claim, "amod", "compound", "acl", "nmod"):
        if part.i < claim.i and {part.lower_, lemma(part)} & cues.falsehoods:
            yield Denial(part, voiced=False)
        elif part.tag_ in ("VBN", "VBD") and _name(part) in cues.denying and _is_about(part, claim):
            yield Denial(part)


def _is_about(verb: Token, claim: Token) -> bool:
    """Whether a participle or relative clause denies the noun itself, not an object of its own."""
    if base(verb) != "acl":
        return verb.i + 1 == claim.i
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
    if governor(claim) is not None and claim.pos_ != "VERB":
        return
    for verb in reversed(claim.doc[max(claim.i - NEAR, 0) : claim.i]):
        if verb.tag_ in ("VBD", "VBN", "VBZ", "VBP"):
            if _name(verb) in cues.denying:
                yield Denial(verb)
            return


def _name(verb: Token, mark: str = "") -> str:
    """With its particle or adverb and, where that is fixed, the preposition of the claim."""
    particles = [part.lower_ for part in verb.children if part.dep_ == "compound:prt" or _beside(part, verb)]
    known = denial_cues().denying
    stem = next((stem for stem in lemmas_of(verb.lower_) if stem in known), lemma(verb))
    bare = " ".join([stem, *particles])
    whole = f"{bare} {mark}".strip()
    return next((name for name in (whole, bare) if name in known), bare)


def _beside(part: Token, verb: Token) -> bool:
    return base(part) == "advmod" and part.i == verb.i + 1 and part.lower_ in ("aside", "away", "off", "back", "down")


def _labels(verb: Token, claim: Token, cues: DenialCues) -> bool:
    inside = {word.i for part in said_by(claim) for word in part.subtree if base(word) != "conj"}
    words = [word for word in verb.subtree if word.i > verb.i and word.i != claim.i and not word.is_punct]
    later = [word for word in words[:-LAST] if word.i not in inside] + words[-LAST:]
    return any({word.lower_, lemma(word)} & cues.falsehoods for word in later)


def _predicates(claim: Token, cues: DenialCues) -> Iterator[Denial]:
    """"The claim is false", "turned out to be a hoax", "is not true"."""
    if base(claim) == "nsubj":
        candidates = [claim.head, *children(claim.head, "xcomp", "obl", "ccomp")]
    elif claim.pos_ in NOUNS:
        candidates = [part for part in children(claim, "acl") if child(part, "cop") is not None]
    else:
        parts = list(children(claim, "ccomp", "parataxis", "conj", "xcomp"))
        candidates = [word for part in (claim.head, *parts) for word in (part, *children(part, "xcomp"))]
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


def surface_denial(token: Token) -> str:
    """The word of falsehood of "Reports that they bombed it are false" where the parse lost the claim; '' for none."""
    first, cues = token.sent[0], denial_cues()
    if first.lower_.removesuffix("s") not in cues.claims or first.nbor(1).lower_ not in ("that", "of"):
        return ""
    for word in token.doc[token.i + 1 : token.sent.end]:
        if word.text in (",", ";") or word.lower_ == "that":
            return ""
        if word.lower_ in cues.falsehoods or (word.tag_ == "VBN" and lemma(word) in cues.denying):
            return word.lower_ if any(lemma(part) == "be" for part in children(word, "cop", "aux")) else ""
    return ""
