"""Finds the words of a trigger in a clause."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from .dependents import OBLIQUES, hyphenated, preposition, spread
from .frames import Form, Trigger
from .syntax import Clause

_CALENDAR = """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december today yesterday tomorrow week month year day weekend night morning
    afternoon evening"""
CALENDAR = frozenset(_CALENDAR.split())
_QUANTITIES = """number hundred thousand million billion dozen score majority lot handful series couple ton kilogram
    group piece part most some many several all one none half third quarter rest batch pair wave round type kind bulk
    tens stock use dozens"""
FIXED = frozenset({"obj", "xcomp", "advmod", "obl", "compound:prt", "ccomp", "obl:unmarked"})
"""Relations in which a parser gives the fixed object of a verb."""
QUANTITIES = frozenset(_QUANTITIES.split())
"""Nouns and pronouns that count what their complement names: "hundreds of rockets"."""


def headwords(token: Token) -> tuple[str, ...]:
    """The lemma, and the form itself where it differs, as the lexicon may list either."""
    joined = hyphenated(token)
    if joined is not None:
        return (joined, joined.removesuffix("s"))
    lemma, form = token.lemma_.lower(), token.lower_
    if token.pos_ == "VERB":
        other = lemma + lemma[-1:] if form.startswith(lemma + lemma[-1:]) else lemma
    else:
        other = form.removesuffix("s") if token.tag_ == "NNS" else lemma
    return tuple(dict.fromkeys((lemma, other, form)))


def is_quantity(token: Token) -> bool:
    """Whether the word only counts what its complement names: "most of the rockets"."""
    return token.pos_ == "NUM" or token.lemma_.lower() in QUANTITIES or token.lower_ in QUANTITIES


def is_counted(token: Token) -> bool:
    """Whether the word says nothing of what is counted: "five others"."""
    return token.lemma_.lower() == "other" and any(child.dep_ == "nummod" for child in token.children)


def match(trigger: Trigger, clause: Clause) -> tuple[dict[str, tuple[Token, ...]], tuple[Token, ...]] | None:
    """The arguments left for roles and the tokens used, where all words of the trigger are there."""
    if trigger.form is Form.NOUN:
        return _match_noun(trigger, clause)
    return _match_verb(trigger, clause)


def _match_noun(
    trigger: Trigger, clause: Clause
) -> tuple[dict[str, tuple[Token, ...]], tuple[Token, ...]] | None:
    used: list[Token] = []
    for word in trigger.modifiers:
        found = next((t for t in clause.head.children if t.i < clause.head.i and is_word(t, word)), None)
        found = found or _deep_modifier(clause.head, word)
        if found is None or (found.pos_ == "PROPN" and clause.head.pos_ == "NOUN"):
            return None
        used.append(found)
    args = dict(clause.args)
    if trigger.oblique is not None:
        name, word = trigger.oblique
        fixed = _infinitive(clause, word) if name == "to" else None
        fixed = fixed or next((t for t in args.get(name, ()) for t in spread(t) if is_word(t, word)), None)
        if fixed is None:
            return None
        used.append(fixed)
    if trigger.slot is not None and trigger.slot not in args:
        return None
    return args, tuple(used)


def _deep_modifier(head: Token, word: str) -> Token | None:
    """"air defence missile strike": a compound inside a compound, or one that a coordination shares."""
    for child in head.children:
        if child.i < head.i and child.dep_ in ("compound", "amod"):
            for inner in child.subtree:
                if is_word(inner, word):
                    return inner
    return None


def _match_verb(
    trigger: Trigger, clause: Clause
) -> tuple[dict[str, tuple[Token, ...]], tuple[Token, ...]] | None:
    head, args, used = clause.head, dict(clause.args), []
    if trigger.particle is None and _other_particle(head):
        return None
    if trigger.particle is not None:
        particle = _particle(head, trigger.particle)
        if particle is None:
            return None
        used.append(particle)
    noun: Token | None = None
    if trigger.object is not None:
        noun = _fixed_object(head, args, trigger.object)
        if noun is None:
            return None
        used.append(noun)
        args["obj"] = tuple(t for t in args.get("obj", ()) if t.i != noun.i)
    if trigger.oblique is not None:
        fixed = _fixed_oblique(clause, args, noun, *trigger.oblique)
        if fixed is None:
            return None
        used.append(fixed)
    if trigger.slot is not None:
        if trigger.slot == "from" and not used and not _is_free(args.get("obj", ())):
            return None
        name = _slot_name(trigger)
        bearer = noun or (used[-1] if trigger.oblique is not None else next(iter(args.get("obj", ())), None))
        slot = args.pop(name, None) or _attached(bearer, trigger.slot)
        slot = tuple(token for token in slot if _may_stand(token, clause))
        if not slot:
            return None
        args["obj"] = slot
    return {name: tokens for name, tokens in args.items() if tokens}, tuple(used)


def _is_free(objects: tuple[Token, ...]) -> bool:
    """Whether the place of an object is free: who "withdrew troops from" a town did not "withdraw from" it himself."""
    return all(is_quantity(token) or token.pos_ in ("PRON", "NUM") for token in objects)


def _may_stand(token: Token, clause: Clause) -> bool:
    """Whether the phrase may stand for an object: after the verb, and no day or month."""
    after = token.i > clause.head.i or clause.passive or token.dep_ not in OBLIQUES
    return after and token.lower_ not in CALENDAR


def _other_particle(head: Token) -> bool:
    """Whether a particle makes another verb of it, which "up" in "up to forty" does not."""
    particles = (child for child in head.children if child.dep_ == "compound:prt")
    return any(not (p.lower_ == "up" and p.i + 1 < len(p.doc) and p.nbor(1).lower_ == "to") for p in particles)


def _slot_name(trigger: Trigger) -> str:
    if trigger.particle in ("out", "away") and trigger.slot == "of":
        return "from"
    return "towards" if trigger.slot == "toward" else trigger.slot or ""


def _attached(noun: Token | None, slot: str) -> tuple[Token, ...]:
    """Prepositional phrases of the fixed object: "took control of the tower"."""
    if noun is None:
        return ()
    return tuple(child for child in noun.children if child.dep_ in ("nmod", "obl") and preposition(child) == slot)


def _particle(head: Token, word: str) -> Token | None:
    for child in head.children:
        if child.lower_ == word and child.dep_ in ("compound:prt", "advmod", "obl", "xcomp"):
            return child
        if child.dep_ in ("obl", "advmod"):
            for inner in child.children:
                if inner.lower_ == word and inner.dep_ in ("case", "advmod") and inner.i == head.i + 1:
                    return inner
    return None


def _fixed_object(head: Token, args: Mapping[str, tuple[Token, ...]], word: str) -> Token | None:
    for token in args.get("obj", ()):
        for mate in spread(token):
            if is_word(mate, word):
                return mate
    for child in head.children:
        if child.dep_ in FIXED and is_word(child, word):
            return child if preposition(child) is None else None
    return None


def _fixed_oblique(
    clause: Clause, args: dict[str, tuple[Token, ...]], noun: Token | None, name: str, word: str
) -> Token | None:
    if name == "to":
        infinitive = _infinitive(clause, word)
        if infinitive is not None:
            return infinitive
    for token in (*args.get(name, ()), *_attached(noun, name)):
        if is_word(token, word):
            args[name] = tuple(t for t in args.get(name, ()) if t.i != token.i)
            return token
    bare = (child for child in clause.head.children if child.dep_ == "obl" and preposition(child) is None)
    return next((child for child in bare if args.get(name) and is_word(child, word)), None)


def _infinitive(clause: Clause, word: str) -> Token | None:
    content = clause.content
    return content if content is not None and is_word(content, word) else None


def is_word(token: Token, word: str) -> bool:
    """Whether the token is the word, inflected or not."""
    return word in (token.lemma_.lower(), token.lower_)
