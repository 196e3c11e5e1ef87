"""Gzip: one packed file, read by the format of what is in it; `a.csv.gz` is a table, `a.tar.gz` an archive."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from typing import IO, cast

from .limits import unpacked
from .members import not_too_deep
from .source import Source

SUFFIXES = (".gz", ".tgz")
MARK = b"\x1f\x8b"


def matches(head: bytes) -> bool:
    """Whether a file begins as a gzip file does."""
    return head.startswith(MARK)


def read(source: Source) -> Iterator[Source]:
    """What is packed in it, as one member."""
    not_too_deep(source)
    inner = source.stem if source.suffix != ".tgz" else f"{source.stem}.tar"

    def opened() -> IO[bytes]:
        packed = source.open()
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=packed))
        return unpacked(stream, source.budget, _size(packed), closes=(stream, packed))

    yield source.inside(inner or "content", opened)


def _size(packed: IO[bytes]) -> int | None:
    """How many bytes the packed file has; None where that is not known, and only the total is watched."""
    if not packed.seekable():
        return None
    size = packed.seek(0, os.SEEK_END)
    packed.seek(0)
    return max(1, size)
