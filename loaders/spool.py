"""Articles set aside on the disk between finding all of them and giving them out: each source is read only once."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from ..ontology.records import Noted, Rejected
from .source import Article

_IN_MEMORY = 32 << 20  # bytes; more go to a temporary file, which has no name and vanishes with the process
Kept = Article | Rejected | Noted


@dataclass(frozen=True, slots=True)
class Slip:
    """What is remembered of an item that was set aside."""

    order: tuple[object, ...]
    offset: int
    group: int
    """Number of the source on the disk that it came from."""


class Spool:
    """A temporary file of articles, remarks and rejections, given back in the order of their names."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by close()
        self._slips: list[Slip] = []

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._slips)

    def put(self, item: Kept, group: int) -> None:
        """Set an item aside."""
        self._slips.append(Slip(order(item.source), self._file.tell(), group))
        pickle.dump(item, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def take(self) -> Iterator[tuple[Kept, int]]:
        """All items and their groups, sorted by name; those of one name in the order in which they were put."""
        for slip in sorted(self._slips, key=lambda slip: (slip.group, slip.order, slip.offset)):
            self._file.seek(slip.offset)
            yield pickle.load(self._file), slip.group


def order(name: str) -> tuple[object, ...]:
    """By which names sort: members and rows of a file together, rows by their number."""
    return tuple(map(_rank, name.split("!")))


def _rank(part: str) -> tuple[int, int, str]:
    number = part.isascii() and part.isdigit() and len(part) < 19
    return (0, int(part), "") if number else (1, 0, part)
