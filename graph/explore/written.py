"""What only sentences need: texts and where in them everything stands, offsets counted as a script counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from ...ontology.records import Reading
from .columns import Column, columns
from .entities import people
from .offsets import Offsets


class Written(TypedDict):
    """What only sentences need; large, and read when the picture stands. Offsets count as a script counts."""

    texts: list[str]
    boilerplate: list[list[tuple[int, int]]]
    mentions: dict[str, Column]
    people: dict[str, Column]
    """Where each of the payload's people stands."""
    quotes: dict[str, Column]
    """Sentences, one statement's after another's, each with the page that it begins on where its text has pages."""
    triggers: dict[str, Column]


def written(readings: Sequence[Reading], numbers: Mapping[str, int]) -> Written:
    """The texts of the readings in their order; `numbers` are those of the nodes by id."""
    place = {reading.document.id: number for number, reading in enumerate(readings)}
    offsets = [Offsets(reading.document.text) for reading in readings]
    every = [(statement, offsets[place[statement.document]]) for r in readings for statement in r.statements]
    quotes = [(place[quote.document], quote) for statement, _ in every for quote in statement.evidence]
    documents = [reading.document for reading in readings]
    return Written(
        texts=[at.text for at in offsets],
        boilerplate=[
            [at.span(region.start, region.end) for region in reading.document.boilerplate]
            for reading, at in zip(readings, offsets, strict=True)
        ],
        mentions=mentions(readings, numbers, offsets),
        people=columns(("start", "end"), [at.span(p.start, p.end) for s, at in every for p in people(s)]),
        quotes=columns(
            ("document", "start", "end", "page"),
            [(at, *offsets[at].span(q.start, q.end), documents[at].page(q.start)) for at, q in quotes],
        ),
        triggers=columns(("start", "end"), [at.span(*statement.trigger) for statement, at in every]),
    )


def mentions(readings: Sequence[Reading], numbers: Mapping[str, int], offsets: Sequence[Offsets]) -> dict[str, Column]:
    """Where documents name the nodes."""
    table = []
    for place, (reading, at) in enumerate(zip(readings, offsets, strict=True)):
        for mention in sorted(reading.mentions, key=lambda mention: (mention.start, mention.end)):
            if mention.entity in numbers:
                table.append((place, numbers[mention.entity], *at.span(mention.start, mention.end)))
    return columns(("document", "node", "start", "end"), table)
