"""Triples of an ontology (Text2KGBench).

`official` is the benchmark's own figure: F1 of each sentence, averaged; predictions whose relation the sentence's gold
does not have are dropped first, and sentences without gold count 0. `strict` is micro F1 over everything predicted,
`relaxed` lets names differ by words, `argspair` looks at the two arguments only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..counting import Row, Scores, Tally, bootstrap, prf
from ..spans import content_words, one_to_one

Triple = tuple[str, str, str]


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """`official`, `strict`, `relaxed`, `argspair`."""
    strict, relaxed, paired = Tally(), Tally(), Tally()
    official = []
    for row in rows:
        gold = _distinct(row["triples"])
        found = _distinct(predictions.get(row["id"], {}).get("triples") or ())
        official.append(_official(gold, found))
        for tally in (strict, relaxed, paired):
            tally.record()
        strict.compare(set(gold), set(found), lambda key: key[1])
        _count(relaxed, list(gold.values()), list(found.values()), same_relation=True)
        _count(paired, list(gold.values()), list(found.values()), same_relation=False)
    scores = Scores()
    mean = [sum(part) / len(official) if official else 0.0 for part in zip(*official, strict=True)] or [0.0] * 3
    f1s = [f1 for _, _, f1 in official]
    scores.add("official", mean[2], bootstrap(f1s, lambda sample: sum(sample) / len(sample)))
    scores.add("official_p", mean[0])
    scores.add("official_r", mean[1])
    strict.report(scores, "strict", by_type=True)
    relaxed.report(scores, "relaxed")
    paired.report(scores, "argspair")
    return scores


def _squeezed(text: str) -> str:
    return re.sub(r"(_|\s+)", "", text).lower()


def _distinct(triples: Sequence[Row | Sequence[str]]) -> dict[Triple, Triple]:
    """The triples by how they are compared; the last of equal ones."""
    found: dict[Triple, Triple] = {}
    for triple in triples:
        parts = (triple["sub"], triple["rel"], triple["obj"]) if isinstance(triple, Mapping) else tuple(triple)
        if len(parts) == 3:
            whole = (str(parts[0]), str(parts[1]), str(parts[2]))
            found[_squeezed(whole[0]), _squeezed(whole[1]), _squeezed(whole[2])] = whole
    return found


def _official(gold: Mapping[Triple, Triple], found: Mapping[Triple, Triple]) -> tuple[float, float, float]:
    relations = {relation.replace(" ", "_") for _, relation, _ in gold.values()}
    kept = {key for key, (_, relation, _) in found.items() if relation.replace(" ", "_") in relations}
    hits = len(kept & gold.keys())
    return prf(hits, len(kept) - hits, len(gold) - hits)


def _alike(one: str, other: str) -> bool:
    """One name's words contain the other's, or at least half of all their words are common."""
    left, right = content_words(one), content_words(other)
    if not left or not right:
        return _squeezed(one) == _squeezed(other)
    return left <= right or right <= left or len(left & right) / len(left | right) >= 0.5


def _count(tally: Tally, gold: Sequence[Triple], found: Sequence[Triple], *, same_relation: bool) -> None:
    candidates = []
    for g, wanted in enumerate(gold):
        for f, other in enumerate(found):
            if same_relation and _squeezed(wanted[1]) != _squeezed(other[1]):
                continue
            if [_squeezed(part) for part in wanted] == [_squeezed(part) for part in other]:
                candidates.append((0.0, g, f))
            elif _alike(wanted[0], other[0]) and _alike(wanted[2], other[2]):
                candidates.append((1.0, g, f))
    matched = one_to_one(candidates)
    hits, used = {g for g, _ in matched}, {f for _, f in matched}
    for g, (_, relation, _) in enumerate(gold):
        (tally.hit if g in hits else tally.missed)(_squeezed(relation) if same_relation else "all")
    for f, (_, relation, _) in enumerate(found):
        if f not in used:
            tally.false(_squeezed(relation) if same_relation else "all")
