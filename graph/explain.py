"""Why a statement is in the graph: its sentence, the parse, the frame and every rule that fired, read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..ontology.errors import InputError
from ..ontology.records import Entity, Mention, Participant, Reading, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from .knowledge_graph import KnowledgeGraph
    from .pipeline import Tools


def explain(graph: KnowledgeGraph, statement: str, tools: Tools) -> str:
    """The explanation as text of several paragraphs.

    The document is read again with `tools`, which must be those of the build. Raises InputError where the graph has no
    such statement, or where reading its document again does not give it.
    """
    from .pipeline import analyse

    identifier = statement.strip().rsplit("/", 1)[-1]
    reading = _reading_of(graph, identifier)
    doc, again = analyse(reading.document, tools)
    found = next((one for one in again.statements if one.id == identifier), None)
    if found is None:
        raise InputError(f"{identifier} is not found again: give the --kb, --ontology and --model of the build")
    return "\n".join(_paragraphs(found, again, doc))


def _reading_of(graph: KnowledgeGraph, identifier: str) -> Reading:
    for reading in graph.readings:
        if any(statement.id == identifier for statement in reading.statements):
            return reading
    raise InputError(f"{graph.path} has no statement {identifier}; `casusgraph export --to jsonl` lists their ids")


def _paragraphs(statement: Statement, reading: Reading, doc: Doc) -> Iterator[str]:
    entities = {entity.id: entity for entity in reading.entities}
    evidence = statement.evidence[0]
    yield f"{statement.id}  {statement.type}, {statement.polarity}, {statement.modality}"
    yield f"{reading.document.name}, characters {evidence.start} to {evidence.end}:"
    yield f"  {evidence.text}"
    yield ""
    for role, person in _people(statement):
        yield f"  {role:12} {_described(person, entities, reading)}"
    for name, value in _values(statement):
        yield f"  {name:12} {value}"
    yield ""
    yield "Rules"
    yield from (f"  {rule}" for rule in statement.rules)
    yield ""
    yield "Parse"
    for sentence in doc.sents:
        if sentence.start_char < evidence.end and evidence.start < sentence.end_char:
            yield from _parse(sentence, statement)


def _people(statement: Statement) -> Iterator[tuple[str, Participant]]:
    if statement.actor is not None:
        yield statement.actor.role, statement.actor
    yield from ((target.role, target) for target in statement.targets)
    if statement.attribution is not None:
        yield "said by", statement.attribution
    yield from (("as told by", outer) for outer in statement.attribution_chain)


def _values(statement: Statement) -> Iterator[tuple[str, object]]:
    for name in ("date", "quantity", "unit"):
        value = getattr(statement, name)
        if value is not None:
            yield name, value
    if statement.about:
        yield "about", ", ".join(statement.about)
    yield "confidence", f"{statement.confidence:.2f}"


def _described(person: Participant, entities: Mapping[str, Entity], reading: Reading) -> str:
    label = entities[person.entity].label if person.entity in entities else person.entity
    if person.start is None or person.end is None:
        return f"{label} ({person.entity}), understood"
    words = " ".join(reading.document.text[person.start : person.end].split())
    return f"{label} ({person.entity}) ← “{words}”{_because(person, reading)}"


def _because(person: Participant, reading: Reading) -> str:
    def same(mention: Mention) -> bool:
        return mention.entity == person.entity and (mention.start, mention.end) == (person.start, person.end)

    mention = next(filter(same, reading.mentions), None)
    return f": {mention.rule}, confidence {mention.confidence:.2f}" if mention is not None and mention.rule else ""


def _parse(sentence: Span, statement: Statement) -> Iterator[str]:
    start, end = statement.trigger
    for token in sentence:
        if token.is_space:
            continue
        mark = ">" if token.idx < end and start < token.idx + len(token) else " "
        head = "" if token.head is token else f"{token.head.text} ({token.head.i - sentence.start})"
        yield f" {mark}{token.i - sentence.start:3} {token.text:18} {token.pos_:6} {token.dep_:14} {head}"
