"""Tar archives, plain or packed with gzip, bzip2 or xz: every member by its own format, read in one pass."""

from __future__ import annotations

import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing

from ..ontology.errors import DocumentError
from ..ontology.records import Rejected
from .limits import read_within, unpacked
from .members import checked, is_hidden, not_too_deep, shown
from .source import Source, where

SUFFIXES = (".tar", ".tgz", ".tbz2", ".txz")
_BROKEN = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, OverflowError)


def matches(head: bytes) -> bool:
    """Whether a file begins as a tar archive does, or is packed with bzip2 or xz, in which only archives are read."""
    return head[257:262] == b"ustar" or head.startswith((b"BZh", b"\xfd7zXZ\x00"))


def read(source: Source) -> Iterator[Source | Rejected]:
    """The members; DocumentError for a damaged archive, after the members before the damage."""
    not_too_deep(source)
    try:
        with source.open() as stream, tarfile.open(fileobj=stream, mode="r|*") as archive:
            for member in archive:
                if member.isdir() or is_hidden(member.name):
                    continue
                yield _member(archive, member, source)
    except _BROKEN as error:
        raise DocumentError(f"is a damaged tar archive: {str(error)[:120]}") from error


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, source: Source) -> Source | Rejected:
    source.budget.count()
    try:
        name = checked(member.name)
    except DocumentError as error:
        return Rejected(where(source.name, shown(member.name)), str(error))
    if not member.isfile():
        kind = "link" if member.islnk() or member.issym() else "device"
        return Rejected(where(source.name, name), f"is a {kind} in an archive; {kind}s are not read")
    data = archive.extractfile(member)
    if data is None:
        return Rejected(where(source.name, name), "has no content")
    try:
        with closing(unpacked(data, source.budget, None)) as stream:
            content = read_within(stream, source.limits.file, "one member of an archive")
    except DocumentError as error:
        return Rejected(where(source.name, name), str(error))
    return source.inside(name, lambda: io.BytesIO(content))
