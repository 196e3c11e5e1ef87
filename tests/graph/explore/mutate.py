"""Changes one line of the page's script at a time and counts how many such changes the tests notice.

    python tests/graph/explore/mutate.py [--count 80] [--seed 1] [--only filter.js] [--list]

The sample is drawn from all places where an operator applies, by a seeded generator, two of every file and the rest of
all. First every test runs without a change, while Chromium counts which lines it reaches; then for each change those
that reach its line, the likeliest first, until one fails. A change that no test notices is printed in full.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from casusgraph.graph.explore.page import AFTER, BEFORE, SCRIPTS, static

VARIABLE = "CASUSGRAPH_EXPLORER_MUTANT"
os.environ.setdefault(VARIABLE, json.dumps(["", 0, ""]))  # tests wait less long for what does not come
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

# after the path above, which makes the tests importable for a script
from explore.browser import FLAGS, RUNNING, SHELL  # noqa: E402
from explore.reach import Line, Reach, Script  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
STATIC = ROOT / "graph" / "explore" / "static"
OPERATORS = (
    (r"===", "!=="),
    (r"!==", "==="),
    (r" < ", " <= "),
    (r" > ", " >= "),
    (r" <= ", " < "),
    (r" >= ", " > "),
    (r" && ", " || "),
    (r" \|\| ", " && "),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"\bcontinue;", ";"),
    (r"if \(!", "if ("),
    (r"^(\s+)[\w.$]+(?:\([^=]*\)|[\w.]* [-+]?= .*);$", r"\1;"),
    (r"^(\s+)return [^;]+;$", r"\1return null;"),
)
"""Comparisons, boolean operators, constants, and whole statements or results that are taken away."""
SUBJECTS = {
    "address": "address", "article": "article", "boot": "canvas filters scope look", "bundle": "canvas panel",
    "canvas": "canvas scope look", "card": "panel article", "contradiction": "panel", "correct": "correct",
    "data": "filters panel canvas table", "dom": "canvas panel table", "edge": "canvas panel", "export": "export",
    "fact": "panel", "facets": "filters look canvas", "filter": "filters table address", "force": "scope look",
    "keys": "keys look", "marks": "look canvas", "node": "panel scope", "overview": "panel",
    "panel": "panel scope canvas", "path": "scope address", "place": "scope look keys canvas",
    "pointer": "canvas scope",
    "record": "panel article canvas", "search": "search scope", "state": "filters address", "table": "table address",
    "theme": "look canvas scope", "time": "filters panel", "tolls": "records", "turtle": "export",
    "view": "scope canvas",
}  # fmt: skip
"""Modules of the tests that are likeliest to notice a change of each file."""
SKIPPED = ("test_layout.py", "test_firefox.py")
"""Modules of tests that open no page of Chromium."""
MOST = 40
"""So many tests run for a change at most, because what all pages run, all tests reach."""
SLOW = 20.0
"""Seconds; tests that take longer run for no change."""


@dataclass(frozen=True)
class Mutant:
    """One line of one file, as it was and as it becomes."""

    file: str
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line + 1}\n  - {self.before.strip()}\n  + {self.after.strip()}"


def mutants(path: Path) -> Iterator[Mutant]:
    """All changes of a file, one for each place where an operator applies."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.strip().startswith(("//", "/*", "*")) or not line.strip():
            continue
        for pattern, replacement in OPERATORS:
            for match in re.finditer(pattern, line):
                after = line[: match.start()] + match.expand(replacement) + line[match.end() :]
                if after != line:
                    yield Mutant(path.name, number, line, after)


class Running:
    """Holds one browser for all runs of pytest; knows the first test that failed."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.failed = ""

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


class Named:
    """A plugin that registers what is running under the name that the fixture looks for."""

    def __init__(self, running: Running) -> None:
        self.running = running

    @pytest.hookimpl
    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(self.running, RUNNING)


def failing(browser: Browser, tests: Sequence[str], mutant: Mutant | None, *watchers: object) -> str:
    """The first of the tests that fails with the change; empty where none does."""
    running = Running(browser)
    os.environ[VARIABLE] = json.dumps([mutant.file, mutant.line, mutant.after] if mutant else ["", 0, ""])
    command = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", f"--rootdir={ROOT}", *tests]
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        code = pytest.main(command, plugins=[Named(running), *watchers])
    if code not in (0, 1):
        raise SystemExit(f"pytest ended with {code} on {mutant}")
    return running.failed


def reach_of(browser: Browser) -> Reach:
    """What every test reaches. Without a change none may fail."""
    reach = Reach(Script(BEFORE, [(f"{name}.js", static(f"{name}.js")) for name in SCRIPTS], AFTER))
    modules = sorted(HERE.glob("test_*.py"))
    with reach.watching():
        broken = failing(browser, [str(path) for path in modules if path.name not in SKIPPED], None, reach)
    if broken:
        raise SystemExit(f"{broken} fails without any change: nothing can be said of the changes")
    return reach


def chosen(mutant: Mutant, reach: Reach, killers: Counter[str]) -> list[str]:
    """The tests to run for a change: the likeliest first, of those that noticed most changes before, then the quick."""
    subjects = SUBJECTS[mutant.file.removesuffix(".js")].split()

    def order(test: str) -> tuple[int, int, float]:
        module = Path(test.partition("::")[0]).stem.removeprefix("test_")
        return subjects.index(module) if module in subjects else len(subjects), -killers[test], reach.seconds[test]

    found = [test for test, lines in reach.lines.items() if (mutant.file, mutant.line) in lines]
    return sorted(various([test for test in found if reach.seconds[test] < SLOW], reach), key=order)


def various(tests: list[str], reach: Reach) -> list[str]:
    """No more than MOST of the tests, those that together reach most of the script."""
    if len(tests) <= MOST:
        return tests
    left, picked, reached = set(tests), [], set[Line]()
    while len(picked) < MOST:
        best = max(sorted(left), key=lambda test: (len(reach.lines[test] - reached), -reach.seconds[test]))
        left.remove(best)
        picked.append(best)
        reached |= reach.lines[best]
    return picked


def drawn(paths: Sequence[Path], count: int, seed: int) -> list[Mutant]:
    """So many changes, two of every file first, the rest from all that are left."""
    chance = random.Random(seed)
    piles = [list(mutants(path)) for path in paths]
    for pile in piles:
        chance.shuffle(pile)
    sample = [mutant for pile in piles for mutant in pile[:2]]
    rest = [mutant for pile in piles for mutant in pile[2:]]
    chance.shuffle(rest)
    return (sample + rest)[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=80, help="size of the sample")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one file of static/")
    parser.add_argument("--part", default="1/1", help="2/3 for the second third of the sample")
    parser.add_argument("--reach", type=Path, help="a file that keeps what the tests reach, for the next part")
    parser.add_argument("--list", action="store_true", help="print the sample and run nothing")
    options = parser.parse_args()
    files = sorted(STATIC.glob(options.only or "*.js"))
    part, of = (int(number) for number in options.part.split("/"))
    sample = drawn(files, options.count, options.seed)[part - 1 :: of]
    if options.list:
        print(*sample, sep="\n")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=FLAGS)
        caught = run(browser, sample, kept(browser, options.reach))
        browser.close()
    print(f"{caught} of {len(sample)} changes caught ({100 * caught / max(1, len(sample)):.0f} %)")


def kept(browser: Browser, path: Path | None) -> Reach:
    """What the tests reach, from the file where it is there, else measured and written to it."""
    if path is not None and path.exists():
        return Reach.read(path)
    reach = reach_of(browser)
    if path is not None:
        reach.write(path)
    return reach


def run(browser: Browser, sample: Sequence[Mutant], reach: Reach) -> int:
    """How many of the changes are caught."""
    killers: Counter[str] = Counter()
    for number, mutant in enumerate(sample, 1):
        tests = chosen(mutant, reach, killers)
        test = failing(browser, [str(ROOT / name) for name in tests], mutant) if tests else ""
        killers.update([test] if test else [])
        outcome = f"caught by {test}" if test else f"SURVIVED {len(tests)} tests"
        print(f"{number}/{len(sample)} {outcome}\n{mutant}", flush=True)
    return killers.total()


if __name__ == "__main__":
    main()
