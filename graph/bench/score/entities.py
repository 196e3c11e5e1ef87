"""Entities: spans and types, four ways, as re3d and WikiEvents annotate them.

`strict`: same span and type. `trim`: the same without determiners, possessives and edge punctuation. `overlap`: same
type and a common character. `span`: overlap whatever the type. Folded to four core types, a state may be a location or
an organization; gold of other types is neither asked for nor held against a prediction. Under `named` gold without a
capital letter is treated so too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..counting import Row, Scores, Tally
from ..spans import Found, Gold, Span, overlap, pairs, trim

LEVELS = ("strict", "trim", "overlap", "span")
CORE_GOLD = {
    "Person": "Person", "Organisation": "Organisation", "Location": "Location", "Weapon": "Weapon",
    "MilitaryPlatform": "Weapon", "PER": "Person", "ORG": "Organisation", "GPE": "GPE", "LOC": "Location",
    "FAC": "Location", "WEA": "Weapon", "VEH": "Weapon",
}  # fmt: skip
CORE_FOUND = {
    "Person": ("Person",),
    "State": ("GPE", "Organisation", "Location"),
    "Organization": ("Organisation",),
    "Group": ("Organisation",),
    "Place": ("Location", "GPE"),
    "WeaponSystem": ("Weapon",),
}
"""The core types that a prediction of ours may be matched with."""


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """Folded to the core types: `trim` and `overlap` of named gold, `all_*` of all gold."""
    scores = Scores()
    for prefix, named in (("", True), ("all_", False)):
        for level, tally in tallies(rows, predictions, core=True, named=named).items():
            tally.report(scores, prefix + level, by_type=named and level in ("trim", "overlap"))
    return scores


def score_native(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """With the set's own types: `strict` micro and `strict_macro` are the published figures."""
    scores = Scores()
    for level, tally in tallies(rows, predictions, core=False, named=False).items():
        tally.report(scores, level, by_type=level == "strict")
    return scores


def tallies(rows: Sequence[Row], predictions: Mapping[str, Row], *, core: bool, named: bool) -> dict[str, Tally]:
    """The counts of each level."""
    present = {_kind(entity, core) for row in rows for entity in row["entities"]}
    counts = {level: Tally() for level in LEVELS}
    for row in rows:
        gold, ignored = _gold(row, core=core, named=named)
        found = _found(predictions.get(row["id"], {}).get("entities") or (), core=core)
        for level, tally in counts.items():
            tally.record()
            _count(tally, level, row["text"], gold, found, ignored, present)
    return counts


def _kind(entity: Row, core: bool) -> str | None:
    return CORE_GOLD.get(entity["type"]) if core else entity["type"]


def _gold(row: Row, *, core: bool, named: bool) -> tuple[list[Gold], list[Span]]:
    gold: list[Gold] = []
    ignored: list[Span] = []
    for entity in row["entities"]:
        start, end, kind = entity["start"], entity["end"], _kind(entity, core)
        if kind is None or (named and not any(letter.isupper() for letter in row["text"][start:end])):
            ignored.append((start, end))
        else:
            gold.append((start, end, kind))
    return gold, ignored


def _found(entities: Sequence[Row], *, core: bool) -> list[Found]:
    found: dict[tuple[int, int, tuple[str, ...]], None] = {}
    for entity in entities:
        kinds = CORE_FOUND.get(entity["type"], ()) if core else (entity["type"],)
        if kinds:
            found[entity["start"], entity["end"], kinds] = None
    return list(found)


def _count(
    tally: Tally,
    level: str,
    text: str,
    gold: Sequence[Gold],
    found: Sequence[Found],
    ignored: Sequence[Span],
    present: set[str | None],
) -> None:
    left, right = list(gold), list(found)
    if level == "trim":
        left = [(*trim(text, start, end), kind) for start, end, kind in gold]
        right = [(*trim(text, start, end), kinds) for start, end, kinds in found]
    elif level == "span":
        left = [(start, end, None) for start, end, _ in gold]
    matched = pairs(left, right, exact=level in ("strict", "trim"))
    hits, used = {g for g, _ in matched}, {f for _, f in matched}
    for g, (_, _, kind) in enumerate(gold):
        name = "all" if level == "span" else kind or ""
        (tally.hit if g in hits else tally.missed)(name)
    for f, (start, end, kinds) in enumerate(found):
        if f not in used and not _excused((start, end), gold, ignored):
            first = next((kind for kind in kinds or () if kind in present), next(iter(kinds or ()), ""))
            tally.false("all" if level == "span" else first)


def _excused(span: Span, gold: Sequence[Gold], ignored: Sequence[Span]) -> bool:
    """It lies on gold that is not asked for."""
    if span in ignored:
        return True
    on_ignored = any(overlap(span, other) for other in ignored)
    return on_ignored and not any(overlap(span, (start, end)) for start, end, _ in gold)
