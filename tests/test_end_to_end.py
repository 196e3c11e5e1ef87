"""The whole path on real input: five articles to a graph, its questions, its proofs and its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from casusgraph.graph import KnowledgeGraph, build

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "out"
    build(SEEDS, output=path)
    return path


def test_two_builds_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    build(SEEDS, output=tmp_path / "again")
    assert (tmp_path / "again" / "graph.nq").read_bytes() == (folder / "graph.nq").read_bytes()
