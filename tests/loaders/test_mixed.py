"""A corpus of mixed formats, a tenth of it damaged: every damaged file is listed, no other is lost.

    CASUSGRAPH_MIXED=2000 scripts/test tests/loaders/test_mixed.py

makes 2,000 documents, 200 of them damaged; without it 200 and 20.
"""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import samples

from casusgraph.loaders import load
from casusgraph.ontology.records import Document, Noted, Rejected

DOCUMENTS = int(os.environ.get("CASUSGRAPH_MIXED", "200"))
SEED = 5
PLACES = ("Tacna", "Arica", "Iquique", "Ilo", "Mollendo", "Antofagasta", "Paita", "Guayaquil", "Tumbes", "Callao")
Maker = Callable[[str], bytes]

MAKERS: dict[str, Maker] = {
    "txt": lambda text: text.encode(),
    "md": lambda text: f"# {text[:20]}\n\n{text}".encode(),
    "html": lambda text: samples.page(text.split("\n\n"), title=text[:30]),
    "mhtml": lambda text: samples.mhtml(samples.page(text.split("\n\n"), title=text[:30])),
    "rss": lambda text: samples.feed([(text[:30], text)]),
    "jsonl": lambda text: samples.jsonl([text]),
    "json": lambda text: json.dumps(samples.record(text)).encode(),
    "csv": lambda text: samples.csv([text]),
    "pdf": lambda text: samples.pdf([samples.wrapped(text.replace("\n\n", " "))]),
    "eml": lambda text: samples.mail(text),
    "zip": lambda text: samples.zipped({"a.txt": text.encode()}),
    "txt.gz": lambda text: gzip.compress(text.encode(), mtime=0),
    "warc": lambda text: samples.warc([samples.page(text.split("\n\n"), title=text[:30])]),
}
DAMAGE: dict[str, bytes] = {
    "txt": b"\x89PNG\r\n\x00\x00\x00\x00\x00\x00\x00\x01",
    "html": b"<html><body></body></html>",
    "mhtml": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nnothing",
    "rss": b"<rss><channel>",
    "jsonl": b'{"body": ',
    "json": b"[1, 2",
    "csv": b'text\n"never closed',
    "pdf": b"%PDF-1.7\n1 0 obj",
    "zip": samples.zipped({"a.txt": b"text " * 99})[:60],
    "txt.gz": gzip.compress(os.urandom(999), mtime=0)[:500],
    "warc": b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
    "docx": samples.zipped({"[Content_Types].xml": b"<Types/>"}),
}


def article(number: int, draw: random.Random) -> str:
    place, other = draw.sample(PLACES, 2)
    figures = [draw.randrange(3, 90) for _ in range(3)]
    return (
        f"Patrol number {number} stopped {figures[0]} boats off {place} on Monday and took their crews to {other}, "
        f"where the harbour master said that {figures[1]} of them had no licence and would be held until Friday.\n\n"
        f"The fishermen's union of {place} denied that. It said that all {figures[2]} crews had shown papers numbered "
        f"{number}, and it warned the navy that it would block the port of {other} if the boats were not released."
    )


def corpus(folder: Path, count: int) -> tuple[set[str], set[str]]:
    """Files of all formats in several folders: the names of the good and of the damaged."""
    draw = random.Random(SEED)
    good, damaged = set(), set()
    makers, damages = sorted(MAKERS), sorted(DAMAGE)
    for number in range(count):
        bad = number % 10 == 7
        kind = damages[(number // 10) % len(damages)] if bad else makers[number % len(makers)]
        name = f"{draw.choice('abc')}/{number:05d}.{kind}"
        content = DAMAGE[kind] if bad else MAKERS[kind](article(number, draw))
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        (damaged if bad else good).add(name)
    return good, damaged


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str], list[object]]:
    folder = tmp_path_factory.mktemp("mixed")
    good, damaged = corpus(folder, DOCUMENTS)
    return good, damaged, list(load(folder))


def files(names: Iterator[str]) -> set[str]:
    return {name.partition("!")[0] for name in names}


def test_no_good_document_is_lost(built: tuple[set[str], set[str], list[object]]) -> None:
    good, _, items = built
    found = [item for item in items if isinstance(item, Document)]
    assert files(source for document in found for source in document.sources) == good
    assert len(found) == len(good) == DOCUMENTS - DOCUMENTS // 10


def test_every_damaged_file_is_listed_with_its_reason_and_nothing_else_is(
    built: tuple[set[str], set[str], list[object]],
) -> None:
    _, damaged, items = built
    listed = {item.source: item.reason for item in items if isinstance(item, Rejected)}
    assert files(iter(listed)) == damaged
    assert all(len(reason) > 10 for reason in listed.values())
    assert not any(reason.startswith("can not be read (") for reason in listed.values()), "a parser broke"


def test_remarks_are_about_files_of_the_corpus(built: tuple[set[str], set[str], list[object]]) -> None:
    good, damaged, items = built
    assert files(item.source for item in items if isinstance(item, Noted)) <= good | damaged
