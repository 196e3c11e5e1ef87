"""Counting hits, false and missed answers, per type and per record, and what follows from the counts."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
"""A line of a benchmark file or of a prediction file."""
Interval = tuple[float, float]

RESAMPLES = 1000


@dataclass(slots=True)
class Scores:
    """Fractions from 0 to 1 under flat names, and 95 % intervals of some of them."""

    values: dict[str, float] = field(default_factory=dict)
    intervals: dict[str, Interval] = field(default_factory=dict)

    def add(self, name: str, value: float, interval: Interval | None = None) -> None:
        """One more figure."""
        self.values[name] = value
        if interval is not None:
            self.intervals[name] = interval

    def merge(self, other: Scores, prefix: str = "") -> None:
        """All figures of another, under `prefix` and a dot."""
        lead = prefix + "." if prefix else ""
        self.values |= {lead + name: value for name, value in other.values.items()}
        self.intervals |= {lead + name: value for name, value in other.intervals.items()}


def prf(hits: int, false: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where there is nothing to divide by."""
    precision = hits / (hits + false) if hits + false else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Tally:
    """Hits, false and missed answers; `record` opens the next record, so that intervals can resample records."""

    def __init__(self) -> None:
        self.types: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.records: list[list[int]] = []

    def record(self) -> None:
        self.records.append([0, 0, 0])

    def hit(self, kind: str, times: int = 1) -> None:
        self._count(kind, 0, times)

    def false(self, kind: str, times: int = 1) -> None:
        self._count(kind, 1, times)

    def missed(self, kind: str, times: int = 1) -> None:
        self._count(kind, 2, times)

    def compare(self, gold: set[Any], found: set[Any], kind: Callable[[Any], str] = lambda _: "all") -> None:
        """Two sets of answers of the open record."""
        for item in gold:
            (self.hit if item in found else self.missed)(kind(item))
        for item in found - gold:
            self.false(kind(item))

    @property
    def total(self) -> tuple[int, int, int]:
        counts = self.types.values()
        return sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts)

    @property
    def f1(self) -> float:
        return prf(*self.total)[2]

    @property
    def macro(self) -> float:
        """Mean F1 over the types that the gold has."""
        found = [prf(*counts)[2] for counts in self.types.values() if counts[0] + counts[2]]
        return sum(found) / len(found) if found else 0.0

    def interval(self) -> Interval:
        """95 % interval of the micro F1 by resampling records."""
        return bootstrap(self.records, lambda sample: prf(*(sum(r[i] for r in sample) for i in range(3)))[2])

    def report(self, scores: Scores, name: str, *, by_type: bool = False) -> None:
        """Adds F1 as `name`, and `name`_p, _r and _macro; with `by_type` also `name`.TYPE, .TYPE_p and .TYPE_r."""
        precision, recall, f1 = prf(*self.total)
        scores.add(name, f1, self.interval())
        scores.add(f"{name}_p", precision)
        scores.add(f"{name}_r", recall)
        if len(self.types) > 1:
            scores.add(f"{name}_macro", self.macro)
        for kind, counts in sorted(self.types.items()) if by_type else ():
            for suffix, value in zip(("_p", "_r", ""), prf(*counts), strict=True):
                scores.add(f"{name}.{kind}{suffix}", value)

    def _count(self, kind: str, place: int, times: int) -> None:
        self.types[kind][place] += times
        if self.records:
            self.records[-1][place] += times


def bootstrap(records: Sequence[Any], statistic: Callable[[Sequence[Any]], float]) -> Interval:
    """95 % interval of a statistic by resampling the records, always with the same seed."""
    if not records:
        return 0.0, 0.0
    draw = random.Random(0)
    found = sorted(statistic(draw.choices(records, k=len(records))) for _ in range(RESAMPLES))
    return found[int(0.025 * RESAMPLES)], found[int(0.975 * RESAMPLES)]


def share(scores: Scores, name: str, right: Sequence[bool]) -> None:
    """Adds the share of true values, with its interval."""

    def mean(sample: Sequence[bool]) -> float:
        return sum(sample) / len(sample)

    scores.add(name, mean(right) if right else 0.0, bootstrap(right, mean))
