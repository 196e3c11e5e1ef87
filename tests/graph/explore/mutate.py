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
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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


def caught(mutant: Mutant) -> bool:
    """True where a test fails with the change."""
    subjects = SUBJECTS[mutant.file.removesuffix(".js")].split()
    modules = [str(HERE / f"test_{subject}.py") for subject in subjects]
    environment = {**os.environ, "CASUSGRAPH_EXPLORER_MUTANT": json.dumps([mutant.file, mutant.line, mutant.after])}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *modules]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)
    return done.returncode == 1


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
    parser.add_argument("--list", action="store_true", help="print the sample and run nothing")
    options = parser.parse_args()
    files = sorted(STATIC.glob(options.only or "*.js"))
    sample = drawn(files, options.count, options.seed)
    if options.list:
        print(*sample, sep="\n")
        return
    survivors = []
    for number, mutant in enumerate(sample, 1):
        found = caught(mutant)
        print(f"{number}/{len(sample)} {'caught' if found else 'SURVIVED'} {mutant}", flush=True)
        if not found:
            survivors.append(mutant)
    print(f"{len(sample) - len(survivors)} of {len(sample)} changes caught")


if __name__ == "__main__":
    main()
