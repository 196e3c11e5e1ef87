"""The statement table in its three forms, read back by the readers that people use."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casusgraph.graph.export import FORMATS, Source, export
from casusgraph.graph.export.csv import COLUMNS, quote, unquote
from casusgraph.graph.table import rows
from casusgraph.ontology.errors import InputError


def test_jsonl_holds_the_rows(records: Source, tmp_path: Path) -> None:
    export(records, "jsonl", tmp_path / "s.jsonl")
    read = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text(encoding="utf-8").splitlines()]
    assert read == list(rows(records.readings(), {}))


def test_parquet_holds_the_rows(records: Source, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(records, "parquet", tmp_path / "s.parquet")
    assert parquet.read_table(tmp_path / "s.parquet").to_pylist() == list(rows(records.readings(), {}))


def test_csv_is_read_by_csv_and_pandas(records: Source, tmp_path: Path) -> None:
    export(records, "csv", tmp_path / "s.csv")
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as source:
        read = list(csv.DictReader(source))
    assert [row["text"] for row in read] == [row["text"] for row in rows(records.readings(), {})]
    assert read[2]["weapon"] == "Dart"
    assert read[2]["target_ids"] == "weapon=weapon.dart"
    frame = pandas.read_csv(tmp_path / "s.csv")
    assert tuple(frame.columns) == COLUMNS
    assert frame["quantity"].dropna().tolist() == [12]


@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_can_be_undone(text: str) -> None:
    assert not quote(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unquote(quote(text)) == text


@given(st.sampled_from("=+-@\t\r'").flatmap(lambda c: st.text().map(lambda t: c + t)))
def test_formulas_are_defused(text: str) -> None:
    assert not quote(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unquote(quote(text)) == text


def test_an_unknown_format_names_the_known_ones(records: Source, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="jsonl"):
        export(records, "docx", tmp_path / "x")


def test_parquet_without_pyarrow_says_what_to_install(
    records: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"casusgraph\[tables\]"):
        export(records, "parquet", tmp_path / "s.parquet")


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_a_failed_export_leaves_what_was_there(form: Any, records: Source, tmp_path: Path) -> None:
    target = tmp_path / f"x{form.suffix}"
    target.write_text("before")

    class Broken:
        nquads = tmp_path / "missing.nq"
        base = records.base

        def readings(self) -> Any:
            yield next(iter(records.readings()))
            raise RuntimeError("power cut")

        def retracted(self) -> frozenset[str]:
            return frozenset()

        def background(self) -> dict[str, Any]:
            return {}

    with pytest.raises((RuntimeError, OSError, InputError)):
        export(Broken(), form.name, target)
    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == [target.name]
