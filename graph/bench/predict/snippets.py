"""One label for a snippet: every rule that holds adds its weight to its label, once a rule; the heaviest label wins."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ..analysis import Analysis
from ..mapping import mapping


def predict(analysis: Analysis) -> dict[str, Any]:
    """The type by the rules of mappings/case21.yaml; equal weights go to the label that the file names first."""
    table = mapping("case21")
    weights: defaultdict[str, float] = defaultdict(float)
    for rule in table.rules:
        subjects = (None,) if rule.about_text else analysis.statements
        if rule.gives is not None and any(rule.holds(statement, analysis) for statement in subjects):
            weights[rule.gives] += rule.weight
    order = {rule.gives: number for number, rule in reversed(list(enumerate(table.rules)))}
    best = max(weights, key=lambda label: (weights[label], -order[label]), default=table.settings["default"])
    return {"type": best}
