"""The graph into another store, named graph by named graph, so that pushing again replaces and never doubles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from ..ontology.errors import InputError, IntegrityError
from .rdf.iris import BASE, REPORTED, Iris
from .remote import Remote
from .store import Graph, open_graph

CHUNK = 1 << 20
"""Bytes of data in one update, where the store takes no whole graphs."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was written and then counted in the store."""

    graphs: int
    triples: int
    removed: tuple[str, ...]
    """Graphs under the prefix that the folder does not have any more."""


def push(
    path: Path | str,
    remote: Remote,
    *,
    prefix: str | None = None,
    include_reported: bool = False,
    remove_others: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Pushed:
    """Write every named graph of the folder to the store and count there what arrived.

    `prefix` takes the place of the base in the names of the graphs; it is required where the base is the common one, so
    that two users do not overwrite each other's `entities` and `runs`. Reported graphs stay here unless asked for,
    because many stores query all graphs at once. `remove_others` removes graphs under the prefix that the folder does
    not have. Raises InputError where the store refuses, IntegrityError where counts or datatypes differ afterwards.
    """
    graph = open_graph(path)
    prefix = _prefix(graph, prefix)
    mine = {g.value: g for g in graph.quads.named_graphs() if isinstance(g, ox.NamedNode)}
    names = sorted(name for name in mine if include_reported or not name.endswith(REPORTED))
    for number, name in enumerate(names):
        _write(remote, prefix + _local(name, graph.base), graph.quads, mine[name])
        if progress is not None:
            progress(number + 1, len(names))
    wanted = {prefix + _local(name, graph.base): mine[name] for name in names}
    there = _counts(remote, prefix)
    strangers = tuple(sorted(set(there) - set(wanted))) if remove_others else ()
    for name in strangers:
        remote.delete_graph(name)
    _compare(remote, graph.quads, prefix, wanted, there)
    return Pushed(len(names), sum(there[name] for name in wanted), strangers)


def _prefix(graph: Graph, prefix: str | None) -> str:
    if prefix is not None:
        return Iris(prefix).base
    if graph.base == BASE:
        raise InputError(
            "the names of the graphs would be those of everybody: give --prefix, such as"
            " https://example.org/my-graph/, or build with a base of your own"
        )
    return graph.base


def _local(name: str, base: str) -> str:
    """The name under the base; of another graph, such as the ontology, its last part."""
    return name.removeprefix(base) if name.startswith(base) else name.rstrip("/#").rsplit("/", 1)[-1]


def _write(remote: Remote, name: str, store: ox.Store, graph: ox.NamedNode) -> None:
    lines = sorted(f"{q.triple} .\n" for q in store.quads_for_pattern(None, None, None, graph))
    if remote.put_graph(name, "".join(lines).encode()):
        return
    first = f"CLEAR SILENT GRAPH <{name}> ;\n"
    for data in _chunks(lines):
        remote.update(f"{first}INSERT DATA {{ GRAPH <{name}> {{\n{data}}} }}")
        first = ""


def _chunks(lines: list[str]) -> Iterator[str]:
    sizes = _running(len(line.encode()) for line in lines)
    for _, group in groupby(zip(lines, sizes, strict=True), key=lambda pair: pair[1] // CHUNK):
        yield "".join(line for line, _ in group)


def _running(sizes: Iterator[int]) -> Iterator[int]:
    total = 0
    for size in sizes:
        yield total
        total += size


def _counts(remote: Remote, prefix: str) -> Counter[str]:
    rows = remote.select(
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } "
        f"FILTER(STRSTARTS(STR(?g), {ox.Literal(prefix)})) }} GROUP BY ?g"
    )
    return Counter({row["g"]: int(row["n"]) for row in rows})


def _compare(
    remote: Remote, store: ox.Store, prefix: str, wanted: dict[str, ox.NamedNode], there: Counter[str]
) -> None:
    """Triples of each graph, and literals of each datatype in all of them."""
    here: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for name, graph in wanted.items():
        for quad in store.quads_for_pattern(None, None, None, graph):
            here[name] += 1
            if isinstance(quad.object, ox.Literal):
                types[quad.object.datatype.value] += 1
    wrong = [f"{name} has {there[name]} triples, not {here[name]}" for name in wanted if there[name] != here[name]]
    if not wrong:
        found = _datatypes(remote, prefix, set(wanted))
        kinds = sorted(types.keys() | found.keys())
        wrong = [f"{found[k]} literals are {k}, {types[k]} were sent" for k in kinds if found[k] != types[k]]
    if wrong:
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        raise IntegrityError(f"the store does not hold what was sent: {'; '.join(wrong[:3])}{more}")


def _datatypes(remote: Remote, prefix: str, names: set[str]) -> Counter[str]:
    rows = remote.select(
        "SELECT ?g ?type (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(isLITERAL(?o)) "
        f"FILTER(STRSTARTS(STR(?g), {ox.Literal(prefix)})) BIND(DATATYPE(?o) AS ?type) }} GROUP BY ?g ?type"
    )
    found: Counter[str] = Counter()
    for row in rows:
        if row["g"] in names:
            found[row["type"]] += int(row["n"])
    return found
