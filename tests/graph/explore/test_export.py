"""What leaves the page: CSV, Turtle, the picture, the link."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from casusgraph.graph.explore import render
from casusgraph.ontology.records import Reading

from . import expect
from .browser import Opened
from .conftest import Open
from .corpus import BACKGROUND, Writer, fact

CG = "https://w3id.org/casusgraph/ontology#"
ID = "https://w3id.org/casusgraph/id/"
SAME, LABEL = "http://www.w3.org/2002/07/owl#sameAs", "http://www.w3.org/2000/01/rdf-schema#label"


def export(opened: Opened, kind: str) -> bytes:
    opened.click("#export summary")
    with opened.page.expect_download() as download:
        opened.click(f"[data-export={kind}]")
    return Path(download.value.path()).read_bytes()


def rows(opened: Opened) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(opened, "csv").decode("utf-8-sig"), newline="")))


def test_csv_holds_every_statement(opened: Opened, readings: tuple[Reading, ...]) -> None:
    every = expect.statements(readings)
    labels = {id: entity.label for id, entity in expect.by_id(readings).items()}
    names = {reading.document.id: reading.document.name for reading in readings}
    found = rows(opened)
    assert [row["id"] for row in found] == expect.ids(every)
    for row, s in zip(found, every, strict=True):
        assert row["document"] == names[s.document]
        assert (row["kind"], row["type"]) == (s.kind, s.type)
        assert row["actor"] == (labels[s.actor.entity] if s.actor is not None else "")
        assert row["targets"] == "; ".join(f"{p.role}: {labels[p.entity]}" for p in s.targets)
        assert (row["polarity"], row["modality"]) == (s.polarity, s.modality)
        assert row["attribution"] == (labels[s.attribution.entity] if s.attribution is not None else "")
        assert row["date"] == (s.date or "")
        assert row["quantity"] == ("" if s.quantity is None else str(s.quantity))
        assert float(row["confidence"]) == s.confidence
        assert row["text"] == s.evidence[0].text


def test_csv_holds_what_the_table_holds(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.toggle("polarity", "positive")
    wanted = expect.where(readings, lambda s: s.polarity == "negative")
    assert [row["id"] for row in rows(opened)] == expect.ids(wanted)


def test_no_cell_is_taken_for_a_formula(open_page: Open) -> None:
    article = Writer("formula", title="=1+1", publisher="@SUM(A1)", published="2022-06-01")
    article.say('=HYPERLINK("x") Norland warned Sudria.', fact("Warned", "warned", "Norland", ("recipient", "Sudria")))
    article.say("+1 -1 Norland, \t warned\r\nSudria.", fact("Warned", "warned", "Norland", quantity=-5))
    [first, second] = rows(open_page(render([article.reading()])))
    assert first["text"] == "'" + '=HYPERLINK("x") Norland warned Sudria.'
    assert first["source"] == "'@SUM(A1)"
    assert second["text"] == "'+1 -1 Norland, \t warned\r\nSudria."
    assert second["quantity"] == "-5"


def triples(opened: Opened) -> set[tuple[str, str, str]]:
    text = export(opened, "ttl")
    return {
        (t.subject.value, t.predicate.value, t.object.value)  # type: ignore[union-attr]
        for t in ox.parse(text, format=ox.RdfFormat.TURTLE)
    }


def test_turtle_states_what_the_readings_state(opened: Opened, readings: tuple[Reading, ...]) -> None:
    found = triples(opened)
    for s in expect.statements(readings):
        me = ID + s.id
        evidence = s.evidence[0]
        quote = f"{ID}x{s.document}-{evidence.start}-{evidence.end}"
        wanted = {
            (me, CG + "document", ID + s.document),
            (me, CG + "polarity", CG + s.polarity.capitalize()),
            (me, CG + "modality", CG + s.modality.capitalize()),
            (me, CG + "confidence", str(s.confidence)),
            (me, CG + "triggerStart", str(s.trigger[0])),
            (me, "http://www.w3.org/ns/prov#wasDerivedFrom", quote),
            (quote + "-selector", "http://www.w3.org/ns/oa#exact", evidence.text),
            (quote + "-selector", "http://www.w3.org/ns/oa#end", str(evidence.end)),
            *((me, CG + p.role, ID + p.entity) for p in s.targets),
            *((me, CG + "outerSource", ID + p.entity) for p in s.attribution_chain),
        }
        if s.actor is not None:
            wanted.add((me, CG + ("actor" if s.kind == "event" else "subject"), ID + s.actor.entity))
        if s.attribution is not None:
            wanted.add((me, CG + "attributedTo", ID + s.attribution.entity))
        if s.date is not None:
            span = expect.days(s.date)
            assert span is not None
            wanted |= {(me, CG + "earliest", span[0].isoformat()), (me, CG + "latest", span[1].isoformat())}
        assert wanted <= found


def test_turtle_tells_who_the_nodes_are(opened: Opened, readings: tuple[Reading, ...]) -> None:
    found = triples(opened)
    named = {person.entity for s in expect.statements(readings) for person in expect.people(s)}
    entities = [entity for id, entity in expect.by_id(readings).items() if id in named]
    same = {(ID + e.id, SAME, f"http://www.wikidata.org/entity/{e.wikidata}") for e in entities if e.wikidata}
    assert len(same) == 2
    assert {triple for triple in found if triple[1] == SAME} == same
    assert {(ID + e.id, LABEL, e.label) for e in entities} <= found


def test_the_page_of_a_quote_goes_along(open_page: Open) -> None:
    article = Writer("report", title="Report", publisher="Meridian", published="2022-06-01")
    article.say("Norland warned Sudria.", fact("Warned", "warned", "Norland", ("recipient", "Sudria")))
    article.say("Sudria warned Norland.", fact("Warned", "warned", "Sudria", ("recipient", "Norland")))
    plain = article.reading()
    second = plain.statements[1].evidence[0]
    opened = open_page(render([replace(plain, document=replace(plain.document, pages=(0, second.start)))]))
    assert [row["page"] for row in rows(opened)] == ["1", "2"]
    quote = f"{ID}x{plain.document.id}-{second.start}-{second.end}"
    assert (quote, CG + "page", "2") in triples(opened)
    unpaged = open_page(render([plain]))
    assert [row["page"] for row in rows(unpaged)] == ["", ""]
    assert not any(triple[1] == CG + "page" for triple in triples(unpaged))


def test_turtle_says_nothing_else(opened: Opened, readings: tuple[Reading, ...]) -> None:
    """Every triple of the page's export is one of the graph's own."""
    from casusgraph.graph.rdf.write import entity_quads, reading_quads

    quads = [quad for reading in readings for quad in reading_quads(reading)]
    quads += entity_quads(BACKGROUND.values())
    known = {(q.subject.value, q.predicate.value, q.object.value) for q in quads}  # type: ignore[union-attr]
    assert triples(opened) - known == set()


def test_turtle_bears_any_text(open_page: Open) -> None:
    article = Writer("odd", title='He said "so" \\ <b>', publisher="a\nb", published="2022")
    article.say('"Norland"\t\\warned\\ \u2028 Sudria 😀 \x07 .', fact("Warned", "warned", "Norland"))
    reading = article.reading()
    found = triples(open_page(render([reading])))
    assert reading.statements[0].evidence[0].text in {value for _, _, value in found}
    assert 'He said "so" \\ <b>' in {value for _, _, value in found}


def test_the_picture_is_the_canvas(opened: Opened) -> None:
    data = export(opened, "png")
    size = opened.page.locator("#network canvas").bounding_box()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == round(size["width"])
    assert len(data) > 8000


@pytest.mark.parametrize("view", ["graph", "table"])
def test_the_link_opens_the_same_view(open_page: Open, page_text: str, opened: Opened, view: str) -> None:
    opened.view(view)
    opened.select("state.su")
    opened.click("#export summary")
    opened.click("[data-export=link]")
    link = opened.page.input_value("#link")
    assert link.startswith("file://")
    again = open_page(page_text, link[link.index("#") :])
    assert again.text("#panel h2.title") == opened.text("#panel h2.title")
    assert again.hash() == opened.hash()
