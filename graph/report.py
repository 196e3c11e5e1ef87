"""What a build did: counted while it runs, written to report.json, told in the closing summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..ontology.records import Noted, Rejected


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A statement that broke a shape and is not in the graph."""

    document: str
    statement: str
    type: str
    quote: str
    reason: str


@dataclass(slots=True)
class Report:
    """Counts and lists of one build; `seconds` is wall time, the only figure that differs from run to run."""

    documents: int = 0
    read: int = 0
    """Documents that went through the language model in this run."""
    reused: int = 0
    """Documents that were unchanged since the last build, or were read before it was stopped, and not read again."""
    withdrawn: int = 0
    """Documents of the last build that are gone, with their statements."""
    words: int = 0
    """Tokens of the documents that were read in this run, boilerplate included, punctuation and white space not."""
    entities: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    quads: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    skipped: list[Rejected] = field(default_factory=list)
    notes: list[Noted] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, statements: Mapping[str, int], quarantined: tuple[Quarantined, ...]) -> None:
        """Count one document of the graph: its statements by type, and those that were left out."""
        self.documents += 1
        self.statements.update(statements)
        self.quarantined += quarantined

    def as_json(self) -> dict[str, Any]:
        """Plain values for report.json, statements by type in the order of their names."""
        values = asdict(self)
        values["statements"] = {"total": self.statements.total(), **dict(sorted(self.statements.items()))}
        values["seconds"] = round(self.seconds, 3)
        return values


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is."""

    part: str
    """`finding documents`, `reading`, `writing the graph`."""
    documents: int = 0
    """Of this part."""
    of: int | None = None
    """How many there are; None while that is not known."""
    words: int = 0
    """Read so far."""
    share: float = 0.0
    """Of the text that is to be read, what has been, from 0 to 1."""
    name: str = ""
    """Of the document at hand."""
