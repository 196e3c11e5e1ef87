"""N-Quads lines as they are kept: sorted, each once, compressed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import pyoxigraph as ox

LEVEL = 1
"""Of compression: lines share most of their bytes, so that the fastest level makes them a tenth."""


def lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Sorted lines, each once, without their newlines, which are all line ends: those of a literal are escaped."""
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return sorted(set(data.split(b"\n")[:-1]))


def pack(found: Iterable[bytes]) -> bytes:
    """The lines, compressed."""
    return zlib.compress(b"\n".join(found), LEVEL)


def unpack(packed: bytes) -> list[bytes]:
    """The lines that `pack` was given."""
    data = zlib.decompress(packed)
    return data.split(b"\n") if data else []
