"""re3d's relations between spans, from relation statements and from events that imply one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ....ontology.records import Participant, Polarity, Statement
from ..analysis import Analysis
from ..mapping import mapping


def predict(analysis: Analysis) -> dict[str, Any]:
    """A relation for each statement that a rule of mappings/re3d_relations.yaml reads so."""
    table = mapping("re3d_relations")
    found: list[dict[str, Any]] = []
    for statement in analysis.statements:
        rule = table.first(statement, analysis)
        if rule is None or rule.gives is None or statement.polarity is Polarity.NEGATIVE:
            continue
        for head, tail in _pairs(statement, analysis, table.settings["target_roles"]):
            relation = {"type": rule.gives, "head": list(head), "tail": list(tail)}
            if relation not in found:
                found.append(relation)
    return {"relations": found}


def _pairs(
    statement: Statement, analysis: Analysis, roles: list[str]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    head = _span(statement.actor)
    tails = (_span(p) for p in analysis.filled(statement, *roles))
    if head is not None:
        yield from ((head, tail) for tail in tails if tail is not None)


def _span(participant: Participant | None) -> tuple[int, int] | None:
    if participant is None or participant.start is None or participant.end is None:
        return None
    return participant.start, participant.end
