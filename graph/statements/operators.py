"""What the cue lists say of a governing word: its entry for an event in its complement."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ...ontology.records import Modality
from .clauses import NOUNS, child, children, is_infinitive, is_passive, lemma, marker, phrase, tense
from .cues import Effect, FactualityCues

NO_EFFECT = Effect()
ATTEMPTED = Effect(Modality.ATTEMPTED)


def said_of_subject(head: Token, cues: FactualityCues) -> tuple[str, Effect] | None:
    """"The attack began", "is imminent", "is out of the question", "is a possibility"."""
    if any(is_infinitive(part) for part in children(head, "xcomp")):
        return None
    whole = " ".join(f"{marker(head)} {' '.join(word.lower_ for word in children(head, 'det'))} {head.lower_}".split())
    for text in (whole, phrase(head), lemma(head)):
        effect = cues.operators.get(("subject", text))
        if effect is not None:
            return f"operator:{text}", effect
    adjective = cues.adjectives.get(head.lower_)
    if adjective is not None and child(head, "cop") is not None:
        return f"adjective:{head.lower_}", adjective
    if head.pos_ in NOUNS and child(head, "cop") is not None:
        return operator(head, "noun", "", cues)
    return None


def operator(head: Token, takes: str, preposition: str, cues: FactualityCues) -> tuple[str, Effect] | None:
    """The entry for the governor: with its particle, object and preposition before the bare word."""
    for key in _keys(head, preposition, cues):
        for word in (f"{key}/{_letter(head)}", key):
            effect = cues.operators.get((takes, word))
            if effect is not None:
                return f"operator:{word}", _adjusted(head, word, effect, cues)
    if takes == "gerund" and head.pos_ in NOUNS:
        return operator(head, "noun", preposition, cues)
    return None


def _keys(head: Token, preposition: str, cues: FactualityCues) -> Iterator[str]:
    stems = dict.fromkeys((phrase(head), lemma(head), head.lower_))
    if preposition:
        yield from (f"{stem} {preposition}" for stem in stems)
        direct = child(head, "obj")
        if direct is not None:
            yield f"{lemma(head)} {lemma(direct)} {preposition}"
        if head.pos_ not in NOUNS or preposition not in cues.noun_prepositions:
            return
    if any(word.lower_ == "yet" for word in children(head, "advmod")):
        yield f"{lemma(head)} yet"
    yield from stems


def _letter(head: Token) -> str:
    return "N" if head.pos_ in NOUNS else "A" if head.pos_ == "ADJ" else "V"


def _adjusted(head: Token, word: str, effect: Effect, cues: FactualityCues) -> Effect:
    """"Was able to" did; "pushed them to leave" made them, "pushed to leave" only tried."""
    if word in cues.fulfilled_in_past and tense(head) == "past":
        return NO_EFFECT
    alone = child(head, "obj", "iobj") is None and not is_passive(head)
    return ATTEMPTED if word in cues.driven and alone and effect == NO_EFFECT else effect
