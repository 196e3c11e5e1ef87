"""How sure a statement is, from what can be explained about how it was read."""

from __future__ import annotations

import math

from .event import Event

BIAS = 1.1
WEIGHTS = {
    "verb": 0.5,
    "long trigger": 0.5,
    "conditions met": 0.4,
    "actor": 0.7,
    "target": 0.6,
    "borrowed argument": -0.4,
    "loose argument": -0.6,
    "shared subject": -0.2,
    "doubtful entity": -1.5,
}
"""Log-odds that each feature adds; set by hand, to be fitted on judged statements."""


def features(event: Event) -> dict[str, float]:
    """What speaks for and against the reading, each between 0 and 1."""
    roles = {filler.participant.role for filler in event.fillers}
    certainty = min((filler.confidence for filler in event.fillers), default=1.0)
    return {
        "verb": float(not event.match.nominal),
        "long trigger": float(event.match.trigger.words > 1),
        "conditions met": float(bool(event.match.frame.when)),
        "actor": float("actor" in roles),
        "target": float(bool(roles - {"actor"})),
        "borrowed argument": float(event.loan is not None),
        "loose argument": float(any(filler.rule == "owner" for filler in event.fillers)),
        "shared subject": float(bool(event.match.clause.shared)),
        "doubtful entity": 1.0 - certainty,
    }


def confidence(event: Event) -> float:
    """Probability that the statement is right, two decimals."""
    odds = BIAS + sum(WEIGHTS[name] * value for name, value in features(event).items())
    return round(1 / (1 + math.exp(-odds)), 2)
