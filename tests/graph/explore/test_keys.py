"""Keys, roles and names: the page without a mouse and without eyes."""

from __future__ import annotations

from casusgraph.ontology.records import Reading

from . import expect
from .browser import Opened


def test_keys_of_the_page(opened: Opened) -> None:
    keyboard = opened.page.keyboard
    keyboard.press("/")
    assert opened.run("() => document.activeElement.id") == "search"
    opened.page.locator("#search").blur()
    keyboard.press("p")
    assert opened.run("() => document.activeElement.id") == "path-from"
    opened.page.locator("#path-from").blur()
    keyboard.press("Escape")
    assert opened.text("#panel h2.title") == "Key facts"
    for view in ("split", "table", "article", "graph"):
        keyboard.press("t")
        assert opened.attributes("body", "data-view") == [view]
        assert opened.attributes(f"[data-view={view}][type=button]", "aria-pressed") == ["true"]
    keyboard.press("?")
    assert "Arrow keys" in opened.text("#dialog")
    keyboard.press("Escape")
    assert not opened.page.is_visible("#dialog")


def test_letters_typed_in_a_field_are_no_keys(opened: Opened) -> None:
    opened.page.locator("#search").type("tp?f")
    assert opened.attributes("body", "data-view") == ["graph"]
    assert opened.text("#panel h2.title") == "Key facts"


def test_f_brings_the_whole_graph_back(opened: Opened) -> None:
    scale = "() => explorer.canvas.network.getScale()"
    before = opened.run(scale)
    opened.page.locator("#network").focus()
    opened.page.keyboard.press("+")
    opened.page.keyboard.press("+")
    assert opened.run(scale) > before * 1.5
    opened.page.keyboard.press("-")
    assert before < opened.run(scale) < before * 1.3
    opened.page.keyboard.press("f")
    assert abs(opened.run(scale) - before) < 0.001


def test_arrows_walk_the_graph(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.page.locator("#network").focus()
    opened.page.keyboard.press("ArrowRight")
    names = {id: entity.label for id, entity in expect.by_id(readings).items()}
    assert opened.text("#panel h2.title").strip() == "Norland"
    here = opened.node_spot("state.no")
    spots = {key: opened.node_spot(key) for key in opened.nodes() if key != "state.no"}
    for key, ahead, aside in (("ArrowRight", 0, 1), ("ArrowUp", 1, 0)):
        sign = 1 if key == "ArrowRight" else -1
        cost = {
            other: sign * (spot[ahead] - here[ahead]) + 2 * abs(spot[aside] - here[aside])
            for other, spot in spots.items()
            if sign * (spot[ahead] - here[ahead]) > 0.5
        }
        opened.page.keyboard.press(key)
        wanted = min(cost, key=lambda other: cost[other])
        assert opened.text("#panel h2.title").strip() == names[wanted]
        assert names[wanted] in opened.text("#announce")
        opened.select("state.no")
        opened.page.locator("#network").focus()
    opened.page.keyboard.press("Enter")
    assert opened.run("() => document.activeElement.id") == "panel"


def test_everything_has_a_name(opened: Opened) -> None:
    for view in ("split", "article"):
        opened.view(view)
        nameless = opened.run(
            """() => [...document.querySelectorAll("button, select, input, a[href], summary, meter")].filter((one) => {
              const label = one.closest("label") || document.querySelector(`label[for="${one.id}"]`);
              return !(one.getAttribute("aria-label") || one.textContent.trim() || (label && label.textContent.trim()));
            }).map((one) => one.outerHTML)"""
        )
        assert nameless == []


def test_the_page_has_its_landmarks_and_a_language(opened: Opened) -> None:
    for role in ("banner", "main", "search"):
        assert opened.page.get_by_role(role).count() == 1
    assert opened.page.get_by_role("complementary").count() == 2
    assert opened.attributes("html", "lang") == ["en"]
    assert opened.page.get_by_role("heading", level=1).count() == 1


def test_one_can_skip_to_the_details(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    assert opened.run("() => document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    assert opened.run("() => document.activeElement.id") == "panel"


def test_a_view_that_was_zoomed_is_kept_when_the_window_changes(opened: Opened) -> None:
    scale = "() => explorer.canvas.network.getScale()"
    fitted = opened.run(scale)
    opened.page.set_viewport_size({"width": 820, "height": 480})
    opened.page.wait_for_timeout(400)
    assert opened.run(scale) < 0.9 * fitted
    opened.page.locator("#network").focus()
    opened.page.keyboard.press("+")
    opened.page.set_viewport_size({"width": 1400, "height": 900})
    opened.page.wait_for_timeout(400)
    assert opened.run(scale) > fitted
