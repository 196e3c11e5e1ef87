"""How sure a statement is, from what can be explained about how it was read.

A logistic regression over the features below. Its weights stand in confidence.toml; `scripts/confidence` fits them on
statements that readers judged against their sentences.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from ...ontology.records import Modality, Polarity
from ..text.components import CERTAINTY
from .circumstances import Circumstances
from .event import Event
from .frames import Form
from .roles import Filler

MINIMUM = 0.15
"""Statements that are less probable than this are left out, unless a build is told otherwise."""

LOOSE = frozenset({"of", "poss", "from", "for", "against", "into", "with", "at"})
"""Arguments that name a participant of the event less often than its circumstances."""
INTENDED = frozenset({Modality.PLANNED, Modality.EXPECTED, Modality.ATTEMPTED, Modality.REQUESTED})
FAR, LONG, DEEP = 20, 60, 5
"""Words, words and arcs from which on more makes no difference."""
DOUBT = 3.0
"""The most that an arc counts as improbable: natural logarithm."""
TYPE = "type "


def confidence(values: Mapping[str, float]) -> float:
    """Probability that a statement with these features is right, two decimals."""
    known = weights()
    odds = known["bias"] + sum(known.get(name, 0.0) * value for name, value in values.items())
    return round(1 / (1 + math.exp(-odds)), 2)


@cache
def weights() -> Mapping[str, float]:
    """Log-odds that each feature adds, by its name."""
    found = tomllib.loads(files(__package__).joinpath("confidence.toml").read_text(encoding="utf-8"))
    return {**found["weights"], **{TYPE + name: weight for name, weight in found["types"].items()}}


def features(event: Event, found: Circumstances) -> dict[str, float]:
    """What speaks for and against the reading, each from 0 to 1 but for "doubtful syntax"; zeros are left out."""
    values = {**_trigger(event), **_participants(event), **_place(event.token), **_stance(found)}
    values |= _doubts(event)
    values[TYPE + (event.match.frame.type or "")] = 1.0
    return {name: round(float(value), 3) for name, value in values.items() if value}


def _trigger(event: Event) -> dict[str, float]:
    match = event.match
    return {
        "event noun": match.nominal,
        "long trigger": match.trigger.words > 1,
        "conditions met": bool(match.frame.when),
        "speech": match.frame.content is not None,
        "light verb": event.loan is not None and event.loan.rule.startswith("light:"),
        "lent": event.loan is not None and not event.loan.rule.startswith("light:"),
    }


def _participants(event: Event) -> dict[str, float]:
    actors = [filler for filler in event.fillers if filler.participant.role == "actor"]
    targets = [filler for filler in event.fillers if filler.participant.role != "actor"]
    match = event.match
    undergone = match.clause.passive and match.trigger.form is Form.VERB
    return {
        "nobody acts": not actors and not undergone,
        "passive without agent": not actors and undergone,
        "pronoun acts": any(filler.token.pos_ == "PRON" for filler in actors),
        "actor through another": any(filler.rule != "direct" for filler in actors),
        "shared subject": "subj" in match.clause.shared,
        "target": bool(targets),
        "more targets": min(len(targets) - 1, 3) / 3 if targets else 0.0,
        "target through its owner": any(filler.rule == "owner" for filler in targets),
        "loose target": any(filler.argument in LOOSE for filler in targets),
        "movement": any(filler.participant.role in ("origin", "destination") for filler in targets),
    }


def _place(token: Token) -> dict[str, float]:
    """Where in its sentence the trigger stands."""
    depth = sum(1 for _ in token.ancestors)
    return {
        "in a participle": token.dep_ == "acl",
        "in a complement": token.dep_ == "xcomp",
        "in a phrase": token.dep_ in ("obl", "nmod"),
        "in an adverbial clause": token.dep_ == "advcl",
        "depth": min(depth, DEEP) / DEEP,
        "sentence": min(len(token.sent), LONG) / LONG,
    }


def _stance(found: Circumstances) -> dict[str, float]:
    return {
        "negative": found.polarity is Polarity.NEGATIVE,
        "intended": found.modality in INTENDED,
        "possible": found.modality is Modality.POSSIBLE,
        "said by somebody": found.attribution is not None,
    }


def _doubts(event: Event) -> dict[str, float]:
    head = event.token
    away = max((abs(filler.token.i - head.i) for filler in event.fillers), default=0)
    arcs = {head.i} | {token.i for filler in event.fillers for token in _between(filler, head)}
    return {
        "distance": min(away, FAR) / FAR,
        "doubtful entity": 1.0 - min((filler.confidence for filler in event.fillers), default=1.0),
        "doubtful syntax": sum(_improbable(head.doc, arcs)),
    }


def _between(filler: Filler, head: Token) -> Iterable[Token]:
    """The words whose arcs join the participant to the trigger."""
    up = [filler.token, *filler.token.ancestors]
    down = [head, *head.ancestors]
    shared = {token.i for token in up} & {token.i for token in down}
    return (token for token in (*up, *down) if token.i not in shared)


def _improbable(doc: Doc, arcs: Iterable[int]) -> Iterator[float]:
    certainty: Sequence[float] = doc.user_data.get(CERTAINTY, ())
    for index in arcs if certainty else ():
        yield min(-math.log(max(certainty[index], 1e-3)), DOUBT)
