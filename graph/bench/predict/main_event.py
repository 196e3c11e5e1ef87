"""Which statement of a sentence is its main event, who its two sides are, and of which country each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.tokens import Token

from ....ontology.records import Entity, Kind, Participant, Statement
from ..analysis import Analysis, noun_phrase
from ..mapping import mapping

INTERNATIONAL = frozenset({"IGO", "NGO"})
Sides = tuple[list[Participant], list[Participant]]


def event_statements(analysis: Analysis) -> Iterator[Statement]:
    return (statement for statement in analysis.statements if statement.kind is Kind.EVENT)


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
    holders = [s.type for s in analysis.statements if statement.id in s.about]
    score -= float(settings["content"]) * any(kind in settings["performatives"] for kind in holders)
    return score - float(settings["types"].get(statement.type, 0.0))


def _step(token: Token, settings: Mapping[str, Any]) -> float:
    costs = settings["steps"]
    relation = token.dep_ if token.dep_ in costs else token.dep_.split(":")[0]
    return float(costs.get(relation, costs["other"]))


def all_sides(statement: Statement, analysis: Analysis) -> Sides:
    """The sides of all statements of its word and type: "Russia and China will ask" is one event of two actors."""
    same = [s for s in event_statements(analysis) if s.trigger == statement.trigger and s.type == statement.type]
    found = [sides(s, analysis) for s in (statement, *(s for s in same if s.id != statement.id))]
    source = {p.entity: p for one, _ in found for p in one}
    target = {p.entity: p for _, other in found for p in other if p.entity not in source}
    return list(source.values()), list(target.values())


def sides(statement: Statement, analysis: Analysis) -> Sides:
    """Who does it and to whom, as benchmarks ask: the target may be a place or a thing that belongs to a state.

    Where the statement names no target, that of what it is about is taken: "refused to meet the envoy".
    """
    settings = mapping("main_event").settings
    source = [statement.actor] if statement.actor is not None else []
    source += [p for p in statement.targets if p.role == "actor"]
    taken = {p.entity for p in source}
    target = _best([statement, *_contents(statement, analysis)], analysis, settings["target_roles"], taken)
    if not source:
        source = _best([statement], analysis, settings["source_roles"], {p.entity for p in target})
    return source, target


def _contents(statement: Statement, analysis: Analysis) -> list[Statement]:
    return [other for other in analysis.statements if other.id in statement.about]


def _best(statements: Iterable[Statement], analysis: Analysis, roles: list[str], taken: set[str]) -> list[Participant]:
    """The participants of the first role that has one with a country, else of the first that is filled."""
    groups = [
        [p for p in analysis.filled(statement, role) if p.entity not in taken]
        for statement in statements
        for role in roles
    ]
    filled = [group for group in groups if group]
    coded = (group for group in filled if any(code_of(p, analysis) for p in group))
    return next(coded, next(iter(filled), []))


def code_of(participant: Participant, analysis: Analysis) -> str | None:
    """Country of the participant: that of what a person speaks for, its own, or one that its noun phrase names."""
    entity = analysis.entity(participant.entity)
    office = _office_code(participant.entity, analysis)
    found = office if office in INTERNATIONAL else analysis.code(entity) or office
    return found or next(_phrase_codes(participant, analysis), None)


def code_where(statement: Statement, analysis: Analysis) -> str | None:
    """Country of the place where the event is, or the only one of its sentence: for people of none."""
    places = (code_of(p, analysis) for p in analysis.filled(statement, "place"))
    return next((code for code in places if code is not None), None) or _only_country(statement, analysis)


def _only_country(statement: Statement, analysis: Analysis) -> str | None:
    token = analysis.trigger(statement)
    if token is None:
        return None
    start, end = token.sent.start_char, token.sent.end_char
    inside = (mention for mention in analysis.linked.mentions if start <= mention.start < end)
    codes = {analysis.code(analysis.entity(mention.entity)) for mention in inside} - {None, *INTERNATIONAL}
    return codes.pop() if len(codes) == 1 else None


def _office_code(entity: str, analysis: Analysis) -> str | None:
    """Of what the text says that the entity leads, holds or belongs to."""
    held = (s for s in analysis.statements if s.kind is Kind.RELATION and s.actor and s.actor.entity == entity)
    codes = (analysis.code(analysis.entity(p.entity)) for s in held for p in s.targets)
    return next((code for code in codes if code is not None), None)


def _phrase_codes(participant: Participant, analysis: Analysis) -> Iterator[str]:
    span = phrase(participant, analysis)
    if span is None:
        return
    for mention in analysis.linked.mentions:
        if span[0] <= mention.start and mention.end <= span[1]:
            code = analysis.code(analysis.entity(mention.entity))
            if code is not None:
                yield code


def named_after(statement: Statement, analysis: Analysis, taken: set[str | None]) -> Participant | None:
    """The first name of another country after the trigger, in its sentence: a target where the statement has none."""
    token = analysis.trigger(statement)
    if token is None:
        return None
    for mention in analysis.linked.mentions:
        if token.idx < mention.start < token.sent.end_char and mention.kind != "pronoun":
            code = analysis.code(analysis.entity(mention.entity))
            if code is not None and code not in taken:
                return Participant("recipient", mention.entity, mention.start, mention.end)
    return None


def phrase(participant: Participant, analysis: Analysis) -> tuple[int, int] | None:
    """Offsets of the participant's noun phrase; of a pronoun, that of the first name or noun for the same node."""
    head, start, end = analysis.head(participant), participant.start, participant.end
    if head is None or start is None or end is None:
        return None
    if head.pos_ == "PRON":
        named = (m for m in analysis.linked.mentions if m.entity == participant.entity and m.kind != "pronoun")
        first = next(named, None)
        other = analysis.token(first.start, first.end) if first is not None else None
        if first is not None and other is not None:
            head, start, end = other, first.start, first.end
    span = noun_phrase(_holder(head, analysis))
    return min(span.start_char, start), max(span.end_char, end)


def _holder(head: Token, analysis: Analysis) -> Token:
    """The noun that a possessor or modifier stands before, where that is no event: "Turkey's efforts"."""
    triggers = {token.i for s in analysis.statements if (token := analysis.trigger(s)) is not None}
    modifier = head.dep_.split(":")[0] in ("compound", "amod") or head.dep_ == "nmod:poss"
    return head.head if modifier and head.head.i not in triggers and head.head.pos_ in ("NOUN", "PROPN") else head


def label(entity: Entity | None, participant: Participant) -> str:
    return entity.label if entity is not None else participant.entity
