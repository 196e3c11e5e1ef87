"""The bench of the graph on a corpus of a few documents: every figure is there, and what takes too long is left out."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from casusgraph.graph.bench import rdf_queries, run
from casusgraph.graph.bench.rdf_corpus import Corpus
from casusgraph.graph.validate import broken


def test_the_figures(tmp_path: Path) -> None:
    run(only=["rdf"], events=40, json_path=tmp_path / "rdf.json")
    values = json.loads((tmp_path / "rdf.json").read_text())
    assert {name.split(".")[0] for name in values} == {"rdf"}
    assert values["rdf.events"] == 40
    assert values["rdf.rdflib_finished"] == 1
    for name in ("sorted_nquads_dump_ratio", "load_seconds", "query_ratio_worst", "shacl_milliseconds"):
        assert values[f"rdf.{name}"] > 0
    assert {name for name in values if name.startswith("rdf.query_ratio.")} == {
        f"rdf.query_ratio.{shape}" for shape in rdf_queries.shapes()
    }


def test_what_rdflib_does_not_answer_in_time_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = Corpus(5).write(tmp_path / "out")
    monkeypatch.setattr(rdf_queries, "shapes", lambda: {"lookup": ""})
    assert rdf_queries.rdflib(folder.nquads, deadline=0) == {}


def test_the_corpus_is_as_a_build_makes_it(tmp_path: Path) -> None:
    for reading in islice(Corpus(50).readings(), 10):
        assert broken(reading) == {}
        assert all(reading.document.text[m.start : m.end] == m.text for m in reading.mentions)
    one, two = (Corpus(20).write(tmp_path / name)[0].nquads.read_bytes() for name in "ab")
    assert one == two
