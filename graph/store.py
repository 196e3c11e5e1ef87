"""The Oxigraph store of a graph folder: an index of graph.nq that can be thrown away, in memory or on disk.

In the index the default graph is the union of all graphs but the reported ones, as a set: a triple that two documents
state is there once, and their named graphs keep who states it. `include_reported` adds the reported graphs to it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from ..ontology.errors import IntegrityError
from ..ontology.records import Entity, Reading
from ..ontology.vocabulary import NAMESPACE, ontology_quads
from .folder import GraphFolder
from .rdf.iris import BASE, DCTERMS, OA, ORG, OWL, PROV, RDF, RDFS, REPORTED, SCHEMA, SKOS, WIKIDATA, XSD, Iris, cg
from .rdf.read import entities, readings

MEMORY_BYTES: Final = 64 << 20
"""Size of graph.nq, some 350,000 quads, up to which it is loaded into memory each time (a second or two)."""

_CHUNK = 1 << 20
_GRAPH = re.compile(rb" <[^<>\n]*> \.\n")
_REPORTED_LINE = re.compile(rb"(?m)^[^\n]*" + REPORTED.encode() + rb"> \.\n")
_REPORTED_END = REPORTED.encode() + b"> .\n"


@dataclass(frozen=True)
class Graph:
    """An opened graph folder: the records and the quads of one build."""

    folder: GraphFolder

    @property
    def nquads(self) -> Path:
        """The sorted N-Quads, the canonical form."""
        return self.folder.nquads

    @cached_property
    def base(self) -> str:
        """Under which IRI the data lives."""
        base = self.folder.read_marker().get("base", BASE)
        return base if isinstance(base, str) else BASE

    @cached_property
    def quads(self) -> ox.Store:
        """Exactly graph.nq, in memory: nothing in the default graph."""
        store = ox.Store()
        load(store, self.nquads)
        return store

    def readings(self) -> Iterator[Reading]:
        """What was read out of each document, in the order of their first source."""
        return readings(self.quads, self.folder.read_document, base=self.base)

    def background(self) -> Mapping[str, Entity]:
        """The entities of the knowledge base."""
        graph = Iris(self.base).entities
        return entities(self.quads.quads_for_pattern(None, None, None, graph), base=self.base)

    def retracted(self) -> frozenset[str]:
        """Ids of the statements that readers have retracted."""
        iris = Iris(self.base)
        found = self.quads.quads_for_pattern(None, cg("retractedBy"), None, iris.events)
        return frozenset(iris.id(quad.subject) for quad in found)


def open_graph(path: Path | str) -> Graph:
    """The graph of a folder; raises InputError where it is none."""
    return Graph(GraphFolder.open(path))


def open_store(
    path: GraphFolder | Path | str,
    *,
    include_reported: bool = False,
    named_graphs: bool = True,
    in_memory: bool | None = None,
) -> ox.Store:
    """The store to query: the default graph is the union. On disk, read-only, where graph.nq is big.

    `in_memory` decides it instead of the size. Without the named graphs, which only a query with GRAPH or FROM asks
    for (`query.needs_graphs`), a store is half as large and made in half the time. Raises InputError where there is no
    graph folder, IntegrityError where graph.nq is damaged.
    """
    folder = path if isinstance(path, GraphFolder) else GraphFolder.open(path)
    if in_memory is None:
        in_memory = folder.nquads.stat().st_size <= MEMORY_BYTES
    if not in_memory:
        from .index import open_index

        store = open_index(folder, include_reported=include_reported, named_graphs=named_graphs)
        if store is not None:
            return store
    store = ox.Store()
    fill(store, folder.nquads, include_reported=include_reported, named_graphs=named_graphs)
    return store


def load(store: ox.Store, nquads: Path) -> None:
    """Load N-Quads as they are; raises IntegrityError, and loads nothing, where a line is none."""
    _load(store, nquads, _plain(nquads))


def fill(store: ox.Store, nquads: Path, *, include_reported: bool = False, named_graphs: bool = True) -> None:
    """Load N-Quads whose every quad is in a named graph, the union of them, and the ontology."""
    _load(store, nquads, _with_union(nquads, include_reported=include_reported, named_graphs=named_graphs))
    ontology = list(ontology_quads())
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in ontology)
    if named_graphs:
        store.bulk_extend(ontology)


def prefixes(base: str = BASE) -> dict[str, str]:
    """The prefixes that queries and Turtle may use without declaring them; `id:` is the data."""
    return {
        "cg": NAMESPACE,
        "id": base,
        "dcterms": DCTERMS,
        "oa": OA,
        "org": ORG,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": SCHEMA,
        "skos": SKOS,
        "wd": WIKIDATA,
        "xsd": XSD,
    }


def _load(store: ox.Store, nquads: Path, pieces: Iterator[bytes]) -> None:
    try:
        store.bulk_load(input=stream(pieces), format=ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise IntegrityError(f"{nquads} is damaged ({error}): run `casusgraph build` again") from None


class ByteStream(io.RawIOBase):
    """Pieces of bytes as a file that pyoxigraph can read, so that no input is whole in memory."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; empty at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = memoryview(piece)
        given, self._rest = self._rest[:size], self._rest[size:]
        return bytes(given)


def stream(pieces: Iterable[bytes]) -> IO[bytes]:
    """The pieces as what pyoxigraph's annotations call a file."""
    return cast(IO[bytes], ByteStream(pieces))


def _plain(nquads: Path) -> Iterator[bytes]:
    """The file in pieces that end with a line."""
    with nquads.open("rb") as source:
        while lines := source.read(_CHUNK) + source.readline():
            yield lines


def _with_union(nquads: Path, *, include_reported: bool, named_graphs: bool) -> Iterator[bytes]:
    """Each quad and, unless its graph is a reported one, the same triple without a graph."""
    for lines in _plain(nquads):
        if named_graphs:
            yield lines
        union = lines
        if not include_reported and _REPORTED_END in lines:
            union = _REPORTED_LINE.sub(b"", lines)
        yield _GRAPH.sub(b" .\n", union)
