"""Triples of a Text2KGBench ontology, from relation statements."""

from __future__ import annotations

from typing import Any

from ....ontology.records import Polarity
from ..analysis import Analysis
from ..mapping import mapping


def predict(analysis: Analysis, *, ontology: str) -> dict[str, Any]:
    """The relation statements that a rule of the ontology's mapping reads as one of its relations."""
    table = mapping(f"text2kg_{ontology}")
    found: dict[tuple[str, str, str], None] = {}
    for statement in analysis.statements:
        rule = table.first(statement, analysis)
        if rule is None or rule.gives is None or statement.polarity is Polarity.NEGATIVE or statement.actor is None:
            continue
        for target in analysis.filled(statement, *table.settings["target_roles"]):
            ends = [_name(p.entity, analysis, table.settings["blank"]) for p in (statement.actor, target)]
            if rule.gives in table.settings["bare"]:
                ends[1] = ends[1].split(" of ")[0]
            ends = ends[::-1] if rule.gives in table.settings["inverse"] else ends
            found[ends[0], rule.gives, ends[1]] = None
    return {"triples": [list(triple) for triple in found]}


def _name(entity: str, analysis: Analysis, blank: str) -> str:
    known = analysis.entity(entity)
    return (known.label if known is not None else entity).replace(" ", blank)
