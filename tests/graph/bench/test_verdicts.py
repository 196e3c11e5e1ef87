"""What two readers said of unread texts, kept as they gave it, and the figures that the documentation draws from it.

`statements-*.jsonl`: 200 statements drawn with seed 20261130 by `casusgraph bench --sample` from the reserved texts.
`entities-*.json`: the named mentions of the texts of graph/bench/samples/entities.yaml, by `casusgraph bench --sheets`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casusgraph.graph.bench.judged import Verdicts, score
from casusgraph.graph.bench.sample import report

KEPT = Path(__file__).parent / "verdicts"
LIMITS = Path(__file__).resolve().parents[3] / "docs" / "limits.md"


def test_statements_as_two_readers_judged_them() -> None:
    values = report(KEPT / "statements-one.jsonl", KEPT / "statements-two.jsonl").values
    assert values["sample.right_first"] == pytest.approx(0.56)
    assert values["sample.right_second"] == pytest.approx(0.56)
    assert values["sample.right_both"] == pytest.approx(0.545)
    assert values["sample.right_kappa"] == pytest.approx(0.939, abs=0.001)
    text = LIMITS.read_text(encoding="utf-8")
    for column in ("actor", "type", "targets", "polarity", "modality", "attribution"):
        assert f"| {column} right | {values[f'sample.{column}']:.0%}".replace("%", " %") in text


def test_entities_as_two_readers_judged_them() -> None:
    documents = json.loads((KEPT / "entities-documents.json").read_text(encoding="utf-8"))
    one, two = (Verdicts.load(KEPT / f"entities-{name}.json") for name in ("one", "two"))
    values = score(documents, one, two).values
    assert values["both.coverage"] == pytest.approx(0.934, abs=0.001)
    assert values["both.right"] == pytest.approx(0.844, abs=0.001)
    assert values["kappa"] == pytest.approx(0.943, abs=0.001)
