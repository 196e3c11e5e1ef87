"""Where an input comes from, and the raw article that a format reads out of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..ontology.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Source:
    """One file, with the name that documents keep of it: its path relative to the input root, forward slashes."""

    path: Path
    name: str

    def read(self) -> bytes:
        """The file's bytes; DocumentError where it can not be read."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise DocumentError(f"can not be read: {error.strerror or error}") from error


@dataclass(frozen=True, slots=True)
class Article:
    """What a format reads out of a source: the text as it stands, and what the file itself says about it."""

    text: str
    source: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    """What a reader should know about how the text was obtained, for the report."""
