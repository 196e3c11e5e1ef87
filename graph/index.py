"""The store on disk: a folder named by the digest of the graph.nq that it was made of, so that it can not be stale.

It is filled under another name and renamed when it is complete. A crash leaves a folder that the next run removes.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from ..ontology.errors import InputError
from .folder import GraphFolder, write_text
from .scratch import is_old
from .store import fill

LAYOUT = 2
"""Raised when the way in which an index is filled changes, so that older ones are made again."""


def open_index(folder: GraphFolder, *, include_reported: bool, named_graphs: bool = True) -> ox.Store | None:
    """The store on disk, read-only, made where there is none of this graph.nq; None where it can not be kept.

    Without the named graphs it is made in little more than a third of the time; one that has them serves as well.
    """
    name = f"{_digest(folder)[:32]}-{LAYOUT}{'-reported' if include_reported else ''}"
    target = folder.index / name
    if not named_graphs and not target.is_dir():
        target = folder.index / f"{name}-union"
    if not target.is_dir():
        try:
            _make(folder, target, include_reported=include_reported, named_graphs=named_graphs)
        except OSError:
            return None
    return ox.Store.read_only(str(target))


def _make(folder: GraphFolder, target: Path, *, include_reported: bool, named_graphs: bool) -> None:
    _sweep(folder.index, target.name.split("-")[0])
    building = folder.index / f".{target.name}.{os.getpid()}.tmp"
    building.mkdir(parents=True)
    try:
        store = ox.Store(str(building))
        fill(store, folder.nquads, include_reported=include_reported, named_graphs=named_graphs)
        store.optimize()  # loaded in parts that overlap, it answers up to twice as slowly
        store.flush()
        del store  # closes it
        try:
            building.rename(target)
        except OSError:
            if not target.is_dir():  # else another process was first
                raise
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _sweep(index: Path, digest: str) -> None:
    """Remove indexes of older builds and what killed processes have left half-made."""
    for path in sorted(index.glob("*")) if index.is_dir() else ():
        stale = is_old(path) if path.name.startswith(".") else not path.name.startswith(digest)
        if path.is_dir() and stale:
            shutil.rmtree(path, ignore_errors=True)


def _digest(folder: GraphFolder) -> str:
    """The digest of graph.nq, kept beside the index while the file's size and time stay the same."""
    noted = folder.index / "digest.json"
    state = folder.nquads.stat()
    key = [state.st_size, state.st_mtime_ns, state.st_ino]
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(noted.read_text(encoding="utf-8"))
        if kept["key"] == key:
            return str(kept["sha256"])
    digest = folder.digest()
    with suppress(InputError):
        write_text(noted, json.dumps({"key": key, "sha256": digest}) + "\n")
    return digest
