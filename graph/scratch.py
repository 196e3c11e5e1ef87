"""Files and folders that are there only while a process works on them; what a killed one has left is known and removed.

A process holds a lock on what it works on, which the system takes away when the process ends, however it ends. Where
there are no such locks (Windows), what was not changed for an hour is taken for abandoned.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

ABANDONED: Final = 3600
"""Seconds."""
_PREFIX = "casusgraph-"
_LOCK = ".casusgraph-in-use"
"""The file in a scratch folder that its process holds; a folder without it is not ours to remove."""
_held: dict[Path, IO[bytes]] = {}


def hold(file: IO[bytes]) -> None:
    """Hold the open file until it is closed."""
    with suppress(ImportError, OSError):  # a file system without locks
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_abandoned(path: Path) -> bool:
    """Whether no process works on the file; False where that can not be known."""
    try:
        import fcntl
    except ImportError:
        return is_old(path)
    try:
        with path.open("rb") as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_old(path: Path) -> bool:
    """Whether nothing has changed in it for an hour."""
    try:
        return time.time() - path.stat().st_mtime > ABANDONED
    except OSError:
        return False


def make(name: str) -> Path:
    """A new scratch folder of the system's temporary folder, held until `remove` or the end of the process."""
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{name}-"))
    unnamed = folder / (_LOCK + ".new")
    file = unnamed.open("xb")
    hold(file)
    os.replace(unnamed, folder / _LOCK)  # under its name it is held from the first
    _held[folder] = file
    return folder


def remove(folder: Path) -> None:
    """Remove a scratch folder of this process."""
    file = _held.pop(folder, None)
    if file is not None:
        file.close()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def scratch(name: str) -> Iterator[Path]:
    """A scratch folder while the block lasts."""
    folder = make(name)
    try:
        yield folder
    finally:
        remove(folder)


def sweep() -> None:
    """Remove the scratch folders of processes that are gone."""
    for lock in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}")):
        if lock.parent not in _held and not lock.parent.is_symlink() and is_abandoned(lock):
            shutil.rmtree(lock.parent, ignore_errors=True)
