"""Filters: what the table and the graph hold under each, against what the readings say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casusgraph.ontology.records import Reading, Statement

from . import expect
from .browser import Opened
from .conftest import Open

VALUE = {
    "status": expect.status,
    "tone": expect.tone,
    "type": lambda s: s.type,
    "polarity": lambda s: str(s.polarity),
    "modality": lambda s: str(s.modality),
    "claimant": expect.claimant,
    "plover": expect.plover,
}


def check(opened: Opened, wanted: list[Statement]) -> None:
    """The table and the graph hold exactly these statements."""
    assert sorted(opened.rows()) == sorted(expect.ids(wanted))
    assert opened.edges() == expect.all_ends(wanted)


@pytest.fixture
def split(opened: Opened) -> Opened:
    opened.view("split")
    return opened


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        *(("status", value) for value in ("stated", "reported", "open", "denied")),
        *(("tone", value) for value in ("material-conflict", "verbal-conflict", "verbal-cooperation", "other")),
        *(("type", value) for value in ("Warned", "Attacked", "leads")),
        *(("polarity", value) for value in ("positive", "negative")),
        *(("modality", value) for value in ("actual", "planned", "expected", "possible", "attempted", "requested")),
    ],
)
def test_a_value_that_is_off_hides_its_statements(
    split: Opened, readings: tuple[Reading, ...], facet: str, value: str
) -> None:
    split.toggle(facet, value)
    check(split, expect.where(readings, lambda s: VALUE[facet](s) != value))
    split.toggle(facet, value)
    check(split, expect.statements(readings))


def test_two_facets_hold_together(split: Opened, readings: tuple[Reading, ...]) -> None:
    split.toggle("modality", "actual")
    split.toggle("polarity", "positive")
    check(split, expect.where(readings, lambda s: s.modality != "actual" and s.polarity == "negative"))


def test_all_and_none_switch_a_whole_facet(split: Opened, readings: tuple[Reading, ...]) -> None:
    split.click("[data-none=type]")
    assert split.rows() == []
    split.toggle("type", "Warned")
    check(split, expect.where(readings, lambda s: s.type == "Warned"))
    split.click("[data-all=type]")
    check(split, expect.statements(readings))


@pytest.mark.parametrize("value", ["Place", "State", "WeaponSystem"])
def test_a_class_of_nodes_that_is_off_takes_its_edges_along(
    split: Opened, readings: tuple[Reading, ...], value: str
) -> None:
    split.toggle("class", value)
    classes = expect.classes(readings)
    kept = {pair for pair in expect.all_ends(expect.statements(readings)) if value not in map(classes.get, pair)}
    assert split.edges() == kept

    def shown(s: Statement) -> bool:
        people = [person.entity for person in (s.actor, *s.targets) if person is not None]
        pairs = expect.ends(s)
        return bool(pairs & kept) if pairs else any(classes[id] != value for id in people)

    assert sorted(split.rows()) == sorted(expect.ids(expect.where(readings, shown)))


@pytest.mark.parametrize(("choice", "value"), [("claimant", "nil.person.zoe-ek-00c0ffee"), ("plover", "THREATEN")])
def test_a_choice_keeps_its_statements(split: Opened, readings: tuple[Reading, ...], choice: str, value: str) -> None:
    split.choose(f"choice-{choice}", value)
    check(split, expect.where(readings, lambda s: VALUE[choice](s) == value))
    split.choose(f"choice-{choice}", "")
    check(split, expect.statements(readings))


def test_what_the_article_says_itself_is_a_choice(split: Opened, readings: tuple[Reading, ...]) -> None:
    split.choose("choice-claimant", "(the article itself)")
    check(split, expect.where(readings, lambda s: s.attribution is None))


def test_source_and_article_are_choices(split: Opened, readings: tuple[Reading, ...]) -> None:
    herald = {r.document.id for r in readings if r.document.publisher == "Elm Herald"}
    assert len(herald) == 2
    split.choose("choice-source", "Elm Herald")
    check(split, expect.where(readings, lambda s: s.document in herald))
    one = sorted(herald)[0]
    split.choose("choice-document", one)
    check(split, expect.where(readings, lambda s: s.document == one))


def test_a_choice_lists_its_values_with_counts(opened: Opened, readings: tuple[Reading, ...]) -> None:
    counts: dict[str, int] = {}
    publisher = {r.document.id: r.document.publisher or "unknown publisher" for r in readings}
    for s in expect.statements(readings):
        counts[publisher[s.document]] = counts.get(publisher[s.document], 0) + 1
    order = sorted(counts, key=lambda name: (-counts[name], name))
    assert opened.texts("#choice-source option") == ["All sources", *(f"{name} ({counts[name]})" for name in order)]


def test_confidence_keeps_what_reaches_it(split: Opened, readings: tuple[Reading, ...]) -> None:
    assert any(s.confidence == 0.7 for s in expect.statements(readings))
    split.page.locator("#confidence").fill("70")
    check(split, expect.where(readings, lambda s: s.confidence >= 0.7))
    assert split.text("#confidence-value") == "70 %"
    split.page.locator("#confidence").fill("100")
    assert split.rows() == []


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2022-03-11", "2022-03-11"),
        ("2022-03-12", "2022-03-14"),
        ("2022-05-18", "2022-05-20"),
        ("2022-05-31", "2022-10-02"),
        ("2022-03-01", "2022-09-29"),
    ],
)
def test_time_keeps_what_touches_it(
    open_page: Open, page_text: str, readings: tuple[Reading, ...], first: str, last: str
) -> None:
    opened = open_page(page_text, f"#from={first}&to={last}&view=split")
    wanted = expect.in_time(readings, first, last)
    assert 0 < len(wanted) < len(expect.statements(readings))
    check(opened, wanted)
    assert opened.text("#span") == f"{first} – {last}"


def test_statements_without_any_date_pass_only_while_time_is_whole(
    split: Opened, readings: tuple[Reading, ...]
) -> None:
    undated = [r for r in readings if r.document.published is None]
    assert len(undated) == 1
    assert set(expect.ids(undated[0].statements)) <= set(split.rows())
    split.page.locator("#from").fill("1")
    assert not set(expect.ids(undated[0].statements)) & set(split.rows())


def test_the_sliders_move_the_range_and_do_not_cross(split: Opened, readings: tuple[Reading, ...]) -> None:
    split.page.locator("#from").focus()
    for _ in range(12):
        split.page.keyboard.press("ArrowRight")
    first, last = split.text("#span").split(" – ")
    assert "2022-03-01" < first < last
    assert last == "2022-10-02"
    check(split, expect.in_time(readings, first, last))
    split.page.locator("#to").fill("2")
    first, last = split.text("#span").split(" – ")
    assert first == "2022-03-03"
    assert first <= last
    check(split, expect.in_time(readings, first, last))


def test_the_histogram_counts_every_dated_statement(opened: Opened, readings: tuple[Reading, ...]) -> None:
    published = {r.document.id: r.document.published for r in readings}
    dated = [s for s in expect.statements(readings) if s.date or published[s.document]]
    bars = opened.run("() => explorer.histogram(explorer.graph.statements, 40)")
    assert sum(bars) == len(dated)
    assert opened.page.locator("#histogram .bar").count() > 4
    assert opened.page.locator("#histogram .gap").count() == 2


def test_every_dated_statement_is_in_a_bar(opened: Opened, readings: tuple[Reading, ...]) -> None:
    published = {reading.document.id: reading.document.published for reading in readings}
    first = [expect.days(s.date or published[s.document]) for s in expect.statements(readings)]
    dated = [span[0] for span in first if span is not None]
    assert 0 < len(dated) < len(first)
    bars = opened.run("() => explorer.histogram(explorer.graph.statements, 60)")
    assert (len(bars), sum(bars)) == (60, len(dated))
    assert bars[0] == dated.count(min(dated)) > 0


def test_play_moves_a_window_through_time(opened: Opened) -> None:
    last = opened.text("#span").split(" – ")[1]
    at_once = opened.run("() => { document.querySelector('#play').click(); return explorer.state.to; }")
    assert str(date(1970, 1, 1) + timedelta(days=at_once)) < last
    first = opened.text("#span")
    opened.page.wait_for_timeout(1100)
    second = opened.text("#span")
    assert first.startswith("2022-03-01")
    assert second.split(" – ")[0] > first.split(" – ")[0]
    opened.click("#play")
    stopped = opened.text("#span")
    opened.page.wait_for_timeout(700)
    assert opened.text("#span") == stopped


def test_reset_takes_every_filter_back(split: Opened, readings: tuple[Reading, ...]) -> None:
    split.toggle("class", "Place")
    split.toggle("status", "denied")
    split.choose("choice-source", "Meridian")
    split.page.locator("#confidence").fill("50")
    split.page.locator("#from").fill("3")
    split.select("state.no")
    split.click("[data-action=hide]")
    split.click("#reset")
    check(split, expect.statements(readings))
    assert split.page.locator("#choice-source").input_value() == ""
    assert split.page.locator("#confidence").input_value() == "0"
    assert split.page.is_checked("input[data-facet=status][value=denied]")


def test_the_legend_counts_what_is_shown(opened: Opened, readings: tuple[Reading, ...]) -> None:
    def counts(facet: str) -> dict[str, int]:
        rows = opened.attributes(f"input[data-facet={facet}]", "value")
        return dict(zip(rows, map(int, opened.texts(f"#facet-{facet} .count")), strict=True))

    every = expect.statements(readings)
    classes = expect.classes(readings)
    nodes = expect.nodes(expect.all_ends(every))
    assert counts("class") == {c: sum(classes[n] == c for n in nodes) for c in counts("class")}
    assert set(counts("class")) == set(classes.values())
    for facet in ("status", "type", "polarity", "modality", "tone"):
        assert counts(facet) == {v: sum(VALUE[facet](s) == v for s in every) for v in counts(facet)}
        assert sum(counts(facet).values()) == len(every)
    opened.toggle("polarity", "positive")
    denied = [s for s in every if s.polarity == "negative"]
    assert counts("type") == {v: sum(s.type == v for s in denied) for v in counts("type")}
