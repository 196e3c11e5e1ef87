"""Records to quads and back is the identity, whatever the text, the order and the way through a file or a store."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casusgraph.graph.rdf import read, write
from casusgraph.graph.rdf.canonical import canonical, of_entities
from casusgraph.graph.rdf.participants import arrange, candidates
from casusgraph.graph.rdf.participants import order as participants_order
from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Modality,
    Office,
    Participant,
    Polarity,
    Reading,
    Region,
    Statement,
)
from casusgraph.ontology.vocabulary import event_types, relation_types, roles

NASTY = ("\u202eabc", "a\x00b", "\ud800", "\ufffe", "\r\n", '"\\', "\x7f\x85\u2028", "<b>&", "𝕏", "'''", "\u00ad")
TEXT = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(NASTY)
CLEAN = st.text(max_size=8)
DATES = st.dates().map(lambda day: day.isoformat())
ISO = DATES | DATES.map(lambda iso: iso[:7]) | DATES.map(lambda iso: iso[:4])
WRONG_DATES = st.sampled_from(["2022-02-31", "0000", "soon", "2022-13", "", "2022-05-14T10:00:00Z", "２０２２"])
CONFIDENCE = st.floats(0, 1)
OFFSET = st.integers(0, 10**6)
ENTITY_IDS = tuple(f"{kind}.{name}" for kind in ("person", "state", "nil.org") for name in ("a", "b-1", "c_2.x"))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


offices = st.builds(
    Office,
    role=TEXT,
    of=st.sampled_from(ENTITY_IDS),
    title=TEXT,
    start=maybe(ISO | WRONG_DATES),
    end=maybe(ISO),
    source=maybe(TEXT),
)


def entities(identifier: str) -> st.SearchStrategy[Entity]:
    return st.builds(
        Entity,
        id=st.just(identifier),
        type=st.sampled_from(EntityType),
        label=TEXT,
        category=maybe(st.sampled_from(["Tank", "Ministry", "Person", "Agent", "kings"]) | TEXT),
        aliases=st.lists(TEXT, max_size=3).map(tuple),
        country=maybe(st.sampled_from(ENTITY_IDS)),
        parent=maybe(st.sampled_from(ENTITY_IDS)),
        wikidata=maybe(st.sampled_from(["Q1", "Q212"])),
        iso2=maybe(TEXT),
        iso3=maybe(TEXT),
        description=maybe(TEXT),
        offices=st.lists(offices, max_size=2).map(tuple),
        members_of=st.lists(st.sampled_from(ENTITY_IDS), max_size=2).map(tuple),
        known=st.booleans(),
    )


def spans(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: (min(pair), max(pair)))


@st.composite
def participants(draw: st.DrawFn, role: str, length: int) -> Participant:
    span = draw(maybe(spans(length)))
    entity = draw(st.sampled_from(ENTITY_IDS))
    return Participant(role, entity) if span is None else Participant(role, entity, *span)


@st.composite
def statements(draw: st.DrawFn, document: Document) -> Statement:
    size = len(document.text)
    kind = draw(st.sampled_from(Kind))
    types = event_types() if kind is Kind.EVENT else relation_types()
    quotes = draw(st.lists(spans(size), min_size=1, max_size=3))
    people = [draw(participants(role, size)) for role in draw(st.lists(st.sampled_from(roles()), max_size=4))]
    speakers = [draw(participants("speaker", size)) for _ in range(draw(st.integers(0, 3)))]
    return Statement(
        document.id,
        kind,
        draw(st.sampled_from([*types, "Danced"])),
        tuple(Evidence(document.id, start, end, document.text[start:end]) for start, end in quotes),
        draw(spans(size)),
        actor=draw(maybe(participants("actor" if kind is Kind.EVENT else "subject", size))),
        targets=tuple(people),
        polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from(Modality)),
        attribution=speakers[0] if speakers else None,
        attribution_chain=tuple(speakers[1:]),
        date=draw(maybe(ISO | WRONG_DATES)),
        quantity=draw(maybe(st.integers() | st.floats(allow_nan=False, allow_infinity=False))),
        unit=draw(maybe(CLEAN)),
        about=tuple(draw(st.lists(st.sampled_from(["s1", "s2"]), max_size=2))),
        confidence=draw(CONFIDENCE),
        rules=("frame", "rule b"),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return Document(
        draw(st.text(st.characters(codec=None), max_size=40)),
        tuple(draw(st.lists(TEXT, min_size=1, max_size=2))),
        title=draw(maybe(TEXT)),
        publisher=draw(maybe(TEXT)),
        author=draw(maybe(TEXT)),
        published=draw(maybe(ISO | WRONG_DATES)),
        url=draw(maybe(TEXT)),
        language=draw(maybe(CLEAN)),
        boilerplate=tuple(draw(st.lists(st.builds(Region, OFFSET, OFFSET, TEXT), max_size=2))),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    document = draw(documents())
    made = [draw(statements(document)) for _ in range(draw(st.integers(0, 3)))]
    found = [
        Mention(
            start,
            end,
            document.text[start:end],
            draw(st.sampled_from(ENTITY_IDS)),
            draw(st.sampled_from(["name", "nominal", "pronoun", "adjective", "office"])),
            confidence=draw(CONFIDENCE),
            chain=tuple(draw(st.lists(OFFSET, max_size=2))),
            rule=draw(TEXT),
        )
        for start, end in draw(st.lists(spans(len(document.text)), max_size=3))
    ]
    known = tuple(draw(entities(identifier)) for identifier in ENTITY_IDS)
    return Reading(document, tuple(found), known, tuple(made))


SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def quads_of(reading: Reading) -> list[ox.Quad]:
    known = (entity for entity in reading.entities if entity.known)
    return [*write.reading_quads(reading), *write.entity_quads(known)]


def read_again(store: ox.Store, reading: Reading) -> list[Reading]:
    return list(read.readings(store, {reading.document.id: reading.document.text}.__getitem__))


@SETTINGS
@given(readings())
def test_records_to_quads_and_back_is_the_identity(reading: Reading) -> None:
    store = ox.Store()
    store.extend(quads_of(reading))
    assert read_again(store, reading) == [canonical(reading)]


@SETTINGS
@given(readings())
def test_the_store_and_the_file_keep_every_quad(reading: Reading) -> None:
    quads = set(quads_of(reading))
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.N_QUADS)
    assert set(ox.parse(data, format=ox.RdfFormat.N_QUADS)) == quads
    assert set(store) == quads


@SETTINGS
@given(readings())
def test_known_entities_come_back(reading: Reading) -> None:
    known = [entity for entity in reading.entities if entity.known]
    assert list(read.entities(write.entity_quads(known)).values()) == sorted(
        of_entities(known), key=lambda entity: (list(type(entity.type)).index(entity.type), entity.id)
    )


@given(readings())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_canonical_is_a_projection(reading: Reading) -> None:
    once = canonical(reading)
    assert canonical(once) == once


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_targets_is_kept(order: tuple[int, int]) -> None:
    people = (Participant("recipient", "state.a", 3, 4), Participant("weapon", "weapon.b", 9, 12))
    targets = [people[index] for index in order]
    written = participants_order(None, targets, "actor")
    assert (written is None) == (order == (0, 1))
    assert arrange(candidates(targets), written, "actor") == (None, targets)
