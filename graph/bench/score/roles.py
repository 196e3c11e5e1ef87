"""Who did it to whom, as spans, and the class of the sentence's event of five (ConfliBERT's CAMEO sets)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..counting import Row, Scores, Tally, share
from ..spans import pairs, trim

LEVELS = ("strict", "trim", "overlap", "lenient")


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """`roles_strict_micro` and `_macro` (as published), the kinder levels, `classes_macro`, `classes_accuracy`."""
    tallies = {level: Tally() for level in LEVELS}
    classes, right = Tally(), []
    for row in rows:
        answer = predictions.get(row["id"], {})
        if row.get("roles") is not None:
            for level, tally in tallies.items():
                tally.record()
                _count(tally, level, row, answer.get("roles") or ())
        if row.get("pentacode"):
            found = answer.get("pentacode")
            classes.record()
            classes.compare({row["pentacode"]}, {found} if found else set(), str)
            right.append(found == row["pentacode"])
    scores = Scores()
    for level, tally in tallies.items():
        scores.add(f"roles_{level}_micro", tally.f1, tally.interval())
        scores.add(f"roles_{level}_macro", tally.macro)
        tally.report(scores, f"roles_{level}", by_type=level == "strict")
    classes.report(scores, "classes", by_type=True)
    scores.add("classes_macro", classes.macro)
    share(scores, "classes_accuracy", right)
    return scores


def _count(tally: Tally, level: str, row: Row, roles: Sequence[Row]) -> None:
    gold = [(role["start"], role["end"], role["role"]) for role in row["roles"]]
    found = list(dict.fromkeys((role["start"], role["end"], role["role"]) for role in roles))
    edges = (lambda a, b: (a, b)) if level == "strict" else (lambda a, b: trim(row["text"], a, b))
    matched = pairs(
        [(*edges(a, b), role) for a, b, role in gold],
        [(*edges(a, b), (role, "reciprocal") if level == "lenient" else (role,)) for a, b, role in found],
        exact=level in ("strict", "trim"),
    )
    hits, used = {g for g, _ in matched}, {f for _, f in matched}
    for g, (_, _, role) in enumerate(gold):
        (tally.hit if g in hits else tally.missed)(role)
    for f, (_, _, role) in enumerate(found):
        if f not in used:
            tally.false(role)
