"""Fills the roles of a frame with the entities that its arguments name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from ...ontology.records import Entity, EntityType, Mention, Participant
from .arguments import PLACES, arguments, roles_of
from .conditions import Links
from .dependents import preposition
from .lexicon import Lexicon
from .matching import Match
from .owners import CONCERNING, INDIVIDUALS, OWNING, is_deed, is_individual, mention_of, owner, speaker
from .patterns import is_quantity
from .quantity import quantity_cues

LOOSE = frozenset({"recipient", "topic", "object"})
"""Roles that an entity fills also where the phrase only belongs to it: "support for Ukraine's sovereignty"."""
BODIES = frozenset({EntityType.STATE, EntityType.ORGANIZATION})
OWNED = frozenset({"recipient", "topic", "actor"})
"""Roles that the owner of a phrase may fill: whose plan is rejected is not what is rejected."""
THINGS = frozenset({EntityType.PLACE, EntityType.WEAPON, EntityType.POSITION})
DEEPEST = {"recipient": 1, "object": 1, "topic": 3}
"""How many complements deep the owner of a phrase may stand that fills the role."""
UNDERGONE = "~undergone"
"""Nouns of what happens to somebody: who calls for her release does not call on her."""
COMBATANT = "~combatant"
MEMBER = "member"
"""The rule by which a fighter stands for those whom he fights for."""
DOING = frozenset({"subj", "by", "poss", "compound", "adjective", "between", "among"})
"""Arguments whose owner may be the doer: "government forces", but not who a protest is against."""
ORDER = ("actor", "recipient", "weapon", "object", "place", "origin", "destination", "topic")


@dataclass(frozen=True, slots=True)
class Filler:
    """A participant with the token that names it and how it was found."""

    participant: Participant
    token: Token
    argument: str
    rule: str
    confidence: float


def fill(match: Match, links: Links, lexicon: Lexicon) -> tuple[Filler, ...]:
    """All fillers of the match's roles, each entity once, in the order of the roles and then of the text."""
    fillers: list[Filler] = []
    taken: set[tuple[str, str]] = set()
    for argument, token in arguments(match, lexicon):
        if argument == "by" and token.head.i != match.token.i and is_deed(token.head, lexicon):
            continue
        named = roles_of(match, argument, token, links, lexicon)
        if argument in ("compound", "adjective") and any(f.participant.role == "actor" for f in fillers):
            both = match.frame.symmetric and "actor" in named
            named = ("actor",) if both else tuple(role for role in named if role != "actor")
        direct = _filler(named, argument, token, links, lexicon)
        for filler in (direct, _wielder(named, argument, token, links, lexicon)):
            if filler is not None and (filler.participant.role, filler.participant.entity) not in taken:
                taken.add((filler.participant.role, filler.participant.entity))
                fillers.append(filler)
    return tuple(_distinct(sorted(fillers, key=lambda f: (ORDER.index(f.participant.role), f.token.i))))


def _filler(
    roles: Sequence[str], argument: str, token: Token, links: Links, lexicon: Lexicon
) -> Filler | None:
    found = list(resolve(token, roles, links, lexicon)) if roles else []
    # a quantity is a number, which parts.py reads, and nobody's role
    pairs = [(role, mention, rule) for role in roles if role in ORDER for mention, rule in found]
    if "object" in roles:
        pairs.sort(key=lambda pair: pair[2] != "direct")  # a thing is an object before its owner is a recipient
    for role, mention, rule in pairs:
        entity = links.entities[mention.entity]
        if role == "origin" and _measures(token):
            continue
        if rule == "owner" and (argument not in DOING if role == "actor" else _single(token, lexicon)):
            continue
        if rule == MEMBER and role != "recipient":
            continue
        if role != "actor" and entity.type in BODIES and mention.kind == "nominal" and is_individual(token, lexicon):
            continue
        undergone = rule == "owner" and UNDERGONE in lexicon.classes_of(token.lemma_.lower())
        if undergone and role in ("recipient", "object"):
            continue
        if fits(role, entity, lexicon) and (rule != "owner" or role in OWNED):
            person = Participant(role, entity.id, mention.start, mention.end)
            certain = 1.0 if rule == "direct" else 0.8
            return Filler(person, token, argument, rule, mention.confidence * certain)
    return None


def filler_for(role: str, argument: str, token: Token, links: Links, lexicon: Lexicon) -> Filler | None:
    """The phrase in the role, where it names somebody or something that may fill it."""
    return _filler((role,), argument, token, links, lexicon)


def _single(token: Token, lexicon: Lexicon) -> bool:
    return INDIVIDUALS in lexicon.classes_of(token.lemma_.lower())


def _measures(token: Token) -> bool:
    """"a camp 25 km (15 miles) from Goma": the place from which a distance is counted is nobody's origin."""
    before = token.left_edge.i - 1
    while before > token.sent.start and token.doc[before].is_punct:
        before -= 1
    return before >= 0 and token.doc[before].lemma_.lower() in quantity_cues().units


def _wielder(
    roles: Sequence[str], argument: str, token: Token, links: Links, lexicon: Lexicon
) -> Filler | None:
    """Whose weapon it is that did it: "Danish jets bombed the port" has an actor too."""
    mention = links.at(token)
    armed = argument == "subj" and {"actor", "weapon"} <= set(roles) and mention is not None
    if not armed or mention is None or links.entities[mention.entity].type is not EntityType.WEAPON:
        return None
    for found, rule in owner(token, links, lexicon):
        entity = links.entities[found.entity]
        if fits("actor", entity, lexicon):
            return Filler(Participant("actor", entity.id, found.start, found.end), token, argument, rule, 0.8)
    return None


def fits(role: str, entity: Entity, lexicon: Lexicon) -> bool:
    """Whether the lexicon lets an entity of this type fill the role."""
    allowed = lexicon.constraints.get(role)
    return allowed is None or entity.type.value in allowed


def resolve(
    token: Token, roles: Sequence[str], links: Links, lexicon: Lexicon
) -> Iterator[tuple[Mention, str]]:
    """The mentions that a phrase may stand for, the nearest first, each with the rule that found it."""
    mention = mention_of(token, links) or _elliptic(token, links)
    if mention is not None:
        yield mention, "direct"
    elif token.pos_ == "PRON":
        yield from speaker(token, links, lexicon)
    if is_quantity(token) or token.pos_ in ("DET", "PRON"):
        for child in token.children:
            if child.dep_ == "nmod" and preposition(child) == "of":
                yield from resolve(child, roles, links, lexicon)
    for child in token.children:
        if child.dep_ == "appos":
            found = links.at(child)
            if found is not None:
                yield found, "apposition"
    thing = mention is None or links.entities[mention.entity].type in THINGS
    loose = thing and not LOOSE.isdisjoint(roles)
    if "actor" not in roles and _single(token, lexicon):
        yield from _whose_fighter(token, links, lexicon)
        return
    if loose or (mention is None and "actor" in roles and token.pos_ == "NOUN"):
        about = CONCERNING if roles[0] == "topic" else OWNING
        yield from owner(token, links, lexicon, max(DEEPEST.get(role, 0) for role in roles), prepositions=about)


def _whose_fighter(token: Token, links: Links, lexicon: Lexicon) -> Iterator[tuple[Mention, str]]:
    """"killed one Hezbollah fighter": who fights under the name of an organization is struck as its."""
    if COMBATANT not in lexicon.classes_of(token.lemma_.lower()):
        return
    for child in token.lefts:
        mention = links.at(child) if child.dep_ in ("compound", "nmod:desc") else None
        if mention is not None and links.entities[mention.entity].type is EntityType.ORGANIZATION:
            yield mention, MEMBER


def _elliptic(token: Token, links: Links) -> Mention | None:
    """"two soldiers were killed and five wounded": a bare number counts what the verb before it counts."""
    verb = token.head
    if token.tag_ != "CD" or verb.dep_ != "conj" or any(child.dep_ == "nmod" for child in token.children):
        return None
    same = (child for child in verb.head.children if child.dep_ == token.dep_ and child.i < verb.i)
    counted = (child for child in same if any(_counts(inner) for inner in child.children))
    return next((mention for child in counted if (mention := links.at(child)) is not None), None)


def _counts(token: Token) -> bool:
    return token.dep_ == "nummod" or token.lower_ in ("a", "an")


def _distinct(fillers: Sequence[Filler]) -> list[Filler]:
    """Drops a target that is also the actor by the same words, and a loose one whose entity a direct one names."""
    actors = {f.participant.entity for f in fillers if f.participant.role == "actor"}
    direct = {f.participant.entity for f in fillers if f.rule == "direct"}
    kept: list[Filler] = []
    for filler in fillers:
        who = filler.participant
        if who.role != "actor" and who.entity in actors and (filler.rule != "direct" or who.role not in PLACES):
            continue
        if filler.rule == "owner" and who.entity in direct:
            continue
        again = [other for other in kept if other.participant.entity == who.entity]
        if any(who.role not in PLACES or other.token.i == filler.token.i for other in again):
            continue
        kept.append(filler)
    return kept


def symmetric_roles(fillers: Sequence[Filler]) -> list[Filler]:
    """"A and B met": one is the actor, the others are whom it met."""
    actors = [f for f in fillers if f.participant.role == "actor"]
    return [*actors[:1], *as_recipients(actors[1:]), *(f for f in fillers if f.participant.role != "actor")]


def as_recipients(actors: Iterable[Filler]) -> tuple[Filler, ...]:
    """Those who do it as those to whom the others do it."""
    turned = ((actor, replace(actor.participant, role="recipient")) for actor in actors)
    return tuple(replace(filler, participant=who, rule="reciprocal") for filler, who in turned)


def satisfied(match: Match, roles: set[str]) -> bool:
    """Whether each group of roles that the frame needs has one that is filled."""
    have = roles | ({"content", "event"} if match.content is not None or "obj" in match.args else set())
    if not match.nominal:
        return all(group & have for group in match.frame.needs)
    have |= {"core"} if match.rules or preposition(match.token) is None else set()
    return all(group & have for group in match.frame.noun_needs)


def types_of(entities: Mapping[str, Entity], fillers: Sequence[Filler]) -> set[EntityType]:
    """Entity types of the fillers."""
    return {entities[f.participant.entity].type for f in fillers}
