"""The page in Firefox, where it is installed: it opens, draws, selects, filters, saves and complains
of nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from casusgraph.graph.explore import page as page_module
from casusgraph.graph.explore import render
from casusgraph.ontology.records import Reading

from . import expect
from .corpus import BACKGROUND
from .firefox import FIREFOX, Firefox

ENTER = "\ue007"
"""The key, as WebDriver writes it."""
COMPLAINTS = """
  window.complaints = [];
  document.addEventListener("securitypolicyviolation", (event) => window.complaints.push(event.violatedDirective));
  window.addEventListener("error", (event) => window.complaints.push(event.message));
"""
INK = """
  const canvas = document.querySelector("#network canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let ink = 0;
  for (let at = 3; at < data.length; at += 16) ink += data[at] ? 1 : 0;
  return ink;
"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if FIREFOX is None:
        pytest.skip("no Firefox (apt-get install firefox-esr; CASUSGRAPH_FIREFOX names another place)")
    with Firefox(tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


def open_page(firefox: Firefox, tmp_path: Path, text: str, address: str = "") -> None:
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8", newline="\n")
    firefox.open(path.as_uri() + address)
    firefox.run(COMPLAINTS)


def keys(firefox: Firefox) -> set[str]:
    return set(firefox.run("return [...page.explorer.shown.nodes].map((node) => node.key)"))


@pytest.mark.parametrize("packed", [False, True])
def test_it_opens_and_draws_everything(
    firefox: Firefox, tmp_path: Path, readings: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setattr(page_module, "COMPRESS_ABOVE", 0 if packed else 10**9)
    open_page(firefox, tmp_path, render(readings, BACKGROUND))
    assert keys(firefox) == expect.nodes(expect.all_ends(expect.statements(readings)))
    assert firefox.run(INK) > 1500
    assert firefox.run("return window.complaints") == []


def test_it_selects_filters_and_sorts(
    firefox: Firefox, tmp_path: Path, readings: tuple[Reading, ...], page_text: str
) -> None:
    open_page(firefox, tmp_path, page_text, "#view=split")
    rows = "return [...document.querySelectorAll('#table tbody tr')].map((row) => row.dataset.statement)"
    assert firefox.run(rows) == expect.ids(expect.statements(readings))
    firefox.run("document.querySelector('input[data-facet=polarity][value=positive]').click()")
    wanted = expect.where(readings, lambda s: s.polarity == "negative")
    assert firefox.run(rows) == expect.ids(wanted)
    firefox.run("document.querySelector('#table tbody tr button').click()")
    assert firefox.run("return document.querySelector('#panel .card').dataset.statement") == wanted[0].id
    firefox.run("document.querySelector('#reset').click()")
    firefox.run(
        "const field = document.querySelector('#search'); field.value = 'norlandia';"
        "field.dispatchEvent(new Event('input')); field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));"
    )
    assert firefox.run("return document.querySelector('#panel h2').textContent").strip() == "Norland"
    assert firefox.run("return window.complaints") == []


def test_it_finds_a_path_between_two_names(
    firefox: Firefox, tmp_path: Path, readings: tuple[Reading, ...], page_text: str
) -> None:
    open_page(firefox, tmp_path, page_text)
    firefox.run("document.querySelector('#path-open').click()")
    firefox.type("#path-from", "Speaker of the Diet" + ENTER)
    firefox.type("#path-to", "Harbour Pact" + ENTER)
    length = nx.shortest_path_length(expect.graph(expect.statements(readings)), "position.speaker", "org.pact")
    assert firefox.run("return document.querySelector('#path-length').textContent").startswith(f"{length} steps")
    assert len(firefox.run("return [...document.querySelectorAll('#panel .card')].map((one) => one.id)")) == length


def test_it_saves_the_table_and_turns_dark(
    firefox: Firefox, tmp_path: Path, readings: tuple[Reading, ...], page_text: str
) -> None:
    open_page(firefox, tmp_path, page_text)
    firefox.run("document.querySelector('[data-export=csv]').click()")
    saved = csv.DictReader(io.StringIO(firefox.downloaded("statements.csv").decode("utf-8-sig"), newline=""))
    assert [row["id"] for row in saved] == expect.ids(expect.statements(readings))
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = firefox.run(ground)
    firefox.run("document.querySelector('#theme').click()")
    assert firefox.run(ground) != light
    assert firefox.run("return window.complaints") == []


def test_the_policy_holds(firefox: Firefox, tmp_path: Path, page_text: str) -> None:
    open_page(firefox, tmp_path, page_text)
    firefox.run(
        "const add = page.document.createElement('script'); add.textContent = 'window.injected = 1';"
        "page.document.body.append(add);"
    )
    assert firefox.run("return page.injected === undefined") is True
