"""Hostile text in every field never executes. A control shows that the same text does execute in stock pyvis."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph.explore import notebook, render
from casusgraph.graph.explore import page as page_module
from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Office,
    Participant,
    Reading,
    Region,
    Statement,
)

from .browser import Opened
from .conftest import Open

FIRE = "window.fired=(window.fired||0)+1"
PAYLOADS = [
    f'<img src=x onerror="{FIRE}">',
    f"</script><script>{FIRE}</script>",
    f"</script x><script>{FIRE}</script>",
    f"<!--<script>{FIRE}",
    f'"><svg onload={FIRE}>',
    f"' autofocus onfocus={FIRE} x='",
    f"</title><script>{FIRE}</script>",
    f"</style><script>{FIRE}</script>",
    f"<iframe srcdoc='<script>parent.{FIRE}</script>'>",
    f"javascript:{FIRE}",
    f"{{{{{FIRE}}}}}{{% raw %}}",
    f"<a href=javascript:{FIRE}>href</a>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={FIRE}>",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "@@policy@@",
    "=cmd|' /C calc'!A0",
    "\u2028\u2029\u202eevil href\ufeff",
    "\ud800lone\udfff",
    "a\x00b\x07\x1b[31m",
    "]]>&lt;script&gt;&amp;",
    "😀👩‍🚀 e\u0301 ﷽ " + "W" * 300,
    "</textarea><select><option>",
    "${" + FIRE + "}`${" + FIRE + "}`",
    "%3Cscript%3E" + FIRE,
]


def hostile_reading(at: int, text: str) -> Reading:
    """A document in which every field that may hold text holds this."""
    other = PAYLOADS[(at + 1) % len(PAYLOADS)]
    body = f"{text} Lorem warned {other} with {text} again. Menu"
    document = Document(
        body, (f"{text}.txt",), title=text, publisher=text, author=text, published="2022-01-02" if at % 2 else text,
        url=text if at % 3 else "https://example.org/?a=\"b'<c>", language=text,
        boilerplate=(Region(len(body) - 4, len(body), text),),
    )  # fmt: skip
    ids = [f"e{at}.{text}", f"f{at}.{text}", f"g{at}.{text}"]
    entities = (
        Entity(ids[0], EntityType.PERSON, text, category=text, aliases=(other, text + "x"), country=ids[1], parent=text,
               wikidata=text, iso2=text, description=text, offices=(Office(text, ids[1], text, text),),
               members_of=(text,), known=False),
        Entity(ids[1], EntityType.STATE, other),
        Entity(ids[2], EntityType.GROUP, text),
    )  # fmt: skip
    end = len(body) - 5
    quote = Evidence(document.id, 0, end, body[:end])
    actor = Participant("actor", ids[0], 0, len(text))
    target = Participant("recipient", ids[1])
    statements = (
        Statement(document.id, Kind.EVENT, "Warned", (quote,), (0, 3), actor, (target,), date="2022-01-01", unit=text,
                  attribution=Participant("speaker", ids[2]), attribution_chain=(Participant(text, ids[1]),),
                  quantity=3),
        Statement(document.id, Kind.EVENT, text, (quote,), (0, 2), actor, (Participant(text, ids[2]), target),
                  date=text),
        Statement(document.id, Kind.RELATION, other, (quote,), (0, 1), target, (actor,)),
    )  # fmt: skip
    return Reading(document, (Mention(0, len(text), text, ids[0], text),), entities, statements)


@pytest.fixture(scope="module")
def hostile() -> list[Reading]:
    return [hostile_reading(at, text) for at, text in enumerate(PAYLOADS)]


def walk(opened: Opened) -> None:
    """Opens every face of the page."""
    for view in ("split", "article", "table", "graph"):
        opened.view(view)
    opened.view("article")
    for _ in range(len(PAYLOADS) - 1):
        opened.click("#article [aria-label='Article after']")
    opened.view("split")
    for key in opened.run("() => explorer.graph.nodes.slice(0, 40).map((node) => node.key)"):
        opened.run("(key) => explorer.select({ node: explorer.graph.byKey.get(key) })", key)
    for id in opened.run("() => explorer.graph.statements.map((one) => one.id)"):
        opened.run("(id) => explorer.select({ statement: explorer.graph.byStatement.get(id) })", id)
    for typed in ("<img", "script", "proto", "href", "{{", "%3c"):
        opened.page.fill("#search", typed)
        assert opened.page.locator("#hits [role=option]").count() >= 1
    opened.page.fill("#search", "")
    opened.page.locator("#search").blur()
    opened.view("graph")
    for key in opened.run("() => [...explorer.shown.nodes].slice(0, 8).map((node) => node.key)"):
        x, y = opened.node_spot(key)
        opened.page.mouse.move(x - 30, y - 30)
        opened.page.mouse.move(x, y, steps=2)
    opened.page.keyboard.press("Escape")
    opened.click("#help-open")


@pytest.mark.parametrize("packed", [False, True])
def test_nothing_of_it_executes(
    open_page: Open, hostile: list[Reading], monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setattr(page_module, "COMPRESS_ABOVE", 0 if packed else 10**9)
    html = render(hostile, {}, title=PAYLOADS[6] + PAYLOADS[1] + "@@policy@@")
    assert ('data-encoding="deflate"' in html) is packed
    opened = open_page(html)
    assert opened.run("() => explorer.graph.statements.length") == 3 * len(PAYLOADS)
    walk(opened)
    assert opened.run("() => window.fired") is None
    strange = "#panel, #table, #article, #filters, #hits, #tip, header"
    kinds = "img, script, iframe, style, math, object, embed, form, base, link, meta, textarea"
    inside = f"() => document.querySelectorAll(':is({strange}) :is({kinds})').length"
    assert opened.run(inside) == 0
    links = opened.run("() => [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))")
    assert all(link.startswith(("https://", "http://", "#", "blob:")) for link in links)
    handlers = opened.run(
        """() => [...document.querySelectorAll("body *")].flatMap((one) => one.getAttributeNames())
          .filter((name) => name.startsWith("on")).length"""
    )
    assert handlers == 0


def test_text_is_shown_as_it_stands(open_page: Open, hostile: list[Reading]) -> None:
    opened = open_page(render(hostile[:13], {}), "#view=article")
    seen = set()
    for _ in range(13):
        seen.add(opened.page.locator("#article h2.title").text_content())
        after = opened.page.locator("#article [aria-label='Article after']")
        if after.is_enabled():
            after.click()
    assert seen == set(PAYLOADS[:13])


def test_the_title_is_text(open_page: Open, hostile: list[Reading]) -> None:
    title = "".join(itertools.chain(PAYLOADS[:10]))
    opened = open_page(render(hostile[:1], {}, title=title))
    assert opened.page.title() == title
    assert opened.page.locator("h1").text_content() == title


def test_nothing_of_it_executes_in_a_notebook(open_page: Open, hostile: list[Reading]) -> None:
    cell = notebook(render(hostile, {}, title=PAYLOADS[4] + PAYLOADS[5]))
    opened = open_page("<!doctype html><meta charset=utf-8><h1>host</h1>" + cell, ready=False)
    frame = opened.page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for(state="attached", timeout=30000)
    assert opened.run("() => window.fired") is None
    assert opened.page.frames[1].evaluate("() => window.fired") is None


def test_the_detector_fires_on_stock_pyvis(chromium: Any, tmp_path: Path) -> None:
    """The control: pyvis's own template runs the same payloads, so that the tests above can fail."""
    from pyvis.network import Network

    for name, options in (("heading", {"heading": PAYLOADS[0]}), ("menu", {"select_menu": True})):
        network = Network(cdn_resources="in_line", **options)
        network.add_node(PAYLOADS[0] if name == "menu" else "plain", label="a")
        network.add_node("b", label="b")
        path = tmp_path / f"{name}.html"
        path.write_text(network.generate_html(), encoding="utf-8")
        opened = Opened(chromium, path.as_uri(), ready=False)
        opened.page.wait_for_timeout(600)
        if name == "menu":
            opened.page.locator(".ts-control").first.click()
            opened.page.wait_for_timeout(300)
        assert opened.run("() => window.fired") >= 1
        asked = [complaint for complaint in opened.close() if complaint.startswith("request ")]
        assert asked, "stock pyvis asks other hosts, ours must not"


def test_the_detector_fires_where_our_page_parses_markup(
    open_page: Open, hostile: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another control: one line that parses text as markup, without the policy, is noticed."""
    good = page_module.static
    bad = ('$("#summary").textContent =', '$("#summary").innerHTML = graph.documents.map((one) => one.title).join() +')
    monkeypatch.setattr(page_module, "static", lambda name: good(name).replace(*bad))
    monkeypatch.setattr(page_module, "POLICY", "img-src data:")
    opened = open_page(render(hostile[:1], {}))
    opened.page.wait_for_timeout(200)
    assert opened.run("() => window.fired") >= 1
    assert opened.complaints
    opened.complaints.clear()


def test_the_policy_stops_script_style_and_requests(opened: Opened) -> None:
    failed: list[tuple[str, str]] = []
    opened.page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    opened.run(
        """() => {
          const add = (tag, set) => { const one = document.createElement(tag); set(one); document.body.append(one); };
          add("script", (one) => { one.textContent = "window.injected = 1"; });
          add("style", (one) => { one.textContent = "body { outline: 7px solid red }"; });
          add("img", (one) => { one.src = "https://example.org/x.png"; });
          document.body.setAttribute("onclick", "window.injected = 2");
          document.body.click();
          fetch("https://example.org/y").catch(() => {});
        }"""
    )
    opened.page.wait_for_timeout(400)
    assert opened.run("() => window.injected") is None
    assert opened.run("() => getComputedStyle(document.body).outlineWidth") != "7px"
    assert failed == [("https://example.org/x.png", "csp")]
    assert sum("Content Security Policy" in complaint for complaint in opened.complaints) >= 4
    opened.complaints.clear()
