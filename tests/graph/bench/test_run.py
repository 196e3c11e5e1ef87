"""The whole bench on sets of two sentences: predictions without answers, files, figures, the page."""

from __future__ import annotations

import json
import random
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph.bench import Scores, calibration, predict, run, score, text
from casusgraph.graph.bench import run as bench_run
from casusgraph.graph.bench.page import page
from casusgraph.graph.bench.sets import SETS
from casusgraph.graph.reader import Tools
from casusgraph.ontology.errors import InputError

SENTENCES = (
    "Turkey warned Greece on Monday that it would close its airspace.",
    "Rebels killed four soldiers near Goma, and the army shelled their camp with mortars.",
)
GOLD: dict[str, Any] = {
    "entities": [{"start": 0, "end": 6, "type": "Location"}],
    "relations": [{"type": "Dislikes", "head": [0, 6], "tail": [14, 20], "confidence": 1}],
    "events": [{"type": "Life.Die.Unspecified", "trigger": [7, 13], "args": []}],
    "roles": [{"role": "source", "start": 0, "end": 6}],
    "triples": [{"sub": "Goma", "rel": "military rank", "obj": "General"}],
    "codings": [["TUR", "GRC", "130"]],
    "event16": "THREATEN", "quad": "verbal-conf", "reciprocal": False, "type": "DIPLO", "pentacode": "verbal-conf",
    "source": [{"text": "Turkey", "code": "TUR"}], "target": [{"text": "Greece", "code": "GRC"}],
    "gold_country": "TUR", "gold_code_1": "GOV", "official_split": "test",
}  # fmt: skip


def write_sets(folder: Path, gold: dict[str, Any]) -> Path:
    folder.mkdir()
    rows = [{"id": str(number), "text": words, **gold} for number, words in enumerate(SENTENCES)]
    for stem in {bench.stem for bench in SETS}:
        (folder / f"{stem}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sets(tmp_path_factory.mktemp("bench") / "data", GOLD)


def test_scrambled_answers_change_no_prediction(data: Path, tmp_path: Path, tools: Tools) -> None:
    values = list(GOLD.values())
    random.Random(1).shuffle(values)
    scrambled = dict(zip(GOLD, values, strict=True)) | {"official_split": "test"}
    predict(data, tmp_path / "one", tools)
    predict(write_sets(tmp_path / "other", scrambled), tmp_path / "two", tools)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(f"{bench.name}.jsonl" for bench in SETS)
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_each_prediction_is_a_line_with_the_id_of_its_record(data: Path, tmp_path: Path, tools: Tools) -> None:
    predictions = predict(data, tmp_path, tools)
    for bench in SETS:
        lines = [json.loads(line) for line in (tmp_path / f"{bench.name}.jsonl").read_text("utf-8").splitlines()]
        assert [line["id"] for line in lines] == ["0", "1"]
    event = predictions["plover_gsr"]["0"]["events"][0]
    assert (event["event"], event["source"][0]["code"], event["target"][0]["code"]) == ("THREATEN", "TUR", "GRC")


def test_figures_are_flat_fractions(data: Path, tmp_path: Path, tools: Tools) -> None:
    values = score(data, predict(data, tmp_path, tools)).values
    assert {name.split(".")[0] for name in values} == {bench.name for bench in SETS}
    assert all(0 <= value <= 1 for value in values.values())
    assert values["plover_gsr.top1_event16"] == 0.5


def test_the_files_of_a_run(data: Path, tmp_path: Path) -> None:
    scores = run(
        data, ["plover_gsr", "speed"], predictions=tmp_path / "preds", json_path=tmp_path / "a.json",
        html_path=tmp_path / "a.html",
    )  # fmt: skip
    assert json.loads((tmp_path / "a.json").read_text()) == scores.values
    assert [path.name for path in (tmp_path / "preds").iterdir()] == ["plover_gsr.jsonl"]
    assert scores.values["speed.words_per_cpu_second"] > 0
    assert 0 <= scores.values["plover_gsr.brier"] <= 1
    html = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "plover_gsr" in html
    assert "<script" not in html
    assert "http" not in html


@pytest.mark.parametrize(
    ("only", "message"), [(["plover"], "expected one of"), (["sets"], "--data"), (["parser"], "--data")]
)
def test_a_part_that_can_not_be_measured(only: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        bench_run(None, only)


def some_scores() -> Scores:
    scores = Scores()
    scores.add("set.f1", 0.5, (0.25, 0.75))
    scores.add("set.f1_p", 0.4)
    scores.add("set.f1_r", 0.6)
    scores.add("set.f1.<b>", 0.1)
    scores.add("speed.words_per_cpu_second", 7654.3)
    return scores


def test_the_text_shows_each_set_with_its_intervals() -> None:
    lines = text(some_scores()).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["set", "speed"]
    assert lines[1].split() == ["f1", "0.500", "P", "0.400", "R", "0.600", "95", "%", "0.250", "to", "0.750"]
    assert lines[3].split() == ["words_per_cpu_second", "7,654"]


def test_the_page_is_well_formed_and_escaped() -> None:
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "meta":
                opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

        def handle_startendtag(self, tag: str, attrs: object) -> None:
            assert tag in ("rect", "path")

    html = page(some_scores())
    Reader().feed(html)
    assert opened == []
    assert "f1.&lt;b&gt;" in html
    assert "http" not in html
    assert html.count('class="bar"') == 2
    assert "precision" in html.partition("<h2>speed</h2>")[0]
    assert "precision" not in html.partition("<h2>speed</h2>")[2]


def test_the_page_shows_whether_confidence_can_be_trusted() -> None:
    scores = Scores()
    scores.merge(calibration.score([(0.95, True), (0.95, True), (0.95, False), (0.65, True)]), "set")
    html = page(scores)
    assert html.count('class="disc"') == 2
    assert "confidence 0.9 to 1.0: 67% of 3 are right" in html
    assert "confidence 0.6 to 0.7: 100% of 1 are right" in html
    assert "By type" not in html
    assert "disc" not in page(some_scores()).partition("</style>")[2]
