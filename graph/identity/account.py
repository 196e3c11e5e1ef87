"""What one statement says of an event, in the few fields that the comparison needs."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ...ontology.records import Kind, Modality, Participant, Polarity, Reading, Statement
from ...ontology.vocabulary import event_types
from .bounds import Bounds, arms, bounds, is_cumulative
from .kinds import family, kinds
from .world import Lookup, World

_NEAR = 600
"""Characters after an attack within which the losses that are told are taken for its own."""
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5
_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_EMPTY_WORDS = frozenset(
    name.lower()[:_STEM]
    for name in (
        *calendar.day_name,
        *calendar.month_name[1:],
        "that",
        "this",
        "with",
        "from",
        "have",
        "were",
        "been",
        "their",
        "they",
        "said",
        "says",
        "which",
        "would",
        "will",
        "could",
        "about",
        "after",
        "before",
        "other",
        "some",
        "than",
        "then",
        "there",
        "these",
        "those",
        "when",
        "while",
        "where",
        "into",
        "over",
        "also",
        "according",
        "more",
        "most",
        "against",
        "between",
    )
)

_HITS = frozenset({"assault", "taking", "holding", "custody"})
"""Families of acts whose object is hit or taken, also where it is a ship or a vehicle."""

_ARMS = frozenset({"assault", "aid"})
"""Families of acts that are done with, or to, a number of weapons."""

Window = tuple[int, int]
"""First and last day, as proleptic ordinals."""


class Stage(StrEnum):
    """Whether a statement tells of what is done, of what lies ahead, or of what was tried."""

    DONE = "done"
    AHEAD = "ahead"
    TRIED = "tried"


_STAGES = {Modality.ACTUAL: Stage.DONE, Modality.ATTEMPTED: Stage.TRIED}


@dataclass(frozen=True, slots=True)
class Account:
    """One statement as the comparison of events sees it."""

    statement: str
    document: str
    type: str
    family: str
    stage: Stage
    positive: bool
    actors: frozenset[str] = frozenset()
    """Keys of who does it; empty where nobody is named."""
    sides: frozenset[str] = frozenset()
    """The states or bodies that the actors act for."""
    targets: frozenset[str] = frozenset()
    """Keys of recipients and objects that are no weapons and no named places."""
    against: frozenset[str] = frozenset()
    """The states or bodies that the targets and places belong to."""
    places: frozenset[str] = frozenset()
    """Keys of named spots and of areas smaller than a state."""
    points: frozenset[str] = frozenset()
    """Those of them that are spots: two different ones are two places."""
    around: frozenset[str] = frozenset()
    """Places with all that they lie in."""
    weapons: frozenset[str] = frozenset()
    day: Window | None = None
    """When it is said to be; None where it is not said."""
    said: Window | None = None
    """When the document was published."""
    quantity: float | None = None
    unit: str | None = None
    claimant: str | None = None
    """Entity id of who says so; None where the article does."""
    voice: str | None = None
    """The state or body that the claimant speaks for; None for an unnamed source too."""
    wire: str | None = None
    """Entity id of the news organization that the document takes it from."""
    confidence: float = 1.0
    subject: str | None = None
    """Entity id of who or what is counted, in a count of losses."""
    label: str = ""
    """Who did what to whom, for people to read."""
    words: frozenset[str] = frozenset()
    start: int = 0
    """Offset of the trigger in the document."""
    counted: Bounds | None = None
    """What the words around the quantity leave open."""
    cumulative: bool = False
    """The quantity sums up a longer time."""
    inherited: bool = False
    """Place or day are those of the attack told just before."""

    @property
    def specifics(self) -> int:
        """How many of actor, target, place, weapon, day and quantity it names."""
        named = (self.actors, self.targets or self.against, self.places, self.weapons, self.day, self.quantity)
        return sum(1 for one in named if one)


def accounts(reading: Reading, known: Lookup) -> list[Account]:
    """An account of each event statement with a quote, in textual order; `known` looks entities up."""
    world, said = World.of(reading, known), window(reading.document.published)
    quoted = (s for s in reading.statements if s.kind is Kind.EVENT and s.evidence)
    events = sorted(quoted, key=lambda s: (s.trigger, s.id))
    told = _denied(events, _jointly([account(statement, world, said) for statement in events]), world)
    contents = {one.statement: one for one in told}
    about = [[contents[s] for s in event.about if s in contents] for event in events]
    return list(_in_context([_with_content(one, content) for one, content in zip(told, about, strict=True)]))


def account(statement: Statement, world: World, said: Window | None = None) -> Account:
    """What the statement says, read alone."""
    known = kinds()
    targets = [p.entity for p in statement.targets if p.role != "topic"]
    hits = family(statement.type) in _HITS
    struck = {p.entity for p in statement.targets if hits and p.role in ("object", "recipient")}
    weapon_key = world.key if statement.type in known.damages else world.means
    weapons = {weapon_key(one) for one in targets if world.is_weapon(one) and one not in struck}
    where = [one for one in targets if world.is_place(one) and not world.is_state(one) and world.named(one)]
    whom = [one for one in targets if (one in struck or not world.is_weapon(one)) and one not in where]
    actors, sides = _actors(statement, world)
    against = {side for one in targets if not world.is_weapon(one) and (side := _belongs(one, world)) is not None}
    if statement.type in known.tolls and statement.attribution is not None:
        claimant = world.side(statement.attribution.entity)
        if claimant in sides and sides <= against:  # "49 of our soldiers, the army said": the army did not kill them
            actors, sides = frozenset(), frozenset()
    attribution = statement.attribution
    quantity = None if statement.quantity is None else float(statement.quantity)
    if quantity is None and family(statement.type) in _ARMS:
        quantity = arms(statement, [one for one in targets if world.is_weapon(one)])
    return Account(
        statement=statement.id,
        document=statement.document,
        type=statement.type,
        family=family(statement.type),
        stage=_STAGES.get(statement.modality, Stage.AHEAD),
        positive=statement.polarity is Polarity.POSITIVE,
        actors=actors,
        sides=sides,
        targets=frozenset(world.key(one) for one in whom),
        against=frozenset(against) - sides or frozenset(against),
        places=frozenset(world.key(one) for one in where),
        points=frozenset(world.key(one) for one in where if world.point(one)),
        around=frozenset(world.key(whole) for one in where for whole in world.chain(one)),
        weapons=frozenset(weapons),
        day=window(statement.date),
        said=said,
        quantity=quantity,
        unit=statement.unit,
        claimant=None if attribution is None else attribution.entity,
        voice=None if attribution is None else world.side(attribution.entity),
        wire=_wire(statement, world),
        confidence=statement.confidence,
        subject=_subject(statement, world) if statement.type in known.tolls else None,
        label=_label(statement, world),
        words=words(statement),
        start=statement.trigger[0],
        counted=bounds(statement, quantity),
        cumulative=statement.type in known.tolls and is_cumulative(statement),
    )


def _wire(statement: Statement, world: World) -> str | None:
    """The news organization among the sources that the statement names."""
    sources = (statement.attribution, *statement.attribution_chain)
    return next((one.entity for one in sources if one is not None and world.is_media(one.entity)), None)


def _subject(statement: Statement, world: World) -> str | None:
    """Who or what is counted: the first recipient or object."""
    counted = [p.entity for role in ("recipient", "object", "weapon") for p in statement.targets if p.role == role]
    people = (one for one in counted if not world.is_place(one) or world.is_state(one))
    return next(people, counted[0] if counted else None)


def _label(statement: Statement, world: World) -> str:
    kind = event_types().get(statement.type)
    roles = kind.edge_roles if kind is not None else ("recipient", "object")
    target = next((p.entity for role in roles for p in statement.targets if p.role == role), None)
    place = next((p.entity for p in statement.targets if p.role == "place" and p.entity != target), None)
    parts = [
        world.label(statement.actor.entity) if statement.actor is not None else "",
        kind.edge_label if kind is not None else statement.type,
        world.label(target) if target is not None else "",
        f"in {world.label(place)}" if place is not None else "",
    ]
    return " ".join(part for part in parts if part)


def _actors(statement: Statement, world: World) -> tuple[frozenset[str], frozenset[str]]:
    """Who does it, and for which state or body; of symmetric types everybody who takes part."""
    people: Sequence[Participant] = () if statement.actor is None else (statement.actor,)
    agents = (one for one in people if not world.is_place(one.entity) or world.is_state(one.entity))
    keys = frozenset(world.key(one.entity) for one in agents)
    sides = frozenset(side for one in people if (side := world.side(one.entity)) is not None)
    return keys, sides


def _belongs(ident: str, world: World) -> str | None:
    if not world.is_place(ident):
        return world.side(ident)
    whole = world.chain(ident)[-1]
    return whole if world.is_state(whole) else None


def _jointly(told: list[Account]) -> list[Account]:
    """What "A and B agreed" says of A it says of both: accounts of the same words that differ in who alone."""
    acts: defaultdict[tuple[object, ...], list[Account]] = defaultdict(list)
    for one in told:
        acts[_act(one)].append(one)
    joint = {act: _union(_others(members)) for act, members in acts.items() if len(members) > 1}
    return [replace(one, actors=found[0], sides=found[1]) if (found := joint.get(_act(one))) else one for one in told]


def _denied(events: Sequence[Statement], told: Sequence[Account], world: World) -> list[Account]:
    """"Ardland rejected reports that it had struck the port": who denies what is told of somebody denies the deed."""
    denials = [one for one in events if one.type in kinds().denials and one.actor is not None]
    deniers = {content: one.actor.entity for one in denials for content in one.about if one.actor is not None}
    return [_turned(one, deniers[one.statement], world) if _is_told(one, deniers) else one for one in told]


def _is_told(one: Account, deniers: Mapping[str, str]) -> bool:
    return one.statement in deniers and one.positive and bool(one.sides) and one.type not in kinds().speech


def _turned(one: Account, denier: str, world: World) -> Account:
    return replace(one, positive=False, stage=Stage.DONE, claimant=denier, voice=world.side(denier))


def _act(one: Account) -> tuple[object, ...]:
    return one.start, one.type, one.stage, one.positive, one.targets, one.places, one.weapons, one.quantity


def _others(members: list[Account]) -> list[Account]:
    """Those of whom somebody else says it, where there are any: of "A struck B, C said" C is no second actor."""
    return [one for one in members if one.voice is None or one.voice not in one.sides] or members


def _union(members: list[Account]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset().union(*(m.actors for m in members)), frozenset().union(*(m.sides for m in members))


def _with_content(one: Account, contents: list[Account]) -> Account:
    """An act of speech is told apart by what it is about: whom, where and with what that is done."""
    if one.type not in kinds().speech or not contents:
        return one
    return replace(
        one,
        targets=one.targets.union(*(c.targets for c in contents)),
        places=one.places.union(*(c.places for c in contents)),
        around=one.around.union(*(c.around for c in contents)),
        weapons=one.weapons.union(*(c.weapons for c in contents)),
    )


def _in_context(told: list[Account]) -> Iterator[Account]:
    """Losses that name no place or day get those of the attack that is told just before them."""
    attack: Account | None = None
    for one in told:
        if one.type in kinds().losses and not one.cumulative:
            one = _inherit(one, attack) if attack is not None and one.start - attack.start <= _NEAR else one
        elif one.type in kinds().attacks and one.stage is Stage.DONE and one.positive and (one.places or one.targets):
            attack = one
        yield one


def _inherit(losses: Account, attack: Account) -> Account:
    if losses.stage is not attack.stage or (losses.sides and attack.sides and not losses.sides & attack.sides):
        return losses
    changes: dict[str, object] = {}
    if not losses.places:
        changes |= {"places": attack.places, "points": attack.points, "around": attack.around}
    if losses.day is None or _after(losses.day, attack.day):
        changes["day"] = attack.day
    if not losses.against:
        changes["against"] = attack.against
    return replace(losses, inherited=True, **changes) if changes else losses  # type: ignore[arg-type]


def _after(day: Window, attack: Window | None) -> bool:
    """The day after: "…, the ministry said on Thursday" dates the saying."""
    return attack is not None and 0 < day[0] - attack[1] <= 2


def window(iso: str | None) -> Window | None:
    """First and last day of an ISO 8601 date at any precision; None where it is no date."""
    if iso is None or not _ISO.fullmatch(iso):
        return None
    year, month, day = [int(part) for part in iso.split("-")] + [0] * (2 - iso.count("-"))
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def words(statement: Statement) -> frozenset[str]:
    """Beginnings of the content words of the sentence: enough to tell one topic from another."""
    first = statement.evidence[0]
    offset = max(0, statement.trigger[0] - first.start - 250)
    stems = {word[:_STEM] for word in _WORD.findall(first.text[offset : offset + 500].lower())}
    return frozenset(stems - _EMPTY_WORDS)
