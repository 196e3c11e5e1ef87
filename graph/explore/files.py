"""Pages as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ...ontology.records import Entity, Reading
from ..folder import write_text
from .page import BASE, TITLE, render
from .parts import LIMIT, parts


def write(
    path: Path | str,
    readings: Sequence[Reading],
    background: Mapping[str, Entity] | None = None,
    *,
    title: str = TITLE,
    base: str = BASE,
    limit: int = LIMIT,
) -> Path:
    """Writes the page as UTF-8; a reader of the path sees the old page or the new one, never half of one.

    Above the limit of statements the corpus becomes several pages, one for each stretch of time, which link to each
    other: the first at the path, the others beside it as `name-2.html` and so on. Returns the path.
    """
    path = Path(path)
    divided = parts(readings, limit)
    names = [path.name, *(f"{path.stem}-{number}{path.suffix}" for number in range(2, len(divided) + 1))]
    for number, part in enumerate(divided):
        links = [("" if at == number else names[at], other.words) for at, other in enumerate(divided)]
        page = render(part.readings, background, title=title, base=base, links=links if len(divided) > 1 else ())
        write_text(path.with_name(names[number]), page)
    return path
