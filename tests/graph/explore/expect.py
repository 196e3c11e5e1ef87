"""What the page should show, computed from the readings and never from the page."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import networkx as nx

from casusgraph.graph.explore.links import links
from casusgraph.graph.explore.vocabulary import statement_type
from casusgraph.ontology.records import Entity, Modality, Participant, Polarity, Reading, Statement

Pair = tuple[str, str]


def statements(readings: Iterable[Reading]) -> list[Statement]:
    """All statements in the order of the page: articles by date of publication."""
    order = sorted(readings, key=lambda reading: (reading.document.published or "", reading.document.id))
    return [statement for reading in order for statement in reading.statements]


def ends(statement: Statement) -> set[Pair]:
    """The pairs of nodes that the statement draws an edge between."""
    roles = statement_type(statement.type, statement.kind).edge_roles
    return {(link.head, link.tail) for link in links(statement, roles)}


def main_ends(statement: Statement) -> set[Pair]:
    """The pairs that its edge of the ontology runs between."""
    roles = statement_type(statement.type, statement.kind).edge_roles
    return {(link.head, link.tail) for link in links(statement, roles) if link.main}


def all_ends(found: Iterable[Statement]) -> set[Pair]:
    return {pair for statement in found for pair in ends(statement)}


def nodes(pairs: Iterable[Pair]) -> set[str]:
    return {end for pair in pairs for end in pair}


def ids(found: Iterable[Statement]) -> list[str]:
    return [statement.id for statement in found]


def status(statement: Statement) -> str:
    if statement.polarity is Polarity.NEGATIVE:
        return "denied"
    if statement.modality is not Modality.ACTUAL:
        return "open"
    return "reported" if statement.attribution is not None else "stated"


def tone(statement: Statement) -> str:
    return statement_type(statement.type, statement.kind).quad or "other"


def plover(statement: Statement) -> str:
    return statement_type(statement.type, statement.kind).plover or "none"


def claimant(statement: Statement) -> str:
    return statement.attribution.entity if statement.attribution is not None else "(the article itself)"


def people(statement: Statement) -> list[Participant]:
    found = (statement.actor, *statement.targets, statement.attribution, *statement.attribution_chain)
    return [person for person in found if person is not None]


def named(readings: Iterable[Reading], id: str) -> list[Statement]:
    """Statements in which an entity takes part or speaks."""
    return [s for s in statements(readings) if any(person.entity == id for person in people(s))]


def days(text: str | None) -> tuple[date, date] | None:
    """First and last day of a date known to the year, month or day."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month, day = parts + [0] * (3 - len(parts))
    last = day or calendar.monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, last)


def in_time(readings: Sequence[Reading], first: str, last: str) -> list[Statement]:
    """Statements whose date, or else whose article's date, touches the range; without either, none."""
    published = {reading.document.id: reading.document.published for reading in readings}
    found = []
    for statement in statements(readings):
        span = days(statement.date or published[statement.document])
        if span is not None and span[0] <= date.fromisoformat(last) and span[1] >= date.fromisoformat(first):
            found.append(statement)
    return found


def graph(found: Iterable[Statement]) -> nx.Graph[str]:
    made: nx.Graph[str] = nx.Graph()
    made.add_edges_from(all_ends(found))
    return made


def where(readings: Iterable[Reading], test: Callable[[Statement], bool]) -> list[Statement]:
    """Statements that pass; a fixture that could not tell the filter apart is refused."""
    every = statements(readings)
    found = [statement for statement in every if test(statement)]
    assert 0 < len(found) < len(every)
    return found


def classes(readings: Iterable[Reading]) -> dict[str, str]:
    """Class of each entity by id."""
    return {entity.id: str(entity.type) for reading in readings for entity in reading.entities}


def by_id(readings: Iterable[Reading]) -> dict[str, Entity]:
    return {entity.id: entity for reading in readings for entity in reading.entities}
