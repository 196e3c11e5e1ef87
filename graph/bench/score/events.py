"""One event a sentence: PLOVER type of 16, quad class, and the two actors with their country.

Of a record's events the first predicted (by `score`) is the answer for the type; actors are judged on the predicted
event that fits best, since the sentence may hold others that are true. In reciprocal records both sides are pooled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from ..counting import Row, Scores, Tally, share
from ..spans import content_words, overlap

OLDER_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
               "YIELD": "CONCEDE"}  # fmt: skip
QUADS = {
    "verbal-coop": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material-coop": ("COOPERATE", "AID", "RETREAT"),
    "verbal-conf": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material-conf": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD = {name: quad for quad, names in QUADS.items() for name in names}

Actors = Sequence[Row]


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """`top1_event16`, `quad`, `any_event`, `source_code_f1`, `target_code_f1`, `dyad_f1`, `whole_record` …"""
    first, quad, anywhere, whole = [], [], [], []
    actors = {f"{side}_{way}": Tally() for side in ("source", "target") for way in ("code", "text")}
    dyads, types = Tally(), Tally()
    for row in rows:
        events = ranked(predictions.get(row["id"], {}).get("events") or ())
        names = [current(event["event"]) for event in events]
        first.append(bool(names) and names[0] == row["event16"])
        quad.append(bool(names) and _QUAD.get(names[0]) == row["quad"])
        anywhere.append(row["event16"] in names)
        for tally in (*actors.values(), dyads, types):
            tally.record()
        types.compare({row["event16"]}, set(names), str)
        gold = _sides(row["source"], row["target"], row["reciprocal"])
        best = _best(row, gold, events)
        sides = _sides(best.get("source"), best.get("target"), row["reciprocal"])
        for side, wanted, found in zip(("source", "target"), gold, sides, strict=True):
            _count_actors(actors, side, wanted, found)
        wanted_dyads = _dyads(gold, row["event16"], row["reciprocal"])
        found_dyads = _dyads(sides, current(best["event"]), row["reciprocal"]) if best else set()
        dyads.compare(wanted_dyads, found_dyads)
        whole.append(wanted_dyads == found_dyads)
    scores = Scores()
    for name, right in (("top1_event16", first), ("quad", quad), ("any_event", anywhere), ("whole_record", whole)):
        share(scores, name, right)
    for name, tally in actors.items():
        tally.report(scores, f"{name}_f1")
    dyads.report(scores, "dyad_f1")
    types.report(scores, "event16_f1", by_type=True)
    return scores


def current(name: str | None) -> str:
    """The name in the list of 16 of a type of either manual."""
    name = (name or "").upper()
    return OLDER_NAMES.get(name, name)


def ranked(events: Sequence[Row]) -> list[Row]:
    """Best first: by `score` where any has one, else as they stand."""
    if any("score" in event for event in events):
        return sorted(events, key=lambda event: -event.get("score", 0))
    return list(events)


def _sides(source: Actors | None, target: Actors | None, reciprocal: bool) -> tuple[list[Row], list[Row]]:
    left, right = list(source or ()), list(target or ())
    return (left + right, []) if reciprocal else (left, right)


def _best(row: Row, gold: tuple[list[Row], list[Row]], events: Sequence[Row]) -> Row:
    """The predicted event that fits the gold best; an empty one where there is none."""

    def fit(event: Row) -> tuple[bool, int]:
        sides = _sides(event.get("source"), event.get("target"), row["reciprocal"])
        shared = sum(len(codes(a) & codes(b)) + _met(a, b) for a, b in zip(gold, sides, strict=True))
        return current(event["event"]) == row["event16"], shared

    return max(events, key=fit, default={})


def codes(actors: Actors) -> set[str]:
    """Country codes (or IGO, NGO) of the actors that have one."""
    return {actor["code"] for actor in actors if actor.get("code")}


def _count_actors(tallies: Mapping[str, Tally], side: str, gold: Actors, found: Actors) -> None:
    tallies[f"{side}_code"].compare(codes(gold), codes(found))
    met, tally = _met(gold, found), tallies[f"{side}_text"]
    tally.hit("all", met)
    tally.false("all", len(found) - met)
    tally.missed("all", len(gold) - met)


def _met(gold: Actors, found: Actors) -> int:
    """How many gold actors have a predicted one of their own at the same words."""
    left = list(found)
    met = 0
    for actor in gold:
        other = next((other for other in left if _same_words(actor, other)), None)
        if other is not None:
            left.remove(other)
            met += 1
    return met


def _same_words(gold: Row, found: Row) -> bool:
    if all(side.get(key) is not None for side in (gold, found) for key in ("start", "end")):
        return overlap((gold["start"], gold["end"]), (found["start"], found["end"]))
    return bool(content_words(gold.get("text")) & content_words(found.get("text")))


def _dyads(sides: tuple[list[Row], list[Row]], event: str, reciprocal: bool) -> set[Any]:
    if reciprocal:
        return {("both", event, code) for code in codes(sides[0])}
    return {(a, event, b) for a, b in product(_or_nobody(sides[0]), _or_nobody(sides[1]))}


def _or_nobody(actors: Actors) -> set[str | None]:
    found: set[str | None] = {*codes(actors)}
    return found or {None}
