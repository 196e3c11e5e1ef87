"""The article with its statements marked."""

from __future__ import annotations

from casusgraph.ontology.records import Reading

from . import expect
from .browser import Opened

TEXT = """() => [...document.querySelectorAll("#article .text")].map((box) => {
  const copy = box.cloneNode(true);
  copy.querySelectorAll(".signs").forEach((sign) => sign.remove());
  return copy.textContent; })"""


def test_the_text_is_whole_and_unchanged(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.view("article")
    order = sorted(readings, key=lambda reading: (reading.document.published or "", reading.document.id))
    for at, reading in enumerate(order):
        assert opened.run(TEXT) == [reading.document.text]
        signs = opened.attributes("#article .sign", "data-statement")
        assert sorted(signs) == sorted(expect.ids(reading.statements))
        if at + 1 < len(order):
            opened.click("#article [aria-label='Article after']")
    assert opened.page.is_disabled("#article [aria-label='Article after']")


def test_boilerplate_is_grey_and_names_lead_to_nodes(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.view("article")
    opened.page.select_option("#article select", readings[0].document.id)
    region = readings[0].document.boilerplate[0]
    assert opened.texts("#article .boilerplate") == [readings[0].document.text[region.start : region.end]]
    names = opened.attributes("#article .mention", "data-node")
    assert names == [mention.entity for mention in readings[0].mentions]
    opened.click("#article .mention[data-node='place.elm']")
    assert opened.text("#panel h2.title").strip() == "Port Elm"


def test_a_sentence_opens_its_statement_and_a_statement_its_sentence(
    opened: Opened, readings: tuple[Reading, ...]
) -> None:
    wanted = readings[1].statements[4]
    opened.view("article")
    opened.page.select_option("#article select", readings[1].document.id)
    opened.click(f"#article .sign[data-statement='{wanted.id}']")
    assert opened.cards() == [wanted.id]
    opened.view("graph")
    opened.select("org.pact")
    opened.click("#panel .group [data-statement]")
    opened.click("#panel .card .links button:has-text('In the article')")
    assert opened.page.is_visible("#article")
    applied = readings[1].statements[0]
    chosen = opened.texts("#article .sentence.chosen")
    assert len(chosen) == 1
    assert applied.evidence[0].text in " ".join(chosen[0].split())
    assert opened.attributes("#article .sign[aria-pressed=true]", "data-statement") == [applied.id]


def test_only_statements_that_pass_are_marked(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.view("article")
    opened.page.select_option("#article select", readings[0].document.id)
    opened.toggle("type", "Attacked")
    kept = [s for s in readings[0].statements if s.type != "Attacked"]
    assert sorted(opened.attributes("#article .sign", "data-statement")) == sorted(expect.ids(kept))
    assert opened.run(TEXT) == [readings[0].document.text]


def test_signs_show_how_a_statement_stands(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.view("article")
    opened.page.select_option("#article select", readings[2].document.id)
    for statement in readings[2].statements:
        [name] = opened.attributes(f"#article .sign[data-statement='{statement.id}']", "class")
        assert f"status-{expect.status(statement)}" in name
