"""A graph folder that follows its sources; builds are stood in for, time is not waited for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import signature
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from casusgraph.graph.cli import app
from casusgraph.graph.cli_build import build
from casusgraph.graph.cli_build import watch as follow
from casusgraph.graph.report import Report
from casusgraph.graph.watch import look, update, watch
from casusgraph.ontology.errors import InputError


@dataclass
class Builds:
    """Stands in for `build`: counts the calls; every one reads a document unless told."""

    reports: list[Report | None] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    count: int = 0

    def __call__(self) -> Any:
        self.count += 1
        if self.errors:
            raise InputError(self.errors.pop(0))
        report = self.reports.pop(0) if self.reports else Report(documents=1, read=1)
        return type("Graph", (), {"report": report})()


def steps(*actions: Callable[[], object]) -> Callable[[float], None]:
    """A `sleep` that does the next action instead; what is asked for after the last one fails."""
    waiting = iter(actions)

    def sleep(seconds: float) -> None:
        next(waiting)()

    return sleep


def nothing() -> None:
    pass


def test_it_builds_at_once_and_again_when_a_file_came_and_stays(tmp_path: Path) -> None:
    make = Builds()
    path = tmp_path / "a.txt"
    sleep = steps(nothing, lambda: path.write_text("half"), lambda: path.write_text("whole thing"), nothing, nothing)
    assert len(list(islice(watch(make, [tmp_path], sleep=sleep), 2))) == 2
    assert make.count == 2


def test_a_file_that_goes_or_changes_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.txt"
    path.parent.mkdir()
    path.write_text("one")
    first = look([tmp_path])
    path.write_text("other")
    second = look([tmp_path])
    path.unlink()
    assert len({str(one) for one in (first, second, look([tmp_path]))}) == 3
    assert look([path]) == {}


def test_a_build_that_can_not_be_made_is_told_and_tried_again_when_something_changes(tmp_path: Path) -> None:
    make = Builds(errors=["nothing to read"])
    sleep = steps(lambda: (tmp_path / "a.txt").write_text("text"), nothing, nothing)
    first, second = islice(watch(make, [tmp_path], sleep=sleep), 2)
    assert "nothing to read" in first
    assert "1 documents: 1 read" in second


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (Report(documents=5, reused=5), False),
        (Report(documents=5, read=1), True),
        (Report(documents=5, withdrawn=1), True),
        (None, False),
    ],
)
def test_one_look_is_silent_where_nothing_changed(report: Report | None, told: bool) -> None:
    assert (update(Builds(reports=[report])) is not None) is told


def test_addresses_can_not_be_watched() -> None:
    with pytest.raises(InputError, match="--once"):
        next(watch(Builds(), ["s3://bucket/articles"]))


def test_the_command_hands_on_what_build_takes_and_watches_what_the_options_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}

    def stand_in(make: Any, sources: Any, *, seconds: float) -> list[str]:
        seen.update(make.keywords, sources=sources, seconds=seconds)
        return ["told"]

    monkeypatch.setattr("casusgraph.graph.watch.watch", stand_in)
    options = ["--columns", "text=body", "--any-language", "--corrections", "c.jsonl", "--reliability", "r.yaml"]
    asked = ["watch", "inbox", "-o", str(tmp_path), "--every", "5", "--workers", "2", *options]
    done = CliRunner().invoke(app, asked)
    assert done.output == "told\n"
    assert (seen["columns"], seen["any_language"], seen["workers"]) == ({"text": "body"}, True, 2)
    assert (seen["corrections"], seen["reliability"]) == (Path("c.jsonl"), Path("r.yaml"))
    assert (seen["sources"], seen["seconds"]) == (["inbox", Path("c.jsonl"), Path("r.yaml")], 5.0)


def test_the_command_takes_each_option_of_build() -> None:
    of = {command: set(signature(function).parameters) for command, function in (("build", build), ("watch", follow))}
    assert of["watch"] - of["build"] == {"every", "once"}
    assert of["build"] <= of["watch"]
