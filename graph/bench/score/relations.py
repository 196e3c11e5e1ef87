"""Relations between spans, as re3d annotates them: `strict`, `overlap` (same type) and `pair` (whatever the type)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..counting import Row, Scores, Tally
from ..spans import Span, one_to_one, overlap, trim

LEVELS = ("strict", "overlap", "pair")
SYMMETRIC = frozenset({"CoLocated", "Apart", "FightingAgainst", "AlliesOf", "CommWith", "IsSynonymOf"})
CONFIDENCE = 0.5
"""Annotators' confidence from which a relation counts."""

Relation = tuple[str, Span, Span]


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """Each level's F1; symmetric types match either way round and count once."""
    tallies = {level: Tally() for level in LEVELS}
    for row in rows:
        gold = _distinct(row["text"], (r for r in row["relations"] if r["confidence"] >= CONFIDENCE))
        found = _distinct(row["text"], predictions.get(row["id"], {}).get("relations") or ())
        for level, tally in tallies.items():
            tally.record()
            _count(tally, level, gold, found)
    scores = Scores()
    for level, tally in tallies.items():
        tally.report(scores, level, by_type=level == "overlap")
    return scores


def _distinct(text: str, relations: Iterable[Row]) -> list[Relation]:
    found: dict[Relation, None] = {}
    for relation in relations:
        head, tail = trim(text, *relation["head"]), trim(text, *relation["tail"])
        if relation["type"] in SYMMETRIC:
            head, tail = sorted((head, tail))
        found[relation["type"], head, tail] = None
    return list(found)


def _count(tally: Tally, level: str, gold: Sequence[Relation], found: Sequence[Relation]) -> None:
    costs = ((_cost(level, a, b), g, f) for g, a in enumerate(gold) for f, b in enumerate(found))
    matched = one_to_one([(cost, g, f) for cost, g, f in costs if cost is not None])
    hits, used = {g for g, _ in matched}, {f for _, f in matched}
    for g, (kind, _, _) in enumerate(gold):
        (tally.hit if g in hits else tally.missed)("all" if level == "pair" else kind)
    for f, (kind, _, _) in enumerate(found):
        if f not in used:
            tally.false("all" if level == "pair" else kind)


def _cost(level: str, gold: Relation, found: Relation) -> float | None:
    """0 for equal spans, 1 for overlapping ones, None where they do not match."""
    kind, head, tail = gold
    if level != "pair" and kind != found[0]:
        return None
    ways = [found[1:], found[:0:-1]] if level == "pair" or kind in SYMMETRIC else [found[1:]]
    if (head, tail) in ways:
        return 0.0
    close = level != "strict" and any(overlap(head, way[0]) and overlap(tail, way[1]) for way in ways)
    return 1.0 if close else None
