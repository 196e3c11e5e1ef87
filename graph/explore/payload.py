"""What the picture and its filters need: nodes, statements and links as columns of plain values."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypedDict
from urllib.parse import urlsplit

import networkx as nx

from ...ontology.records import Document, Entity, Modality, Polarity, Reading
from .columns import Column, columns
from .communities import communities
from .entities import facts, importance, merge, people
from .layout import layout
from .links import Link, links
from .parts import chronological
from .vocabulary import CLASSES, StatementType, statement_type
from .written import Written, written

WHOLE = 600
"""Up to so many connected nodes the page opens with all of them."""
TOP = 180
"""Above that it opens with so many, the ones that most statements name."""


class Payload(TypedDict):
    """What the picture needs; a column holds one value for each node, statement, participant or link."""

    title: str
    base: str
    """What the IRIs of an export begin with."""
    top: int
    """How many nodes the first view holds; 0 for all."""
    types: list[dict[str, object]]
    classes: dict[str, str]
    roles: list[str]
    polarities: list[str]
    modalities: list[str]
    documents: list[dict[str, object]]
    nodes: dict[str, Column]
    statements: dict[str, Column]
    people: dict[str, Column]
    """Participants and speakers, one statement's after another's: actor, targets, speaker, chain."""
    links: dict[str, Column]


def payload(
    readings: Sequence[Reading], background: Mapping[str, Entity], *, title: str, base: str
) -> tuple[Payload, Written]:
    """Everything that the page shows, in an order that depends on nothing but the readings' content."""
    readings = chronological(readings)
    weight = importance(readings)
    entities = merge(readings, background)
    order = sorted(entities, key=lambda id: (-weight[id], entities[id].label, id))
    numbers = {id: number for number, id in enumerate(order)}
    types = kinds(readings)
    drawn = [
        (number, link)
        for number, statement in enumerate(statement for reading in readings for statement in reading.statements)
        for link in links(statement, types[statement.type].edge_roles)
    ]
    rows = [entities[id] for id in order]
    known = {**background, **entities}
    roles = sorted({person.role for reading in readings for s in reading.statements for person in people(s)})
    mentioned = Counter(numbers[m.entity] for reading in readings for m in reading.mentions if m.entity in numbers)
    graph = linked(drawn, numbers)
    top = TOP if len(graph) > WHOLE else 0
    picture_data = Payload(
        title=title,
        base=base,
        top=top,
        types=[row(type) for type in types.values()],
        classes=CLASSES,
        roles=roles,
        polarities=list(Polarity),
        modalities=list(Modality),
        documents=[document(reading.document) for reading in readings],
        nodes=nodes(rows, numbers, known, weight, mentioned) | picture(graph, rows, weight, top),
        statements=statements(readings, list(types)),
        people=columns(
            ("role", "node"),
            [(roles.index(p.role), numbers[p.entity]) for r in readings for s in r.statements for p in people(s)],
        ),
        links=columns(
            ("from", "to", "statement", "role", "main"),
            [(numbers[k.head], numbers[k.tail], number, roles.index(k.role), int(k.main)) for number, k in drawn],
        ),
    )
    return picture_data, written(readings, numbers)


def kinds(readings: Sequence[Reading]) -> dict[str, StatementType]:
    """The types that the readings use, by id."""
    used = {statement.type: statement.kind for reading in readings for statement in reading.statements}
    return {id: statement_type(id, used[id]) for id in sorted(used)}


def row(type: StatementType) -> dict[str, object]:
    """A type as the script reads it."""
    return {
        "id": type.id,
        "label": type.label,
        "class": type.cls,
        "kind": str(type.kind),
        "plover": type.plover,
        "quad": type.quad,
        "symmetric": type.symmetric,
    }


def linked(drawn: Sequence[tuple[int, Link]], numbers: Mapping[str, int]) -> nx.Graph[int]:
    """The nodes that at least one link touches, as an undirected graph."""
    graph: nx.Graph[int] = nx.Graph()
    ends = ((numbers[link.head], numbers[link.tail]) for _, link in drawn)
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in ends}))
    return graph


def picture(graph: nx.Graph[int], rows: Sequence[Entity], weight: Mapping[str, int], top: int) -> dict[str, Column]:
    """Columns x and y of the nodes in the first view, and everybody's community."""
    first = sorted(graph)[:top] if top else sorted(graph)
    shown = graph.subgraph([node for node in first if any(other in set(first) for other in graph[node])])
    sizes = [size(weight[entity.id]) for entity in rows]
    spots = layout(nx.Graph(shown), [entity.label for entity in rows], sizes)
    groups = communities(graph)
    numbers = range(len(rows))
    return {
        "x": [spots[n][0] if n in spots else None for n in numbers],
        "y": [spots[n][1] if n in spots else None for n in numbers],
        "size": [round(value, 1) for value in sizes],
        "community": [groups.get(n, -1) for n in numbers],
    }


def size(weight: int) -> float:
    """Radius in pixels of a node that so many statements name."""
    return 6.0 + 3.0 * math.sqrt(min(weight, 60))


def nodes(
    rows: Sequence[Entity],
    numbers: Mapping[str, int],
    known: Mapping[str, Entity],
    weight: Mapping[str, int],
    mentioned: Mapping[int, int],
) -> dict[str, Column]:
    """The columns of nodes that do not depend on the picture."""
    table = [
        (
            entity.id,
            entity.label,
            str(entity.type),
            list(entity.aliases),
            [[head, value, numbers.get(id or "", -1)] for head, value, id in facts(entity, known)],
            entity.wikidata,
            int(entity.known),
            weight[entity.id],
            mentioned[numbers[entity.id]],
        )
        for entity in rows
    ]
    names = ("key", "label", "class", "aliases", "facts", "wikidata", "known", "weight", "mentions")
    return columns(names, table)


def document(document: Document) -> dict[str, object]:
    """A document without its text."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title or document.name,
        "heading": document.title or "",
        "source": document.publisher or "unknown publisher",
        "publisher": document.publisher or "",
        "author": document.author or "",
        "published": document.published or "",
        "url": web_address(document.url),
    }


def web_address(url: str | None) -> str:
    """The address where it is one of the web, else nothing: a page must not offer `javascript:` as a link."""
    try:
        return url if url is not None and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def statements(readings: Sequence[Reading], types: Sequence[str]) -> dict[str, Column]:
    """The columns of statements."""
    kind = {id: number for number, id in enumerate(types)}
    place = {reading.document.id: number for number, reading in enumerate(readings)}
    every = [statement for reading in readings for statement in reading.statements]
    where = {statement.id: number for number, statement in enumerate(every)}
    length = {reading.document.id: len(reading.document.text) for reading in readings}
    polarities, modalities = list(Polarity), list(Modality)
    table = [
        (
            statement.id,
            place[statement.document],
            kind[statement.type],
            polarities.index(statement.polarity),
            modalities.index(statement.modality),
            int(statement.actor is not None),
            len(statement.targets),
            0 if statement.attribution is None else 1 + len(statement.attribution_chain),
            statement.date,
            statement.quantity,
            statement.unit or "",
            [where[id] for id in statement.about if id in where],
            statement.confidence,
            len(statement.evidence),
            min(99, 100 * statement.evidence[0].start // max(1, length[statement.evidence[0].document])),
        )
        for statement in every
    ]
    names = (
        "id", "document", "type", "polarity", "modality", "actors", "targets", "voices", "date", "quantity", "unit",
        "about", "confidence", "quotes", "place",
    )  # fmt: skip
    return columns(names, table)
