"""The folder that a build fills: where each part lies, its marker, and writing that is all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..ontology.errors import InputError
from ..ontology.own_types import declare, own_type
from .scratch import hold, is_abandoned, is_old

MARKER = "casusgraph.json"
SORTING = ".sorting-"
"""What temporary folders of a build are called."""


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """The layout of a graph folder; nothing is touched until it is asked for."""

    path: Path

    @classmethod
    def open(cls, path: Path | str) -> GraphFolder:
        """An existing graph folder, its own event types made known; raises InputError where the path is none."""
        folder = cls(Path(path))
        if not folder.path.is_dir():
            raise InputError(f"{path} is not a folder: name one that `casusgraph build … -o FOLDER` has written")
        if not folder.marker.is_file():
            raise InputError(f"{path} is no graph folder (it holds no {MARKER}): make one with `casusgraph build`")
        if not folder.nquads.is_file():
            raise InputError(f"{path} has no {folder.nquads.name}: its build did not end; run `casusgraph build` again")
        declare(own_type(entry, str(folder.marker)) for entry in folder.read_marker().get("types", ()))
        return folder

    @classmethod
    def create(cls, path: Path | str) -> GraphFolder:
        """A folder to build into: new, empty, or a graph folder already; anything else is never written to."""
        folder = cls(Path(path))
        if folder.path.exists() and not folder.path.is_dir():
            raise InputError(f"{path} is a file: name a folder for the graph")
        ours = folder.marker.is_file() or folder.journal.is_file()
        if folder.path.is_dir() and not ours and any(folder.path.iterdir()):
            raise InputError(f"{path} is not empty and not a graph folder: name another, nothing is overwritten")
        folder.documents.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def marker(self) -> Path:
        return self.path / MARKER

    @property
    def nquads(self) -> Path:
        return self.path / "graph.nq"

    @property
    def documents(self) -> Path:
        return self.path / "documents"

    @property
    def index(self) -> Path:
        """The on-disk Oxigraph stores, rebuilt whenever they do not belong to graph.nq."""
        return self.path / "store"

    @property
    def journal(self) -> Path:
        """What was read out of each document, for the next build; a cache, without which all is read again."""
        return self.path / "readings.sqlite"

    @property
    def corrections(self) -> Path:
        """The corrections that the last build replayed."""
        return self.path / "corrections.jsonl"

    @property
    def reliability(self) -> Path:
        """The grades of sources that the last build used."""
        return self.path / "reliability.yaml"

    @property
    def report(self) -> Path:
        return self.path / "report.json"

    @property
    def explorer(self) -> Path:
        return self.path / "explorer.html"

    def sweep(self) -> None:
        """Remove what killed processes have left half-written; to be called by the one build that has the journal.

        What an export or another reader is writing here at this moment is left to it.
        """
        for path in sorted((*self.path.glob(".*.tmp"), *self.documents.glob(".*.tmp"), *self.index.glob(".*.tmp"))):
            if path.is_dir() and is_old(path):
                shutil.rmtree(path, ignore_errors=True)
            elif path.is_file() and is_abandoned(path):
                path.unlink(missing_ok=True)
        for path in self.path.glob(SORTING + "*"):  # only a build sorts, and there is no other
            shutil.rmtree(path, ignore_errors=True)

    def document(self, document_id: str) -> Path:
        """Where the original text of a document is kept."""
        return self.documents / f"{document_id}.txt"

    def write_document(self, document_id: str, text: str) -> None:
        """Keep the original text, byte for byte what its digest was taken of."""
        with atomic(self.document(document_id)) as out:
            out.write(text.encode("utf-8", "surrogatepass"))

    def has(self, document_id: str, text: str) -> bool:
        """Whether the text of the document is kept, byte for byte."""
        try:
            return self.document(document_id).read_bytes() == text.encode("utf-8", "surrogatepass")
        except OSError:
            return False

    def read_document(self, document_id: str) -> str:
        """The original text as it was kept."""
        return self.document(document_id).read_bytes().decode("utf-8", "surrogatepass")

    def read_marker(self) -> dict[str, Any]:
        """What the build noted about the folder: versions, base IRI, digests."""
        try:
            noted = json.loads(self.marker.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InputError(f"{self.marker} is not JSON ({error}): run `casusgraph build` again") from None
        if not isinstance(noted, dict):
            raise InputError(f"{self.marker} holds no JSON object: run `casusgraph build` again")
        return noted

    def write_marker(self, noted: dict[str, Any]) -> None:
        """Note versions and digests; written last, so that it never speaks of what is not there."""
        write_text(self.marker, json.dumps(noted, indent=2, sort_keys=True, ensure_ascii=False) + "\n")

    def digest(self) -> str:
        """SHA-256 of graph.nq as 64 hexadecimal characters."""
        return file_digest(self.nquads)


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes as 64 hexadecimal characters."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """Write to a temporary file beside the path and rename it into place: readers see the old file or the new one.

    Flushed to the disk before the rename. Raises InputError where the folder can not be written to.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        out = temporary.open("xb")
    except OSError as error:
        raise InputError(f"{path} can not be written: {error.strerror or error}") from None
    try:
        with out:
            hold(out)
            yield out
            out.flush()
            os.fsync(out.fileno())
        _replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _replace(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        raise InputError(f"{path} can not be written: {error.strerror or error}") from None


def write_text(path: Path, text: str) -> None:
    """Replace a file by UTF-8 text with the newlines that it has."""
    with atomic(path) as out:
        out.write(text.encode("utf-8"))

