"""Synthetic articles, and that growth is measured on what was seen."""

from __future__ import annotations

import os
from pathlib import Path

from casusgraph.graph.bench.scale import Watch, resident_mb
from casusgraph.graph.bench.synthetic import articles, write_articles
from casusgraph.graph.report import Progress


def test_the_same_seed_gives_the_same_articles_and_no_two_alike() -> None:
    some = list(articles(300))
    assert some == list(articles(300))
    assert len(set(some)) == 300
    assert not set(some) & set(articles(300, seed=1))


def test_articles_are_files_a_thousand_to_a_folder(tmp_path: Path) -> None:
    write_articles(tmp_path, 1001)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0000", "0001"]
    assert len(list(tmp_path.rglob("*.txt"))) == 1001


def test_growth_is_that_after_the_first_fifth() -> None:
    watch = Watch(1, resident=[(10, 100.0), (20, 200.0), (50, 210.0), (100, 220.0)])
    assert watch.growth == 1.1
    assert Watch(1).growth == 0.0


def test_starting_the_workers_is_no_part_of_the_time() -> None:
    watch = Watch(2)
    for documents in range(1, 5):
        watch(Progress("reading", documents, 4))
    assert 0 < watch.first <= watch.last


def test_memory_is_told_where_the_system_tells_it() -> None:
    assert resident_mb(os.getpid()) >= 0
