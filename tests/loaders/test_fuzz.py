"""The fuzzer itself: it runs, its inputs differ, and it would see a loader that writes, lies about offsets or dies."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import fuzz
import pytest

from casusgraph.loaders.source import Article, Source
from casusgraph.ontology.records import Region


@pytest.fixture(scope="module")
def watch() -> fuzz.Watch:
    return fuzz.Watch()


def test_damaged_samples_of_every_format_give_something(watch: fuzz.Watch) -> None:
    fuzz.plain(3 * len(fuzz.NAMES), watch, seed=1)
    assert {what.partition(":")[0] for what in watch.gave} == set(fuzz.NAMES)


def test_mutations_are_drawn_by_the_seed_alone() -> None:
    one, other = (fuzz.mutated(b"some bytes of a file", random.Random(3)) for _ in range(2))
    assert one == other
    assert one != fuzz.mutated(b"some bytes of a file", random.Random(4))


@pytest.mark.parametrize("harm", ["writes", "lies", "dies"])
def test_a_loader_that_does_harm_is_seen(
    watch: fuzz.Watch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, harm: str
) -> None:
    def read(source: Source) -> Iterator[Article]:
        if harm == "writes":
            (tmp_path / "written").write_bytes(b"x")
        if harm == "dies":
            raise SystemExit(3)
        yield Article("text", source.name, boilerplate=(Region(2, 9, "navigation"),))

    monkeypatch.setattr(fuzz, "articles", read)
    with pytest.raises((AssertionError, SystemExit)):
        watch.run(b"\x00some text")
