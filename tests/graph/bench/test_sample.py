"""The sample that two readers judge: what is drawn, the sheet, and what their answers say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casusgraph.graph.bench.sample import COLUMNS, draw, kappa, report, reserved, wilson, write
from casusgraph.graph.reader import Tools
from casusgraph.ontology.errors import InputError

TOWNS = ("Goma", "Aden", "Mosul", "Kirkuk", "Sanaa", "Donetsk", "Kherson", "Tripoli", "Gaza", "Homs", "Hama", "Idlib")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    texts = [f"Rebels attacked {town} and killed four soldiers." for town in TOWNS]
    rows = ({"id": str(number), "text": text, "type": "ARMED_CLASH"} for number, text in enumerate((*texts, *texts)))
    (folder / "case21_task2.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_only_reserved_texts_are_drawn_each_once_and_the_same_for_a_seed(data: Path, tools: Tools) -> None:
    sample = draw(data, tools, seed=3, count=5)
    assert len(sample.rows) == 5
    assert all(reserved(text) for text, _ in sample.rows)
    texts = {f"Rebels attacked {town} and killed four soldiers." for town in TOWNS}
    assert sample.words == sum(len(text.split()) for text in texts if reserved(text))
    assert sample.density > 100
    assert sample == draw(data, tools, seed=3, count=5)
    assert sample != draw(data, tools, seed=4, count=5)


def test_the_sheet_shows_all_that_is_judged(data: Path, tools: Tools, tmp_path: Path) -> None:
    write(draw(data, tools, seed=1, count=100), tmp_path, seed=1)
    sheet = (tmp_path / "sample.md").read_text(encoding="utf-8")
    for words in ("Sentence: Rebels attacked", "- type: Killed: ", "- actor: ", "recipient: ", "quantity: 4"):
        assert words in sheet
    answers = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert answers[0] == {"row": 1, "id": answers[0]["id"], **dict.fromkeys(COLUMNS), "note": ""}
    assert "Wilson" in (tmp_path / "criteria.md").read_text(encoding="utf-8")


def answers(path: Path, wrong: dict[int, str], rows: int = 10) -> Path:
    lines = ({"row": n, "id": "s", **dict.fromkeys(COLUMNS, True), **({wrong[n]: False} if n in wrong else {})}
             for n in range(rows))  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_two_readers_are_compared(tmp_path: Path) -> None:
    first = answers(tmp_path / "a.jsonl", {0: "actor", 1: "date"})
    second = answers(tmp_path / "b.jsonl", {0: "type", 2: "targets"})
    values = report(first, second).values
    assert values["sample.right_first"] == 0.9
    assert values["sample.right_second"] == 0.8
    assert values["sample.right_both"] == 0.8
    assert values["sample.right_in_full_first"] == 0.8
    assert values["sample.right_agreement"] == 0.9
    assert values["sample.actor"] == 0.95


def test_open_answers_and_other_rows_are_refused(tmp_path: Path) -> None:
    whole = answers(tmp_path / "a.jsonl", {})
    (tmp_path / "open.jsonl").write_text('{"row": 1, "id": "s"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1: expected true or false for actor"):
        report(whole, tmp_path / "open.jsonl")
    with pytest.raises(InputError, match="not about the same rows"):
        report(whole, answers(tmp_path / "short.jsonl", {}, rows=3))


def test_a_folder_without_the_sets_is_refused(tmp_path: Path, tools: Tools) -> None:
    with pytest.raises(InputError, match=r"none of case21_task2\.jsonl"):
        draw(tmp_path, tools, seed=1, count=1)


def test_figures_by_hand() -> None:
    assert kappa([(True, True), (False, False)]) == 1
    assert kappa([(True, True), (True, False), (False, True), (False, False)]) == 0
    low, high = wilson([True] * 170 + [False] * 30)
    assert (round(low, 3), round(high, 3)) == (0.794, 0.893)
