"""Where documents are read: in this process, in several of this machine, or on a dask cluster. All give the same."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from functools import partial

from ...ontology.errors import InputError
from .means import Means
from .outcome import Item, Outcome, read

Engine = Callable[[Means, Iterable[Item]], Generator[Outcome, None, None]]
"""Reads each document once and gives what came of it, in any order, taking no more than it needs to stay busy.

Closing the iterator stops it; what was begun is given up.
"""

ENGINES = ("processes", "dask")


def engine(name: str = "processes", *, workers: int = 1, scheduler: str | None = None) -> Engine:
    """The engine of that name; `workers` is for `processes`, `scheduler` for `dask`.

    Raises InputError where these do not fit together.
    """
    if name not in ENGINES:
        raise InputError(f"{name!r} is no engine: expected {' or '.join(ENGINES)}")
    if workers < 1:
        raise InputError(f"{workers} workers can read nothing: expected 1 or more")
    if (scheduler is None) is (name == "dask"):
        raise InputError("--engine dask and --scheduler ADDRESS belong together; on one machine use --workers N")
    if scheduler is not None:
        from . import cluster

        return partial(cluster.read_all, scheduler=scheduler)
    if workers == 1:
        return here
    from . import processes

    return partial(processes.read_all, workers=workers)


def here(means: Means, items: Iterable[Item]) -> Generator[Outcome, None, None]:
    """One document after the other in this process."""
    return (read(means, item) for item in items)
