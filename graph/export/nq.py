"""The canonical form itself: sorted N-Quads, every graph."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..folder import atomic
from . import Source


def write(source: Source, path: Path) -> None:
    """Copy the N-Quads byte for byte."""
    with source.nquads.open("rb") as lines, atomic(path) as out:
        shutil.copyfileobj(lines, out, 1 << 20)
