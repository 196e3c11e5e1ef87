"""Pages as files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from ...ontology.records import Entity, Reading
from .page import render


def write(
    path: Path | str,
    readings: Sequence[Reading],
    background: Mapping[str, Entity] | None = None,
    *,
    title: str = "Knowledge graph",
) -> Path:
    """Writes the page; a reader of the path sees the old page or the new one, never half of one."""
    path = Path(path)
    replace(path, render(readings, background, title=title))
    return path


def replace(path: Path, text: str) -> None:
    """Writes UTF-8 with line feeds beside the path and moves it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(text.encode("utf-8"))
            file.close()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
