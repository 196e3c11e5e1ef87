"""The query pages in Chromium: they ask only the server that they came from, and text of the graph stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.serve import Options, Server
from casusgraph.ontology.records import Entity, Reading

EVIL = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


@pytest.fixture
def page(chromium: Any, writer: Any, readings: tuple[Reading, ...], tmp_path: Path) -> Iterator[Any]:
    folder: GraphFolder = writer(tmp_path / "out", [_with_evil(readings[0]), *readings[1:]])
    with Server(folder.path, Options(port=0)) as server:
        server.start()
        opened = chromium.new_page()
        complaints: list[str] = []
        opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on(
            "request", lambda request: None if request.url.startswith(server.url) else complaints.append(request.url)
        )
        opened.goto(server.url + "query")
        opened.wait_for_selector("#question option:nth-child(21)", state="attached")
        opened.server = server
        yield opened
        assert [c for c in complaints if "400 (Bad Request)" not in c] == []
        opened.close()


def _with_evil(reading: Reading) -> Reading:
    def evil(entity: Entity) -> Entity:
        return replace(entity, label=EVIL) if not entity.known else entity

    return replace(reading, entities=tuple(map(evil, reading.entities)))


def test_a_query_is_asked_and_its_rows_are_shown(page: Any) -> None:
    page.click("#run")
    page.wait_for_selector("#result table")
    assert page.inner_text("#status").startswith("2 rows")
    assert page.inner_text("#result tbody tr:first-child td:first-child") == "Ardland"


def test_a_packaged_question_is_asked(page: Any) -> None:
    page.select_option("#question", "who-warned-whom")
    page.wait_for_selector("#result table")
    assert "Ardland warned Belmark on Monday." in page.inner_text("#result")
    assert "Every warning" in page.inner_text("#description")


def test_a_mistake_is_shown_with_its_place(page: Any) -> None:
    page.fill("#text", "SELECT * {")
    page.press("#text", "Control+Enter")
    page.wait_for_selector("#error:not([hidden])")
    assert "this { is not closed" in page.inner_text("#error")


def test_text_of_the_graph_stays_text(page: Any) -> None:
    page.fill("#text", "SELECT ?l { ?p a cg:Person ; rdfs:label ?l }")
    page.press("#text", "Control+Enter")
    page.wait_for_selector("#result table")
    assert page.inner_text("#result td") == EVIL
    assert page.title() == "Ask the graph"
    assert page.locator("#result img, #result script").count() == 0


def test_triples_and_truth_values(page: Any) -> None:
    page.fill("#text", "CONSTRUCT { ?a cg:warned ?b } WHERE { ?a cg:warned ?b }")
    page.press("#text", "Control+Enter")
    page.wait_for_selector("#result pre.graph")
    assert "cg:warned" in page.inner_text("#result")
    page.fill("#text", "ASK { ?a cg:attacked ?b }")
    page.check("#reported")
    page.click("#run")
    page.wait_for_selector("#result:text-is('Yes')")


def test_the_answer_is_saved_as_csv(page: Any, tmp_path: Path) -> None:
    page.click("#run")
    page.wait_for_selector("#result table")
    with page.expect_download() as saved:
        page.click("#csv")
    saved.value.save_as(tmp_path / "answer.csv")
    assert (tmp_path / "answer.csv").read_text(encoding="utf-8").startswith("who,whom,sentence")


def test_yasgui_asks_this_server_and_no_other(page: Any) -> None:
    page.goto(page.server.url + "yasgui")
    page.locator(".yasqe_queryButton").first.click()
    page.wait_for_selector(".yasr table.dataTable td")
    assert "Ardland" in page.inner_text(".yasr")
