"""How the page looks: no overlapping labels, nothing cut off, light and dark, narrow and wide, on paper."""

from __future__ import annotations

import itertools

import pytest

from casusgraph.graph.explore import render

from .browser import Opened
from .conftest import Open
from .corpus import ENTITIES, Writer, fact

SIZES = [(1400, 900), (800, 900), (1024, 768)]


def boxes(opened: Opened) -> list[dict[str, float]]:
    found: list[dict[str, float]] = opened.run("() => [...explorer.marks.labels, ...explorer.marks.edges]")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_labels_do_not_overlap_in_the_first_view(
    open_page: Open, page_text: str, width: int, height: int, scheme: str
) -> None:
    opened = open_page(page_text, width=width, height=height, scheme=scheme)
    found = boxes(opened)
    assert len(opened.run("() => explorer.marks.labels")) == len(opened.nodes())
    for one, other in itertools.combinations(found, 2):
        assert (
            one["right"] <= other["left"]
            or other["right"] <= one["left"]
            or one["bottom"] <= other["top"]
            or other["bottom"] <= one["top"]
        ), (one, other)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_label_is_cut_off(open_page: Open, page_text: str, width: int, height: int) -> None:
    opened = open_page(page_text, width=width, height=height)
    frame = opened.run(
        """() => { const box = document.querySelector("#network"), { network } = explorer.canvas;
          const s = network.getScale(), a = network.DOMtoCanvas({ x: 0, y: 0 });
          const b = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
          return [a.x * s, a.y * s, b.x * s, b.y * s]; }"""
    )
    for box in boxes(opened):
        assert frame[0] <= box["left"]
        assert frame[1] <= box["top"]
        assert box["right"] <= frame[2]
        assert box["bottom"] <= frame[3]


@pytest.mark.parametrize("address", ["", "#level=statement", "#level=type"])
def test_words_stand_in_the_boxes_that_are_kept_free_for_them(open_page: Open, page_text: str, address: str) -> None:
    opened = open_page(page_text, address)
    painted = opened.run(
        """() => {
          const plain = CanvasRenderingContext2D.prototype.fillText;
          const seen = [];
          CanvasRenderingContext2D.prototype.fillText = function (text, x, ...more) {
            seen.push([text, x, this.textAlign === "start" ? "left" : this.textAlign]);
            return plain.call(this, text, x, ...more); };
          explorer.canvas.network.redraw();
          CanvasRenderingContext2D.prototype.fillText = plain;
          return seen; }"""
    )
    edges = opened.run("() => explorer.marks.edges")
    assert len(edges) > 3
    assert all([box["text"], box["left"], "left"] in painted for box in edges)
    for label in opened.run("() => explorer.marks.labels"):
        middle = (label["left"] + label["right"]) / 2
        assert all([line, middle, "center"] in painted for line in label["lines"])


def test_a_long_name_stands_on_two_lines(open_page: Open) -> None:
    words = ["Ministry", "of", "Defence", "of", "Sudria"]
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    wanted = min(halves, key=lambda half: abs(len(half[0]) - len(half[1])))
    article = Writer("long", title="Long", publisher="Meridian", published="2022-06-01")
    article.say("It warned Norland.", fact("Warned", "warned", " ".join(words), ("recipient", "Norland")))
    lines = open_page(render([article.reading()])).run("() => explorer.marks.labels.map((label) => label.lines)")
    assert sorted(lines) == [list(wanted), ["Norland"]]


@pytest.mark.parametrize("view", ["graph", "split", "table", "article"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_control_is_cut_off(open_page: Open, page_text: str, width: int, height: int, view: str) -> None:
    opened = open_page(page_text, f"#view={view}", width=width, height=height)
    cut = opened.run(
        """() => [...document.querySelectorAll("header :is(button, summary, input), #time button, #marginal button," +
            ".tools-row *, #panel button, #filters select")]
          .filter((one) => one.checkVisibility()).filter((one) => {
            const box = one.getBoundingClientRect(), holder = one.closest("#panel, #filters");
            const free = !one.matches("select, input") && getComputedStyle(one).overflowX === "visible";
            const wide = free && one.scrollWidth > one.clientWidth + 1;
            return box.left < 0 || box.right > innerWidth + 0.5 || (!holder && box.bottom > innerHeight + 0.5) || wide;
          }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert cut == []
    assert opened.run("() => [document.documentElement.scrollWidth, document.body.scrollHeight]") == [width, height]


def test_dark_follows_the_system_and_the_button(open_page: Open, page_text: str) -> None:
    background = "() => getComputedStyle(document.body).backgroundColor"
    light = open_page(page_text)
    dark = open_page(page_text, scheme="dark")
    assert light.run(background) != dark.run(background)
    pixel = "() => { const c = explorer.canvas.nodes.get()[0]; return c.color.background + c.color.border; }"
    before = light.run(pixel)
    light.click("#theme")
    assert light.run(background) == dark.run(background)
    assert light.run(pixel) == dark.run(pixel) != before


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast of two colours written as `rgb(r, g, b)`."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(open_page: Open, page_text: str, scheme: str) -> None:
    opened = open_page(page_text, "#selection=node~state.no", scheme=scheme)
    names = ["ink", "muted", "accent", "conflict", "cooperation", "both", "neither"]
    rgb = """(name) => {
      const box = document.createElement("i");
      box.style.color = `var(--${name})`;
      document.body.append(box);
      const found = getComputedStyle(box).color; box.remove(); return found; }"""
    for name in names:
        for ground in ("card", "canvas", "paper"):
            assert contrast(opened.run(rgb, name), opened.run(rgb, ground)) >= 4.5, (name, ground)


def test_classes_differ_in_shape_and_in_colour(opened: Opened) -> None:
    rows = opened.run("() => explorer.canvas.nodes.get().map((one) => [one.shape, one.color.background])")
    shapes = {shape for shape, _ in rows}
    assert len(shapes) == 7
    assert len({tuple(row) for row in rows}) == 7
    assert len(set(opened.attributes("#facet-class .icon path", "d"))) == 7
    assert len(set(opened.attributes("#facet-class .icon path", "class"))) == 7


def test_the_legend_tells_each_standing_apart(opened: Opened) -> None:
    samples = opened.run(
        """() => [...document.querySelectorAll("#facet-status .sample")].map((one) =>
          [one.querySelectorAll("line").length, one.querySelectorAll("text").length,
           one.querySelector("line").getAttribute("stroke-dasharray")])"""
    )
    assert samples == [[1, 0, None], [1, 1, None], [1, 0, "9 5"], [2, 0, "2 4"]]


def test_narrow_pages_keep_their_filters_behind_a_button(open_page: Open, page_text: str) -> None:
    opened = open_page(page_text, width=800)
    assert not opened.page.is_visible("#filters")
    opened.click("#filters-toggle")
    assert opened.page.is_visible("#filters")
    assert opened.attributes("#filters-toggle", "aria-expanded") == ["true"]
    opened.toggle("type", "Warned")
    opened.click("#filters-toggle")
    assert not opened.page.is_visible("#filters")


def test_paper_shows_picture_panel_and_table_without_controls(opened: Opened) -> None:
    opened.view("split")
    opened.page.emulate_media(media="print")
    for selector in ("#filters", "#time", ".tools", ".search"):
        assert not opened.page.is_visible(selector)
    for selector in ("#network canvas", "#panel .fact", "#table tbody tr"):
        assert opened.page.is_visible(selector)
    assert opened.page.pdf().startswith(b"%PDF")


def test_every_reported_edge_bears_its_mark_however_dense(open_page: Open) -> None:
    article = Writer("dense", title="Hearsay", publisher="Meridian", published="2022-06-01")
    names = list(ENTITIES)[:9]
    for one, other in itertools.permutations(names, 2):
        told = fact("Warned", "warned", one, ("recipient", other), says="Zoë Ek")
        article.say(f"{one} warned {other}, said Zoë Ek.", told)
    opened = open_page(render([article.reading()]), width=900, height=600)
    painted = opened.run(
        """() => {
          const plain = CanvasRenderingContext2D.prototype.fillText;
          let count = 0;
          CanvasRenderingContext2D.prototype.fillText = function (text, ...more) {
            count += text.startsWith("“") ? 1 : 0;
            return plain.call(this, text, ...more); };
          explorer.canvas.network.redraw();
          CanvasRenderingContext2D.prototype.fillText = plain;
          return count; }"""
    )
    assert painted == opened.edge_count() == 72
