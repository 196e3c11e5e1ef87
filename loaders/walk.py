"""Folders to the files in them, in an order that no file system decides; what can not be opened is said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..ontology.errors import InputError
from ..ontology.records import Rejected
from .manifest import NAME
from .source import Options, Source

STANDARD_INPUT = "-"


def sources(paths: tuple[Path | str, ...], options: Options) -> list[Source | Rejected]:
    """Every file once, named relative to the common root of the inputs, sorted by name.

    InputError where a path does not exist. A folder without permission, a link to a folder and what is neither file
    nor folder come as Rejected.
    """
    given = [Path(path) for path in paths if str(path) != STANDARD_INPUT]
    for path in given:
        if not _exists(path):
            raise InputError(f"{path}: no such file or folder")
    roots = [path if path.is_dir() else path.parent for path in given]
    root = Path(os.path.commonpath([root.absolute() for root in roots])) if given else Path()
    found: dict[Path, str | None] = {}
    for path in given:
        found.update(_files(path.absolute()) if path.is_dir() else {path.absolute(): None})
    listed = ((_name(path, root), path, problem) for path, problem in found.items())
    return [
        Source.of_file(path, name, options) if problem is None else Rejected(name, problem)
        for name, path, problem in sorted(listed, key=lambda one: one[0])
    ]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise InputError(f"{path}: can not be opened: {error.strerror or error}") from error


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _files(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Paths in a folder, and what is wrong with each; hidden ones and the manifest are left out."""
    closed: list[tuple[Path, str | None]] = []

    def refuse(error: OSError) -> None:
        closed.append((Path(error.filename), f"can not be opened: {error.strerror or error}"))

    for where, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (Path(where) / name).is_symlink():
                yield Path(where) / name, "is a link to a folder, which is not followed; name the folder itself"
        for name in names:
            path = Path(where) / name
            if name.startswith(".") or name == NAME:
                continue
            yield path, _problem(path)
    yield from closed


def _problem(path: Path) -> str | None:
    try:
        if path.is_file():
            return None
    except OSError as error:
        return f"can not be opened: {error.strerror or error}"
    return "is a link to nothing" if path.is_symlink() else "is no regular file"
