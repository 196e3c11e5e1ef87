"""One label a snippet: accuracy and F1 weighted by class size (CASE 2021, task 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..counting import Row, Scores, Tally, bootstrap, prf, share

LAST_SUBTASK = 3


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """`weighted_f1` over all 30 types, `weighted_f1_25` over those of subtask 1, `accuracy`, `macro_f1`, F1 by type."""
    scores = Scores()
    for suffix, subtask in (("_25", 1), ("", LAST_SUBTASK)):
        asked = [row for row in rows if row.get("subtask_first", 1) <= subtask]
        answers = [(row["type"], predictions.get(row["id"], {}).get("type")) for row in asked]
        scores.add(f"weighted_f1{suffix}", weighted(answers), bootstrap(answers, weighted))
    tally = _tally(answers)
    scores.add("macro_f1", tally.macro)
    share(scores, "accuracy", [gold == found for gold, found in answers])
    for kind, counts in sorted(tally.types.items()):
        scores.add(f"type.{kind}", prf(*counts)[2])
    return scores


def weighted(answers: Sequence[tuple[str, str | None]]) -> float:
    """Mean F1 of the classes, weighted by how often the gold has them."""
    tally, sizes = _tally(answers), Counter(gold for gold, _ in answers)
    return sum(prf(*tally.types[kind])[2] * size for kind, size in sizes.items()) / max(1, len(answers))


def _tally(answers: Sequence[tuple[str, str | None]]) -> Tally:
    tally = Tally()
    for gold, found in answers:
        tally.compare({gold}, {found} if found else set(), str)
    return tally
