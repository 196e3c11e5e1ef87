"""What documents tell only together to quads: events, contradictions, tolls, corrections, in the graph `events`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox

from ..identity.account import Window
from ..identity.contradictions import Contradiction
from ..identity.corrections import Correction
from ..identity.find import Event, Findings
from ..identity.tolls import Toll
from .iris import BASE, DCTERMS, LABEL, PROV, TYPE, Iris, cg, statement_class, term
from .literals import bounds, decimal, integer, text

Pair = tuple[ox.NamedNode, ox.NamedNode | ox.Literal]

DERIVED = term(PROV + "wasDerivedFrom")
REVISION = term(PROV + "wasRevisionOf")
"""From a statement of which a participant was corrected to the id that it was read with."""
ISSUED = term(DCTERMS + "issued")


def event_quads(found: Findings, *, base: str = BASE) -> Iterator[ox.Quad]:
    """The quads of the `events` graph, each once. Symmetric links are written one way; the other way is inferred."""
    iris = Iris(base)
    for subject, (predicate, value) in _pairs(found, iris):
        yield ox.Quad(subject, predicate, value, iris.events)


def _pairs(found: Findings, iris: Iris) -> Iterator[tuple[ox.NamedNode, Pair]]:
    for event in found.events:
        for statement in event.statements:
            yield iris.node(statement), (cg("reports"), iris.node(event.id))
        yield from ((iris.node(event.id), pair) for pair in _event(event, iris))
    events = {statement: event.id for event in found.events for statement in event.statements}
    for one in found.contradictions:
        yield from ((iris.node(one.id), pair) for pair in _contradiction(one, iris, events[one.one]))
    for first, second in sorted({(one.one, one.other) for one in found.contradictions}):
        yield iris.node(first), (cg("contradicts"), iris.node(second))
    for done, told in found.fulfilments:
        yield iris.node(done), (cg("fulfils"), iris.node(told))
    for document, original in sorted(found.reprints.items()):
        yield iris.node(document), (cg("repeats"), iris.node(original))
    for toll in found.tolls:
        yield from _toll(toll, iris)
    yield from _corrections(found, iris)


def _event(event: Event, iris: Iris) -> Iterator[Pair]:
    yield TYPE, cg("Event")
    yield LABEL, text(event.label)
    yield cg("eventType"), statement_class(event.type)
    yield cg("stage"), cg(event.stage.capitalize())
    yield cg("origins"), integer(event.origins)
    yield cg("voices"), integer(event.voices)
    yield cg("denials"), integer(event.denials)
    yield cg("belief"), decimal(event.belief)
    yield from _days(event.days)
    if event.doubtful is not None:
        yield cg("mergeConfidence"), decimal(event.sure)
        for statement in sorted(set(event.doubtful)):
            yield cg("leastSure"), iris.node(statement)


def _days(window: Window | None) -> Iterator[Pair]:
    """First and last day; with a precision where they are those of a day, a month or a year."""
    if window is None:
        return
    first, last = (date.fromordinal(day).isoformat() for day in window)
    for length in (10, 7, 4):
        known = bounds(first[:length])
        if known is not None and (known[0].value, known[1].value) == (first, last):
            yield cg("datePrecision"), cg(known[2])
    yield cg("earliest"), _date(first)
    yield cg("latest"), _date(last)


def _date(iso: str) -> ox.Literal:
    known = bounds(iso)
    assert known is not None
    return known[0]


def _contradiction(one: Contradiction, iris: Iris, event: str) -> Iterator[Pair]:
    yield TYPE, cg("Contradiction")
    yield cg("contradictionKind"), cg(f"{one.kind.capitalize()}Contradiction")
    yield cg("between"), iris.node(one.one)
    yield cg("between"), iris.node(one.other)
    yield cg("inEvent"), iris.node(event)


def _toll(toll: Toll, iris: Iris) -> Iterator[tuple[ox.NamedNode, Pair]]:
    node, scope = iris.node(toll.id), cg("Cumulative" if toll.cumulative else "OneEvent")
    shared: list[Pair] = [(cg("lossType"), statement_class(toll.type)), (cg("tollScope"), scope)]
    if toll.subject is not None:
        shared.append((cg("lossOf"), iris.node(toll.subject)))
    yield node, (TYPE, cg("Toll"))
    yield from ((node, pair) for pair in (*shared, *_numbers(toll.low, toll.best, toll.high)))
    later: dict[str, str] = {}
    for claim in reversed(toll.claims):
        this = iris.node(claim.id)
        yield this, (TYPE, cg("TollClaim"))
        yield this, (cg("claimOf"), node)
        yield this, (cg("inEvent"), iris.node(claim.event))
        numbers = _numbers(claim.low, claim.best, claim.high)
        yield from ((this, pair) for pair in (*shared[:2], *numbers, *_days(claim.day)))
        if claim.subject is not None:
            yield this, (cg("lossOf"), iris.node(claim.subject))
        if claim.claimant is not None:
            yield this, (cg("claimedBy"), iris.node(claim.claimant))
        if claim.said is not None:
            yield this, (ISSUED, _date(date.fromordinal(claim.said[0]).isoformat()))
        if claim.unit is not None:
            yield this, (cg("unit"), text(claim.unit))
        if claim.voice in later:
            yield this, (cg("supersededBy"), iris.node(later[claim.voice]))
        later[claim.voice] = claim.id
        for statement in claim.statements:
            yield this, (DERIVED, iris.node(statement))


def _numbers(low: float | None, best: float, high: float | None) -> Iterator[Pair]:
    yield cg("best"), decimal(best)
    if low is not None:
        yield cg("low"), decimal(low)
    if high is not None:
        yield cg("high"), decimal(high)


def _corrections(found: Findings, iris: Iris) -> Iterator[tuple[ox.NamedNode, Pair]]:
    for one in dict.fromkeys(found.rulings.replayed):
        yield from ((iris.node(one.id), pair) for pair in _correction(one, iris))
    for statement, kind in sorted(found.rulings.types.items()):
        yield iris.node(statement), (cg("correctedType"), statement_class(kind))
    for statement, correction in sorted(found.rulings.retracted.items()):
        yield iris.node(statement), (cg("retractedBy"), iris.node(correction))
    for old, new in sorted(found.rulings.renamed.items()):
        yield iris.node(new), (REVISION, iris.node(old))


def _correction(one: Correction, iris: Iris) -> Iterator[Pair]:
    yield TYPE, cg("Correction")
    yield cg("correctionKind"), text(one.do)
    yield term(DCTERMS + "creator"), text(one.who)
    yield term(DCTERMS + "description"), text(one.why)
    for ident in one.on:
        yield cg("corrects"), iris.node(ident)
