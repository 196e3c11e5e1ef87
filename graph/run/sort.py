"""Sorting more lines than fit into memory: sorted runs on disk, then one merge."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final

from ..folder import SORTING

MEMORY_BYTES: Final = 64 << 20
"""Of lines that are sorted in memory; Python's own share comes on top, a third as much again."""

WIDTH: Final = 64
"""Files that are merged at once: each is open, and has a buffer."""


class Sorter:
    """Takes lines in any order and gives them back sorted by their bytes, each once.

    Lines have no newline. Needs `memory` bytes and, for what is more, as much disk in `folder` as the lines have;
    leave the `with` block to free it.
    """

    def __init__(self, folder: Path, *, memory: int = MEMORY_BYTES) -> None:
        self._folder = TemporaryDirectory(prefix=SORTING, dir=folder, ignore_cleanup_errors=True)
        self._memory = memory
        self._lines: list[bytes] = []
        self._size = 0
        self._runs: list[Path] = []
        self._made = 0

    def __enter__(self) -> Sorter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def add(self, lines: list[bytes]) -> None:
        """Take some lines."""
        self._lines += lines
        self._size += sum(map(len, lines)) + len(lines)
        if self._size > self._memory:
            self._runs.append(self._write(_once(sorted(self._lines))))
            self._lines, self._size = [], 0
        if len(self._runs) >= WIDTH:
            self._runs = [self._merge(self._runs)]

    def __iter__(self) -> Iterator[bytes]:
        """All lines; to be called once, when all are there."""
        with ExitStack() as stack:
            files = [stack.enter_context(run.open("rb")) for run in self._runs]
            yield from _once(heapq.merge(sorted(self._lines), *map(_bare, files)))

    def _merge(self, runs: list[Path]) -> Path:
        with ExitStack() as stack:
            files = [stack.enter_context(run.open("rb")) for run in runs]
            merged = self._write(_once(heapq.merge(*map(_bare, files))))
        for run in runs:
            run.unlink()
        return merged

    def _write(self, lines: Iterable[bytes]) -> Path:
        self._made += 1
        path = Path(self._folder.name) / f"{self._made}.nq"
        with path.open("wb") as out:
            out.writelines(line + b"\n" for line in lines)
        return path


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line, _ in groupby(lines))


def _bare(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (line[:-1] for line in lines)
