"""What two readers who worked alone make of a sample: both rates, their agreement, and 95 % intervals.

The criteria are in samples/criteria.md; the verdicts of a reader are one JSON object with `mentions` (number -> right,
wrong or not named, with a reason after a colon) and `missed` (document -> names without a mark).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...ontology.errors import InputError
from .counting import Scores, bootstrap

_VERDICTS = ("right", "wrong", "not named")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one reader found."""

    mentions: Mapping[str, str]
    """Number of a mention -> right, wrong or not named."""
    missed: Mapping[str, Sequence[str]]
    """Document -> named mentions that have no mark."""

    @classmethod
    def load(cls, path: Path) -> Verdicts:
        """Raises InputError with the number of the mention whose verdict is none of the three."""
        content = json.loads(path.read_text(encoding="utf-8"))
        verdicts = {number: text.partition(":")[0].strip() for number, text in content["mentions"].items()}
        for number, verdict in verdicts.items():
            if verdict not in _VERDICTS:
                raise InputError(f"{path}, mention {number}: expected {', '.join(_VERDICTS)}; found {verdict!r}")
        return cls(verdicts, content.get("missed", {}))


@dataclass(frozen=True, slots=True)
class _Counts:
    """Of one document: named mentions with a mark, right ones, missed ones."""

    named: float
    right: float
    missed: float


def score(documents: Mapping[str, str], first: Verdicts, second: Verdicts) -> Scores:
    """The figures; `documents` says of each mention's number which document it is in.

    Raises InputError where a reader left a mention out.
    """
    for number in documents:
        if number not in first.mentions or number not in second.mentions:
            raise InputError(f"mention {number} has no verdict of both readers")
    scores = Scores()
    names = sorted({*documents.values(), *first.missed, *second.missed})
    for reader, pair in (("first", (first, first)), ("second", (second, second)), ("both", (first, second))):
        counts = [_counts(name, documents, *pair) for name in names]
        scores.add(f"{reader}.coverage", _coverage(counts), bootstrap(counts, _coverage))
        scores.add(f"{reader}.right", _right(counts), bootstrap(counts, _right))
    pairs = [(first.mentions[number], second.mentions[number]) for number in documents]
    scores.add("agreement", _agreement(pairs))
    scores.add("kappa", _kappa(pairs))
    return scores


def _counts(name: str, documents: Mapping[str, str], one: Verdicts, other: Verdicts) -> _Counts:
    """A mention is right where both say so; one that either takes for no named mention is left out."""
    verdicts = [{one.mentions[n], other.mentions[n]} for n, document in documents.items() if document == name]
    named = [verdict for verdict in verdicts if "not named" not in verdict]
    missed = (Counter(reader.missed.get(name, ())) for reader in (one, other))
    return _Counts(len(named), sum(verdict == {"right"} for verdict in named), sum(c.total() for c in missed) / 2)


def _coverage(counts: Sequence[_Counts]) -> float:
    named, missed = sum(c.named for c in counts), sum(c.missed for c in counts)
    return named / (named + missed) if named + missed else 0.0


def _right(counts: Sequence[_Counts]) -> float:
    named = sum(c.named for c in counts)
    return sum(c.right for c in counts) / named if named else 0.0


def _agreement(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else 0.0


def _kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Agreement beyond chance (Cohen 1960); 1 where both gave one and the same verdict throughout."""
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[verdict] * others[verdict] for verdict in _VERDICTS) / len(pairs) ** 2 if pairs else 0.0
    return (_agreement(pairs) - chance) / (1 - chance) if chance < 1 else 1.0
