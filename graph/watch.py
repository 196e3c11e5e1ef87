"""Daily use: a graph folder that follows its sources. Looks at names, sizes and times, on any file system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..ontology.errors import CasusError, InputError
from .knowledge_graph import KnowledgeGraph

Look = dict[str, tuple[int, int]]
"""Size and time of change, in bytes and nanoseconds, of each file by its path."""


def update(make: Callable[[], KnowledgeGraph]) -> str | None:
    """Build once; what changed in one line, or None where nothing did."""
    report = make().report
    if report is None or not (report.read or report.withdrawn):
        return None
    return (
        f"{_now()}  {report.documents:,} documents: {report.read:,} read, {report.withdrawn:,} withdrawn, "
        f"{len(report.skipped):,} skipped; {report.statements.total():,} statements"
    )


def watch(
    make: Callable[[], KnowledgeGraph],
    sources: Sequence[Path | str],
    *,
    seconds: float = 60.0,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[str]:
    """Build now and whenever files came, changed or went and then stayed as they are for one look; a line for each.

    A build that can not be made, because nothing is there to read for example, is told in a line and tried again when
    something changes. Raises InputError where a source is an address, which can not be looked at cheaply.
    """
    addresses = [str(source) for source in sources if "://" in str(source)]
    if addresses:
        raise InputError(f"{addresses[0]}: addresses can not be watched; run `casusgraph watch --once` at set times")
    built: Look | None = None
    while True:
        seen = look(sources)
        if seen != built:
            told = _told(make)
            if told is not None:
                yield told
            built = seen
        sleep(seconds)
        while seen != (seen := look(sources)):
            sleep(seconds)


def look(sources: Sequence[Path | str]) -> Look:
    """The files of the sources as they are now."""
    found: Look = {}
    for source in map(Path, sources):
        for path in (source, *(source.rglob("*") if source.is_dir() else ())):
            try:
                state = path.stat()
            except OSError:  # it went while we looked
                continue
            if not path.is_dir():
                found[str(path)] = state.st_size, state.st_mtime_ns
    return found


def _told(make: Callable[[], KnowledgeGraph]) -> str | None:
    try:
        return update(make)
    except CasusError as error:
        return f"{_now()}  {error}"


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")
