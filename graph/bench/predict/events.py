"""The main event of a sentence with its two actors: PLOVER records, CAMEO roles and classes, CAMEO codings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Token

from ....ontology.records import Kind, Participant, Statement
from ....ontology.vocabulary import event_types
from ..analysis import Analysis, is_symmetric, noun_phrase
from ..mapping import mapping


def predict_plover(analysis: Analysis) -> dict[str, Any]:
    """Every event that has a PLOVER type, the sentence's main one with the highest score."""
    events = []
    for statement in _events(analysis):
        kind = plover_type(statement, analysis)
        if kind is not None:
            source, target = sides(statement, analysis)
            events.append(
                {
                    "event": kind,
                    "source": [_actor(p, analysis) for p in source],
                    "target": [_actor(p, analysis) for p in target],
                    "score": round(salience(statement, analysis), 2),
                    "confidence": statement.confidence,
                }
            )
    return {"events": sorted(events, key=lambda event: -event["score"])}


def predict_roles(analysis: Analysis) -> dict[str, Any]:
    """The noun phrases of the main event's two sides, and its class of five."""
    rules = mapping("cameo")
    found = [(s, rule.gives) for s in _events(analysis) if (rule := rules.first(s, analysis)) is not None]
    ranked = sorted(found, key=lambda pair: -salience(pair[0], analysis))
    if not ranked:
        return {"roles": [], "pentacode": rules.settings["default"]}
    statement, label = ranked[0]
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
    return {"roles": roles, "pentacode": label}


def predict_codings(analysis: Analysis) -> dict[str, Any]:
    """Source, target and PLOVER type of each event with two sides; an unknown name is coded by its first letters."""
    codings: dict[tuple[str, str, str], None] = {}
    for statement in _events(analysis):
        kind = plover_type(statement, analysis)
        source, target = sides(statement, analysis)
        for one in source if kind is not None else ():
            for other in target:
                pair = _coded(one, analysis), _coded(other, analysis)
                codings[*pair, kind or ""] = None
                if is_symmetric(statement):
                    codings[*pair[::-1], kind or ""] = None
    return {"codings": [list(coding) for coding in codings]}


def _events(analysis: Analysis) -> Iterator[Statement]:
    return (statement for statement in analysis.statements if statement.kind is Kind.EVENT)


def plover_type(statement: Statement, analysis: Analysis) -> str | None:
    """By the mapping's rules; where none holds, the vocabulary's own alignment."""
    rule = mapping("plover").first(statement, analysis)
    if rule is not None:
        return rule.gives
    kind = event_types().get(statement.type)
    return kind.plover_type if kind is not None else None


def salience(statement: Statement, analysis: Analysis) -> float:
    """How far the event is the sentence's main one: by what its trigger hangs from, and by which sides it has."""
    settings = mapping("main_event").settings
    token = analysis.trigger(statement)
    score = 0.0
    while token is not None and token.head.i != token.i:
        score -= _step(token, settings)
        token = token.head
    source, target = sides(statement, analysis)
    score += float(settings["source"]) * bool(source) + float(settings["target"]) * bool(target)
    return score - float(settings["types"].get(statement.type, 0.0))


def _step(token: Token, settings: Mapping[str, Any]) -> float:
    costs = settings["steps"]
    relation = token.dep_ if token.dep_ in costs else token.dep_.split(":")[0]
    return float(costs.get(relation, costs["other"]))


def sides(statement: Statement, analysis: Analysis) -> tuple[list[Participant], list[Participant]]:
    """Who does it and to whom, as benchmarks ask: the target may be a place or a thing that belongs to a state."""
    settings = mapping("main_event").settings
    source = [statement.actor] if statement.actor is not None else []
    source += [p for p in statement.targets if p.role == "actor"]
    own = {p.entity for p in source}
    target = _first_filled(statement, analysis, settings["target_roles"], own)
    if not source:
        source = _first_filled(statement, analysis, settings["source_roles"], {p.entity for p in target})
    return source, target


def _first_filled(statement: Statement, analysis: Analysis, roles: list[str], taken: set[str]) -> list[Participant]:
    """The participants of the first role that has one with a country, else of the first that is filled."""
    groups = [[p for p in analysis.filled(statement, role) if p.entity not in taken] for role in roles]
    filled = [group for group in groups if group]
    coded = (group for group in filled if any(analysis.code(analysis.entity(p.entity)) for p in group))
    return next(coded, next(iter(filled), []))


def phrase(participant: Participant, analysis: Analysis) -> tuple[int, int] | None:
    """Offsets of the participant's whole noun phrase."""
    head = analysis.head(participant)
    if head is None or participant.start is None or participant.end is None:
        return None
    span = noun_phrase(head)
    return min(span.start_char, participant.start), max(span.end_char, participant.end)


def _actor(participant: Participant, analysis: Analysis) -> dict[str, Any]:
    entity = analysis.entity(participant.entity)
    start, end = participant.start, participant.end
    words = analysis.given.text[start:end] if start is not None and end is not None else ""
    label = entity.label if entity is not None else participant.entity
    found: dict[str, Any] = {"code": analysis.code(entity), "text": words or label}
    return found if start is None else {**found, "start": start, "end": end}


def _coded(participant: Participant, analysis: Analysis) -> str:
    entity = analysis.entity(participant.entity)
    label = entity.label if entity is not None else participant.entity
    return analysis.code(entity) or label.removeprefix("the ").upper()[:3]
