"""Sorted N-Quads: the canonical artefact. The same set of quads gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import eq
from pathlib import Path

import pyoxigraph as ox

from ..folder import atomic

CHUNK = 100_000
"""Quads that are serialized at once."""


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> int:
    """Write the quads, each once, sorted by the bytes of their lines, all or nothing; the count is returned.

    Needs memory for the lines (about 250 bytes a quad), not for the quads.
    """
    lines = [line for chunk in _serialized(quads) for line in chunk]
    lines.sort()
    if any(map(eq, lines, islice(lines, 1, None))):
        lines = [line for line, _ in groupby(lines)]
    return write_lines(lines, path)


def write_lines(lines: Iterable[bytes], path: Path) -> int:
    """Write lines without newlines as they come, all or nothing; the count is returned."""
    count, source = 0, iter(lines)
    with atomic(path) as out:
        while part := list(islice(source, CHUNK)):
            part.append(b"")
            out.write(b"\n".join(part))
            count += len(part) - 1
    return count


def _serialized(quads: Iterable[ox.Quad]) -> Iterator[list[bytes]]:
    """Lines without their newlines, which are all line ends: those of a literal are escaped."""
    source = iter(quads)
    while chunk := list(islice(source, CHUNK)):
        data = ox.serialize(chunk, format=ox.RdfFormat.N_QUADS) or b""
        yield data.split(b"\n")[:-1]
