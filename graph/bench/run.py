"""Everything that `casusgraph bench` does: predict, score, measure, and write the report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from ...loaders import load
from ...ontology.errors import InputError
from ...ontology.records import Document
from ..folder import atomic
from ..reader import Tools
from ..run.means import Means
from . import calibration, gold, identity, rdf, scale, sheets, speed
from .analysis import Analysis
from .counting import Row, Scores
from .page import page
from .score.events import current, ranked
from .sets import SETS, BenchSet, found

PARTS = ("gold", "speed", "identity", "sets", "parser", "rdf", "workers", "scale")
_WITHOUT_MODEL = {"rdf", "workers", "scale"}
Predictions = Mapping[str, Mapping[str, Row]]
Progress = Callable[[str, int, int], None]
"""Called with the name of a part, how much of it is done and how much there is."""


def run(
    data: Path | None = None,
    only: Collection[str] = (),
    *,
    predictions: Path | None = None,
    json_path: Path | None = None,
    html_path: Path | None = None,
    sheets_path: Path | None = None,
    drawn: str = "entities",
    model: Path | None = None,
    events: int | None = None,
    progress: Progress | None = None,
    documents: Sequence[int] = (),
) -> Scores:
    """The figures of the parts that are asked for, under flat names `SET.METRIC`.

    `only` names parts or single sets. Without it: our own gold and the speed, and the sets of `data` where it is given.
    `predictions` keeps what was predicted, one file a set. `events` is the size of the synthetic graph of `rdf`,
    `documents` are the sizes of `scale`. The files are written where their paths are given; with `sheets_path` nothing
    is measured, but the sheets of the packaged sample `drawn` are written.

    Raises InputError where a part is unknown or its data is missing.
    """
    parts = _parts(data, only)
    scores = Scores()
    if sheets_path is not None:
        sample = sheets.drawn(drawn)
        written = sheets.write(_given(data, "sheets"), sheets_path, Tools.load(model=model), sample)
        scores.add("sheets.mentions", written)
        return scores
    if "rdf" in parts:
        scores.merge(rdf.score(events, progress), "rdf")
    if "workers" in parts:
        scores.merge(scale.compare(), "workers")
    if "scale" in parts:
        scores.merge(scale.score(documents or scale.DOCUMENTS), "scale")
    if parts - _WITHOUT_MODEL:
        _with_model(scores, parts, data, predictions, model, progress)
    if json_path is not None:
        with atomic(json_path) as out:
            out.write(json.dumps(scores.values, indent=1).encode() + b"\n")
    if html_path is not None:
        with atomic(html_path) as out:
            out.write(page(scores).encode())
    return scores


def _with_model(
    scores: Scores,
    parts: set[str],
    data: Path | None,
    predictions: Path | None,
    model: Path | None,
    progress: Progress | None,
) -> None:
    """The parts that read texts."""
    started = time.process_time()
    tools = Tools.load(model=model)
    loaded = time.process_time() - started
    if "gold" in parts:
        _own(scores, tools)
    if "speed" in parts:
        scores.merge(speed.score(own_articles(), Means(model), load_seconds=loaded), "speed")
    if "identity" in parts:
        scores.merge(identity.score(tools), "identity")
    if "parser" in parts:
        from ..text.evaluate import evaluate

        scores.values |= evaluate(tools.nlp, _given(data, "parser"))
    sets = [bench for bench in SETS if bench.name in parts]
    if sets:
        _sets(scores, _given(data, "sets"), sets, predictions, tools, progress)


def predict(
    data: Path, out: Path, tools: Tools, sets: Iterable[BenchSet] | None = None, progress: Progress | None = None
) -> dict[str, dict[str, Row]]:
    """Writes `SET.jsonl` for each set of the folder, in the format that public scorers of the set read.

    Only a record's id, text and date (and the context where it is part of the question) are looked at.
    """
    out.mkdir(parents=True, exist_ok=True)
    predictions = {}
    for bench in sets if sets is not None else found(data):
        rows = bench.rows(data)
        answers: dict[str, Row] = {}
        for number, row in enumerate(rows, 1):
            given = bench.given(row)
            answers[given.id] = {"id": given.id, **bench.predict(Analysis.of(given, tools))}
            if progress is not None:
                progress(bench.name, number, len(rows))
        lines = (json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers.values())
        with atomic(out / f"{bench.name}.jsonl") as file:
            file.write("".join(lines).encode())
        predictions[bench.name] = answers
    return predictions


def score(data: Path, predictions: Predictions) -> Scores:
    """The figures of all predicted sets under flat names `SET.METRIC`."""
    scores = Scores()
    for bench in SETS:
        if bench.name in predictions:
            scores.merge(bench.score(bench.rows(data), predictions[bench.name]), bench.name)
    return scores


def own_articles() -> list[Document]:
    """The articles of our own gold."""
    folder = Path(str(files(__package__).joinpath("annotated", "articles")))
    return [document for document in load(folder) if isinstance(document, Document)]


def _parts(data: Path | None, only: Collection[str]) -> set[str]:
    known = {*PARTS, *(bench.name for bench in SETS)}
    strange = sorted(set(only) - known)
    if strange:
        raise InputError(f"--only {', '.join(strange)}: expected one of {', '.join(sorted(known))}")
    parts = set(only) or {"gold", "speed", *(["sets"] if data is not None else [])}
    if "sets" in parts:
        parts |= {bench.name for bench in found(_given(data, "sets"))}
    return parts


def _given(data: Path | None, part: str) -> Path:
    if data is None:
        raise InputError(f"{part} need a folder with their files: give it with --data")
    return data


def _own(scores: Scores, tools: Tools) -> None:
    figures, judged = gold.score(tools)
    scores.merge(figures, "gold")
    trust = [(row["confidence"], article.right(row)) for article in judged for row in article.rows]
    scores.merge(calibration.score(trust), "gold")


def _sets(
    scores: Scores, data: Path, sets: list[BenchSet], out: Path | None, tools: Tools, progress: Progress | None
) -> None:
    with TemporaryDirectory() as keeper:
        predictions = predict(data, out or Path(keeper), tools, sets, progress)
    scores.merge(score(data, predictions))
    plover = next((bench for bench in sets if bench.name == "plover_gsr"), None)
    if plover is not None:
        scores.merge(calibration.score(_plover_trust(plover.rows(data), predictions["plover_gsr"])), "plover_gsr")


def _plover_trust(rows: Iterable[Row], predictions: Mapping[str, Row]) -> list[calibration.Judgement]:
    """The confidence of each record's first event, and whether its type is right."""
    firsts = ((row["event16"], ranked(predictions[row["id"]]["events"])[:1]) for row in rows)
    return [(event["confidence"], current(event["event"]) == kind) for kind, events in firsts for event in events]
