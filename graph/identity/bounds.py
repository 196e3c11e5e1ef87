"""What a number of losses leaves open: at least, at most, about; and whether it is a sum over a longer time."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from ...ontology.records import Statement

_BEFORE = 60
"""Characters before a number in which the words that bound it are looked for."""
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(_NUMBER_WORDS)}"
_BEFORE_WEAPON = re.compile(rf"(?<![\w.,])({_NUMBER})\s+(?:[a-z-]+\s+){{0,2}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A quantity as it is told; None where it leaves that end open."""

    low: float | None
    best: float
    high: float | None

    def overlaps(self, other: Bounds, *, rounding: float) -> bool:
        """Whether some number fits both; `rounding` is the share by which a told number may be rounded."""
        slack = rounding * max(self.best, other.best)
        below = self.high is not None and other.low is not None and self.high + slack < other.low
        above = other.high is not None and self.low is not None and other.high + slack < self.low
        return not (below or above)


@dataclass(frozen=True, slots=True)
class Cues:
    """What counting.yaml says."""

    bounds: Mapping[str, tuple[bool, bool]]
    bound: re.Pattern[str]
    cumulative: re.Pattern[str]
    measures: tuple[str, ...]
    rounding: float


@cache
def cues() -> Cues:
    """The packaged counting.yaml."""
    record = yaml.safe_load(files(__package__).joinpath("counting.yaml").read_text(encoding="utf-8"))
    bounds = {word: (bool(one["low"]), bool(one["high"])) for one in record["bounds"] for word in one["words"]}
    return Cues(
        MappingProxyType(bounds),
        re.compile(rf"\b({_any(bounds)})\s+(?:\w+\s+)?$", re.IGNORECASE),
        re.compile(rf"\b({_any(record['cumulative'])})\b", re.IGNORECASE),
        tuple(record["measures"]),
        float(record["rounding"]),
    )


def bounds(statement: Statement, quantity: float | None) -> Bounds | None:
    """The quantity with what the words before it say; None where there is none."""
    if quantity is None:
        return None
    best = quantity
    found = cues().bound.search(_before(statement.evidence[0].text, best))
    if found is None:
        return Bounds(best, best, best)
    low, high = cues().bounds[found[1].lower()]
    if not low and not high:
        slack = cues().rounding * best
        return Bounds(best - slack, best, best + slack)
    return Bounds(best if low else None, best, best if high else None)


def arms(statement: Statement, weapons: Collection[str]) -> float | None:
    """How many weapons it names: "fired four ballistic missiles at …", "with 14 tanks"; None where it does not say."""
    first = statement.evidence[0]
    for one in statement.targets:
        if one.entity in weapons and one.start is not None and first.start <= one.start < first.end:
            found = _BEFORE_WEAPON.search(first.text[: one.start - first.start])
            if found is not None:
                return _value(found[1])
    found = _after_trigger().match(first.text[max(0, statement.trigger[0] - first.start) :])
    return None if found is None else _value(found["number"])


def _value(word: str) -> float:
    plain = word.lower().replace(",", "")
    return float(_NUMBER_WORDS.index(plain) if plain in _NUMBER_WORDS else plain)


@cache
def _after_trigger() -> re.Pattern[str]:
    measured = "|".join(re.escape(word) for word in cues().measures)
    number = rf"(?:(?:{_any(cues().bounds)})\s+)?(?P<number>{_NUMBER})"
    return re.compile(rf"\S+\s+{number}\s+(?!(?:{measured})\b)[a-z]", re.IGNORECASE)


def is_cumulative(statement: Statement) -> bool:
    """Whether the sentence says that its number sums up a longer time."""
    return cues().cumulative.search(statement.evidence[0].text) is not None


def _before(sentence: str, number: float) -> str:
    """The words before the number in the sentence; empty where it is not found as it stands."""
    for found in _DIGITS.finditer(sentence):
        if found[0].replace(",", "") == f"{number:.10g}":
            return sentence[max(0, found.start() - _BEFORE) : found.start()]
    if number == int(number) and 0 <= number < len(_NUMBER_WORDS):
        word = re.search(rf"\b{_NUMBER_WORDS[int(number)]}\b", sentence, re.IGNORECASE)
        if word is not None:
            return sentence[max(0, word.start() - _BEFORE) : word.start()]
    return ""


def _any(words: Mapping[str, object] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
