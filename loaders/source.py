"""Where an input comes from, and the raw article that a format reads out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO

from ..ontology.coded import Event
from ..ontology.errors import DocumentError
from ..ontology.records import Region
from .limits import Budget, Limits, read_within

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about the inputs."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Field of a document (text, title, published …) to the column or key that holds it, in place of guesses."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Source:
    """One file or one member of an archive, with the name that documents keep of it.

    The name is the path relative to the input root with forward slashes; of a member `a.zip!folder/member`.
    """

    name: str
    opener: Callable[[], IO[bytes]]
    path: Path
    """The file on the disk that it is or lies in; the folder's manifest is looked for beside it."""
    budget: Budget
    options: Options = field(default_factory=Options)
    depth: int = 0
    packed: bool = False
    """It is inside another file."""

    @classmethod
    def of_file(cls, path: Path, name: str, options: Options) -> Source:
        """A file on the disk."""
        return cls(name, lambda: path.open("rb"), path, Budget(options.limits), options)

    @property
    def limits(self) -> Limits:
        return self.options.limits

    @property
    def suffix(self) -> str:
        """In lower case, with its dot; empty where there is none."""
        return PurePosixPath(self.name.rsplit("!", 1)[-1]).suffix.lower()

    @property
    def stem(self) -> str:
        """The name of the file without its last suffix: what is in `a.csv.gz` is `a.csv`."""
        return PurePosixPath(self.name.rsplit("!", 1)[-1]).stem

    def open(self) -> IO[bytes]:
        """The bytes as a stream; DocumentError where it can not be opened."""
        try:
            return self.opener()
        except OSError as error:
            raise DocumentError(f"can not be read: {error.strerror or error}") from error

    def read(self, limit: int | None = None, what: str = "one document") -> bytes:
        """All bytes; DocumentError where they can not be read or are more than the limit (that of one document)."""
        with closing(self.open()) as stream:
            try:
                return read_within(stream, self.limits.document if limit is None else limit, what)
            except OSError as error:
                raise DocumentError(f"can not be read: {error.strerror or error}") from error

    def head(self) -> bytes:
        """The first few kilobytes."""
        with closing(self.open()) as stream:
            try:
                return stream.read(_HEAD)
            except OSError as error:
                raise DocumentError(f"can not be read: {error.strerror or error}") from error

    def inside(self, name: str, opener: Callable[[], IO[bytes]], *, deeper: bool = True) -> Source:
        """What is packed in this source under the name."""
        depth = self.depth + deeper
        return replace(self, name=f"{self.name}!{name}", opener=opener, depth=depth, packed=True)


@dataclass(frozen=True, slots=True)
class Article:
    """What a format reads out of a source: the text as it stands, and what the file itself says about it."""

    text: str
    source: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO 8601 at the precision known."""
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    """What a reader should know about how the text was obtained, for the report."""
    boilerplate: tuple[Region, ...] = ()
    """Stretches that the format itself knows to be no part of the article: quoted mail, running headers."""
    pages: tuple[int, ...] = ()
    """Where each page begins, of formats that have pages."""
    events: tuple[Event, ...] | None = None
    """Of a row of a table of coded events; such a text is not read by the language model."""


def where(source: str, place: object) -> str:
    """The name of a part of a source: `a.csv!12`."""
    return f"{source}!{place}"
