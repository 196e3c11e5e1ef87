"""Damaged files of every format through the loaders: no crash, no hang, nothing written, every offset inside.

    scripts/fuzz                 # 100,000 inputs with atheris where it is installed, else with the mutations below
    scripts/fuzz --runs 2000 --plain

The first byte of an input chooses the format, the rest is the file. With atheris coverage guides what is tried; the
plain driver mutates the samples with a fixed seed and needs nothing. Both end with how many inputs gave what.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import FunctionType
from typing import Any

from casusgraph.loaders.boilerplate import boilerplate
from casusgraph.loaders.corpus import articles
from casusgraph.loaders.limits import Budget, Limits
from casusgraph.loaders.source import Article, Options, Source
from casusgraph.ontology.records import Rejected

sys.path.insert(0, str(Path(__file__).parent))
from samples import FILES

NAMES = tuple(FILES)
LIMITS = Limits(document=1 << 18, file=1 << 20, total=1 << 22, members=200, free=1 << 16)
SLOW = 20.0  # seconds of processor time that no input of this size may take
SEED = 8
PIECES = (b'"', b"<", b"\x00", b"\xff", b"\n", b"{", b"%PDF", b"PK", b"-1", b"9" * 12, b"../", b"!", b"\x1f\x8b")
_WRITING = frozenset(("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "shutil.rmtree"))


class Watch:
    """Counts what the inputs gave, and fails where one writes to the disk or takes too long."""

    def __init__(self) -> None:
        self.gave: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()
        self.slowest = 0.0
        self._inside = False
        sys.addaudithook(self._audit)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._inside:
            return
        opened = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
        if opened or event in _WRITING or event in ("socket.connect", "subprocess.Popen", "os.system"):
            raise AssertionError(f"a loader did {event} {arguments!r}")

    def run(self, data: bytes) -> None:
        """One input; AssertionError where a promise is broken."""
        name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
        content = data[1:]
        source = Source(name, lambda: io.BytesIO(content), Path(name), Budget(LIMITS), Options(limits=LIMITS))
        started = time.process_time()
        self._inside = True
        try:
            for item in articles(source):
                self.gave[f"{name}: {type(item).__name__.lower()}"] += 1
                if isinstance(item, Article):
                    check(item)
                elif isinstance(item, Rejected):
                    assert item.reason, item
                    if item.reason.startswith("can not be read ("):
                        self.broken[f"{name}: {item.reason[17:].partition(':')[0]}"] += 1
        finally:
            self._inside = False
        spent = time.process_time() - started
        self.slowest = max(self.slowest, spent)
        assert spent < SLOW, f"{name} took {spent:.1f} s of processor time for {len(content)} bytes"

    def told(self) -> str:
        """Counts by format and result."""
        lines = [f"  {what} {count:,}" for what, count in sorted(self.gave.items())]
        errors = [f"  {what} {count:,}" for what, count in sorted(self.broken.items())]
        return "\n".join(["results", *lines, "foreign parsers broke and were told of", *errors])


def check(article: Article) -> None:
    """Regions lie in the text in order, pages too, and every quote and name of a coded event stands where it says."""
    size = len(article.text)
    found = (article.boilerplate, boilerplate(article.text[:5_000], title=article.title))
    for regions in found:
        assert all(0 <= r.start < r.end <= size for r in regions), article
        assert all(a.end <= b.start for a, b in pairwise(regions)), article
    assert list(article.pages) == sorted(article.pages), article
    assert all(0 <= start <= size for start in article.pages), article
    for event in article.events or ():
        assert all(0 <= start < end <= size for start, end in (*event.evidence, event.trigger)), article
        assert all(article.text[p.start : p.end] == p.name for p in event.parties), article


def mutated(sample: bytes, draw: random.Random) -> bytes:
    """The sample with a few pieces changed, cut, doubled, moved or replaced by pieces of another."""
    data = bytearray(sample)
    for _ in range(draw.choice((1, 1, 2, 4, 8, 16))):
        at, length = draw.randrange(len(data) + 1), draw.choice((1, 1, 2, 4, 16, 64))
        how = draw.randrange(6)
        if how == 0 and data:
            data[at % len(data)] = draw.randrange(256)
        elif how == 1:
            del data[at : at + length]
        elif how == 2:
            data[at:at] = data[at : at + length]
        elif how == 3:
            data[at:at] = draw.choice(PIECES)
        elif how == 4:
            data[at:] = b""
        else:
            other = FILES[draw.choice(NAMES)]()
            data[at : at + length] = other[: draw.choice((8, 64, 512))]
    return bytes(data)


def plain(runs: int, watch: Watch, seed: int = SEED) -> None:
    """Mutations of the samples, each format in turn."""
    draw = random.Random(seed)
    samples = [FILES[name]() for name in NAMES]
    for number in range(runs):
        place = number % len(NAMES)
        watch.run(bytes([place]) + mutated(samples[place], draw))


def guided(runs: int, watch: Watch, folder: Path) -> None:
    """atheris, which begins with the samples; it ends the process when it is done or finds something."""
    import atexit

    import atheris

    folder.mkdir(parents=True, exist_ok=True)
    for place, name in enumerate(NAMES):
        (folder / name).write_bytes(bytes([place]) + FILES[name]())
    for function in own_functions():
        atheris.instrument_func(function)
    atexit.register(lambda: print(watch.told(), f"slowest: {watch.slowest:.2f} s", sep="\n", flush=True))
    options = [f"-runs={runs}", "-max_len=40000", "-timeout=300", f"-seed={SEED}", f"-artifact_prefix={folder}/found-"]
    atheris.Setup([sys.argv[0], *options, str(folder)], watch.run)
    atheris.Fuzz()


def own_functions() -> list[FunctionType]:
    """All functions of the loaders' modules."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("casusgraph.loaders")]
    values = [value for module in modules for value in vars(module).values()]
    return [v for v in values if isinstance(v, FunctionType) and v.__module__.startswith("casusgraph.loaders")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--plain", action="store_true", help="without atheris")
    parser.add_argument("--seed", type=int, default=SEED, help="of the plain driver")
    parser.add_argument("--corpus", type=Path, default=Path(".fuzz"), help="where atheris keeps its inputs")
    options = parser.parse_args()
    watch = Watch()
    if options.plain:
        plain(options.runs, watch, options.seed)
        print(watch.told(), f"{options.runs:,} inputs, slowest {watch.slowest:.2f} s of processor time", sep="\n")
    else:
        guided(options.runs, watch, options.corpus)


if __name__ == "__main__":
    main()
