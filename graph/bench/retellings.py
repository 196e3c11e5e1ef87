"""Articles that tell events more than once, with their gold: graph/bench/told/README.md says how they were made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

import yaml

from ...ontology.errors import InputError
from ...ontology.ids import digest
from ...ontology.records import Document

Half = Literal["developed", "held-out", "all"]
_MARK = re.compile(r"\[([^\]\n]+)\]\(([a-z0-9-]+)\)")
_FIELDS = {"about", "articles", "contradictions", "fulfils"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of an article that tell of an event."""

    event: str
    """`cluster/event`."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article, without its marks in the text."""

    id: str
    """`cluster/article`."""
    document: Document
    marks: tuple[Mark, ...]
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two marked events of articles that can not both be true as they are told."""

    kind: str
    sides: tuple[tuple[str, str], tuple[str, str]]
    """(article, event) twice, sorted."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles about one thing and what happened around it."""

    name: str
    articles: tuple[Article, ...]
    conflicts: tuple[Conflict, ...]
    fulfilled: tuple[tuple[str, str], ...]
    """(what came about, what had told of it before), as events."""


def clusters(half: Half = "all", folder: Traversable | Path | None = None) -> tuple[Cluster, ...]:
    """The clusters of one half, or all, by name. Raises InputError where a file does not hold to the format."""
    folder = folder if folder is not None else files(__package__).joinpath("told")
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    found = [_cluster(path.name.removesuffix(".yaml"), path.read_text(encoding="utf-8")) for path in paths]
    held_out = split([cluster.name for cluster in found])
    return tuple(c for c in found if half == "all" or (c.name in held_out) == (half == "held-out"))


def split(names: Sequence[str]) -> set[str]:
    """The names of the held-out half: every second one in the order of their digests."""
    return set(sorted(names, key=digest)[1::2])


def _cluster(name: str, text: str) -> Cluster:
    record = yaml.safe_load(text)
    if not isinstance(record, dict) or set(record) != _FIELDS:
        raise InputError(f"told/{name}.yaml: expected the keys {', '.join(sorted(_FIELDS))}")
    articles = tuple(_article(name, one) for one in record["articles"])
    told = {(article.id, mark.event) for article in articles for mark in article.marks}
    conflicts = tuple(_conflict(name, one, told) for one in record["contradictions"])
    fulfilled = tuple((f"{name}/{done}", f"{name}/{plan}") for done, plan in record["fulfils"])
    for event in (event for pair in fulfilled for event in pair):
        if event not in {mark for _, mark in told}:
            raise InputError(f"told/{name}.yaml: no article tells of {event}")
    return Cluster(name, articles, conflicts, fulfilled)


def _article(cluster: str, record: dict[str, Any]) -> Article:
    text, marks = _unmarked(record["text"])
    identifier = f"{cluster}/{record['id']}"
    document = Document(
        text=text,
        sources=(f"{cluster}-{record['id']}.txt",),
        publisher=str(record["publisher"]),
        published=str(record["published"]),
    )
    original = record.get("reprint_of")
    return Article(
        identifier,
        document,
        tuple(Mark(f"{cluster}/{event}", start, end) for event, start, end in marks),
        None if original is None else f"{cluster}/{original}",
    )


def _unmarked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its marks, and where the marked words are in it."""
    plain, marks, last = "", [], 0
    for found in _MARK.finditer(text):
        plain += text[last : found.start()]
        marks.append((found[2], len(plain), len(plain) + len(found[1])))
        plain += found[1]
        last = found.end()
    return plain + text[last:], marks


def _conflict(cluster: str, record: dict[str, Any], told: set[tuple[str, str]]) -> Conflict:
    sides = sorted(_sides(cluster, record["between"]))
    for side in sides:
        if side not in told:
            raise InputError(f"told/{cluster}.yaml: {side[0]} does not tell of {side[1]}")
    return Conflict(str(record["kind"]), (sides[0], sides[1]))


def _sides(cluster: str, between: Sequence[str]) -> Iterator[tuple[str, str]]:
    for one in between:
        article, _, event = one.partition(".")
        yield f"{cluster}/{article}", f"{cluster}/{event}"
