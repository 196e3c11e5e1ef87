"""Queries of ten shapes, timed on our store, on plain pyoxigraph, and on rdflib in a process that can be killed."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from ...ontology.errors import IntegrityError
from ..query import needs_graphs, query
from ..rdf.iris import BASE
from ..store import open_store, prefixes

ROUNDS = 5
"""Of which the quickest counts."""
ENOUGH = 2.0
"""Seconds after which a query is not asked again."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What one query took, and how many answers it had."""

    seconds: float
    """Of the processor, all threads."""
    rows: int


@cache
def shapes() -> Mapping[str, str]:
    """SPARQL by name, in alphabetical order."""
    found = files(__package__).joinpath("query_shapes").iterdir()
    return {f.name.removesuffix(".rq"): f.read_text(encoding="utf-8") for f in sorted(found, key=lambda f: f.name)}


def ours(folder: Path) -> dict[str, Timing]:
    """The shapes through `open_store` and `query`, from disk where the graph is big."""
    stores = {named_graphs: open_store(folder, named_graphs=named_graphs) for named_graphs in (False, True)}
    asked = {name: stores[needs_graphs(text)] for name, text in shapes().items()}
    return {name: timed(partial(_ask, store, shapes()[name])) for name, store in asked.items()}


def plain(store: ox.Store) -> dict[str, Timing]:
    """The shapes on a pyoxigraph store of the same quads, with its own union of all graphs as the default graph."""

    return {name: timed(partial(_ask_plainly, store, text)) for name, text in shapes().items()}


def rdflib(nquads: Path, *, deadline: float) -> dict[str, Timing]:
    """The shapes on rdflib's memory store; those that take longer than the deadline, in seconds, are left out."""
    found: dict[str, Timing] = {}
    missing = list(shapes())
    while missing:
        for name, timing in _peer(nquads, missing, deadline):
            found[name] = timing
        done = [name for name in missing if name in found]
        missing = missing[len(done) + 1 :]  # the first that did not answer was killed
    return found


def timed(ask: Callable[[], int]) -> Timing:
    """The quickest of a few rounds."""
    seconds: list[float] = []
    while len(seconds) < ROUNDS and sum(seconds) < ENOUGH:
        started = time.process_time()
        rows = ask()
        seconds.append(time.process_time() - started)
    return Timing(min(seconds), rows)


def _ask(store: ox.Store, text: str) -> int:
    return sum(1 for _ in query(store, text).terms())


def _ask_plainly(store: ox.Store, text: str) -> int:
    rows = store.query(text, prefixes=prefixes(), base_iri=BASE, use_default_graph_as_union=True)
    assert not isinstance(rows, ox.QueryBoolean)
    return sum(1 for _ in rows)


def _peer(nquads: Path, names: list[str], deadline: float) -> Iterator[tuple[str, Timing]]:
    """Timings of one process, in order, until it is done or does not answer in time."""
    command = [sys.executable, "-m", "casusgraph.graph.bench.rdf_peer", str(nquads), *names]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        if _line(process.stdout) is None:
            raise IntegrityError("the process with rdflib did not start: is it installed, is there memory?")
        for name in names:
            clock = threading.Timer(deadline, process.kill)
            clock.start()
            answer = _line(process.stdout)
            clock.cancel()
            if answer is None:
                break
            yield name, Timing(answer["seconds"], int(answer["rows"]))
        process.kill()


def _line(source: IO[bytes]) -> dict[str, float] | None:
    line = source.readline()
    if not line.endswith(b"\n"):
        return None
    found: dict[str, float] = json.loads(line)
    return found
