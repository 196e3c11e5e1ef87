"""Measures how much processor time the page costs: to open until it can be used, and for each frame of a drag.

    python tests/graph/explore/speed.py [--size 5000x12000] [--size 20000x50000] [--rounds 5] [--profile] [PAGE.html]

Made-up corpora of so many nodes and statements, or pages that are given. A figure is the processor time of all of
Chromium's processes together, so that waiting for others costs nothing; on a machine that is shared it still grows by a
third or more. Beside each figure stands what a fixed piece of work costs in the same browser at the same time: a figure
divided by it can be compared between machines and hours. What an empty page costs is part of each opening and is
printed too. The median of the rounds is printed and the least.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from casusgraph.graph.explore import write
from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Modality,
    Participant,
    Polarity,
    Reading,
    Statement,
)
from explore.browser import CHROMIUM, FLAGS

SIZES = ("5000x12000", "20000x50000")
FRAMES = 60
EMPTY = Path(__file__).with_name("empty.html")
"""Where every page starts, so that the processes of a new site are not counted."""
TYPES = ("Attacked", "Warned", "Deployed", "Supplied", "Consulted", "Captured", "Urged", "AppliedToJoin")
STATEMENTS = 12
"""Statements of one made-up article."""
WORK = """() => {
  const rows = Array.from({ length: 60000 }, (_, at) => ({ at, words: "word " + at, parts: [at, at + 1] }));
  const back = JSON.parse(JSON.stringify(rows));
  const index = new Map(back.map((row) => [row.words, row]));
  let sum = 0;
  for (const row of rows) sum += index.get(row.words).parts[1];
  return sum;
}"""
"""What a figure is compared with: objects, strings, JSON and a map, as in the page itself."""


COUNT_FRAMES = """() => {
  explorer.frames = 0;
  explorer.canvas.network.on("afterDrawing", () => { explorer.frames += 1; });
}"""


def corpus(nodes: int, statements: int, seed: int = 1) -> Iterator[Reading]:
    """Articles about so many entities, few of them named often and most of them once or twice, as in news."""
    chance = random.Random(seed)
    kinds = list(EntityType)
    entities = [Entity(f"made.{n}", kinds[n % len(kinds)], f"Somebody {n:05d}") for n in range(nodes)]
    weights = [1 / (n + 12) for n in range(nodes)]
    often = chance.choices(range(nodes), weights, k=2 * statements)
    rest = list(range(nodes))
    chance.shuffle(rest)
    ends = [(often[2 * n], rest[n] if n < nodes else often[2 * n + 1]) for n in range(statements)]
    for start in range(0, statements, STATEMENTS):
        pairs = [(one, other) for one, other in ends[start : start + STATEMENTS] if one != other]
        yield article(start // STATEMENTS, [(entities[one], entities[other]) for one, other in pairs], chance)


def article(number: int, pairs: Sequence[tuple[Entity, Entity]], chance: random.Random) -> Reading:
    """One article with a sentence and a statement for each pair."""
    sentences = [f"{one.label} attacked {other.label} near the river on the second day." for one, other in pairs]
    document = Document(
        " ".join(sentences), (f"{number:05d}.txt",), title=f"Article {number}", publisher=f"Herald {number % 40}",
        published=f"{2019 + number % 5}-{1 + number % 12:02d}-{1 + number % 28:02d}",
    )  # fmt: skip
    found, named, start = [], [], 0
    for sentence, (one, other) in zip(sentences, pairs, strict=True):
        tail = start + sentence.index(other.label, len(one.label))
        spans = [(start, start + len(one.label), one), (tail, tail + len(other.label), other)]
        people = [Participant(role, e.id, a, b) for role, (a, b, e) in zip(("actor", "recipient"), spans, strict=True)]
        named += [Mention(a, b, e.label, e.id, "name") for a, b, e in spans]
        trigger = start + len(one.label) + 1
        found.append(Statement(
            document.id, Kind.EVENT, chance.choice(TYPES),
            (Evidence(document.id, start, start + len(sentence), sentence),), (trigger, trigger + len("attacked")),
            actor=people[0], targets=(people[1],), modality=chance.choice(list(Modality)),
            polarity=Polarity.NEGATIVE if chance.random() < 0.08 else Polarity.POSITIVE,
            confidence=round(chance.uniform(0.4, 0.99), 2),
        ))  # fmt: skip
        start += len(sentence) + 1
    entities = {entity.id: entity for pair in pairs for entity in pair}
    return Reading(document, tuple(named), tuple(entities[id] for id in sorted(entities)), tuple(found))


def family(root: int) -> list[int]:
    """A process and all that it started, directly or not."""
    parents = {}
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split() if entry.name.isdigit() else []
        except OSError:
            continue
        if fields:
            parents[int(entry.name)] = int(fields[1])
    found = [root]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def seconds(root: int) -> float:
    """Processor seconds of a process and its descendants; those that ended count where they were waited for."""
    ticks = 0
    for process in family(root):
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


class Meter:
    """A browser whose processor time is read before and after."""

    def __init__(self, playwright: Any) -> None:
        before = set(family(os.getpid()))
        self.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        started = [one for one in family(os.getpid()) if one not in before]
        self.root = next(one for one in started if b"chromium" in Path(f"/proc/{one}/cmdline").read_bytes())

    def page(self) -> Any:
        """An empty page in a context of its own, with its processes at rest."""
        context = self.browser.new_context(viewport={"width": 1400, "height": 900})
        context.set_offline(True)
        page = context.new_page()
        page.goto(EMPTY.as_uri())
        page.wait_for_timeout(600)
        return page

    def open(self, page: Any, url: str) -> float:
        """Processor seconds from the address to a page that says that it can be used."""
        before = seconds(self.root)
        page.goto(url, wait_until="commit")
        page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=300_000)
        return seconds(self.root) - before

    def pan(self, page: Any) -> float:
        """Processor seconds for each frame that a drag of the empty ground draws."""
        page.wait_for_timeout(600)
        page.evaluate(COUNT_FRAMES)
        box = page.locator("#network").bounding_box()
        page.mouse.move(box["x"] + 6, box["y"] + 6)
        page.mouse.down()
        before = seconds(self.root)
        for step in range(FRAMES):
            page.mouse.move(box["x"] + 6 + 3 * step, box["y"] + 6 + 2 * step)
        spent = seconds(self.root) - before
        page.mouse.up()
        return spent / max(1, page.evaluate("() => explorer.frames"))

    def work(self, page: Any) -> float:
        """Processor seconds of the fixed piece of work."""
        before = seconds(self.root)
        page.evaluate(WORK)
        return seconds(self.root) - before


def profile(meter: Meter, url: str) -> Iterator[str]:
    """The functions in which opening spends most time, by samples of the script."""
    page = meter.page()
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.setSamplingInterval", {"interval": 500})
    session.send("Profiler.start")
    meter.open(page, url)
    found = session.send("Profiler.stop")["profile"]
    page.context.close()
    names = {node["id"]: node["callFrame"] for node in found["nodes"]}
    own: dict[str, int] = {}
    for id, spent in zip(found["samples"], found["timeDeltas"], strict=True):
        frame = names[id]
        name = f"{frame['functionName'] or '(anonymous)'}:{frame['lineNumber']}"
        own[name] = own.get(name, 0) + spent
    for name, spent in sorted(own.items(), key=lambda item: -item[1])[:25]:
        yield f"    {spent / 1e6:7.3f} s  {name}"


def measure(meter: Meter, path: Path, rounds: int) -> str:
    """One line of figures."""
    opened, panned, worked, nothing = [], [], [], []
    for _ in range(rounds):
        page = meter.page()
        nothing.append(meter.open(page, EMPTY.as_uri() + "?again"))
        worked.append(meter.work(page))
        opened.append(meter.open(page, path.as_uri()))
        panned.append(meter.pan(page))
        page.context.close()
    cost = statistics.median(worked)
    empty = statistics.median(nothing)
    opening, frame = statistics.median(opened), statistics.median(panned)
    return (
        f"{path.name:22s} {path.stat().st_size / 1000:8,.0f} kB   opens in {opening:5.2f} CPU-s "
        f"(least {min(opened):.2f}, {opening / cost:4.1f} x work)   {1000 * frame:5.1f} CPU-ms a frame "
        f"(least {1000 * min(panned):.1f}, "
        f"{frame / cost:5.3f} x work)   an empty page {empty:.2f}, work {cost:.2f} CPU-s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path, help="pages to measure instead of made-up ones")
    parser.add_argument("--size", action="append", help="nodes and statements, as 5000x12000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="folder that keeps the made-up pages, and where they are looked for")
    parser.add_argument("--profile", action="store_true", help="also where opening spends its time")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        paths = options.pages or [made(size, options.keep or Path(folder)) for size in options.size or SIZES]
        meter = Meter(playwright)
        for path in paths:
            print(measure(meter, path.resolve(), options.rounds), flush=True)
            if options.profile:
                print(*profile(meter, path.resolve().as_uri()), sep="\n", flush=True)
        meter.browser.close()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def made(size: str, folder: Path) -> Path:
    """The page of a made-up corpus."""
    nodes, statements = (int(part) for part in size.split("x"))
    return write(folder / f"{size}.html", list(corpus(nodes, statements)))


if __name__ == "__main__":
    main()
