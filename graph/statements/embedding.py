"""What a governing word makes of the event in its complement: one step up the tree from an event to its governor."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from ...ontology.records import Modality
from .clausefacts import is_condition, is_negated
from .clauses import (
    NOUNS,
    base,
    child,
    children,
    governor,
    is_definite,
    is_finite,
    is_gerund,
    is_infinitive,
    is_passive,
    lemma,
    marker,
    phrase,
    shares_clause,
    subject,
    tense,
)
from .cues import Effect, FactualityCues
from .denials import denial_of, is_claim, says
from .operators import ATTEMPTED, NO_EFFECT, operator, said_of_subject

CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acl"})
ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "compound"})
POSSIBLE = Effect(Modality.POSSIBLE)
PLANNED = Effect(Modality.PLANNED)
NEGATED = Effect(negated=True)
CHARGING = frozenset({"arrest", "detain", "charge", "indict", "prosecute", "investigate", "try", "want", "jail"})
"""Verbs of bringing to justice: what somebody is held for is what he is said to have done."""
WITHHOLDING = frozenset({"suspend", "halt", "freeze", "withhold", "stop", "block", "refuse", "postpone", "delay"})
"""Verbs of not doing what may be done when the clause of "until" comes true."""
LATER = frozenset({"when", "once", "as soon as", "by the time"})
"""Before a present tense beside a past one or none: what is still to come."""
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "next"})


@dataclass(frozen=True, slots=True)
class Link:
    """A step up: what the governor does to the event, and what of the governor's own clause reaches it."""

    governor: Token
    rule: str = ""
    effect: Effect | None = None
    polarity: bool = True
    """Whether negation of the governor and further up reaches the event."""
    own: bool = True
    """Whether the words of the governor's own clause bear on the event."""
    stop: bool = False


def climb(node: Token, cues: FactualityCues, *, first: bool = True) -> Link | None:
    """The step from a predicate or event noun to its governor; None where what is above does not bear on it.

    `first` is False further up the chain, where the node is no longer the event itself.
    """
    head, relation = governor(node), base(node)
    if (is_infinitive(node) or node.pos_ in NOUNS) and _is_purpose_subject(node, cues):
        return Link(node if head is None else head, "operator:copula", PLANNED, stop=True)
    relative = node.dep_ == "acl:relcl"
    if head is None or node.dep_ in ("advcl:relcl", "compound:prt") or (relative and not is_claim(head)):
        return None
    if relation == "conj":
        return _coordination(node, head)
    denied = _denied(node, head)
    if denied is not None:
        return denied
    if _is_fronted(node, head):
        return _complement(node, head, cues)
    if relative:
        return None
    if relation == "advcl":
        return _adverbial(node, head, cues)
    if relation in CLAUSES:
        return _complement(node, head, cues)
    return _nominal(node, head, cues, first=first) if relation in ARGUMENTS else None


def _denied(node: Token, head: Token) -> Link | None:
    """"Oslo rejected reports that", "the claim of a raid is a lie", "falsely said that"."""
    said = says(node, head) if is_claim(head) else base(node) == "ccomp"
    denial = denial_of(head) if said else None
    if denial is None:
        return None
    return Link(denial.word, denial.rule, NO_EFFECT if denial.by_negation else NEGATED)


def _is_fronted(node: Token, head: Token) -> bool:
    """"That they had raided it was denied": a clause before its verb."""
    return base(node) == "advcl" and marker(node) == "that" and node.i < head.i and is_passive(head)


def _is_purpose_subject(node: Token, cues: FactualityCues) -> bool:
    """"The plan was to capture the bridge"."""
    own = subject(node) or next((word for word in node.children if word.dep_ == "nsubj:outer"), None)
    copula = any(lemma(word) == "be" for word in children(node, "cop", "aux"))
    return own is not None and lemma(own) in cues.purposes and copula


def _coordination(node: Token, head: Token) -> Link | None:
    shared = shares_clause(node)
    if not shared and subject(node) is not None and tense(node) == "past" != tense(head):
        return None
    contrast = any(word.lower_ in ("but", "yet", "nor") for word in children(node, "cc"))
    return Link(head, polarity=not contrast, own=shared)


def _adverbial(node: Token, head: Token, cues: FactualityCues) -> Link | None:
    mark = marker(node)
    kind = cues.conjunctions.get(mark)
    if is_condition(node, cues) or kind == "possible":
        return Link(head, f"conditional:{mark or 'inversion'}", POSSIBLE, stop=True)
    if kind == "negative":
        return Link(head, f"conjunction:{mark}", NEGATED, polarity=False)
    if mark in ("until", "till") and lemma(head) in WITHHOLDING and tense(head) == "past":
        return Link(head, f"conjunction:{mark}", POSSIBLE, polarity=False, stop=True)
    if mark in LATER and tense(node) == "present" and tense(head) in ("past", None):
        return Link(head, f"conjunction:{mark}:later", Effect(Modality.EXPECTED), polarity=False, stop=True)
    if mark in ("for", "over") and is_gerund(node) and lemma(head) in CHARGING:
        return Link(head, f"charge:{lemma(head)}", POSSIBLE, polarity=False, stop=True)
    found = operator(head, "gerund", mark, cues) if mark and is_gerund(node) else None
    if found is not None and found[0].endswith(f" {mark}"):
        return _link(node, head, found, cues)
    if is_infinitive(node) or kind == "purpose":
        return _purpose(node, head, cues)
    participle = not mark and (is_gerund(node) or node.tag_ == "VBN")
    if kind == "shared" or (participle and not _is_afterthought(node, head)):
        return _accompanying(node, head, mark)
    return None


def _is_afterthought(node: Token, head: Token) -> bool:
    """", signalling a change" after an infinitive is said of the whole sentence, not of what is planned."""
    before = node.doc[node.left_edge.i - 1].text if node.left_edge.i > node.sent.start else ""
    return before == "," and node.i > head.i and not is_finite(head)


def _accompanying(node: Token, head: Token, mark: str) -> Link | None:
    """A clause of time or manner is as far from the fact as its governor, unless it is told in the past."""
    if tense(node) == "past":
        return None
    if mark == "by" and tense(head) == "present" and not any(lemma(word) == "be" for word in children(head, "aux")):
        return Link(head, "means:by", POSSIBLE, polarity=False)
    return Link(head, f"conjunction:{mark}" if mark else "participle", NO_EFFECT, polarity=False)


def _purpose(node: Token, head: Token, cues: FactualityCues) -> Link:
    if lemma(head) in cues.instrumental:
        return Link(head, f"operator:{lemma(head)}", NO_EFFECT)
    if lemma(node) in cues.speech_purpose and lemma(head) in cues.speech_governors:
        return Link(head, "purpose:speech", NO_EFFECT, polarity=False)
    if any(word.lower_ == "only" for word in children(node, "advmod")):
        return Link(head, "purpose:only", NO_EFFECT, polarity=False)
    found = operator(head, "infinitive", "", cues) if marker(node) == "to" else None
    if found is not None and (found[1].modality is not Modality.ACTUAL or lemma(head) in cues.causative):
        return Link(head, *found, polarity=found[1].modality is not Modality.ATTEMPTED)
    if subject(node) is not None:
        return Link(head, "purpose:another", PLANNED, polarity=False)
    return Link(head, "purpose", ATTEMPTED, polarity=False)


def _complement(node: Token, head: Token, cues: FactualityCues) -> Link | None:
    takes, mark = _takes(node), marker(node)
    if mark in ("whether", "if"):
        return Link(head, f"question:{mark}", POSSIBLE, stop=True)
    if takes != "infinitive" and {lemma(head), phrase(head)} & cues.presupposing:
        return None
    found = said_of_subject(head, cues) if base(node) == "csubj" else None
    found = found or operator(head, takes, mark if takes == "gerund" else "", cues)
    if found is not None:
        return _link(node, head, found, cues)
    if mark == "that" and _is_subjunctive(node):
        return Link(head, "subjunctive", Effect(Modality.REQUESTED), polarity=False)
    if takes == "finite":
        found = _extraposed(head, cues)
        if found is not None:
            return Link(head, *found)
        raised = lemma(head) in cues.negation_raising and base(node) == "ccomp"
        return Link(head, "negation-raising", NO_EFFECT, stop=False) if raised else None
    if takes == "infinitive":
        return _plain_infinitive(node, head)
    if base(node) == "acl" and not mark:
        return None
    return Link(head, f"complement:{takes}", NO_EFFECT, polarity=False)


def _is_subjunctive(node: Token) -> bool:
    """"the proposal that he be heard": a clause whose verb is a bare form."""
    if is_finite(node) or subject(node) is None:
        return False
    helping = [word for word in children(node, "aux") if word.i < node.i]
    return (helping[0] if helping else node).tag_ == "VB"


def _extraposed(head: Token, cues: FactualityCues) -> tuple[str, Effect] | None:
    """"Fears grew that": the clause belongs to the subject."""
    noun = subject(head)
    effect = cues.operators.get(("finite", lemma(noun))) if noun is not None and noun.pos_ == "NOUN" else None
    return (f"operator:{lemma(noun)}", effect) if noun is not None and effect is not None else None


def _link(node: Token, head: Token, found: tuple[str, Effect], cues: FactualityCues) -> Link:
    word = found[0].partition(":")[2].partition(" ")[0]
    if word in cues.open_if_negated and is_negated(head, node, cues):
        return Link(head, f"{found[0]}:negated", POSSIBLE, polarity=False)
    return Link(head, *found)


def _takes(node: Token) -> str:
    if is_infinitive(node):
        return "infinitive"
    if is_finite(node):
        return "finite"
    if is_gerund(node):
        return "gerund"
    return "finite" if node.pos_ in NOUNS or base(node) in ("acl", "csubj") else "infinitive"


def _plain_infinitive(node: Token, head: Token) -> Link:
    """An infinitive under a word that the lists do not name: not a fact."""
    if any(word.lower_ in ORDINALS for word in (head, *children(head, "amod", "advmod"))):
        return Link(head, "infinitive:first", NO_EFFECT)
    if any(word.lower_ == "too" for word in children(head, "advmod")):
        return Link(head, "infinitive:too", Effect(Modality.POSSIBLE, negated=True))
    if not is_infinitive(node):
        return Link(head, "infinitive:bare", NO_EFFECT)
    return Link(head, "infinitive", POSSIBLE if head.pos_ == "ADJ" else PLANNED)


def _nominal(node: Token, head: Token, cues: FactualityCues, *, first: bool) -> Link | None:
    preposition = marker(node) if base(node) in ("obl", "nmod") else ""
    link = _prepositional(head, preposition, cues) if preposition else None
    if link is not None:
        return link
    if base(node) != "nsubj" and {lemma(head), phrase(head)} & cues.presupposing:
        return None
    if base(node) == "nsubj" and node.dep_ != "nsubj:pass":
        found = said_of_subject(head, cues)
    elif base(node) == "obl" and not preposition:
        found = None
    else:
        found = operator(head, "noun", preposition, cues)
    if found is not None:
        word = found[0].partition(":")[2]
        known = word in cues.presupposing_definite or _is_ascribed(node, found)
        answered = first and lemma(node) in cues.answered and word in cues.answering
        return None if answered or (known and is_definite(node)) else _link(node, head, found, cues)
    if head.pos_ in NOUNS and child(head, "cop") is None:
        return None
    return _unlisted(node, head)


def _is_ascribed(node: Token, found: tuple[str, Effect]) -> bool:
    """"The raid may have been carried out by rebels": open is by whom."""
    agent = any(word.dep_ == "obl:agent" for word in node.head.children)
    return node.dep_ == "nsubj:pass" and agent and found[1] == NO_EFFECT


def _unlisted(node: Token, head: Token) -> Link | None:
    """An indefinite event ("a response") is as far from the fact as its clause, a definite one is presupposed."""
    if is_definite(node):
        return None
    words = ("any", "a", "an") if base(node) == "obj" else ("any",)
    return Link(head, "indefinite", NO_EFFECT, polarity=any(word.lower_ in words for word in children(node, "det")))


def _prepositional(head: Token, preposition: str, cues: FactualityCues) -> Link | None:
    """"in the event of an attack", "without an attack"."""
    article = " ".join(word.lower_ for word in children(head, "det"))
    compound = " ".join(f"{marker(head)} {article} {head.lower_} {preposition}".split())
    for text in (preposition, compound):
        effect = cues.prepositions.get(text)
        if effect is not None:
            stop = effect.modality is Modality.POSSIBLE
            return Link(head, f"preposition:{text}", effect, polarity=False, stop=stop)
    return None
