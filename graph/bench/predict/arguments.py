"""WikiEvents: triggers and their arguments, at the head words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ....ontology.records import Kind, Statement
from ..analysis import Analysis
from ..mapping import mapping


def predict(analysis: Analysis) -> dict[str, Any]:
    """An event for each statement, and each bare mention, that has a type of the set; one word is one event."""
    table = mapping("wikievents")
    events: dict[tuple[int, int], dict[str, Any]] = {}
    bare = (mention for mention in analysis.mentions if mention.type in table.settings["bare"])
    for statement in (*analysis.statements, *bare):
        rule = table.first(statement, analysis) if statement.kind is Kind.EVENT else None
        trigger = analysis.trigger(statement)
        if rule is None or rule.gives is None or trigger is None:
            continue
        span = trigger.idx, trigger.idx + len(trigger)
        event = events.setdefault(span, {"type": rule.gives, "trigger": list(span), "args": []})
        event["args"] += [a for a in _arguments(statement, event["type"], analysis) if a not in event["args"]]
    return {"events": [events[span] for span in sorted(events)]}


def _arguments(statement: Statement, kind: str, analysis: Analysis) -> Iterator[dict[str, Any]]:
    """The participants whose role has a name in the event type: the longest listed prefix of the type decides."""
    named = mapping("wikievents").settings["roles"]
    prefix = next(p for p in (kind, kind.rsplit(".", 1)[0], kind.split(".")[0], "other") if p in named)
    for participant in analysis.participants(statement):
        role, head = named[prefix].get(participant.role), analysis.head(participant)
        if role is not None and head is not None:
            yield {"role": role, "start": head.idx, "end": head.idx + len(head)}
