"""Verbs that lend their arguments to the event that their object names: "carried out strikes", "came under attack"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from .conditions import Links
from .dependents import preposition, spread
from .frames import Light
from .lexicon import Lexicon
from .matching import Match, matches
from .owners import is_melee
from .patterns import headwords, is_quantity, match
from .syntax import Clause, Syntax

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither"})
NOBODY = frozenset({"nobody", "none", "neither"})
_PHASES = """suspension halt end cut cutoff resumption reduction increase freeze continuation start launch delivery
    provision completion extension expansion cancellation termination restoration acceleration"""
PHASES = frozenset(_PHASES.split())
"""Nouns that say what becomes of the event that they are of: "announced a suspension of aid"."""
JOINTS = frozenset({"of", "to", "in"})
CURRENCIES = frozenset({"dollar", "euro", "pound", "krone", "krona", "yen", "franc", "ruble", "rupee", "yuan", "$"})
MELEES = frozenset({"in", "during", "after", "amid"})
"""Prepositions of a fight of which the subject of the clause is one side."""
OWN = {"subj": ("poss", "by", "subj", "adjective"), "obj": ("of", "on", "against", "obj")}
"""Arguments by which an event noun names a participant itself, so that it borrows none."""


@dataclass(frozen=True, slots=True)
class Loan:
    """What a verb lends to an event noun."""

    verb: Token
    args: Mapping[str, tuple[Token, ...]]
    rule: str
    modality: str | None = None
    bare: bool = True
    """The verb says nothing but that the event takes place, so that it is no statement of its own."""
    mutual: bool = False
    """The event is the subject's own only where it takes both sides: who refuses talks, not who defies a ban."""


def loans(sentence: Span, syntax: Syntax, links: Links, lexicon: Lexicon) -> dict[int, Loan]:
    """By index of an event noun, what the verb over it lends."""
    found: dict[int, Loan] = {}
    for token in sentence:
        for head in headwords(token) if token.pos_ == "VERB" and token.dep_ != "amod" else ():
            for noun, loan in _lent(token, head, syntax, lexicon):
                if noun.i not in found and is_event(noun, syntax, links, lexicon):
                    found[noun.i] = loan
    return found


def _lent(token: Token, head: str, syntax: Syntax, lexicon: Lexicon) -> Iterator[tuple[Token, Loan]]:
    clause = syntax.clause(token)
    for trigger, light in lexicon.light.get(head, ()):
        matched = match(trigger, clause)
        if matched is None:
            continue
        args = matched[0]
        if clause.passive and trigger.slot is not None and "subj" not in args:
            args = {**args, "subj": clause.get("obj")}
        nouns = list(event_heads(args.get(light.event, ())))
        for noun in nouns:
            rule = f"light:{light.id}:{trigger.text}"
            yield noun, Loan(token, _rest(args, light, token), rule, light.modality, not light.own)
        if nouns:
            return


def _rest(args: Mapping[str, tuple[Token, ...]], light: Light, verb: Token) -> dict[str, tuple[Token, ...]]:
    """What of the verb's arguments the event takes, under the names that they have there.

    Of a verb that is denied and says something of its own ("no group admitted the attack") it takes nothing.
    """
    if light.own and _denied(verb, args.get("subj", ())):
        return {}
    rest = {name: tokens for name, tokens in args.items() if name not in ("subj", "obj", "iobj")}
    if light.event == "subj":
        if light.subject != "none":
            rest[light.subject] = args.get("obj", ())
    elif light.subject in ("subj", "obj"):
        rest[light.subject] = args.get("subj", ())
    elif "subj" in args and light.subject != "none":
        rest[light.subject] = args["subj"]
    return rest


def _denied(verb: Token, subjects: tuple[Token, ...]) -> bool:
    negated = any(child.lower_ in NEGATIONS for child in verb.children)
    return negated or any(s.lower_ in NOBODY or any(c.lower_ == "no" for c in s.children) for s in subjects)


def event_heads(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The nouns, coordinated ones too, and what "a series of" or "dozens of" is of."""
    for token in tokens:
        for mate in spread(token):
            inner = [c for c in mate.children if c.dep_ == "nmod" and preposition(c) == "of"]
            if (is_quantity(mate) or mate.lemma_.lower() in CURRENCIES) and inner:
                yield from event_heads(tuple(inner))
                continue
            yield mate
            if mate.lemma_.lower() in PHASES:
                yield from event_heads(tuple(c for c in mate.children if c.dep_ == "nmod" and preposition(c) in JOINTS))


def is_event(token: Token, syntax: Syntax, links: Links, lexicon: Lexicon) -> bool:
    """Whether the noun is the trigger of an event type."""
    readings = matches(token, syntax, links, lexicon)
    return any(reading.nominal and reading.frame.type is not None for reading in readings)


def borrow(reading: Match, loan: Loan | None, links: Links) -> Match:
    """The event noun with what it lacks from the verb over it."""
    if loan is None or not reading.nominal:
        return reading
    args = dict(reading.args)
    for name, tokens in loan.args.items():
        own = (token for argument in OWN.get(name, (name,)) for token in args.get(argument, ()))
        if tokens and not any(links.at(token) is not None for token in own):
            args[name] = tokens
    return replace(reading, args=args, rules=(*reading.rules, loan.rule))


def one_side(noun: Token, syntax: Syntax, lexicon: Lexicon) -> Loan | None:
    """"Two were wounded in a clash with rebels": who the clause is about is the other side of the fight."""
    verb = noun.head
    fights = noun.dep_ == "obl" and preposition(noun) in MELEES and verb.pos_ == "VERB" and is_melee(noun, lexicon)
    if not fights or "~speech-verb" in lexicon.classes_of(verb.lemma_.lower()) or not syntax.clause(noun).get("with"):
        return None
    clause = syntax.clause(verb)
    about = clause.get("obj" if clause.passive else "subj")
    return Loan(verb, {"subj": about}, "side", bare=False) if about else None


def controlled(reading: Match, clause: Clause) -> Iterator[tuple[Token, Loan]]:
    """Event nouns that a speech act, promise or order has for its object: "announced the deployment"."""
    if reading.frame.content is None or reading.nominal:
        return
    who = reading.args.get("subj", ()) if reading.frame.control == "subj" else ()
    args = {"subj": who} if who else {}
    refused = reading.frame.type == "Rejected"
    denied = reading.frame.type == "Denied"
    for argument in ("obj",) if denied else ("obj", "of", "for", "about", "against"):
        for noun in event_heads(reading.args.get(argument, ())):
            if noun.pos_ == "NOUN":
                rule = f"content:{reading.frame.id}"
                yield noun, Loan(clause.head, args, rule, reading.frame.content, bare=False, mutual=refused)
