"""What people have said about a corpus and its sources: read for a build, and kept in the graph folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from ...ontology.ids import digest
from ...ontology.records import Noted
from .belief import read_reliability
from .corrections import Ledger, Replay, read_corrections

if TYPE_CHECKING:
    from ..folder import GraphFolder


@dataclass(frozen=True, slots=True)
class Judgement:
    """Corrections in their order, and grades of sources."""

    ledger: Ledger = field(default_factory=Ledger)
    grades: Mapping[str, str] = field(default_factory=dict)
    """Admiralty grade A to F by publisher, entity id or label."""
    replay: Replay = field(default_factory=Replay)
    """Filled on the way through a build."""

    def digest(self) -> str:
        """One word for what it says, empty where it says nothing."""
        said = [one.line() for one in self.ledger.corrections] + [f"{k} {v}" for k, v in sorted(self.grades.items())]
        return digest("\n".join(said)) if said else ""

    def notes(self, source: str) -> list[Noted]:
        """What a report should say about the corrections of the file: wrong lines, and those that fit nothing."""
        return [Noted(source, str(one)) for one in (*self.ledger.wrong, *self.replay.unmatched)]


def judgement(corrections: Path | None, reliability: Path | None) -> Judgement:
    """What the user's files say. Raises InputError where one can not be read or a grade is none."""
    return Judgement(
        Ledger() if corrections is None else read_corrections(corrections),
        {} if reliability is None else read_reliability(reliability),
    )


def keep(given: Judgement, folder: GraphFolder) -> None:
    """Keep it in the graph folder in place of what was there, so that the graph can be proved again."""
    from ..folder import write_text

    lines = [one.line() for one in given.ledger.corrections]
    for path, text in (
        (folder.corrections, "".join(line + "\n" for line in lines)),
        (folder.reliability, yaml.safe_dump(dict(given.grades), allow_unicode=True) if given.grades else ""),
    ):
        if text:
            write_text(path, text)
        else:
            path.unlink(missing_ok=True)


def kept(folder: GraphFolder) -> Judgement:
    """What a graph folder keeps."""
    return judgement(
        folder.corrections if folder.corrections.is_file() else None,
        folder.reliability if folder.reliability.is_file() else None,
    )
