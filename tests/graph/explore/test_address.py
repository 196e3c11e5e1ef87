"""The state in the address: what was set is found again, and nonsense does no harm."""

from __future__ import annotations

import pytest

from casusgraph.ontology.records import Reading

from .browser import Opened
from .conftest import Open


def snapshot(opened: Opened) -> dict[str, object]:
    """What a reader sees."""
    return {
        "rows": opened.rows(),
        "edges": sorted(opened.edges()),
        "count": opened.edge_count(),
        "panel": opened.text("#panel"),
        "counts": opened.text("#counts"),
        "span": opened.text("#span"),
        "sorted": opened.attributes("#table th", "aria-sort"),
        "checked": opened.run("() => [...document.querySelectorAll('#filters input')].map((one) => one.checked)"),
        "chosen": opened.run("() => [...document.querySelectorAll('#filters select')].map((one) => one.value)"),
    }


def many_filters(opened: Opened) -> None:
    opened.toggle("class", "WeaponSystem")
    opened.toggle("status", "denied")
    opened.toggle("type", "Threatened")
    opened.toggle("modality", "requested")
    opened.page.locator("#confidence").fill("50")
    opened.page.locator("#from").fill("2")
    opened.choose("choice-source", "Elm Herald")


def hidden_and_pinned(opened: Opened) -> None:
    opened.select("person.ada-birk")
    opened.click("[data-action=hide]")
    opened.select("org.pact")
    opened.click("[data-action=pin]")
    opened.select("state.os")
    opened.click("[data-action=ego2]")
    opened.choose("colour", "community")


def an_unfolded_edge(opened: Opened) -> None:
    opened.click_edge("state.no", "place.elm")
    opened.click("[data-action=unfold]")


def an_edge_of_one_type(opened: Opened) -> None:
    opened.choose("level", "type")
    opened.click_edge("state.su", "org.pact")


def a_sorted_table(opened: Opened) -> None:
    opened.click("#table th[data-column=confidence] button")
    opened.click("#table th[data-column=confidence] button")
    opened.page.fill("#table-words", "norland")
    opened.choose("table-extent", "view")
    opened.click("#table tbody tr button")


def a_path(opened: Opened) -> None:
    opened.select("person.cem-dahl")
    opened.click("[data-action=path]")
    opened.page.fill("#path-to", "Harbour Pact")
    opened.page.keyboard.press("Enter")
    opened.click("#path-forward")


def contradictions(opened: Opened) -> None:
    opened.click("#contradictions-open")


@pytest.mark.parametrize(
    "act",
    [many_filters, hidden_and_pinned, an_unfolded_edge, an_edge_of_one_type, a_sorted_table, a_path, contradictions],
    ids=lambda act: act.__name__,
)
def test_the_address_brings_everything_back(open_page: Open, page_text: str, act) -> None:  # type: ignore[no-untyped-def]
    opened = open_page(page_text, "#view=split")
    plain = snapshot(opened)
    act(opened)
    before = snapshot(opened)
    assert before != plain
    opened.page.wait_for_timeout(250)
    address = opened.run("() => location.hash")
    assert address == opened.hash()
    assert snapshot(open_page(page_text, address)) == before


def test_the_article_is_in_the_address(open_page: Open, page_text: str, readings: tuple[Reading, ...]) -> None:
    opened = open_page(page_text, f"#view=article&article={readings[2].document.id}")
    assert opened.text("#article h2.title") == "The valley in autumn"
    assert f"article={readings[2].document.id}" in opened.hash()


def test_a_plain_page_has_a_plain_address(opened: Opened) -> None:
    assert opened.hash() == "#"


def test_a_change_of_the_address_is_followed(opened: Opened) -> None:
    opened.run("() => { location.hash = '#no-type=Warned&selection=node~org.pact'; }")
    opened.page.wait_for_timeout(200)
    assert opened.text("#panel h2.title").strip() == "Harbour Pact"
    assert not opened.page.is_checked("input[data-facet=type][value=Warned]")


@pytest.mark.parametrize(
    "address",
    [
        "#selection=node~nobody&no-type=None~Warned%7E&from=yesterday&to=9999-99-99&confidence=-3&scope=x&level=y",
        "#path=a~b&hidden=%E0%A4%A&pinned=__proto__~constructor&unfolded=1-2~>~a>b&selection=edge~x~y&page=-1",
        "#selection=statement~s0&sort=-nothing&extent=all-of-it&view=nowhere&source=nobody&document=x&article=none",
        "#%00%ff&=&&&selection=~~~~&forward=1&contradictions=2&colour=__proto__&confidence=1e9",
    ],
)
def test_nonsense_in_the_address_does_no_harm(open_page: Open, page_text: str, address: str) -> None:
    opened = open_page(page_text, address)
    assert opened.page.is_visible("#panel")
    opened.select("state.no")
    assert opened.text("#panel h2.title").strip() == "Norland"
