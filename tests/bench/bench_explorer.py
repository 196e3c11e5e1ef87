"""How much processor time the explorer's page takes to open and to pan.

    python tests/bench/bench_explorer.py [--sizes 300/700 5000/12000 20000/50000] [--json FILE]

Time is that of all of Chromium's processes together, which a busy machine disturbs far less than time on the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "graph"))

from explore.browser import CHROMIUM, FLAGS
from explorer_corpus import corpus

from casusgraph.graph.explore import render

FRAMES = 40
TICK = 1000 / os.sysconf("SC_CLK_TCK")


def processes() -> dict[int, tuple[int, str, int]]:
    """Parent, name and clock ticks of every process."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            text = (entry / "stat").read_text()
        except OSError:
            continue
        name, rest = text[text.index("(") + 1 : text.rindex(")")], text[text.rindex(")") + 2 :].split()
        found[int(entry.name)] = (int(rest[1]), name, int(rest[11]) + int(rest[12]))
    return found


def browser_time() -> float:
    """Milliseconds of processor time that the browsers below this process have used."""
    every = processes()
    mine = {os.getpid()}
    grown = True
    while grown:
        below = {pid for pid, (parent, _, _) in every.items() if parent in mine} - mine
        grown = bool(below)
        mine |= below
    return sum(ticks for pid, (_, name, ticks) in every.items() if pid in mine and name.startswith("chrom")) * TICK


def measure(browser: Any, path: Path) -> dict[str, float]:
    """Processor and clock time to open, processor time of a frame while panning, memory of the page."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    page.goto(path.with_name("blank.html").as_uri())
    page.wait_for_timeout(400)
    before, clock = browser_time(), time.monotonic()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=120_000)
    opened, waited = browser_time() - before, (time.monotonic() - clock) * 1000
    page.wait_for_timeout(500)
    box = page.locator("#network").bounding_box()
    x, y = box["x"] + 12, box["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 4, y)
    page.wait_for_timeout(200)
    page.evaluate(
        "() => { window.drawn = 0; explorer.canvas.network.on('afterDrawing', () => { window.drawn += 1; }); }"
    )
    before = browser_time()
    for frame in range(FRAMES):
        page.mouse.move(x + 4 + frame * 5, y + frame * 3)
        page.wait_for_timeout(30)
    spent = browser_time() - before
    drawn = page.evaluate("() => window.drawn")
    page.mouse.up()
    heap = page.evaluate("() => performance.memory.usedJSHeapSize / 1e6")
    shown = page.evaluate("() => [explorer.shown.nodes.size, explorer.shown.bundles.size]")
    context.close()
    return {
        "open_cpu_ms": round(opened), "open_clock_ms": round(waited), "pan_cpu_ms": round(spent / max(1, drawn), 1),
        "frames": drawn, "heap_mb": round(heap, 1), "nodes_in_view": shown[0], "edges_in_view": shown[1],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", default=["300/700", "5000/12000", "20000/50000"], metavar="NODES/EDGES")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "blank.html").write_text("<!doctype html><title>Nothing</title>", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size in options.sizes:
            nodes, edges = map(int, size.split("/"))
            readings = corpus(nodes, edges)
            started = time.process_time()
            text = render(readings, {})
            spent = time.process_time() - started
            path = Path(folder) / f"{nodes}.html"
            path.write_text(text, encoding="utf-8")
            rounds = [measure(browser, path) for _ in range(options.rounds)]
            best = {name: min(one[name] for one in rounds) for name in rounds[0]}
            statements = sum(len(reading.statements) for reading in readings)
            results[size] = {
                **best, "statements": statements, "render_cpu_s": round(spent, 2), "page_mb": round(len(text) / 1e6, 2),
            }  # fmt: skip
            print(size, json.dumps(results[size]), flush=True)
        browser.close()
    if options.json is not None:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
