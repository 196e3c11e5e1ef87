"""The sheets for those who judge, and what their verdicts come to."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph.bench import judged, run, sheets
from casusgraph.graph.reader import Tools
from casusgraph.ontology.errors import InputError

TEXT = "President Ada Example met Ukrainian officials in Warsaw. They left for Chad, she said."
SAMPLE = {"re3d": ("a",)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "re3d.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    return tmp_path


def test_sheets_have_each_named_mention_with_its_node(data: Path, tmp_path: Path, tools: Tools) -> None:
    count = sheets.write(data, tmp_path / "out", tools, SAMPLE)
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in (tmp_path / "out/mentions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [row["n"] for row in rows] == list(range(1, count + 1))
    assert [(row["mention"], row["node"]["type"], row["node"]["known"]) for row in rows] == [
        ("President Ada Example", "Person", False),
        ("Warsaw", "Place", True),
        ("Chad", "State", True),
    ]
    assert rows[1]["sentence"] == "President Ada Example met Ukrainian officials in ⟦Warsaw⟧."
    text = (tmp_path / "out/texts/a.txt").read_text(encoding="utf-8")
    assert text.startswith("⟦1 President Ada Example⟧ met Ukrainian officials in ⟦2 Warsaw⟧. They left for ⟦3 Chad⟧")
    assert "not named" in (tmp_path / "out/criteria.md").read_text(encoding="utf-8")


def test_a_drawn_record_that_is_not_there_is_named(data: Path, tmp_path: Path, tools: Tools) -> None:
    with pytest.raises(InputError, match=r"re3d\.jsonl has no record 'b'"):
        sheets.write(data, tmp_path / "out", tools, {"re3d": ("b",)})


def test_the_packaged_samples_are_twenty_texts_each_and_need_data(tmp_path: Path, data: Path) -> None:
    first, second = sheets.drawn(), sheets.drawn("entities-second")
    for drawn in (first, second):
        assert {name: len(set(ids)) for name, ids in drawn.items()} == {"re3d": 10, "wikievents": 10}
    assert not any(set(first[name]) & set(second[name]) for name in first)
    with pytest.raises(InputError, match="has no record"):
        run(data, sheets_path=tmp_path / "out", drawn="entities-second")


def test_an_unknown_sample_is_named(data: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'third'; expected one of entities, entities-second"):
        run(data, sheets_path=tmp_path / "out", drawn="third")


DOCUMENTS = {"1": "a", "2": "a", "3": "b", "4": "b"}


def reader(tmp_path: Path, mentions: dict[str, str], missed: dict[str, list[str]]) -> judged.Verdicts:
    path = tmp_path / f"{random.Random(str(mentions)).random()}.json"
    path.write_text(json.dumps({"mentions": mentions, "missed": missed}), encoding="utf-8")
    return judged.Verdicts.load(path)


def test_verdicts_give_both_rates_and_agreement(tmp_path: Path) -> None:
    one = reader(tmp_path, {"1": "right", "2": "right", "3": "wrong: the city", "4": "right"}, {"a": ["Oslo", "Oslo"]})
    two = reader(tmp_path, {"1": "right", "2": "right", "3": "right", "4": "not named"}, {"a": ["Oslo"]})
    scores = judged.score(DOCUMENTS, one, two)
    assert scores.values["first.coverage"] == pytest.approx(4 / 6)
    assert scores.values["second.coverage"] == pytest.approx(3 / 4)
    assert scores.values["both.coverage"] == pytest.approx(3 / 4.5)
    assert scores.values["both.right"] == pytest.approx(2 / 3)
    assert scores.values["agreement"] == 0.5
    assert scores.values["kappa"] == pytest.approx((0.5 - 9 / 16) / (1 - 9 / 16))
    low, high = scores.intervals["both.right"]
    assert low <= scores.values["both.right"] <= high


def test_a_mention_without_a_verdict_and_an_unknown_verdict_are_refused(tmp_path: Path) -> None:
    one = reader(tmp_path, {"1": "right"}, {})
    with pytest.raises(InputError, match="mention 2"):
        judged.score(DOCUMENTS, one, one)
    with pytest.raises(InputError, match="mention 1: expected right, wrong, not named; found 'rihgt'"):
        reader(tmp_path, {"1": "rihgt"}, {})
