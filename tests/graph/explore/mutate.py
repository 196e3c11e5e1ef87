"""Changes one line of the page's script at a time and counts how many such changes the tests notice.

    python tests/graph/explore/mutate.py [--count 80] [--seed 1] [--only filter.js] [--list]

The sample is drawn from all places where an operator applies, by a seeded generator, two of every file and the rest of
all. For each the tests of its file's subject run and stop at the first failure. A change that no test notices is
printed in full.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

VARIABLE = "CASUSGRAPH_EXPLORER_MUTANT"
os.environ.setdefault(VARIABLE, json.dumps(["", 0, ""]))  # tests wait less long for what does not come
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explore.browser import CHROMIUM, FLAGS, RUNNING  # noqa: E402

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
    "address": "address", "article": "article", "bundle": "canvas panel", "card": "panel article",
    "canvas": "canvas scope look", "contradiction": "panel", "data": "filters panel canvas table",
    "dom": "canvas panel table", "edge": "canvas panel", "export": "export", "facets": "filters look canvas",
    "filter": "filters table address", "force": "scope look", "keys": "keys look", "marks": "look canvas",
    "record": "panel article canvas",
    "node": "panel scope", "overview": "panel", "panel": "panel scope canvas", "path": "scope address",
    "place": "scope look keys canvas", "pointer": "canvas scope",
    "search": "search scope", "state": "filters address", "table": "table address", "theme": "look canvas scope",
    "time": "filters panel", "turtle": "export", "view": "scope canvas", "boot": "canvas filters scope look",
}  # fmt: skip
"""Test modules for each file, the likeliest first."""


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
    """A plugin of pytest that holds one browser for all runs, and keeps their output to itself."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.failed = ""

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid.rpartition("/")[2]


def failing(browser: Any, modules: Sequence[str], mutant: Mutant | None) -> str:
    """The first test that fails with the change; empty where none does. Without a change nothing may fail."""
    running = Running(browser)
    os.environ[VARIABLE] = json.dumps([mutant.file, mutant.line, mutant.after] if mutant else ["", 0, ""])
    command = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", f"--rootdir={ROOT}"]
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        code = pytest.main([*command, *(str(HERE / f"test_{m}.py") for m in modules)], plugins=[Named(running)])
    if code not in (0, 1):
        raise SystemExit(f"pytest ended with {code} on {mutant}")
    return running.failed


class Named:
    """Registers the browser under the name that the fixture looks for."""

    def __init__(self, running: Running) -> None:
        self.running = running

    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(self.running, RUNNING)


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
    parser.add_argument("--trust", action="store_true", help="do not first run the tests without any change")
    parser.add_argument("--list", action="store_true", help="print the sample and run nothing")
    options = parser.parse_args()
    files = sorted(STATIC.glob(options.only or "*.js"))
    part, of = (int(number) for number in options.part.split("/"))
    sample = drawn(files, options.count, options.seed)[part - 1 :: of]
    if options.list:
        print(*sample, sep="\n")
        return
    survivors = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        subjects = sorted({name for mutant in sample for name in subjects_of(mutant)})
        broken = "" if options.trust else failing(browser, subjects, None)
        if broken:
            raise SystemExit(f"{broken} fails without any change: nothing can be said of the changes")
        for number, mutant in enumerate(sample, 1):
            test = failing(browser, subjects_of(mutant), mutant)
            print(f"{number}/{len(sample)} {'caught by ' + test if test else 'SURVIVED'} {mutant}", flush=True)
            if not test:
                survivors.append(mutant)
        browser.close()
    share = 100 * (len(sample) - len(survivors)) / max(1, len(sample))
    print(f"{len(sample) - len(survivors)} of {len(sample)} changes caught ({share:.0f} %)")


def subjects_of(mutant: Mutant) -> list[str]:
    return SUBJECTS[mutant.file.removesuffix(".js")].split()


if __name__ == "__main__":
    main()
