"""Triggers and arguments in whole articles (WikiEvents).

Triggers match where they share a character and their types agree to a depth of 1, 2 or 3; arguments are judged on
events that match to depth 1: `arg_span` by overlap, `arg_core` with the role folded to agent, patient, place or
instrument, `arg_role` with the role itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..counting import Row, Scores, Tally
from ..spans import Found, Gold, pairs

_CORE = {
    "agent": "Attacker Killer Injurer Communicator Jailer Giver Transporter Perpetrator Damager Destroyer Dismantler "
    "Disabler Impeder JudgeCourt Prosecutor Investigator Regulator Identifier Observer ManufacturerAssembler Treater "
    "Demonstrator Participant Researcher",
    "patient": "Victim Target Recipient Defendant Detainee AcquiredEntity Artifact PassengerArtifact Patient "
    "IdentifiedObject ObservedEntity CrashObject Employee",
    "place": "Place Destination Origin",
    "instrument": "ExplosiveDevice Instrument Vehicle PaymentBarter",
}
CORE_ROLE = {name: core for core, names in _CORE.items() for name in names.split()}
ARGUMENTS = ("arg_span", "arg_core", "arg_role")


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """`trigger_id`, `trigger_depth1` to `3`, `arg_span`, `arg_core`, `arg_role`."""
    triggers = {depth: Tally() for depth in range(4)}
    arguments = {level: Tally() for level in ARGUMENTS}
    for row in rows:
        found = predictions.get(row["id"], {}).get("events") or ()
        for depth, tally in triggers.items():
            tally.record()
            _count_triggers(tally, depth, row["events"], found)
        partner = dict(_matched(row["events"], found, 1))
        for level, tally in arguments.items():
            tally.record()
            _count_arguments(tally, level, row["events"], found, partner)
    scores = Scores()
    for depth, tally in triggers.items():
        tally.report(scores, f"trigger_depth{depth}" if depth else "trigger_id", by_type=depth == 2)
    for level, tally in arguments.items():
        tally.report(scores, level, by_type=level == "arg_core")
    return scores


def _cut(kind: str, depth: int) -> str:
    return ".".join(kind.split(".")[:depth])


def _matched(gold: Sequence[Row], found: Sequence[Row], depth: int) -> list[tuple[int, int]]:
    left: list[Gold] = [(*event["trigger"], _cut(event["type"], depth) if depth else None) for event in gold]
    right: list[Found] = [(*event["trigger"], (_cut(event["type"], depth),) if depth else None) for event in found]
    return pairs(left, right, exact=False)


def _count_triggers(tally: Tally, depth: int, gold: Sequence[Row], found: Sequence[Row]) -> None:
    matched = _matched(gold, found, depth)
    hits, used = {g for g, _ in matched}, {f for _, f in matched}
    for g, event in enumerate(gold):
        (tally.hit if g in hits else tally.missed)(_cut(event["type"], depth) or "all")
    for f, event in enumerate(found):
        if f not in used:
            tally.false(_cut(event["type"], depth) or "all")


def _role(level: str, role: str) -> str:
    if level == "arg_span":
        return "arg"
    return role if level == "arg_role" else CORE_ROLE.get(role, "other")


def _count_arguments(
    tally: Tally, level: str, gold: Sequence[Row], found: Sequence[Row], partner: Mapping[int, int]
) -> None:
    for g, event in enumerate(gold):
        others = found[partner[g]]["args"] if g in partner else ()
        left: list[Gold] = [(a["start"], a["end"], _role(level, a["role"])) for a in event["args"]]
        right: list[Found] = [(a["start"], a["end"], (_role(level, a["role"]),)) for a in others]
        matched = pairs(left, right, exact=False)
        hits, used = {a for a, _ in matched}, {b for _, b in matched}
        for number, argument in enumerate(event["args"]):
            (tally.hit if number in hits else tally.missed)(_role(level, argument["role"]))
        for number, argument in enumerate(others):
            if number not in used:
                tally.false(_role(level, argument["role"]))
    alone = set(range(len(found))) - set(partner.values())
    for f in sorted(alone):
        for argument in found[f]["args"]:
            tally.false(_role(level, argument["role"]))
