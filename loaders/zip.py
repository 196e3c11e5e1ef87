"""Zip archives: every member by its own format."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import IO

from ..ontology.errors import DocumentError
from ..ontology.records import Rejected
from .limits import unpacked
from .members import checked, is_hidden, not_too_deep, shown
from .source import Source, where

SUFFIXES = (".zip",)
_OFFICE = ("[Content_Types].xml", "META-INF/container.xml", "mimetype")


def matches(head: bytes) -> bool:
    """Whether a file begins as a zip archive does."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Source) -> Iterator[Source | Rejected]:
    """The members; DocumentError for what is damaged, too big, or a document of an office program."""
    not_too_deep(source)
    with source.open() as stream:
        seekable = stream if stream.seekable() else None
        try:
            with zipfile.ZipFile(seekable or _copied(source)) as archive:
                infos = archive.infolist()
                if any(info.filename in _OFFICE for info in infos[:20]):
                    raise DocumentError("is a document of an office program or an e-book; save it as PDF, HTML or text")
                for info in infos:
                    if not info.is_dir() and not is_hidden(info.filename):
                        yield _member(archive, info, source)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise DocumentError(f"is a damaged zip archive: {str(error)[:120]}") from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> Source | Rejected:
    source.budget.count()
    try:
        name = checked(info.filename)
    except DocumentError as error:
        return Rejected(where(source.name, shown(info.filename)), str(error))
    if stat.S_ISLNK(info.external_attr >> 16):
        return Rejected(where(source.name, name), "is a link in an archive; links are not followed")
    if info.flag_bits & 1:
        return Rejected(where(source.name, name), "is protected by a password; unpack it and give the folder")
    return source.inside(name, partial(_opened, archive, info, source))


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> IO[bytes]:
    try:
        stream = archive.open(info)
        return unpacked(stream, source.budget, max(1, info.compress_size), closes=(stream,))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise DocumentError(f"can not be unpacked: {str(error)[:120]}") from error


def _copied(source: Source) -> IO[bytes]:
    import io

    return io.BytesIO(source.read(source.limits.file, "one archive in another"))
