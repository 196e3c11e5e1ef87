"""The examples of the Python interface do what they show."""

from __future__ import annotations

import doctest
from pathlib import Path

import pandas as pd
import pytest

from casusgraph.graph import build, knowledge_graph

NEWS = {
    "a.txt": "Sweden applied to join NATO on 16 May 2022.",
    "b.txt": "Russia warned Finland on Monday.\n",
}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_examples_of_the_graph(tmp_path: Path) -> None:
    for name, text in NEWS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    with pd.option_context("display.width", 120, "display.max_columns", 20):
        failed, tried = doctest.testmod(knowledge_graph, extraglobs={"kg": build(tmp_path)}, optionflags=flags)
    assert tried >= 10
    assert failed == 0
