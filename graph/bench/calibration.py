"""Whether a confidence of 0.8 means that eight of ten are right: a reliability table and two figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .counting import Scores

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Judgement = tuple[float, bool]
"""A confidence, and whether what it was given for is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements whose confidence lies between two edges."""

    low: float
    high: float
    count: int
    confidence: float
    """Mean."""
    right: float
    """Share."""


def reliability(judgements: Iterable[Judgement]) -> list[Bin]:
    """The bins that hold a statement; the upper edge belongs to the next bin, except 1."""
    left = list(judgements)
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(c, right) for c, right in left if low <= c < high or (high == EDGES[-1] and c == high)]
        if inside:
            count = len(inside)
            bins.append(Bin(low, high, count, sum(c for c, _ in inside) / count, sum(r for _, r in inside) / count))
    return bins


def score(judgements: Sequence[Judgement]) -> Scores:
    """`brier` (mean squared error) and `calibration_error` (mean distance of confidence and share, by bin size)."""
    scores = Scores()
    count = len(judgements)
    if count:
        scores.add("brier", sum((confidence - right) ** 2 for confidence, right in judgements) / count)
        bins = reliability(judgements)
        scores.add("calibration_error", sum(b.count * abs(b.confidence - b.right) for b in bins) / count)
    for b in reliability(judgements):
        scores.add(f"confidence_{b.low:.1f}_to_{b.high:.1f}.count", float(b.count))
        scores.add(f"confidence_{b.low:.1f}_to_{b.high:.1f}.right", b.right)
    return scores
