"""Why a statement was read: the sentence, its parse, the frame, every rule that fired, and what makes it sure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from spacy.tokens import Doc, Span, Token

from ...ontology.records import Entity, Kind, Participant, Statement
from .confidence import weights
from .lexicon import Lexicon


def explain(
    doc: Doc,
    statement: Statement,
    lexicon: Lexicon,
    entities: Mapping[str, Entity],
    features: Mapping[str, float] = MappingProxyType({}),
) -> str:
    """A text for people; `doc` is the analysed document of the statement, `features` are those of its confidence."""
    return "\n".join([*_lines(doc, statement, lexicon, entities), *_sureness(features)])


def _sureness(features: Mapping[str, float]) -> Iterator[str]:
    """What the confidence is the sum of, the weightiest first."""
    known = weights()
    parts = {"without all that": known["bias"]} if features else {}
    parts |= {name: known.get(name, 0.0) * value for name, value in features.items()}
    if parts:
        yield "confidence, in log-odds"
    for name, part in sorted(parts.items(), key=lambda item: (-abs(item[1]), item[0])):
        yield f"  {part:+.2f}  {name}"


def _lines(doc: Doc, statement: Statement, lexicon: Lexicon, entities: Mapping[str, Entity]) -> Iterator[str]:
    quote = statement.evidence[0]
    yield f"{statement.type}  {statement.id}  confidence {statement.confidence}"
    yield f"  {quote.text}"
    yield f"  characters {quote.start} to {quote.end} of document {statement.document}"
    yield from _participants(doc, statement, entities)
    yield f"  {statement.polarity}, {statement.modality}; {_source(statement, entities)}; {_when(statement)}"
    if statement.quantity is not None:
        yield f"  quantity {statement.quantity}{' ' + statement.unit if statement.unit else ''}"
    yield from _frame(statement, lexicon)
    yield "rules"
    yield from (f"  {rule}" for rule in statement.rules)
    yield "parse"
    yield from _parse(doc, statement)


def _participants(doc: Doc, statement: Statement, entities: Mapping[str, Entity]) -> Iterator[str]:
    people = [statement.actor] if statement.actor is not None else []
    for who in (*people, *statement.targets):
        words = doc.text[who.start : who.end] if who.start is not None and who.end is not None else "understood"
        role = who.role if who is not statement.actor or statement.kind is Kind.RELATION else "actor"
        yield f"  {role:12}{_label(who, entities)}  ({words!r}, {who.entity})"


def _label(who: Participant, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(who.entity)
    return entity.label if entity is not None else who.entity


def _source(statement: Statement, entities: Mapping[str, Entity]) -> str:
    if statement.attribution is None:
        return "the article says so"
    chain = [statement.attribution, *statement.attribution_chain]
    return "according to " + ", according to ".join(_label(who, entities) for who in chain)


def _when(statement: Statement) -> str:
    return f"dated {statement.date}" if statement.date is not None else "no date known"


def _frame(statement: Statement, lexicon: Lexicon) -> Iterator[str]:
    name = next((rule.removeprefix("frame:") for rule in statement.rules if rule.startswith("frame:")), None)
    frame = lexicon.frames.get(name) if name is not None else None
    if frame is None:
        return
    yield f"frame {frame.id} of {frame.source}"
    yield f"  for example: {frame.example}"


def _parse(doc: Doc, statement: Statement) -> Iterator[str]:
    span = _sentence(doc, statement)
    for token in span if span is not None else ():
        if not token.is_space:
            mark = ">" if statement.trigger[0] <= token.idx < statement.trigger[1] else " "
            yield f"  {mark} {token.i - span.start if span is not None else 0:3} {_row(token)}"


def _row(token: Token) -> str:
    head = "" if token.head.i == token.i else token.head.text
    return f"{token.text:20} {token.lemma_:16} {token.pos_:6} {token.dep_:14} {head}"


def _sentence(doc: Doc, statement: Statement) -> Span | None:
    span = doc.char_span(*statement.trigger, alignment_mode="expand")
    return span.sent if span is not None else None
