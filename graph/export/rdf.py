"""The graph as TriG, JSON-LD and Turtle, written by Oxigraph; sorted, so that the same graph gives the same bytes.

TriG of RDF 1.2 has triple terms as well, which say of each statement what edge it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ..folder import atomic
from ..rdf.iris import REPORTED
from ..rdf.triple_terms import reifying_quads
from ..store import prefixes, stream
from . import Source

_GRAPH = re.compile(rb" (<[^<>\n]*>) \.\n$")
_REPORTED = REPORTED.encode() + b"> .\n"


def write_trig(source: Source, path: Path) -> None:
    """Write every graph, one block a graph."""
    with source.nquads.open("rb") as lines:
        _write(source, path, ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS, _by_graph(lines))


def write_rdf12(source: Source, path: Path) -> None:
    """Write every graph, and for each statement the edge that it affirms, denies or plans as a triple term."""
    quads = sorted(set(reifying_quads(source.readings(), base=source.base)), key=str)
    terms = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    with source.nquads.open("rb") as lines:
        _write(source, path, ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS, _by_graph(sorted([*lines, *terms])))


def write_jsonld(source: Source, path: Path) -> None:
    """Write every graph as JSON-LD 1.1 with a context of prefixes."""
    with source.nquads.open("rb") as lines:
        _write(source, path, ox.RdfFormat.JSON_LD, ox.RdfFormat.N_QUADS, _by_graph(lines))


def write_turtle(source: Source, path: Path) -> None:
    """Write the union of the graphs but the reported ones, each triple once: Turtle has no named graphs."""
    _write(source, path, ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, _union(source.nquads))


def _write(source: Source, path: Path, to: ox.RdfFormat, given: ox.RdfFormat, lines: Iterator[bytes]) -> None:
    with atomic(path) as out:
        quads = ox.parse(stream(lines), format=given)
        ox.serialize(quads, out, format=to, prefixes=prefixes(source.base))


def _by_graph(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The sorted lines, graph by graph; needs memory for all of them."""
    yield from sorted(lines, key=_graph)


def _graph(line: bytes) -> bytes:
    found = _GRAPH.search(line)
    return found.group(1) if found is not None else b""


def _union(nquads: Path) -> Iterator[bytes]:
    """The triples; equal ones of several graphs stand together in the sorted file."""
    last = b""
    with nquads.open("rb") as lines:
        for line in lines:
            triple = _GRAPH.sub(b" .\n", line)
            if triple != last and not line.endswith(_REPORTED):
                yield triple
                last = triple
