"""Weights of the confidence from judged statements."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from casusgraph.graph.bench import fitting
from casusgraph.graph.bench.fitting import Judged, as_toml, cross_validated, fit, judged, read_rows, write_rows
from casusgraph.graph.bench.sample import COLUMNS
from casusgraph.graph.statements.confidence import weights
from casusgraph.ontology.errors import InputError

KEPT = Path(fitting.__file__).resolve().parent / "judged" / "statements.jsonl"


def rows(*, good: float, bad: float, count: int = 40) -> list[Judged]:
    """As many with the feature as without it, of which these shares are right."""
    with_it = [Judged({"loose": 1.0}, number < bad * count) for number in range(count)]
    without = [Judged({"target": 1.0}, number < good * count) for number in range(count)]
    return [row for pair in zip(with_it, without, strict=True) for row in pair]


def test_what_is_right_less_often_weighs_less() -> None:
    found = fit(rows(good=0.9, bad=0.2))
    assert found["loose"] < 0 < found["target"]


def test_a_feature_that_says_nothing_weighs_nothing() -> None:
    found = fit(rows(good=0.5, bad=0.5))
    assert found == {"bias": 0.0, "loose": 0.0, "target": 0.0}


def test_types_pull_harder_to_the_mean_than_features() -> None:
    same = [Judged({"type Attacked": 1.0, "loose": 1.0}, number < 2) for number in range(20)]
    found = fit([*same, *(Judged({}, number < 10) for number in range(20))])
    assert found["loose"] < found["type Attacked"] < 0


def test_cross_validation_judges_every_row_by_the_others() -> None:
    found = cross_validated(rows(good=0.9, bad=0.1))
    assert len(found) == 80
    sure = [right for chance, right in found if chance >= 0.5]
    assert sum(sure) / len(sure) > 0.85


def test_rows_of_our_own_texts_only_say_how_features_differ_among_them() -> None:
    unread = [Judged({}, number < 20) for number in range(40)]
    own = [Judged({"own text": 1.0}, number < 36) for number in range(40)]
    found = fit([*unread, *own])
    assert found["bias"] == pytest.approx(0.0, abs=0.05)
    assert found["own text"] == pytest.approx(2.2, abs=0.1)
    assert "own text" not in as_toml(found, count=1)
    assert len(cross_validated([*unread, *own])) == 40


def test_rows_survive_their_file_in_any_order(tmp_path: Path) -> None:
    given = rows(good=0.9, bad=0.2, count=5)
    write_rows(tmp_path / "a", given)
    write_rows(tmp_path / "b", list(reversed(given)))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert sorted(map(repr, read_rows(tmp_path / "a"))) == sorted(map(repr, given))


def test_the_weights_in_the_package_are_those_of_the_judged_rows() -> None:
    kept = read_rows(KEPT)
    assert len(kept) > 500
    assert tomllib.loads(as_toml(fit(kept), count=len(kept)))["weights"] == pytest.approx(
        {name: value for name, value in weights().items() if not name.startswith("type ")}, abs=0.02
    )


def sheet(folder: Path, *, answers: list[str], features: list[str]) -> Path:
    columns = dict.fromkeys(COLUMNS, True)
    lines = [{"row": number, "id": name, **columns, "actor": name != "s2"} for number, name in enumerate(answers)]
    (folder / "answers.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    lines = [{"id": name, "features": {"target": 1.0} if name != "r1" else {}} for name in features]
    (folder / "features.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def test_a_filled_sheet_gives_its_events(tmp_path: Path) -> None:
    folder = sheet(tmp_path, answers=["s1", "r1", "s2"], features=["s1", "r1", "s2"])
    assert list(judged(folder)) == [Judged({"target": 1.0}, True), Judged({"target": 1.0}, False)]


@pytest.mark.parametrize("features", [["s1"], ["s2", "s1"]])
def test_features_of_another_sheet_are_refused(tmp_path: Path, features: list[str]) -> None:
    with pytest.raises(InputError):
        list(judged(sheet(tmp_path, answers=["s1", "s2"], features=features)))
