"""From a linked document to its statements, in textual order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from ...ontology.records import Document, Kind, Modality, Polarity, Statement
from ..entities import Linked
from ..text import body_sentences
from .circumstances import Circumstancer, Circumstances
from .confidence import MINIMUM, confidence, features
from .denials import RULE
from .dependents import hyphen_parts
from .event import Event
from .events import events
from .evidence import evidence
from .lexicon import Lexicon
from .parts import apart
from .relations import relations
from .repair import repair
from .syntax import Syntax


@dataclass(frozen=True, slots=True)
class Made:
    """A statement with the event that it was made of and the features of its confidence."""

    event: Event
    statement: Statement
    features: Mapping[str, float]


def extract(
    doc: Doc,
    document: Document,
    linked: Linked,
    lexicon: Lexicon,
    *,
    bare: bool = False,
    minimum: float = MINIMUM,
) -> Iterator[Statement]:
    """The statements of the document's sentences; what is boilerplate gives none.

    Those with a confidence below `minimum` are left out. `bare` gives instead every word that expresses an event type,
    whether or not the text names who takes part ("after the explosion"): what counts of events need, and no graph.
    """
    made = make(doc, document, linked, lexicon, bare=bare)
    sure = [one for one in made if bare or one.statement.confidence >= minimum]
    found = _unique([*_about(sure), *(() if bare else relations(doc, document, linked))])
    yield from sorted(found, key=lambda statement: statement.trigger)


def make(doc: Doc, document: Document, linked: Linked, lexicon: Lexicon, *, bare: bool = False) -> list[Made]:
    """The statements of events, however sure, before what they are about is known."""
    syntax = Syntax(doc, lambda token: linked.at(token) is not None)
    repair(body_sentences(doc), lexicon, _names(doc, linked))
    sentences = list(body_sentences(doc))
    read = [(e, sentence) for sentence in sentences for e in events(sentence, syntax, linked, lexicon, bare=bare)]
    told = Told(document, Circumstancer(doc, document, linked), frozenset(event.token.i for event, _ in read))
    return [_made(event, sentence, told) for whole, sentence in read for event in apart(whole)]


REFUSALS = frozenset({"reject", "refuse", "decline", "rebuff", "ignore", "dismiss", "accept", "meet", "spurn", "deny"})


EXPRESSED = frozenset({"Protested", "Demanded", "Condemned", "ExpressedConcern", "Supported", "Threatened", "Urged"})
"""What is said by the deed that is done for it: "shut their shops to protest"."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the statements of one document share."""

    document: Document
    circumstances: Circumstancer
    events: frozenset[int]
    """Indices of the tokens that head an event, so that a date between two is given to the right one."""


def _made(event: Event, sentence: Span, told: Told) -> Made:
    document = told.document
    trigger = _trigger(event)
    stance = circumstances_of(event, told)
    weighed = features(event, stance)
    amount = event.quantity
    actor = next((f.participant for f in event.fillers if f.participant.role == "actor"), None)
    statement = Statement(
        document=document.id,
        kind=Kind.EVENT,
        type=event.match.frame.type or "",
        evidence=(evidence(document.id, document.text, sentence, trigger),),
        trigger=trigger,
        actor=actor,
        targets=tuple(f.participant for f in event.fillers if f.participant.role != "actor"),
        polarity=stance.polarity,
        modality=stance.modality,
        attribution=stance.attribution,
        attribution_chain=stance.attribution_chain,
        date=stance.date,
        quantity=amount.value if amount is not None else None,
        unit=amount.unit if amount is not None else None,
        confidence=confidence(weighed),
        rules=(*_rules(event), *stance.rules),
    )
    return Made(event, statement, weighed)


def _names(doc: Doc, linked: Linked) -> list[Span]:
    """The mentions that are names or titles with names, as spans."""
    spans = (doc.char_span(m.start, m.end) for m in linked.mentions if m.kind in ("name", "office"))
    return [span for span in spans if span is not None and len(span) > 1]


def circumstances_of(event: Event, told: Told) -> Circumstances:
    """Of the event's word; where that is a noun that a verb carries, what the noun leaves open is the verb's."""
    found = told.circumstances.of(event.token, events=told.events)
    denied = any(rule.startswith(RULE) for rule in found.rules)
    if _refused(event) or (event.match.clause.premodifier and not denied):
        found = replace(found, polarity=Polarity.POSITIVE, modality=Modality.ACTUAL)
    loan = event.loan
    if event.type in EXPRESSED and "purpose" in found.rules and found.modality is Modality.ATTEMPTED:
        found = replace(found, modality=Modality.ACTUAL, rules=(*found.rules, "purpose:expressed"))
    if loan is None:
        return _own_voice(event, found)
    plain = found.modality is Modality.ACTUAL and found.polarity is Polarity.POSITIVE
    if loan.bare:
        verb = told.circumstances.of(loan.verb, events=told.events)
        stance = (verb.polarity, verb.modality) if plain else (found.polarity, found.modality)
        found = replace(found, polarity=stance[0], modality=stance[1], date=found.date or verb.date)
    if loan.modality is not None and found.modality is Modality.ACTUAL:
        found = replace(found, modality=Modality(loan.modality), rules=(*found.rules, loan.rule))
    return _own_voice(event, found)


def _refused(event: Event) -> bool:
    """Who rejects a demand says that there was one."""
    noun, verb = event.token, event.token.head
    says = event.match.nominal and event.match.frame.content is not None
    return says and noun.dep_ in ("obj", "nsubj:pass") and verb.lemma_.lower() in REFUSALS


def _own_voice(event: Event, found: Circumstances) -> Circumstances:
    """Who speaks is not the source for his own speaking."""
    actor = next((f.participant.entity for f in event.fillers if f.participant.role == "actor"), None)
    if event.match.frame.content is None or found.attribution is None or found.attribution.entity != actor:
        return found
    chain = found.attribution_chain
    return replace(found, attribution=chain[0] if chain else None, attribution_chain=chain[1:])


def _trigger(event: Event) -> tuple[int, int]:
    """From the first to the last word of the trigger where they stand close together, else its head."""
    head = event.token
    words = sorted((head, *event.match.used, *hyphen_parts(head)), key=lambda token: token.i)
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


def _about(made: Sequence[Made]) -> Iterator[Statement]:
    """Each speech act with the ids of the statements that are its content."""
    by_token: dict[int, list[Statement]] = {}
    for one in made:
        by_token.setdefault(one.event.token.i, []).append(one.statement)
    for one in made:
        event = one.event
        ids = [s.id for token in event.contents for s in _within(token, by_token, event.token)]
        yield replace(one.statement, about=tuple(dict.fromkeys(ids))) if ids else one.statement


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


def _unique(statements: Iterable[Statement]) -> Iterator[Statement]:
    seen: set[str] = set()
    for statement in statements:
        if statement.id not in seen:
            seen.add(statement.id)
            yield statement
