"""Lines sorted on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casusgraph.graph.run import sort
from casusgraph.graph.run.lines import pack, unpack

LINES = st.lists(st.binary(min_size=1, max_size=12).filter(lambda line: b"\n" not in line), max_size=12)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=30)
@given(batches=st.lists(LINES, max_size=12), memory=st.integers(0, 60))
def test_lines_come_back_sorted_each_once_whatever_the_memory(
    batches: list[list[bytes]], memory: int, tmp_path: Path
) -> None:
    with sort.Sorter(tmp_path, memory=memory) as sorter:
        for batch in batches:
            sorter.add(batch)
        found = list(sorter)
    assert found == sorted({line for batch in batches for line in batch})
    assert list(tmp_path.iterdir()) == []


def test_more_runs_than_files_may_be_open_are_merged_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sort, "WIDTH", 3)
    with sort.Sorter(tmp_path, memory=0) as sorter:
        for number in range(50):
            sorter.add([b"%03d" % (number * 7 % 50), b"the same"])
            assert len(list(tmp_path.rglob("*.nq"))) < 3
        assert list(sorter) == [*(b"%03d" % number for number in range(50)), b"the same"]


@given(LINES)
def test_packed_lines_come_back(lines: list[bytes]) -> None:
    assert unpack(pack(lines)) == lines
