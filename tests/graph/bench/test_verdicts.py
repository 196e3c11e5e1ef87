"""What two readers said of unread texts, kept as they gave it, and the figures that the documentation draws from it.

`statements-*.jsonl`: 200 statements drawn with seed 20261130 by `casusgraph bench --sample` from the reserved texts,
`statements-second-*.jsonl`: as many of other reserved texts, drawn with seed 20261201 after rules were mended.
`entities-*.json`: the named mentions of the texts of graph/bench/samples/entities.yaml, by `casusgraph bench --sheets`,
`entities-second-*.json`: those of samples/entities-second.yaml.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casusgraph.graph.bench.judged import Verdicts, score
from casusgraph.graph.bench.sample import report

KEPT = Path(__file__).parent / "verdicts"
LIMITS = Path(__file__).resolve().parents[3] / "docs" / "limits.md"


@pytest.mark.parametrize(
    ("name", "first", "second", "both", "kappa"),
    [("statements", 0.56, 0.56, 0.545, 0.939), ("statements-second", 0.695, 0.70, 0.685, 0.941)],
)
def test_statements_as_two_readers_judged_them(
    name: str, first: float, second: float, both: float, kappa: float
) -> None:
    values = report(KEPT / f"{name}-one.jsonl", KEPT / f"{name}-two.jsonl").values
    assert values["sample.right_first"] == pytest.approx(first)
    assert values["sample.right_second"] == pytest.approx(second)
    assert values["sample.right_both"] == pytest.approx(both)
    assert values["sample.right_kappa"] == pytest.approx(kappa, abs=0.001)


def test_the_documentation_gives_the_shares_of_the_last_sample() -> None:
    values = report(KEPT / "statements-second-one.jsonl", KEPT / "statements-second-two.jsonl").values
    text = LIMITS.read_text(encoding="utf-8")
    for column in ("actor", "type", "targets", "polarity", "modality", "attribution"):
        assert f"| {column} right | {values[f'sample.{column}']:.0%}".replace("%", " %") in text


@pytest.mark.parametrize(
    ("name", "coverage", "right", "kappa"),
    [("entities", 0.934, 0.844, 0.943), ("entities-second", 0.912, 0.831, 0.968)],
)
def test_entities_as_two_readers_judged_them(name: str, coverage: float, right: float, kappa: float) -> None:
    documents = json.loads((KEPT / f"{name}-documents.json").read_text(encoding="utf-8"))
    one, two = (Verdicts.load(KEPT / f"{name}-{reader}.json") for reader in ("one", "two"))
    values = score(documents, one, two).values
    assert values["both.coverage"] == pytest.approx(coverage, abs=0.001)
    assert values["both.right"] == pytest.approx(right, abs=0.001)
    assert values["kappa"] == pytest.approx(kappa, abs=0.001)
