"""The formats that a graph can be exported to: one a file, all listed here.

A format writes the whole graph to one file (or folder, where its readers want several files), and replaces what was
there only when it is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from ...ontology.errors import InputError
from ...ontology.records import Entity, Reading


class Source(Protocol):
    """What a format may draw on: the records, or the canonical N-Quads."""

    @property
    def nquads(self) -> Path:
        """The sorted N-Quads file."""

    def readings(self) -> Iterable[Reading]:
        """What was read out of each document, in document order."""

    def background(self) -> Mapping[str, Entity]:
        """The entities that more than one reading may name."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of `export`: its name is also the module that writes it."""

    name: str
    suffix: str
    description: str
    module: str = ""

    @property
    def write(self) -> Callable[[Source, Path], None]:
        """The function that writes it; the module is imported only here."""
        function: Callable[[Source, Path], None] = import_module(f".{self.module or self.name}", __package__).write
        return function


FORMATS = (
    Format("jsonl", ".jsonl", "the statement table, one JSON object a line"),
    Format("csv", ".csv", "the statement table, one row a statement, for spreadsheets"),
    Format("parquet", ".parquet", "the statement table with typed and nested columns, for pandas, DuckDB and Arrow"),
)


def export(source: Source, to: str, path: Path) -> None:
    """Write the graph in the format of that name."""
    by_name = {f.name: f for f in FORMATS}
    if to not in by_name:
        raise InputError(f"{to!r} is not a format that casusgraph writes: choose one of {', '.join(sorted(by_name))}")
    by_name[to].write(source, path)
