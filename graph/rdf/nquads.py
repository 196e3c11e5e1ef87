"""Sorted N-Quads: the canonical artefact. The same set of quads gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ..folder import atomic

CHUNK = 100_000
"""Quads that are serialized at once."""


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> int:
    """Write the quads, each once, sorted by the bytes of their lines, all or nothing; the count is returned.

    Needs memory for the lines (about 200 bytes a quad), not for the quads.
    """
    return write_lines(nquads_lines(quads), path)


def write_lines(lines: Iterable[bytes], path: Path) -> int:
    """Write lines of N-Quads, each once, sorted, all or nothing; the count is returned."""
    ordered = sorted(set(lines))
    with atomic(path) as out:
        for start in range(0, len(ordered), CHUNK):
            part = ordered[start : start + CHUNK]
            out.write(b"\n".join(part) + b"\n")
    return len(ordered)


def nquads_lines(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """The lines of the quads, without their newlines: every newline in a literal is escaped."""
    source = iter(quads)
    while chunk := list(islice(source, CHUNK)):
        data = ox.serialize(chunk, format=ox.RdfFormat.N_QUADS) or b""
        yield from data.split(b"\n")[:-1]
