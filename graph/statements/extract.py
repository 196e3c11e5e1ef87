"""From a linked document to its statements, in textual order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from ...ontology.records import Document, Kind, Modality, Statement
from ..text import body_sentences
from .confidence import confidence
from .events import Event, events
from .evidence import evidence
from .factuality import Factuality, factuality
from .lexicon import Lexicon
from .matching import Links
from .parts import apart
from .repair import repair
from .syntax import Syntax
from .time import TimeExpression, date_of, dates


def extract(doc: Doc, document: Document, linked: Links, lexicon: Lexicon) -> Iterator[Statement]:
    """The event statements of the document's sentences; what is boilerplate gives none."""
    syntax = Syntax(doc, lambda token: linked.at(token) is not None)
    repair(body_sentences(doc), lexicon)
    sentences = list(body_sentences(doc))
    read = [(event, sentence) for sentence in sentences for event in events(sentence, syntax, linked, lexicon)]
    told = Told(document, dates(doc, document), frozenset(event.token.i for event, _ in read))
    made = [(event, _statement(event, sentence, told)) for whole, sentence in read for event in apart(whole)]
    yield from _unique(_about(made))


@dataclass(frozen=True, slots=True)
class Told:
    """What the statements of one document share."""

    document: Document
    dates: Sequence[TimeExpression]
    events: frozenset[int]
    """Indices of the tokens that head an event, so that a date between two is given to the right one."""


def _statement(event: Event, sentence: Span, told: Told) -> Statement:
    document = told.document
    trigger = _trigger(event)
    stance = stance_of(event)
    amount = event.quantity
    actor = next((f.participant for f in event.fillers if f.participant.role == "actor"), None)
    return Statement(
        document=document.id,
        kind=Kind.EVENT,
        type=event.match.frame.type or "",
        evidence=(evidence(document.id, document.text, sentence, trigger),),
        trigger=trigger,
        actor=actor,
        targets=tuple(f.participant for f in event.fillers if f.participant.role != "actor"),
        polarity=stance.polarity,
        modality=stance.modality,
        date=_date(event, told),
        quantity=amount.value if amount is not None else None,
        unit=amount.unit if amount is not None else None,
        confidence=confidence(event),
        rules=(*_rules(event), *stance.rules),
    )


def _date(event: Event, told: Told) -> str | None:
    found = date_of(event.token, told.dates, events=told.events)
    if found is None and event.loan is not None and event.loan.bare:
        return date_of(event.loan.verb, told.dates, events=told.events)
    return found


def stance_of(event: Event) -> Factuality:
    """Polarity and modality; a noun that a verb only announces or demands is what that verb makes of it."""
    found = factuality(event.token)
    loan = event.loan
    if loan is None or found != Factuality(rules=found.rules):
        return found
    if loan.bare:
        found = factuality(loan.verb)
    if loan.modality is None or found.modality is not Modality.ACTUAL:
        return found
    return replace(found, modality=Modality(loan.modality), rules=(*found.rules, loan.rule))


def _trigger(event: Event) -> tuple[int, int]:
    """From the first to the last word of the trigger where they stand close together, else its head."""
    head = event.token
    words = sorted((head, *event.match.used), key=lambda token: token.i)
    if words[-1].i - words[0].i > 2 * len(words):
        words = [head]
    return words[0].idx, words[-1].idx + len(words[-1])


def _rules(event: Event) -> tuple[str, ...]:
    frame, trigger = event.match.frame, event.match.trigger
    rules = [f"frame:{frame.id}", f"trigger:{trigger.text}", *event.match.rules]
    if event.match.clause.passive:
        rules.append("passive")
    rules += [f"shared:{name}" for name in sorted(event.match.clause.shared)]
    rules += [f"{f.participant.role}<{f.argument}:{f.rule}" for f in event.fillers]
    return tuple(rules)


def _about(made: Sequence[tuple[Event, Statement]]) -> Iterator[Statement]:
    """Each speech act with the ids of the statements that are its content."""
    by_token: dict[int, list[Statement]] = {}
    for event, statement in made:
        by_token.setdefault(event.token.i, []).append(statement)
    for event, statement in made:
        ids = [s.id for token in event.contents for s in _within(token, by_token, event.token)]
        yield replace(statement, about=tuple(dict.fromkeys(ids))) if ids else statement


def _within(content: Token, by_token: dict[int, list[Statement]], speech: Token) -> list[Statement]:
    """Statements of the content's own predicate and those coordinated with it, else the nearest below it."""
    layer = [content]
    seen = {speech.i}
    for _ in range(4):
        found = [s for token in layer for s in by_token.get(token.i, ())]
        if found:
            return found
        seen |= {token.i for token in layer}
        layer = [child for token in layer for child in token.children if child.i not in seen]
    return []


def _unique(statements: Iterator[Statement]) -> Iterator[Statement]:
    seen: set[str] = set()
    for statement in statements:
        if statement.id not in seen:
            seen.add(statement.id)
            yield statement
