"""The main event of a sentence with its two actors: PLOVER records, CAMEO roles and classes, CAMEO codings."""

from __future__ import annotations

from typing import Any

from ....ontology.records import Participant, Statement
from ....ontology.vocabulary import event_types
from ..analysis import Analysis, is_symmetric
from ..mapping import mapping
from .main_event import code_of, event_statements, label, named_after, phrase, salience, sides


def predict_plover(analysis: Analysis) -> dict[str, Any]:
    """Every event that has a PLOVER type, the sentence's main one with the highest score."""
    events = []
    for statement in event_statements(analysis):
        kind = plover_type(statement, analysis)
        if kind is not None:
            source, target = (_actors(side, analysis) for side in sides(statement, analysis))
            if not any(actor["code"] for actor in target):
                other = named_after(statement, analysis, {actor["code"] for actor in source})
                target = [*target, other] if other is not None else target
            score = round(salience(statement, analysis), 2)
            events.append({"event": kind, "source": source, "target": target, "score": score,
                           "confidence": statement.confidence})  # fmt: skip
    return {"events": sorted(events, key=lambda event: -float(str(event["score"])))}


def predict_roles(analysis: Analysis) -> dict[str, Any]:
    """The noun phrases of the main event's two sides, and its class of five."""
    rules = mapping("cameo")
    found = [(s, rule.gives) for s in event_statements(analysis) if (rule := rules.first(s, analysis)) is not None]
    ranked = sorted(found, key=lambda pair: -salience(pair[0], analysis))
    if not ranked:
        return {"roles": [], "pentacode": rules.settings["default"]}
    statement, kind = ranked[0]
    source, target = sides(statement, analysis)
    names = ("source", "target")
    if is_symmetric(statement) and source and target:
        names = ("reciprocal", "reciprocal")
    roles = [
        {"role": name, "start": span[0], "end": span[1]}
        for name, people in zip(names, (source, target), strict=True)
        for person in people
        if (span := phrase(person, analysis)) is not None
    ]
    return {"roles": roles, "pentacode": kind}


def predict_codings(analysis: Analysis) -> dict[str, Any]:
    """Source, target and PLOVER type of each event with two sides; an unknown name is coded by its first letters."""
    codings: dict[tuple[str, str, str], None] = {}
    for statement in event_statements(analysis):
        kind = plover_type(statement, analysis)
        source, target = sides(statement, analysis)
        for one in source if kind is not None else ():
            for other in target:
                pair = _coded(one, analysis), _coded(other, analysis)
                codings[*pair, kind or ""] = None
                if is_symmetric(statement):
                    codings[*pair[::-1], kind or ""] = None
    return {"codings": [list(coding) for coding in codings]}


def plover_type(statement: Statement, analysis: Analysis) -> str | None:
    """By the mapping's rules; where none holds, the vocabulary's own alignment."""
    rule = mapping("plover").first(statement, analysis)
    if rule is not None:
        return rule.gives
    kind = event_types().get(statement.type)
    return kind.plover_type if kind is not None else None


def _actors(side: list[Participant], analysis: Analysis) -> list[dict[str, Any]]:
    return [_actor(participant, analysis) for participant in side]


def _actor(participant: Participant, analysis: Analysis) -> dict[str, Any]:
    entity = analysis.entity(participant.entity)
    start, end = participant.start, participant.end
    words = analysis.given.text[start:end] if start is not None and end is not None else ""
    found = {"code": code_of(participant, analysis), "text": words or label(entity, participant)}
    return found if start is None else {**found, "start": start, "end": end}


def _coded(participant: Participant, analysis: Analysis) -> str:
    name = label(analysis.entity(participant.entity), participant)
    return code_of(participant, analysis) or name.removeprefix("the ").upper()[:3]
