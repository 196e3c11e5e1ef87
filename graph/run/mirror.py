"""Sources that are addresses, of an object store or a cluster's file system, as files of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...ontology.errors import InputError
from ..scratch import scratch


@contextmanager
def local(sources: Sequence[Path | str]) -> Iterator[list[Path]]:
    """The sources as paths; what is an address is copied to a temporary folder while the block lasts.

    Documents are named by their paths relative to the source, so that they are the same wherever the source lies.
    Raises InputError where an address can not be read, or fsspec or what it needs for the address is not installed.
    """
    addresses = {source for source in sources if isinstance(source, str) and "://" in source}
    if not addresses:
        yield [Path(source) for source in sources]
        return
    with scratch("sources") as folder:
        copies = {one: _copy(one, folder / str(number)) for number, one in enumerate(sorted(addresses))}
        yield [copies.get(str(source), Path(source)) for source in sources]


def _copy(address: str, folder: Path) -> Path:
    """What lies at the address: a file, or a folder with all that is in it."""
    files: Any = _fsspec()
    try:
        system, path = files.core.url_to_fs(address)
        target: Path = folder / str(path).rstrip("/").rsplit("/", 1)[-1]
        if system.isdir(path):
            system.get(path.rstrip("/") + "/", str(folder), recursive=True)
            return folder
        folder.mkdir(parents=True)
        system.get_file(path, str(target))
    except FileNotFoundError:
        raise InputError(f"{address}: no such file or folder") from None
    except (ImportError, OSError, ValueError) as error:
        raise InputError(f"{address} can not be read: {error}") from None
    return target


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError:
        raise InputError("addresses are read by fsspec: pip install 'casusgraph[dask]'") from None
    return fsspec
