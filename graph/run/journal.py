"""What has been read, kept from document to document and from build to build, in one SQLite file of the graph folder.

A build first lists the documents that it wants, then reads those that nothing is kept of, then writes the graph of what
is kept. Whatever ends a build, what it has finished is there for the next one. The file is a cache: without it, all is
read again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from ...ontology.coded import Coded, Event
from ...ontology.errors import InputError
from ...ontology.ids import mint
from ...ontology.records import Document
from ..corpus import Projection
from ..report import Quarantined
from . import plain
from .lines import LEVEL
from .outcome import Item, Outcome, document_of

LAYOUT: Final = 2
"""Raised when the tables change: a file of another layout is made anew."""

_TABLES = """
CREATE TABLE wanted (
    position INTEGER PRIMARY KEY, document TEXT UNIQUE, key TEXT, whole TEXT, record TEXT, text BLOB, kept INTEGER
);
CREATE TABLE reading (
    document TEXT PRIMARY KEY, key TEXT, whole TEXT, about BLOB, lines BLOB, statements TEXT, quarantined TEXT,
    rejected TEXT, sum INTEGER
);
CREATE TABLE projection (
    stage TEXT, document TEXT, value TEXT, PRIMARY KEY (stage, document)
) WITHOUT ROWID;
CREATE INDEX projection_document ON projection (document);
CREATE TABLE noted (name TEXT PRIMARY KEY, value TEXT);
"""


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is listed of a document, or row of a table of coded events, beside its text."""

    document: Document
    events: tuple[Event, ...] | None


class Journal:
    """The open file; one build at a time has it. Raises InputError where another has it or it can not be written."""

    def __init__(self, path: Path, means: str) -> None:
        self._means = means
        self._wanted = 0
        self._file = _opened(path)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the file for the next build, without a log beside it."""
        self._file.commit()
        with suppress(sqlite3.Error):
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._file.close()

    def begin(self) -> None:
        """Forget what the last build wanted, not what was read for it."""
        self._file.execute("DELETE FROM wanted")
        self._wanted = 0

    def want(self, item: Item, *, stored: bool) -> str:
        """List what this build is to read, `stored` where the folder has its text; tells what is kept of it.

        `new` where nothing is, `reused` where all is, `renamed` where only its sources differ.
        """
        document, (key, whole) = document_of(item), self._keys(item)
        row = self._one("SELECT key, whole, sum FROM reading WHERE document = ?", document.id)
        kept = row is not None and row[0] == key and row[2] == self._sum(document.id)
        text = None if kept and stored else zlib.compress(document.text.encode("utf-8", "surrogatepass"), LEVEL)
        record = plain.dump(_Listed(replace(document, text=""), item.events if isinstance(item, Coded) else None))
        self._file.execute(
            "INSERT INTO wanted VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._wanted, document.id, key, whole, record, text, int(kept)),
        )
        self._wanted += 1
        if not kept:
            return "new"
        return "reused" if row is not None and row[1] == whole else "renamed"

    def describe(self, item: Item, about: bytes) -> None:
        """Replace what is known about a document of which the reading is kept."""
        document = document_of(item).id
        values = about, self._keys(item)[1], document
        self._file.execute("UPDATE reading SET about = ?, whole = ? WHERE document = ?", values)
        self._seal(document)

    def unread(self) -> Iterator[Item]:
        """The documents that nothing is kept of, in the order in which they were listed."""
        last = -1
        while row := self._one(
            "SELECT position, record, text FROM wanted WHERE position > ? AND NOT kept ORDER BY position LIMIT 1", last
        ):
            last = row[0]
            yield _item(row[1], row[2])

    def left(self) -> tuple[int, int]:
        """How many documents nothing is kept of, and the bytes of their packed texts."""
        row = self._one("SELECT count(*), coalesce(sum(length(text)), 0) FROM wanted WHERE NOT kept")
        assert row is not None
        return int(row[0]), int(row[1])

    def keep(self, outcome: Outcome) -> tuple[str, int]:
        """Keep what came of a document, whatever happens next; its first source and the bytes of its packed text."""
        quarantined = json.dumps([asdict(one) for one in outcome.quarantined])
        values = (outcome.about, outcome.lines, json.dumps(dict(outcome.statements)), quarantined, outcome.rejected)
        self._file.execute("DELETE FROM projection WHERE document = ?", (outcome.document,))
        kept = "INSERT OR REPLACE INTO reading SELECT document, key, whole, ?, ?, ?, ?, ?, 0 FROM wanted"
        self._file.execute(f"{kept} WHERE document = ?", (*values, outcome.document))
        self._file.executemany(
            "INSERT INTO projection VALUES (?, ?, ?)",
            [(stage, outcome.document, json.dumps(value)) for stage, value in outcome.projections.items()],
        )
        self._seal(outcome.document)
        self._file.execute("UPDATE wanted SET kept = 1 WHERE document = ?", (outcome.document,))
        self._file.commit()
        row = self._one("SELECT record, length(text) FROM wanted WHERE document = ?", outcome.document)
        assert row is not None
        return str(json.loads(row[0])["document"]["sources"][0]), int(row[1])

    def commit(self) -> None:
        """Make sure of what was listed."""
        self._file.commit()

    def outcomes(self) -> Iterator[Outcome]:
        """What came of the wanted documents, in the order in which they were listed; counts, without their quads."""
        rows = self._file.execute(
            "SELECT document, statements, quarantined, rejected FROM reading JOIN wanted USING (document)"
            " ORDER BY position"
        )
        for document, statements, quarantined, rejected in rows:
            troubles = tuple(Quarantined(**one) for one in json.loads(quarantined))
            yield Outcome(document, statements=json.loads(statements), quarantined=troubles, rejected=rejected)

    def packed_lines(self) -> Iterator[tuple[str, bytes, bytes]]:
        """The id of each document of the graph, what is known about it and its other lines, packed."""
        return self._file.execute(
            "SELECT document, about, lines FROM reading JOIN wanted USING (document) WHERE rejected IS NULL"
            " ORDER BY position"
        )

    def sources(self, document: str) -> tuple[str, ...]:
        """Where a wanted document comes from."""
        row = self._one("SELECT record FROM wanted WHERE document = ?", document)
        return () if row is None else tuple(json.loads(row[0])["document"]["sources"])

    def projections(self, stage: str) -> Iterator[Projection]:
        """What a stage over the corpus keeps of each wanted document, in the order of their ids."""
        rows = self._file.execute(
            "SELECT document, value FROM projection JOIN wanted USING (document) JOIN reading USING (document)"
            " WHERE stage = ? AND rejected IS NULL ORDER BY document",
            (stage,),
        )
        return (Projection(document, json.loads(value)) for document, value in rows)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Ids and texts of the documents of the graph that the folder does not have as they are."""
        rows = self._file.execute(
            "SELECT document, text FROM wanted JOIN reading USING (document)"
            " WHERE text IS NOT NULL AND rejected IS NULL ORDER BY position"
        )
        return ((document, _text(packed)) for document, packed in rows)

    def documents(self) -> Iterator[str]:
        """Ids of all that is in the graph, sorted."""
        rows = self._file.execute(
            "SELECT document FROM reading JOIN wanted USING (document) WHERE rejected IS NULL ORDER BY document"
        )
        return (row[0] for row in rows)

    def fingerprint(self) -> str:
        """One word for all that the graph is made of."""
        rows = self._file.execute("SELECT document, whole FROM wanted ORDER BY document")
        total = hashlib.sha256(self._means.encode())
        for document, whole in rows:
            total.update(f"{document} {whole}\n".encode())
        return total.hexdigest()

    def note(self, name: str, value: str) -> None:
        """Note something about the last graph that was written."""
        self._file.execute("INSERT OR REPLACE INTO noted VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        """What was noted under the name."""
        row = self._one("SELECT value FROM noted WHERE name = ?", name)
        return None if row is None else str(row[0])

    def withdrawn(self) -> int:
        """How many documents of the last build this one does not want."""
        row = self._one(
            "SELECT count(*) FROM reading WHERE rejected IS NULL AND document NOT IN (SELECT document FROM wanted)"
        )
        assert row is not None
        return int(row[0])

    def finish(self) -> None:
        """Forget what is no longer wanted, and the texts, which are in the folder now."""
        for table in ("reading", "projection"):
            self._file.execute(f"DELETE FROM {table} WHERE document NOT IN (SELECT document FROM wanted)")
        self._file.execute("UPDATE wanted SET text = NULL")
        self._file.commit()

    def _keys(self, item: Item) -> tuple[str, str]:
        """What the reading depends on, and beside it the sources."""
        document, events = document_of(item), item.events if isinstance(item, Coded) else None
        record = plain.dump(_Listed(replace(document, text="", sources=()), events))
        key = mint("k", self._means, document.id, record)
        return key, mint("w", key, *document.sources)

    def _seal(self, document: str) -> None:
        self._file.execute("UPDATE reading SET sum = ? WHERE document = ?", (self._sum(document), document))

    def _sum(self, document: str) -> int:
        """Of all that is kept of a document, by which what a disk has spoilt is known."""
        query = "SELECT about, lines, statements, quarantined, rejected FROM reading WHERE document = ?"
        projected = "SELECT stage, value FROM projection WHERE document = ? ORDER BY stage"
        rows = [row for one in (query, projected) for row in self._file.execute(one, (document,))]
        total = 0
        for value in (value for row in rows for value in row):
            total = zlib.crc32(value if isinstance(value, bytes) else repr(value).encode("utf-8", "replace"), total)
        return total

    def _one(self, query: str, *values: str | int) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._file.execute(query, values).fetchone()
        return row


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise InputError(
                f"{path} can not be used ({error}): another build may be writing to this folder; wait for it to end"
            ) from None
        path.unlink(missing_ok=True)  # it is damaged, and a cache
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=1, isolation_level="IMMEDIATE")
    try:
        file.execute("PRAGMA locking_mode = EXCLUSIVE")
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        (sound,) = file.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        layout = file.execute("PRAGMA user_version").fetchone()[0]
        if layout != LAYOUT:
            _empty(file)
            file.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {LAYOUT}; COMMIT;")
        file.execute("BEGIN EXCLUSIVE")
    except BaseException:
        file.close()
        raise
    return file


def _empty(file: sqlite3.Connection) -> None:
    for (table,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        file.execute(f'DROP TABLE "{table}"')
    file.commit()


def _item(record: str, packed: bytes) -> Item:
    listed = plain.load(_Listed, record)
    document = replace(listed.document, text=_text(packed))
    return document if listed.events is None else Coded(document, listed.events)


def _text(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
