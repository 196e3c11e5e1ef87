"""Which lines of the page's script a test runs, as Chromium counts them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

Line = tuple[str, int]
"""A file of static/ and a line of it, counted from 0."""


class Script:
    """The page's script as joined from its files, with the place of every line. Offsets count as a script counts."""

    def __init__(self, before: str, files: Sequence[tuple[str, str]], after: str) -> None:
        self.lines: list[tuple[int, int, Line]] = []
        at = units(before)
        for name, text in files:
            for number, line in enumerate(text.split("\n")):
                self.lines.append((at + units(line) - units(line.lstrip()), at + units(line), (name, number)))
                at += units(line) + 1
        self.length = at - 1 + units(after)

    def reached(self, functions: Sequence[dict[str, Any]]) -> set[Line]:
        """The lines of which any character was run; inner stretches have the last word."""
        ranges = sorted(
            (r for function in functions for r in function["ranges"]), key=lambda r: r["startOffset"] - r["endOffset"]
        )
        run = bytearray(self.length)
        for one in ranges:
            run[one["startOffset"] : one["endOffset"]] = (b"\1" if one["count"] else b"\0") * (
                one["endOffset"] - one["startOffset"]
            )
        return {line for start, end, line in self.lines if start < end and any(run[start:end])}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class Reach:
    """A plugin of pytest that notes for each test the lines that its pages run, and the seconds that it takes."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.lines: dict[str, set[Line]] = defaultdict(set)
        self.seconds: dict[str, float] = defaultdict(float)
        self._test = ""
        self._sessions: dict[BrowserContext, list[Any]] = defaultdict(list)

    @pytest.hookimpl
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._test = nodeid

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration

    @classmethod
    def read(cls, path: Path) -> Reach:
        """What a run before has written."""
        reach = cls(Script("", (), ""))
        for test, (seconds, lines) in json.loads(path.read_text(encoding="utf-8")).items():
            reach.seconds[test] = seconds
            reach.lines[test] = {(file, line) for file, line in lines}
        return reach

    def write(self, path: Path) -> None:
        tests = {test: (self.seconds[test], sorted(lines)) for test, lines in self.lines.items()}
        path.write_text(json.dumps(tests), encoding="utf-8", newline="\n")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Every page that is opened meanwhile is watched until its context is closed."""
        new_page, close = BrowserContext.new_page, BrowserContext.close

        def watched(context: BrowserContext) -> Page:
            page = new_page(context)
            session = context.new_cdp_session(page)
            session.send("Profiler.enable")
            session.send("Profiler.startPreciseCoverage", {"callCount": False, "detailed": True})
            self._sessions[context].append(session)
            return page

        def closed(context: BrowserContext, **options: Any) -> None:
            for session in self._sessions.pop(context, []):
                self._take(session.send("Profiler.takePreciseCoverage")["result"])
            close(context, **options)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(BrowserContext, "new_page", watched)
            patch.setattr(BrowserContext, "close", closed)
            yield

    def _take(self, scripts: Sequence[dict[str, Any]]) -> None:
        for script in scripts:
            if max(r["endOffset"] for f in script["functions"] for r in f["ranges"]) == self.script.length:
                self.lines[self._test] |= self.script.reached(script["functions"])
