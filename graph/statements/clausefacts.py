"""What the words of a clause or noun phrase itself say about its event: auxiliaries, negation, adverbs, questions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ...ontology.records import Modality
from .clauses import (
    NOUNS,
    auxiliaries,
    base,
    child,
    children,
    governor,
    is_infinitive,
    is_passive,
    lemma,
    marker,
    sentence_end,
    subject,
    tense,
    understood_subject,
)
from .cues import Effect, FactualityCues
from .denials import RULE, inserted

Found = Iterator[tuple[str, Effect]]
NEGATED = Effect(negated=True)
POSSIBLE = Effect(Modality.POSSIBLE)


def clause_effects(token: Token, source: Token, cues: FactualityCues) -> Found:
    """Rules of the predicate's own clause; `source` is the dependent through which the chain came."""
    nominal = token.pos_ in NOUNS
    if nominal:
        yield from _noun_phrase(token, cues)
        yield from _fragment(token)
    if not nominal or child(token, "cop") is not None:
        yield from _auxiliaries(token, cues)
        yield from _negation(token, source, cues)
        yield from _condition(token, cues)
        yield from _question(token, cues)
        yield from _infinitive_marker(token, cues)
    yield from _adverbs(token, cues)
    yield from _inserted(token)


def _inserted(token: Token) -> Found:
    """"The troops, Oslo denied, had left"."""
    for host in (token, *children(token, "nsubj", "obj")):
        for word in children(host, "acl", "parataxis", "advcl", "ccomp", "dep"):
            if inserted(word):
                yield f"{RULE}{lemma(word)}", NEGATED


def _noun_phrase(token: Token, cues: FactualityCues) -> Found:
    for word in children(token, "amod", "compound", "acl"):
        effect = cues.adjectives.get(lemma(word), cues.adjectives.get(word.lower_))
        if effect is not None and word.i < token.i:
            yield f"adjective:{word.lower_}", effect
    for word in children(token, "det", "advmod"):
        if word.lower_ in ("no", "neither") and base(word) == "det":
            yield f"negation:{word.lower_}", NEGATED


def _fragment(token: Token) -> Found:
    """A headline without a verb that asks: "Raid soon?"."""
    if base(token) == "ROOT" and child(token, "cop") is None and "?" in token.sent.text.rstrip()[-1:]:
        yield "question", POSSIBLE


def _auxiliaries(token: Token, cues: FactualityCues) -> Found:
    words = auxiliaries(token)
    for word in words:
        kind = cues.auxiliaries.get(word.lower_, cues.auxiliaries.get(lemma(word)) if word.tag_ == "MD" else None)
        if kind is None or (kind == "conditional" and _happened_later(token, words, cues)):
            continue
        yield f"modal:{word.lower_}", Effect(_modality(kind, token, words, cues))


def _modality(kind: str, token: Token, words: list[Token], cues: FactualityCues) -> Modality:
    if kind == "future":
        return Modality.PLANNED if decides(token, cues) else Modality.EXPECTED
    if kind == "conditional":
        if any(lemma(word) == "have" for word in words) or not _reported_past(token):
            return Modality.POSSIBLE
        return Modality.PLANNED if decides(token, cues) else Modality.EXPECTED
    if kind == "requested" and (any(lemma(word) == "have" for word in words) or _inverted(token)):
        return Modality.POSSIBLE
    return Modality(kind)


def _happened_later(token: Token, words: list[Token], cues: FactualityCues) -> bool:
    """"He would later resign" tells what was done; "would later have resigned" does not."""
    perfect = any(lemma(word) == "have" for word in words)
    return not perfect and any(word.lower_ in cues.later for word in children(token, "advmod"))


def _reported_past(token: Token) -> bool:
    """Inside a clause that a past verb reports, "would" is the future."""
    node: Token | None = token
    while node is not None:
        head = governor(node)
        if head is not None and base(node) in ("ccomp", "parataxis") and tense(head) != "future":
            return tense(head) == "past" or head.tag_ in ("VBD", "VBN", "VBG")
        node = head if base(node) in ("conj", "xcomp", "advcl", "acl") else None
    return False


def decides(token: Token, cues: FactualityCues) -> bool:
    """Whether somebody decides over the event: an agent as its active subject, or as agent of the passive."""
    if lemma(token) in cues.undecided:
        return False
    who = next((word for word in token.children if word.dep_ == "obl:agent"), None)
    if who is None:
        who = None if is_passive(token) else understood_subject(token)
    if who is None:
        return False
    named = who.pos_ == "PROPN" or (who.pos_ == "PRON" and who.lower_ in PERSONS)
    return named or bool({lemma(who), lemma(who).removesuffix("s")} & cues.deciding)


PERSONS = frozenset({"i", "we", "you", "he", "she", "they", "who", "us", "them", "him", "her", "me", "everyone", "all"})


def _negation(token: Token, source: Token, cues: FactualityCues) -> Found:
    for word in token.children:
        if word.i == source.i:
            continue
        if _negates(word, token, cues):
            yield f"negation:{word.lower_}", NEGATED
        elif base(word) == "cc" and word.lower_ == "nor":
            yield "negation:nor", NEGATED


def _negates(word: Token, token: Token, cues: FactualityCues) -> bool:
    relation = base(word)
    if relation in ("advmod", "neg", "discourse", "cc"):
        return _negative_adverb(word, cues) and not _until(token, cues)
    if relation in ("nsubj", "obj", "iobj", "csubj"):
        return _negative_argument(word, cues)
    return relation == "obl" and lemma(word) in cues.negating_phrases and _has_no(word)


def _negative_adverb(word: Token, cues: FactualityCues) -> bool:
    text = word.lower_
    if text == "longer" or text == "more":
        return any(part.lower_ == "no" for part in word.children)
    effect = cues.adverbs.get(text)
    if effect != NEGATED:
        return False
    after = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    return after not in cues.not_negating


def _negative_argument(word: Token, cues: FactualityCues) -> bool:
    return lemma(word) in cues.negative_pronouns or word.lower_ in cues.negative_pronouns or _has_no(word)


def _has_no(word: Token) -> bool:
    return any(part.lower_ in ("no", "neither") for part in children(word, "det", "cc"))


def _until(token: Token, cues: FactualityCues) -> bool:
    """"Did not withdraw until Friday": it did, later."""
    if tense(token) != "past":
        return False
    return any(marker(word) in ("until", "till") for word in children(token, "obl", "advcl"))


def _adverbs(token: Token, cues: FactualityCues) -> Found:
    for word in children(token, "advmod"):
        effect = cues.adverbs.get(word.lower_)
        if effect is None or effect == NEGATED:
            continue
        if effect.negated and effect.modality is Modality.ATTEMPTED and (token.pos_ in NOUNS or word.i > token.i):
            continue
        yield f"adverb:{word.lower_}", effect


def _infinitive_marker(token: Token, cues: FactualityCues) -> Found:
    """"Is to meet", and "was due to meet" where the parse takes "due to" for the marker of the infinitive."""
    forms = [word for word in auxiliaries(token) if lemma(word) == "be"]
    if token.tag_ in ("VB", "VBN") and is_infinitive(token) and forms and forms[0].tag_ in ("VBZ", "VBP", "VBD"):
        yield "be-to", Effect(Modality.PLANNED if decides(token, cues) else Modality.EXPECTED)
    for word in children(token, "mark"):
        effect = cues.operators.get(("infinitive", lemma(word)))
        if effect is not None and any(part.lower_ == "to" for part in word.children):
            yield f"operator:{lemma(word)}", effect


def is_negated(token: Token, source: Token, cues: FactualityCues) -> bool:
    """Whether the words of its own clause or phrase turn the predicate round."""
    return sum(effect.negated for _, effect in clause_effects(token, source, cues)) % 2 == 1


def _condition(token: Token, cues: FactualityCues) -> Found:
    """The main clause of a conditional, unless it tells of the past."""
    if tense(token) == "past":
        return
    for word in children(token, "advcl"):
        if is_condition(word, cues):
            yield f"conditional:{marker(word) or 'inversion'}", POSSIBLE
            return
    for word in children(token, "obl"):
        effect = cues.prepositions.get(marker(word))
        if effect == POSSIBLE:
            yield f"conditional:{marker(word)}", POSSIBLE
            return


def is_condition(clause: Token, cues: FactualityCues) -> bool:
    """An if-clause, or its inversion: "should he decide", "had they known"."""
    mark = marker(clause)
    if mark:
        return cues.conjunctions.get(mark) == "possible" and mark != "whether"
    return _inverted(clause)


def _inverted(clause: Token) -> bool:
    own, first = subject(clause), next(iter(auxiliaries(clause)), None)
    if own is None or first is None or first.i > own.i or own.tag_ in ("WP", "WDT"):
        return False
    return first.lower_ in ("should", "had", "were")


def _question(token: Token, cues: FactualityCues) -> Found:
    end = sentence_end(token)
    if end is not None and "?" in end.text and base(token) in ("ROOT", "ccomp", "parataxis") and not _asks_who(token):
        yield "question", POSSIBLE
    elif base(token) == "parataxis" and is_infinitive(token) and token.head.pos_ in NOUNS:
        yield "headline:to", Effect(Modality.PLANNED)
    elif base(token) == "ROOT" and token.tag_ == "VB" and not auxiliaries(token):
        if subject(token) is None and not is_infinitive(token):
            yield "imperative", Effect(Modality.REQUESTED)
        elif subject(token) is not None and is_infinitive(token):
            yield "headline:to", Effect(Modality.PLANNED if decides(token, cues) else Modality.EXPECTED)


def _asks_who(token: Token) -> bool:
    return any(
        word.tag_ in ("WP", "WDT", "WRB", "WP$") and word.i < token.i
        for part in (token, *token.children)
        for word in part.children
    )
