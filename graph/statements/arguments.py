"""The arguments of a match, with the names under which its frame gives them roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from spacy.tokens import Token

from ...ontology.records import EntityType
from .conditions import Links
from .dependents import OBLIQUES, nearby, preposition, spread
from .lexicon import Lexicon
from .matching import Match
from .owners import deeds, is_deed, is_melee, mention_of
from .patterns import is_quantity

PLACES = frozenset({"place", "origin", "destination"})
SPECIFYING = frozenset({"specifically", "namely", "notably", "particularly", "especially"})
WHERE = frozenset({"around", "near", "along", "in", "at", "on"})
PARTIES = frozenset({EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PERSON})
"""Who shoots where a state may be no more than from where: "mortar fire from the militia"."""
SHOOTING = frozenset({"Attacked", "Struck", "Launched", "Killed", "Wounded"})
AGAINST = frozenset(
    [
        *product(("Protested",), ("compound", "poss", "of"), (EntityType.STATE, EntityType.ORGANIZATION)),
        *product(SHOOTING, ("compound",), (EntityType.PERSON,)),
    ]
)
"""Types, arguments and whom they name that are not who does it: "the summit protests", "the Petrov attack"."""
SUBJECT = frozenset({"nsubj", "nsubj:pass"})
AFFECTED = frozenset({"obj", "iobj", "obl"})
AFFECTING = frozenset({"to", "against", "with", "on", "for", "from"})
SLOTS = {"with": "recipient", "to": "recipient", "from": "origin"}
"""Prepositions of a trigger that tell more of the role than an object does, where the frame lets them."""


def roles_of(match: Match, argument: str, token: Token, links: Links, lexicon: Lexicon) -> tuple[str, ...]:
    """What the argument may be: of whom speech is about, no place; on or at a place that is no more than where."""
    named = (match.frame.noun_roles if match.nominal else match.frame.roles).get(argument, ())
    inside = match.frame.content is not None or argument == "within"
    if inside and (token.head.i != match.token.i or _behind_deed(token, match, lexicon)):
        named = tuple(role for role in named if role not in PLACES)
    if match.nominal or match.clause.passive:
        kind = _kind(token, links)
        if argument == "from" and match.frame.type in SHOOTING and kind in PARTIES:
            return ("actor",)
        if match.nominal and (match.frame.type, argument, kind) in AGAINST:
            named = tuple(role for role in named if role != "actor")
    where = ("of", "compound") if is_melee(match.token, lexicon) else ("on", "at") if not match.nominal else ()
    if argument in where and _kind(token, links) is EntityType.PLACE:
        named = tuple("place" if role == "object" else role for role in named)
    return named


def _behind_deed(token: Token, match: Match, lexicon: Lexicon) -> bool:
    """"ordered the departure of staff at the embassy": a place behind the deed that is spoken of."""
    return any(match.token.i < deed.i < token.i and is_deed(deed, lexicon) for deed in match.args.get("obj", ()))


def _kind(token: Token, links: Links) -> EntityType | None:
    """What the phrase names."""
    mention = mention_of(token, links)
    return links.entities[mention.entity].type if mention is not None else None


def arguments(match: Match, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """Arguments spread over their coordination, the core ones first; then what hangs on the object."""
    used = {token.i for token in match.used}
    names = sorted(match.args, key=lambda name: ({"subj": 0, "obj": 1, "iobj": 2, "poss": 3}.get(name, 4), name))
    both = "poss" in match.args and "by" in match.args and match.nominal
    for name in names:
        for token in match.args[name]:
            for mate in spread(token):
                if mate.i not in used or match.nominal:
                    yield _name(name, match, both, token), mate
            if name == "obj":
                yield from ((_name(name, match, both, token), mate) for mate in _specified(token))
    if not match.nominal:
        yield from _moved(match)
        yield from _beneath(match, lexicon)
        yield from _of_occasion(match, lexicon)
        yield from (("fixed", token) for token in match.used if token.pos_ in ("NOUN", "PROPN"))
    else:
        yield from _where(match)
    if match.content is not None:
        yield from (("content", token) for token in within(match.content, SUBJECT))
        yield from (("within", token) for token in within(match.content, AFFECTED))


def _name(name: str, match: Match, both: bool, first: Token) -> str:
    """With "by", the possessor undergoes; what is included belongs to the argument before it."""
    if name == "poss" and both:
        return "of"
    slot = match.trigger.slot
    if name == "obj" and slot in SLOTS and SLOTS[slot] in match.frame.roles.get(slot, ()):
        left = slot != "from" or "origin" in match.frame.roles.get("obj", ())
        return slot if left else name
    if name in ("including", "such"):
        before = [(token.i, other) for other in match.args if other != name for token in match.args[other]]
        return max((pair for pair in before if pair[0] < first.i), default=(0, "subj"))[1]
    return name


def within(content: Token, relations: frozenset[str]) -> Iterator[Token]:
    """The phrases of a content clause in these relations; oblique ones only where they name who is affected."""
    for child in content.children:
        if child.dep_ in relations and (child.dep_ != "obl" or preposition(child) in AFFECTING):
            yield from spread(child)
            if child.dep_ == "obj":
                yield from (mate for inner in child.children if _is_with(inner) for mate in spread(inner))
        elif child.dep_ == "xcomp" and child.pos_ == "NOUN" and "obj" in relations:
            yield from (inner for inner in child.children if inner.dep_ == "nmod" and preposition(inner) == "of")


def _is_with(token: Token) -> bool:
    """"has no issue with Togo"."""
    return token.dep_ == "nmod" and preposition(token) == "with"


def _where(match: Match) -> Iterator[tuple[str, Token]]:
    """"the build-up of troops around the port": a place that the parser hangs on whom the event is done to."""
    for token in match.args.get("of", ()):
        for child in token.children:
            name = preposition(child) if child.dep_ in OBLIQUES else None
            if name in WHERE and name not in match.args and PLACES.issuperset(match.frame.noun_roles.get(name, ("",))):
                yield from ((name, mate) for mate in spread(child))


def _moved(match: Match) -> Iterator[tuple[str, Token]]:
    """"withdrew its troops from the valley": behind what stands where an object would, the object that is moved."""
    if match.trigger.slot == "from" and match.trigger.object is None:
        for token in match.clause.get("obj"):
            if token not in match.used and not match.clause.passive:
                yield from (("obj", mate) for mate in spread(token))


def _beneath(match: Match, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """Phrases that the parser hangs on the object but that a role of the verb may claim; weapons that are "used".

    Those of an object that is another deed are the deed's: "condemned the attack on the church".
    """
    kind = match.frame.type
    objects = match.args.get("obj", ())
    foreign = {token.i for token in objects if kind not in (deeds(token, lexicon) or {kind})}
    owned = match.frame.users and "of" in match.frame.roles  # "defaced the website of": a user's frame says whose
    for token in (*objects, *match.used, *(child for noun in objects for child in _counted(noun))):
        if token.i not in foreign:
            yield from (("near", place) for place in nearby(token))
        for child in token.children:
            name = preposition(child) if child.dep_ in OBLIQUES else None
            if name == "by" and match.clause.passive and "subj" not in match.args and child.i > match.token.i:
                name = "subj"
            elif token.i in foreign:
                continue
            if name is not None and (name != "of" or owned) and name not in match.args:
                yield from ((name, mate) for mate in spread(child))
    yield from (("with", token) for token in weapons_used(match.token, match.args.get("obj", ())))


def _specified(noun: Token) -> Iterator[Token]:
    """"asked for weapons, specifically tanks and howitzers": what is named stands for what it is named as."""
    for child in noun.children:
        if child.dep_ == "appos" and any(word.lower_ in SPECIFYING for word in child.children):
            heads = (child,) if child.pos_ != "VERB" else tuple(word for word in child.children if word.dep_ == "obj")
            yield from (mate for head in heads for mate in spread(head))


def _counted(noun: Token) -> Iterator[Token]:
    """"fired dozens of rockets at the port": what is counted bears the phrases behind it."""
    if is_quantity(noun):
        yield from (child for child in noun.children if child.dep_ == "nmod" and preposition(child) == "of")


def _of_occasion(match: Match, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """"were killed in an ambush in Mali": where that happened in which it was done."""
    for deed in (token for token in match.args.get("in", ()) if is_deed(token, lexicon)):
        for child in deed.children:
            name = preposition(child) if child.dep_ in OBLIQUES else None
            if name in WHERE and match.frame.roles.get(name) == ("place",):
                yield from ((name, mate) for mate in spread(child))


def weapons_used(head: Token, objects: Sequence[Token]) -> Iterator[Token]:
    """"struck depots using rockets": the object of using, wherever the participle hangs."""
    for host in (head, *objects):
        for child in host.children:
            if child.dep_ in ("advcl", "acl", "xcomp") and child.lower_ in ("using", "employing", "firing"):
                for inner in child.children:
                    if inner.dep_ == "obj":
                        yield from spread(inner)
