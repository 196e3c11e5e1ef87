"""How much one input may ask for: bombs and accidents end with a clear message, not with a full memory or disk."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from ..ontology.errors import DocumentError

_MEGABYTE = 1 << 20
_DAMAGED = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, EOFError, OSError)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file of the input, whatever is packed in it."""

    document: int = 10 * _MEGABYTE
    """Bytes of one text or page."""
    file: int = 128 * _MEGABYTE
    """Bytes of a file that can only be read as a whole: JSON, PDF, Parquet, e-mail, a member of an archive."""
    total: int = 8192 * _MEGABYTE
    """Bytes that all members of an archive, and the archives in it, may have when unpacked."""
    members: int = 200_000
    """Members of an archive, and of the archives in it."""
    depth: int = 3
    """Archives in archives."""
    ratio: int = 200
    """Times that an archive may grow in unpacking, once it has unpacked more than `free` bytes."""
    free: int = 16 * _MEGABYTE


class Budget:
    """What is left of the limits for one file; shared by all that is packed in it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._members = 0
        self._bytes = 0

    def count(self) -> None:
        """One more member; DocumentError beyond the limit."""
        self._members += 1
        if self._members > self.limits.members:
            raise DocumentError(f"has more than {self.limits.members:,} members; unpack it and give the folder")

    def spend(self, size: int) -> None:
        """So many more unpacked bytes; DocumentError beyond the limit."""
        self._bytes += size
        if self._bytes > self.limits.total:
            raise DocumentError(f"unpacks to more than {megabytes(self.limits.total)}; unpack it and give the folder")


class Unpacked(io.RawIOBase):
    """A stream that is being unpacked, watched for its size and for how much it grows over its packed size."""

    def __init__(self, stream: IO[bytes], budget: Budget, packed: int | None, closes: tuple[IO[bytes], ...]) -> None:
        self._stream = stream
        self._closes = closes
        self._budget = budget
        self._packed = packed
        self._size = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        """Close what was opened for this stream too."""
        super().close()
        for stream in self._closes:
            stream.close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer protocol is wider
        """As RawIOBase; DocumentError where a limit is passed or the packed bytes are damaged."""
        try:
            piece = self._stream.read(len(buffer))
        except _DAMAGED as error:
            raise DocumentError(f"is damaged and can not be unpacked: {str(error)[:120]}") from error
        buffer[: len(piece)] = piece
        self._size += len(piece)
        self._budget.spend(len(piece))
        limits = self._budget.limits
        if self._packed is not None and self._size > max(limits.free, limits.ratio * self._packed):
            raise DocumentError(
                f"grows more than {limits.ratio} times in unpacking, as a zip bomb does; unpack it if it is none"
            )
        return len(piece)


def unpacked(stream: IO[bytes], budget: Budget, packed: int | None, *, closes: tuple[IO[bytes], ...] = ()) -> IO[bytes]:
    """The stream under watch, buffered; `packed` is the packed size where it is known, `closes` goes with it."""
    return io.BufferedReader(Unpacked(stream, budget, packed, closes), 1 << 16)


def read_within(stream: IO[bytes], limit: int, what: str) -> bytes:
    """All bytes of the stream; DocumentError where there are more than the limit."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise DocumentError(f"has more than {megabytes(limit)}, too much for {what}; split it or give it as text")
    return data


def lines_within(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """The lines of the stream with their ends; one that passes the limit is cut there into several."""
    while line := stream.readline(limit):
        yield line


def megabytes(size: int) -> str:
    """For messages: `10 MB`."""
    return f"{size / _MEGABYTE:,.0f} MB" if size >= _MEGABYTE else f"{size:,} bytes"
