"""Search over names and aliases."""

from __future__ import annotations

import pytest

from .browser import Opened


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("norl", "Norland"),
        ("norlandia", "Norland"),
        ("kingdom", "Norland"),
        ("PRESIDENT B", "Ada Birk"),
        ("zoe", "Zoë Ek"),
        ("zoë", "Zoë Ek"),
        ("birk", "Ada Birk"),
        ("the pact", "Harbour Pact"),
        ("sudria", "Sudria"),
    ],
)
def test_names_and_aliases_complete(opened: Opened, typed: str, first: str) -> None:
    opened.page.fill("#search", typed)
    assert opened.texts("#hits li .label")[0].startswith(first)
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2.title").strip() == first
    assert not opened.page.is_visible("#hits")


def test_the_list_is_a_combobox_for_keys(opened: Opened) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("sudri")
    labels = opened.texts("#hits li .label")
    assert len(labels) == 3
    assert opened.attributes("#search", "aria-expanded") == ["true"]
    assert opened.attributes("#search", "aria-activedescendant") == ["hit-0"]
    opened.page.keyboard.press("ArrowDown")
    assert opened.attributes("#hits li[aria-selected=true]", "id") == ["hit-1"]
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("ArrowUp")
    assert opened.attributes("#search", "aria-activedescendant") == ["hit-2"]
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2.title").strip() == labels[2].split("\n")[0]
    assert opened.attributes("#search", "aria-expanded") == ["false"]


def test_a_click_takes_a_hit(opened: Opened) -> None:
    opened.page.fill("#search", "pact")
    opened.click("#hits li")
    assert opened.text("#panel h2.title").strip() == "Harbour Pact"


def test_nothing_found_says_so_and_escape_closes(opened: Opened) -> None:
    opened.page.fill("#search", "xyzzy")
    assert opened.texts("#hits li") == ["No name or alias holds this"]
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2.title") == "Key facts"
    opened.page.locator("#search").press("Escape")
    assert not opened.page.is_visible("#hits")
    assert opened.page.input_value("#search") == ""


def test_a_name_without_statements_in_view_is_found_too(opened: Opened) -> None:
    opened.select("org.ministry-su")
    assert opened.text("#panel h2.title").strip() == "Ministry of Defence of Sudria"
    assert "org.ministry-su" in opened.nodes()
