"""Pages as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ...ontology.records import Entity, Reading
from ..folder import write_text
from .page import TITLE, render


def write(
    path: Path | str,
    readings: Sequence[Reading],
    background: Mapping[str, Entity] | None = None,
    *,
    title: str = TITLE,
) -> Path:
    """Writes the page as UTF-8; a reader of the path sees the old page or the new one, never half of one."""
    write_text(Path(path), render(readings, background, title=title))
    return Path(path)
