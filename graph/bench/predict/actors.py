"""An actor phrase: its country, sector and Wikipedia title."""

from __future__ import annotations

from typing import Any

from ....ontology.records import Entity
from ..analysis import Analysis
from ..mapping import mapping


def predict(analysis: Analysis) -> dict[str, Any]:
    """By the entity at the phrase's head; a country also from any other name in the phrase or its context."""
    entities = _by_weight(analysis)
    main = entities[0] if entities else None
    codes = [code for entity in entities if (code := analysis.code(entity)) is not None]
    context = [code for code in (_named(analysis, analysis.given.context),) if code]
    return {
        "country": next(iter([c for c in codes if c not in ("IGO", "NGO")] or context), ""),
        "sector": _sector(analysis, main),
        "wiki": main.label if main is not None and main.known else "",
    }


def _by_weight(analysis: Analysis) -> list[Entity]:
    """The phrase's entities: that of its head word first."""
    root = next((sentence.root for sentence in analysis.doc.sents), None)
    mentions = sorted(
        analysis.linked.mentions,
        key=lambda m: (root is None or not m.start <= root.idx < m.end, m.kind == "adjective", m.start),
    )
    found = {m.entity: analysis.entity(m.entity) for m in mentions}
    return [entity for entity in found.values() if entity is not None]


def _named(analysis: Analysis, context: str) -> str | None:
    known = analysis.tools.knowledge.find(context) if context else ()
    return next((code for name in known if (code := analysis.code(analysis.entity(name)))), None)


def _sector(analysis: Analysis, main: Entity | None) -> str:
    """The first rule of mappings/sectors.yaml that fits: words of the phrase, offices held at the date, classes."""
    settings = mapping("sectors").settings
    lemmas = analysis.lemmas
    for label, words in settings["words"].items():
        if any(f" {word} " in lemmas for word in words):
            return str(label)
    if main is None:
        return str(settings["unknown"])
    if main.offices:
        held = analysis.tools.knowledge.offices(main.id, analysis.given.date)
        past = not held or (analysis.given.date is None and all(office.end for office in held))
        roles = {office.role for office in held}
        found = next((label for label, codes in settings["offices"].items() if roles & set(codes)), None)
        return str(settings["former"] if past else found or settings["office"])
    classes = analysis.classes(main)
    return str(next((label for cls, label in settings["classes"].items() if cls in classes), ""))
