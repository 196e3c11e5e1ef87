"""The main event of a sentence with its two actors: PLOVER records, CAMEO roles and classes, CAMEO codings."""

from __future__ import annotations

from typing import Any

from ....ontology.records import Modality, Participant, Statement
from ....ontology.vocabulary import event_types
from ..analysis import Analysis, is_person, is_symmetric
from ..mapping import mapping
from .main_event import all_sides, code_of, code_where, event_statements, label, named_after, phrase, salience, sides


def predict_plover(analysis: Analysis) -> dict[str, Any]:
    """Every event that has a PLOVER type, the sentence's main one with the highest score."""
    events = []
    for statement in event_statements(analysis):
        kind = plover_type(statement, analysis)
        if kind is not None:
            people, others = all_sides(statement, analysis)
            if not any(code_of(p, analysis) for p in others):
                other = named_after(statement, analysis, {code_of(p, analysis) for p in people})
                others = [*others, other] if other is not None else others
            where = code_where(statement, analysis)
            source, target = _actors(people, analysis, where), _actors(others, analysis)
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
    source, target = all_sides(statement, analysis)
    if not target:
        other = named_after(statement, analysis, {code_of(p, analysis) for p in source})
        target = [other] if other is not None else []
    both = is_symmetric(statement) and statement.modality is Modality.ACTUAL and bool(source and target)
    if both:
        source, target = [*source, *target], []
    found_spans = [("reciprocal" if both else "source", span) for span in _spans(source, analysis)]
    found_spans += [("target", span) for span in _spans(target, analysis)]
    return {"roles": [{"role": role, "start": a, "end": b} for role, (a, b) in found_spans], "pentacode": kind}


def _spans(people: list[Participant], analysis: Analysis) -> list[tuple[int, int]]:
    """Their noun phrases; two that only "and" joins are one."""
    spans = sorted({span for person in people if (span := phrase(person, analysis)) is not None})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and analysis.given.text[joined[-1][1] : start].strip() == "and" and len(spans) == 2:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


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


def _actors(side: list[Participant], analysis: Analysis, where: str | None = None) -> list[dict[str, Any]]:
    return [_actor(participant, analysis, where) for participant in side]


def _actor(participant: Participant, analysis: Analysis, where: str | None) -> dict[str, Any]:
    entity = analysis.entity(participant.entity)
    local = where if is_person(entity) else None
    start, end = participant.start, participant.end
    words = analysis.given.text[start:end] if start is not None and end is not None else ""
    found = {"code": code_of(participant, analysis) or local, "text": words or label(entity, participant)}
    return found if start is None else {**found, "start": start, "end": end}


def _coded(participant: Participant, analysis: Analysis) -> str:
    name = label(analysis.entity(participant.entity), participant)
    return code_of(participant, analysis) or name.removeprefix("the ").upper()[:3]
