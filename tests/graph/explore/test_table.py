"""The table of statements: sorting, finding, the selection that it shares with the graph, keyboard and roles."""

from __future__ import annotations

import unicodedata

import pytest

from casusgraph.graph.explore import render
from casusgraph.graph.explore.vocabulary import statement_type
from casusgraph.ontology.records import Reading, Statement

from . import expect
from .browser import Opened
from .conftest import Open
from .corpus import Writer, fact


@pytest.fixture
def table(opened: Opened) -> Opened:
    opened.view("table")
    return opened


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def test_it_holds_every_statement_in_the_order_of_the_articles(table: Opened, readings: tuple[Reading, ...]) -> None:
    every = expect.statements(readings)
    assert table.rows() == expect.ids(every)
    assert table.text("#table-count") == f"{len(every)} statements"
    assert table.texts("#table tbody .cell-sentence") == [s.evidence[0].text for s in every]
    assert not table.page.is_visible("#network")


@pytest.mark.parametrize("column", ["actor", "type", "confidence", "date", "status", "claimant"])
def test_a_head_sorts_and_sorts_back(table: Opened, readings: tuple[Reading, ...], column: str) -> None:
    labels = {id: entity.label for id, entity in expect.by_id(readings).items()}

    def value(s: Statement) -> object:
        if column == "actor":
            return fold(labels[s.actor.entity]) if s.actor is not None else ""
        if column == "type":
            caveats = [
                w for w in (("denied" if s.polarity == "negative" else ""), str(s.modality)) if w not in ("", "actual")
            ]
            return statement_type(s.type, s.kind).label + (f" ({', '.join(caveats)})" if caveats else "")
        if column == "confidence":
            return s.confidence
        if column == "date":
            span = expect.days(s.date)
            return span[0].isoformat() if span else ""
        if column == "claimant":
            return fold(labels[s.attribution.entity]) if s.attribution is not None else "the article"
        return ["stated", "reported", "open", "denied"].index(expect.status(s))

    every = expect.statements(readings)
    full = [s for s in every if value(s) != ""]
    empty = [s for s in every if value(s) == ""]
    rising = [*sorted(full, key=value), *empty]  # type: ignore[arg-type]
    falling = [*sorted(sorted(full, key=every.index), key=value, reverse=True), *empty]  # type: ignore[arg-type]
    head = f"#table th[data-column={column}]"
    table.click(f"{head} button")
    assert table.attributes(head, "aria-sort") == ["ascending"]
    assert table.rows() == expect.ids(rising)
    table.click(f"{head} button")
    assert table.attributes(head, "aria-sort") == ["descending"]
    assert table.rows() == expect.ids(falling)


def test_words_are_found_in_any_column_without_accents(table: Opened, readings: tuple[Reading, ...]) -> None:
    table.page.fill("#table-words", "zoe rim")
    wanted = [s for s in expect.statements(readings) if "Zoë Ek urged" in s.evidence[0].text]
    assert len(wanted) == 2
    assert table.rows() == expect.ids(wanted)
    table.page.fill("#table-words", "no such words")
    assert table.rows() == []


def test_a_row_selects_in_graph_and_panel(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.view("split")
    wanted = readings[1].statements[0]
    opened.click(f"#table tr[data-statement='{wanted.id}'] td.cell-sentence")
    assert opened.cards() == [wanted.id]
    assert opened.attributes("#table tr.chosen", "data-statement") == [wanted.id]
    assert opened.attributes(f"#table tr[data-statement='{wanted.id}'] button", "aria-pressed") == ["true"]
    focus = opened.run("() => [...explorer.canvas.focus.nodes].map((node) => node.key)")
    assert set(focus) == {"state.su", "org.pact"}


def test_a_selection_in_the_graph_marks_rows(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.view("split")
    opened.select("org.pact")
    assert opened.attributes("#table tr.chosen", "data-statement") == expect.ids(expect.named(readings, "org.pact"))
    opened.page.keyboard.press("Escape")
    opened.click_edge("state.no", "state.su")
    wanted = [s for s in expect.statements(readings) if ("state.no", "state.su") in expect.ends(s)]
    assert opened.attributes("#table tr.chosen", "data-statement") == expect.ids(wanted)


def test_it_can_hold_only_the_view_or_the_selection(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.view("split")
    opened.choose("table-extent", "view")
    assert opened.rows() == expect.ids([s for s in expect.statements(readings) if expect.ends(s)])
    opened.select("person.cem-dahl")
    opened.click("[data-action=ego1]")
    graph = expect.graph(expect.statements(readings))
    near = {"person.cem-dahl", *graph["person.cem-dahl"]}
    assert opened.rows() == expect.ids(
        [s for s in expect.statements(readings) if any(set(p) <= near for p in expect.ends(s))]
    )
    opened.choose("table-extent", "selection")
    assert opened.rows() == expect.ids(expect.named(readings, "person.cem-dahl"))


def test_it_can_be_used_with_keys_alone(table: Opened, readings: tuple[Reading, ...]) -> None:
    table.page.locator("#table th[data-column=confidence] button").focus()
    table.page.keyboard.press("Enter")
    table.page.keyboard.press("Enter")
    assert table.run("() => document.activeElement.closest('th').dataset.column") == "confidence"
    best = max(expect.statements(readings), key=lambda s: s.confidence)
    while table.run("() => document.activeElement.closest('tbody') === null"):
        table.page.keyboard.press("Tab")
    table.page.keyboard.press("Enter")
    assert table.cards() == [best.id]
    assert table.text("#announce") != ""


def test_a_screen_reader_finds_a_table(table: Opened) -> None:
    assert table.page.get_by_role("table", name="Statements").count() == 1
    assert table.page.get_by_role("columnheader").count() == 9
    assert table.page.get_by_role("status").count() >= 3
    assert set(table.attributes("#table th", "scope")) == {"col"}


def test_a_long_table_has_pages(open_page: Open) -> None:
    article = Writer("long", title="Many warnings", publisher="Meridian", published="2022-06-01")
    for day in range(230):
        article.say(
            f"On day {day} Norland warned Sudria.", fact("Warned", "warned", "Norland", ("recipient", "Sudria"))
        )
    reading = article.reading()
    opened = open_page(render([reading]), "#view=table")
    assert opened.text("#table-page") == "Page 1 of 3"
    assert opened.page.is_disabled("#table-before")
    seen = opened.rows()
    for _ in range(2):
        opened.click("#table-after")
        seen += opened.rows()
    assert seen == expect.ids(reading.statements)
    assert opened.page.is_disabled("#table-after")
    opened.page.fill("#table-words", "day 7")
    assert opened.text("#table-count") == f"{sum('7' in str(day) for day in range(230))} statements"
    assert not opened.page.is_visible("#table-page")
