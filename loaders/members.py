"""What all archives share: which names their members may have. Nothing is ever unpacked to the disk."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..ontology.errors import DocumentError
from .source import Source

_LONGEST = 1024


def checked(name: str) -> str:
    """A member's name with forward slashes; DocumentError for one that leads out of the archive or is no name."""
    path = PurePosixPath(name.replace("\\", "/"))
    drive = path.parts[0].endswith(":") if path.parts else False
    if path.is_absolute() or drive or ".." in path.parts:
        raise DocumentError("has a name that leads out of the archive; it is not read")
    if not path.parts or len(name) > _LONGEST or any(ord(c) < 32 for c in name):
        raise DocumentError("has a name that can not be used; it is not read")
    return path.as_posix()


def is_hidden(name: str) -> bool:
    """Whether a member is of the kind that folders hide: .git, .DS_Store, what macOS adds."""
    parts = (part for part in PurePosixPath(name).parts if part not in (".", ".."))
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def shown(name: str) -> str:
    """A member's name for messages: on one line, not too long."""
    return "".join(c if c.isprintable() else "?" for c in name)[:200] or "?"


def not_too_deep(source: Source) -> None:
    """DocumentError for an archive in an archive in an archive …"""
    if source.depth >= source.limits.depth:
        raise DocumentError(f"is an archive {source.limits.depth} archives deep; unpack the outer ones")
