"""Entities with their spans, under the type names of a set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ....ontology.records import Mention
from ..analysis import Analysis, noun_phrase
from ..mapping import mapping


def predict(analysis: Analysis, *, profile: str = "core") -> dict[str, Any]:
    """Core types, of mentions of the kinds that the profile names, and of pronouns that the set takes for entities."""
    settings = mapping("entities").settings[profile]
    found = list(_mentions(analysis, settings))
    starts = {entity["start"] for entity in found}
    for token in analysis.doc:
        kind = settings["pronouns"].get(token.text)
        if kind is not None and token.pos_ == "PRON" and token.idx not in starts:
            found.append({"start": token.idx, "end": token.idx + len(token), "type": kind})
    if settings["capital"]:
        text = analysis.given.text
        found = [e for e in found if any(letter.isupper() for letter in text[e["start"] : e["end"]])]
    return {"entities": sorted(found, key=lambda entity: (entity["start"], entity["end"]))}


def predict_native(analysis: Analysis) -> dict[str, Any]:
    """re3d's own types: those of the nodes, and of the numbers and times that the language model marks."""
    settings = mapping("entities").settings["re3d"]
    found = list(_mentions(analysis, settings))
    taken = [(entity["start"], entity["end"]) for entity in found]
    for span in analysis.doc.ents:
        kind = settings["labels"].get(span.label_)
        if kind and not any(start < span.end_char and span.start_char < end for start, end in taken):
            found.append({"start": span.start_char, "end": span.end_char, "type": kind})
    return {"entities": sorted(found, key=lambda entity: (entity["start"], entity["end"]))}


def _mentions(analysis: Analysis, settings: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for mention in analysis.linked.mentions:
        kind = _kind(analysis, mention, settings)
        if kind is not None and mention.kind in settings["kinds"]:
            start, end = _span(analysis, mention, settings)
            yield {"start": start, "end": end, "type": kind}


def _kind(analysis: Analysis, mention: Mention, settings: Mapping[str, Any]) -> str | None:
    """The label of the finest class of the mention's entity that the settings name."""
    entity = analysis.entity(mention.entity)
    classes = analysis.classes(entity)
    if mention.kind == "adjective":
        kind: str | None = settings.get("adjective")
        return kind
    found = next((label for cls, label in settings["classes"].items() if cls in classes), None)
    if found == "Acting":
        token = analysis.token(mention.start, mention.end)
        acts = token is not None and token.dep_.split(":")[0] in ("nsubj", "ROOT")
        found = settings["acting"] if acts else settings["standing"]
    return found


def _span(analysis: Analysis, mention: Mention, settings: Mapping[str, Any]) -> tuple[int, int]:
    if not settings.get("phrases"):
        return mention.start, mention.end
    token = analysis.token(mention.start, mention.end)
    if token is None:
        return mention.start, mention.end
    phrase = noun_phrase(token)
    return min(phrase.start_char, mention.start), max(phrase.end_char, mention.end)
