"""Why a statement of a graph folder was read: its document is read again, and the statement stage tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ontology.errors import InputError
from ..ontology.records import Reading
from .reader import Tools, analyse, features
from .statements.explain import explain as tell

if TYPE_CHECKING:
    from .knowledge_graph import KnowledgeGraph


def explain(graph: KnowledgeGraph, statement: str, tools: Tools) -> str:
    """Sentence, participants, frame, rules, parse and confidence of the statement with that id or IRI, as text.

    The document is read again with `tools`, which must be those of the build. Raises InputError where the graph has no
    such statement, or where reading its document again does not give it.
    """
    identifier = statement.strip().rsplit("/", 1)[-1]
    doc, reading = analyse(_reading_of(graph, identifier).document, tools)
    found = next((one for one in reading.statements if one.id == identifier), None)
    if found is None:
        raise InputError(f"{identifier} is not found again: give the --kb, --ontology and --model of the build")
    weighed = features(reading.document, tools).get(identifier, {})
    return tell(doc, found, tools.lexicon, {entity.id: entity for entity in reading.entities}, weighed)


def _reading_of(graph: KnowledgeGraph, identifier: str) -> Reading:
    for reading in graph.readings:
        if any(statement.id == identifier for statement in reading.statements):
            return reading
    raise InputError(f"{graph.path} has no statement {identifier}; `casusgraph export --to jsonl` lists their ids")
