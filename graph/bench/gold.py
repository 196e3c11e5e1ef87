"""Statements against gold statements that were written by hand.

A gold statement is found where a row of the statement table of an accepted type overlaps its quote, has an accepted
actor (any where the gold names none) and, where the gold names targets, an accepted target; symmetric types match
either way round. Of the found ones, polarity, modality, attribution, date and quantity are judged. The gold of an
article is complete, so that a row which matches none is wrong; what is optional in it may be found but is not missed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

from ...loaders import load
from ...ontology.errors import InputError
from ...ontology.records import Document
from ...ontology.vocabulary import event_types, relation_types
from ..reader import Tools, read_document
from ..table import Named, Row, rows
from .counting import Scores, Tally, bootstrap, share

Gold = Mapping[str, object]
_JUDGED = ("polarity", "modality", "attribution", "date", "quantity")


@dataclass(frozen=True, slots=True)
class Judged:
    """What was read out of one article, beside its gold."""

    document: Document
    gold: tuple[Gold, ...]
    rows: tuple[Row, ...]

    def of(self, gold: Gold) -> list[Row]:
        """The rows that express the gold statement."""
        return [row for row in self.rows if matches(row, gold)]

    def right(self, row: Row) -> bool:
        """The row expresses some gold statement, polarity and modality included."""
        return any(matches(row, gold) and _agrees(row, gold) for gold in self.gold)


def score(tools: Tools) -> tuple[Scores, list[Judged]]:
    """The figures over the packaged gold, and what they were counted on."""
    judged = list(read_gold(tools))
    return scores(judged), judged


def read_gold(tools: Tools, folder: Traversable | Path | None = None) -> Iterator[Judged]:
    """Each annotated article with the rows that our extractor finds in it."""
    folder = folder if folder is not None else files(__package__).joinpath("annotated")
    gold = read_annotations(folder)
    for document in load(Path(str(folder.joinpath("articles")))):
        if isinstance(document, Document):
            stem = document.name.rsplit("-", 1)[0]
            wanted = tuple(line for line in gold if line["doc"] == stem)
            check(document, wanted)
            yield Judged(document, wanted, tuple(rows([read_document(document, tools)], {})))


def read_annotations(folder: Traversable | Path) -> list[Gold]:
    """The lines of statements.jsonl."""
    text = folder.joinpath("statements.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def check(document: Document, gold: Sequence[Gold]) -> None:
    """Raises InputError where an annotation does not hold to its text or to the vocabulary."""
    for line in gold:
        start, end = int(str(line["start"])), int(str(line["end"]))
        if document.text[start:end] != line["quote"]:
            raise InputError(f"gold {line['id']}: the text at {start} to {end} is {document.text[start:end]!r}")
        strange = [t for t in _list(line["event"]) if t not in event_types() and t not in relation_types()]
        if strange:
            raise InputError(f"gold {line['id']}: casus.ttl has no {', '.join(strange)}")


def scores(judged: Sequence[Judged]) -> Scores:
    """`recall`, `recall_core`, `precision`, `f1`, and of the found ones `polarity`, `modality` …; F1 by type."""
    found = Scores()
    pairs = [(gold, article.of(gold)) for article in judged for gold in article.gold if not gold.get("optional")]
    tally = Tally()
    for article in judged:
        tally.record()
        _count(tally, article)
    tally.report(found, "f1", by_type=True)
    share(found, "recall", [bool(hits) for _, hits in pairs])
    share(found, "recall_core", [bool(hits) for gold, hits in pairs if gold["core"]])
    right = [[any(matches(row, gold) for gold in article.gold) for row in article.rows] for article in judged]
    found.add("precision", _pooled(right), bootstrap(right, _pooled))
    for name in _JUDGED:
        asked = [(gold, hits) for gold, hits in pairs if hits and (gold.get(name) or name == "attribution")]
        share(found, name, [_judged(name, gold, hits) for gold, hits in asked])
    found.add("statements", float(sum(len(article.rows) for article in judged)))
    found.add("gold_statements", float(len(pairs)))
    return found


def matches(row: Row, gold: Gold) -> bool:
    """Type, place, actor and target agree."""
    if row["type"] not in _list(gold["event"]):
        return False
    if not (row["start"] < int(str(gold["end"])) and int(str(gold["start"])) < row["end"]):
        return False
    actors, targets = ({normal(name) for name in _list(gold[side])} for side in ("actor", "target"))
    actor = labels(row["actor"])
    others = set().union(*(labels(target) for target in row["targets"]))

    def fits(one: set[str], other: set[str]) -> bool:
        return (not actors or bool(actors & one)) and (not targets or bool(targets & other))

    return fits(actor, others) or (_symmetric(row["type"]) and fits(others, actor | others))


def normal(name: str) -> str:
    """Without case, accents, punctuation and a leading article."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"^(the|an?)\s+", "", plain)).strip()


def labels(named: Named | None) -> set[str]:
    """All names of a cell of the table."""
    return {normal(name) for name in (named["label"], *named["aliases"]) if name} if named is not None else set()


def _count(tally: Tally, article: Judged) -> None:
    """Hits and misses by the gold's first type, false ones by the row's type."""
    for gold in article.gold:
        if article.of(gold):
            tally.hit(_list(gold["event"])[0])
        elif not gold.get("optional"):
            tally.missed(_list(gold["event"])[0])
    for row in article.rows:
        if not any(matches(row, gold) for gold in article.gold):
            tally.false(row["type"])


def _judged(name: str, gold: Gold, hits: Sequence[Row]) -> bool:
    if name == "polarity":
        return all(row["polarity"] == gold["polarity"] for row in hits)
    if name == "modality":
        return all((row["modality"] == "actual") == (gold["modality"] == "actual") for row in hits)
    if name == "attribution":
        wanted = {normal(speaker) for speaker in _list(gold.get("attribution") or [])}
        return any(bool(labels(row["attribution"]) & wanted) if wanted else row["attribution"] is None for row in hits)
    if name == "date":
        return any((row["date"] or "").startswith(str(gold["date"])) for row in hits)
    return any(row["quantity"] == gold["quantity"] for row in hits)


def _agrees(row: Row, gold: Gold) -> bool:
    return row["polarity"] == gold["polarity"] and (row["modality"] == "actual") == (gold["modality"] == "actual")


def _symmetric(kind: str) -> bool:
    event, relation = event_types().get(kind), relation_types().get(kind)
    return bool((event is not None and event.symmetric) or (relation is not None and relation.symmetric))


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _pooled(articles: Sequence[Sequence[bool]]) -> float:
    """Share of true values over all articles together."""
    values = list(chain.from_iterable(articles))
    return sum(values) / len(values) if values else 0.0
