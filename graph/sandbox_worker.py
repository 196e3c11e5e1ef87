"""The process that `sandbox.py` starts: it opens the graph, gives up the network, and answers query after query."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

import pyoxigraph as ox

from ..ontology.errors import CasusError, QueryError
from .folder import GraphFolder
from .isolation import close_files, close_network, limit_memory
from .results import Dataset, run
from .sparql import local_sources
from .store import MEMORY_BYTES, Graph, open_store, prefixes

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}


class TooLarge(Exception):
    """The answer is larger than the limit."""


class Bounded(io.RawIOBase):
    """Memory for an answer, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.pieces: list[bytes] = []
        self.full = False
        self._left = limit

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        """Take the bytes; raises TooLarge where they are too many."""
        self._left -= len(data)
        if self._left < 0:
            self.full = True
            raise TooLarge
        self.pieces.append(bytes(data))
        return len(data)


def main(options: dict[str, Any]) -> None:
    """Answer until the input ends."""
    out = sys.stdout.buffer
    isolated = close_network()
    try:
        store, base = _open(options, isolated)
    except CasusError as error:
        _write(out, {"error": str(error)})
        return
    _write(out, {"ready": True})
    for line in sys.stdin.buffer:
        status, form, body = answer(store, json.loads(line), options["result_bytes"], base)
        _write(out, {"status": status, "form": form, "length": len(body)}, body)


def answer(store: ox.Store, asked: dict[str, Any], limit: int, base: str) -> tuple[int, str, bytes]:
    """Status, form and body of the answer to one query."""
    try:
        _refuse(asked["query"])
        with _refused_as_query_error():
            result = run(
                store,
                asked["query"],
                base=base,
                dataset=_dataset(asked),
            )
        form = asked["graph"] if result.kind == "CONSTRUCT" else asked["results"]
        if form is None:
            kinds = GRAPHS if result.kind == "CONSTRUCT" else RESULTS
            return 406, "text", f"a {result.kind} query is answered as {', '.join(kinds)}\n".encode()
        return _serialized(result.raw, form, limit, base)
    except QueryError as error:
        return 400, "text", f"{error}\n".encode()


def _serialized(raw: Any, form: str, limit: int, base: str) -> tuple[int, str, bytes]:
    out = Bounded(limit)
    try:
        if form in RESULTS:
            raw.serialize(out, format=RESULTS[form])
        else:
            bound = prefixes(base) if form in ("turtle", "trig", "rdfxml", "jsonld") else None
            ox.serialize(raw, cast(IO[bytes], out), format=GRAPHS[form], prefixes=bound)
    except Exception as error:
        if out.full:
            return 500, "text", f"the answer is larger than {limit:,} bytes: add a LIMIT\n".encode()
        return 500, "text", f"the query could not be answered to its end: {error}\n".encode()
    return 200, form, b"".join(out.pieces)


def _dataset(asked: dict[str, Any]) -> Dataset | None:
    default, named = asked["default_graphs"], asked["named_graphs"]
    if not default and not named:
        return None
    return [ox.NamedNode(iri) for iri in default], [ox.NamedNode(iri) for iri in named]


def _refuse(query: str) -> None:
    found = local_sources(query)
    if found:
        raise QueryError(f"FROM {found[0]} names a file, and a query reads only the graph")


@contextmanager
def _refused_as_query_error() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise QueryError(f"this is no IRI of a graph: {error}") from None


def _open(options: dict[str, Any], isolated: bool) -> tuple[ox.Store, str]:
    """The store: on disk only where the network can be closed without closing files."""
    folder = GraphFolder.open(options["path"])
    in_memory = not isolated or folder.nquads.stat().st_size <= MEMORY_BYTES
    store = open_store(
        folder,
        include_reported=options["include_reported"],
        named_graphs=options["named_graphs"],
        in_memory=in_memory,
    )
    base = Graph(folder).base
    limit_memory(options["memory_bytes"])
    if in_memory:
        close_files()
    return store, base


def _write(out: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    out.write(json.dumps(header).encode() + b"\n" + body)
    out.flush()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
