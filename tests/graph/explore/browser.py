"""One page in a browser: what it shows, what it complains about, what it asks the network for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from typing import Any

CHROMIUM = os.environ.get("CASUSGRAPH_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
SHELL = os.environ.get("CASUSGRAPH_CHROMIUM") or shutil.which("chromium-headless-shell") or CHROMIUM
"""The same without windows, where it is installed: a page costs less than half of the processor's time."""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
RUNNING = "running-chromium"
"""Name of the plugin that holds a browser which is running already."""
PATIENCE = 12_000 if "CASUSGRAPH_EXPLORER_MUTANT" in os.environ else 30_000
"""Milliseconds until a page that is not ready has failed."""
PIXELS = """() => {
  const canvas = document.querySelector("#network canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set(); let ink = 0;
  for (let at = 0; at < data.length; at += 16)
    if (data[at + 3]) { ink += 1; colours.add((data[at] >> 4) << 8 | (data[at + 1] >> 4) << 4 | data[at + 2] >> 4); }
  return [ink, colours.size];
}"""


def chromium_is_there() -> bool:
    return os.path.exists(SHELL)


class Opened:
    """A page that is open and ready."""

    def __init__(
        self, browser: Any, url: str, *, width: int = 1400, height: int = 900, scheme: str = "light", ready: bool = True
    ) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        self.context.set_offline(True)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"error {error}"))
        self.page.on("console", self._on_console)
        self.page.on("request", self._on_request)
        self.page.goto(url)
        if ready:
            self.page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=PATIENCE)

    def _on_console(self, message: Any) -> None:
        if message.type in ("error", "warning") and "willReadFrequently" not in message.text:
            self.complaints.append(f"console {message.text}")

    def _on_request(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            self.complaints.append(f"request {request.url}")

    def close(self) -> list[str]:
        self.context.close()
        return self.complaints

    def run(self, script: str, argument: Any = None) -> Any:
        """The value of a script in the page."""
        return self.page.evaluate(script, argument)

    def pixels(self) -> tuple[int, int]:
        """How many of the canvas's pixels are painted (one in four is looked at) and in how many colours."""
        ink, colours = self.run(PIXELS)
        return ink, colours

    def nodes(self) -> set[str]:
        """Keys of the nodes that the graph shows."""
        return set(self.run("() => [...explorer.shown.nodes].map((node) => node.key)"))

    def edges(self) -> set[tuple[str, str]]:
        """Ends of the edges that the graph shows."""
        ends = self.run("() => [...explorer.shown.bundles.values()].map((one) => [one.from.key, one.to.key])")
        return {(one, other) for one, other in ends}

    def edge_count(self) -> int:
        """How many edges the canvas holds."""
        return int(self.run("() => explorer.canvas.edges.length"))

    def rows(self) -> list[str]:
        """Ids of the statements in the table, in their order."""
        return self.attributes("#table tbody tr", "data-statement")

    def cards(self) -> list[str]:
        """Ids of the statements shown as cards in the panel."""
        return self.attributes("#panel .card", "data-statement")

    def attributes(self, selector: str, name: str) -> list[str]:
        script = "(all, name) => all.map((one) => one.getAttribute(name))"
        found: list[str] = self.page.eval_on_selector_all(selector, script, name)
        return found

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.page.locator(selector).all_inner_texts()
        return found

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())

    def click(self, selector: str, **options: Any) -> None:
        self.page.locator(selector).first.click(**options)

    def view(self, name: str) -> None:
        self.click(f".views [data-view={name}]")

    def toggle(self, facet: str, value: str) -> None:
        """Clicks a row of a filter."""
        self.click(f'.facet:has(input[data-facet="{facet}"][value="{value}"])')

    def choose(self, choice: str, value: str) -> None:
        self.page.select_option(f"#{choice}", value)

    def node_spot(self, key: str) -> tuple[float, float]:
        """Where a node is on the screen."""
        script = """(key) => {
          const node = explorer.graph.byKey.get(key);
          return explorer.canvas.network.getPosition(node.id); }"""
        return self._on_screen(self.run(script, key))

    def edge_spot(self, source: str, target: str) -> tuple[float, float]:
        """The middle of the first edge between two nodes on the screen."""
        script = """([source, target]) => {
          const all = [...explorer.shown.bundles.values()];
          const bundle = all.find((one) => one.from.key === source && one.to.key === target);
          return explorer.canvas.network.body.edges[bundle.id].edgeType.getPoint(0.5); }"""
        return self._on_screen(self.run(script, [source, target]))

    def _on_screen(self, point: dict[str, float]) -> tuple[float, float]:
        script = """(point) => {
          const spot = explorer.canvas.network.canvasToDOM(point);
          const box = document.querySelector("#network").getBoundingClientRect();
          return [spot.x + box.x, spot.y + box.y]; }"""
        x, y = self.run(script, point)
        return x, y

    def click_node(self, key: str, modifiers: Sequence[str] = ()) -> None:
        """A real click of the mouse on the canvas."""
        for modifier in modifiers:
            self.page.keyboard.down(modifier)
        self.page.mouse.click(*self.node_spot(key))
        for modifier in modifiers:
            self.page.keyboard.up(modifier)

    def click_edge(self, source: str, target: str) -> None:
        self.page.mouse.click(*self.edge_spot(source, target))

    def select(self, key: str) -> None:
        """Selects a node by its whole name through the search field."""
        label = self.run("(key) => explorer.graph.byKey.get(key).label", key)
        self.page.fill("#search", label)
        self.page.keyboard.press("Enter")

    def hash(self) -> str:
        """The address's state, as the page would write it now."""
        return "#" + str(self.run("() => explorer.stateWords()"))
