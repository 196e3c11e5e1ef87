"""A small corpus, and its graph as one process makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casusgraph.graph import build

TEXTS = (
    "Mali warned Niger on Monday that it would close the border.",
    "Finland applied to join NATO. Sweden is expected to apply as well.",
    "Sudan denied that its army had shelled the market.",
    "Kenya urged Ethiopia to withdraw its troops.",
    "Turkey supplied drones to Azerbaijan, the ministry said.",
    "India condemned the attack on the airport.",
    "Poland expelled two Russian diplomats.",
    "Chad and Libya signed a ceasefire.",
)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="session")
def expected(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("expected")
    build(corpus, output=folder)
    return (folder / "graph.nq").read_bytes()
