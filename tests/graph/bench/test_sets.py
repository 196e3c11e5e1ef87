"""What prediction may see of a record: its id, text and date, never an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph.bench.sets import SETS, BenchSet, found, iso_date
from casusgraph.ontology.errors import InputError

ANSWERS: dict[str, Any] = {
    "entities": [{"start": 0, "end": 7, "type": "Location"}], "relations": [], "events": [], "roles": None,
    "triples": [], "codings": [["AAR", "BBR", "190"]], "event": "AID", "event16": "AID", "quad": "material-coop",
    "source": [], "target": [], "reciprocal": False, "type": "DIPLO", "pentacode": "statement", "spans": [],
    "event_text": "gave", "comment": "easy", "group": "x", "gold_country": "AAR", "gold_wiki": "Ardland",
}  # fmt: skip


@pytest.mark.parametrize("bench", SETS, ids=lambda bench: bench.name)
def test_answers_never_reach_prediction(bench: BenchSet) -> None:
    row = {"id": "1", "text": "Ardland warned Belmark.", "date": "20240229"}
    given = bench.given({**row, **ANSWERS})
    assert given == bench.given(row)
    assert given.date == "2024-02-29"
    assert all(str(answer) not in repr(given) for answer in ("AID", "DIPLO", "AAR", "easy"))


def test_only_actor_phrases_have_a_context() -> None:
    row = {"id": "1", "text": "rebels", "context": "Ardland"}
    assert {bench.name: bench.given(row).context for bench in SETS if bench.given(row).context} == {
        "ngec_actors": "Ardland"
    }


@pytest.mark.parametrize(
    ("written", "date"),
    [("12 April 2022", "2022-04-12"), ("October 1, 2021", "2021-10-01"), ("2022", "2022"), ("today", None), ("", None)],
)
def test_dates_as_the_sets_write_them(written: str, date: str | None) -> None:
    assert iso_date(written) == date


def test_a_folder_without_sets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no benchmark files"):
        found(tmp_path)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "plover_gsr.jsonl").write_text(json.dumps({"id": "1", "text": "x"}) + '\n{"id": "2"}\n')
    with pytest.raises(InputError, match=r"plover_gsr\.jsonl, line 2"):
        found(tmp_path)[0].rows(tmp_path)


def test_only_the_official_test_part_is_asked(tmp_path: Path) -> None:
    lines = ({"id": part, "text": "x", "official_split": part} for part in ("train", "test"))
    (tmp_path / "cameo_st.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (bench,) = found(tmp_path)
    assert [row["id"] for row in bench.rows(tmp_path)] == ["test"]
