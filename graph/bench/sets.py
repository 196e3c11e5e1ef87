"""The benchmark sets: which fields of a record we may see, what predicts it and what scores it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from ...ontology.errors import InputError
from .analysis import Analysis, Given
from .counting import Row, Scores
from .predict import actors, arguments, entities, events, relations, snippets, triples
from .score import actors as score_actors
from .score import arguments as score_arguments
from .score import codings as score_codings
from .score import entities as score_entities
from .score import events as score_events
from .score import relations as score_relations
from .score import roles as score_roles
from .score import snippets as score_snippets
from .score import triples as score_triples

_DATES = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y")

Predict = Callable[[Analysis], dict[str, Any]]
Score = Callable[[Sequence[Row], Mapping[str, Row]], Scores]


@dataclass(frozen=True, slots=True)
class BenchSet:
    """A set of records with one question."""

    name: str
    predict: Predict
    score: Score
    file: str = ""
    """Stem of its file where that is not the name."""
    context: bool = False
    """Its field `context` is part of the question."""
    split: str | None = None
    """The official part that is asked; all of it where the set has no parts."""

    @property
    def stem(self) -> str:
        return self.file or self.name

    def rows(self, data: Path) -> list[Row]:
        """Its records; raises InputError for a line that is not one."""
        rows = _lines(data / f"{self.stem}.jsonl")
        return [row for row in rows if self.split is None or row.get("official_split") == self.split]

    def given(self, row: Row) -> Given:
        """What of a record prediction may see."""
        context = str(row.get("context") or "") if self.context else ""
        return Given(str(row["id"]), str(row["text"]), iso_date(row.get("date")), context)


def _wikievents(analysis: Analysis) -> dict[str, Any]:
    return {**entities.predict(analysis, profile="wikievents"), **arguments.predict(analysis)}


def _score_wikievents(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    scores = score_arguments.score(rows, predictions)
    for name, tally in score_entities.tallies(rows, predictions, core=True, named=True).items():
        tally.report(scores, f"entities_{name}")
    return scores


SETS: tuple[BenchSet, ...] = (
    BenchSet("re3d", entities.predict, score_entities.score),
    BenchSet("re3d_conflibert", entities.predict_native, score_entities.score_native, split="test"),
    BenchSet("re3d_relations", relations.predict, score_relations.score, file="re3d"),
    BenchSet("plover_gsr", events.predict_plover, score_events.score),
    BenchSet("cameo_st", events.predict_roles, score_roles.score, split="test"),
    BenchSet("case21_task2", snippets.predict, score_snippets.score),
    BenchSet("wikievents", _wikievents, _score_wikievents),
    BenchSet("ngec_actors", actors.predict, score_actors.score, context=True),
    BenchSet("text2kg_military", partial(triples.predict, ontology="military"), score_triples.score, split="test"),
    BenchSet("text2kg_politics", partial(triples.predict, ontology="politics"), score_triples.score, split="test"),
    BenchSet("text2kg_politician", partial(triples.predict, ontology="politician"), score_triples.score, split="test"),
    BenchSet("petrarch_units", events.predict_codings, score_codings.score),
    BenchSet("petrarch_gigaword", events.predict_codings, score_codings.score),
)


def found(data: Path) -> list[BenchSet]:
    """The sets whose files are in the folder; raises InputError where none is."""
    here = [bench for bench in SETS if (data / f"{bench.stem}.jsonl").is_file()]
    if not here:
        names = ", ".join(f"{bench.stem}.jsonl" for bench in SETS[:3])
        raise InputError(f"{data}: no benchmark files; expected {names} …, JSON lines with `id` and `text`")
    return here


def iso_date(date: Any) -> str | None:
    """A date in one of the ways that the sets write it, in ISO 8601; None where it is none of them."""
    for pattern in _DATES:
        try:
            return datetime.strptime(str(date or ""), pattern).date().isoformat()
        except ValueError:
            continue
    return str(date) if re.fullmatch(r"\d{4}(-\d\d)?", str(date or "")) else None


def _lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}, line {number}: not JSON ({error})") from error
            if not isinstance(row, dict) or not {"id", "text"} <= row.keys():
                raise InputError(f"{path}, line {number}: expected a record with `id` and `text`")
            yield row
