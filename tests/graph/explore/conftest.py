"""What the tests of the page share: the corpus, and one fresh context of Chromium for each page."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph.explore import page as page_module
from casusgraph.graph.explore import render
from casusgraph.ontology.records import Reading

from .browser import Opened
from .corpus import BACKGROUND, world


@pytest.fixture(scope="session", autouse=True)
def mutant() -> Iterator[None]:
    """Puts one changed line into the page's script, where mutate.py asks for it."""
    wanted = os.environ.get("CASUSGRAPH_EXPLORER_MUTANT")
    if wanted is None:
        yield
        return
    file, line, text = json.loads(wanted)
    plain = page_module.static

    def changed(name: str) -> str:
        lines = plain(name).split("\n")
        if name == file:
            lines[line] = text
        return "\n".join(lines)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_module, "static", changed)
        yield


@pytest.fixture(scope="session")
def readings() -> tuple[Reading, ...]:
    return world()


@pytest.fixture(scope="session")
def page_text(readings: tuple[Reading, ...]) -> str:
    return render(readings, BACKGROUND, title="Norland and Sudria")


Open = Callable[..., Opened]


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML from a file with the network cut; at the end nothing may have complained or asked for an address."""
    opened: list[Opened] = []

    def open_(html: str, address: str = "", **options: Any) -> Opened:
        path = tmp_path / f"page-{len(opened)}.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        opened.append(Opened(chromium, path.as_uri() + address, **options))
        return opened[-1]

    yield open_
    complaints = [complaint for one in opened for complaint in one.close()]
    assert complaints == []


@pytest.fixture
def opened(open_page: Open, page_text: str) -> Opened:
    """The small world's page."""
    return open_page(page_text)
