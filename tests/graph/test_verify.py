from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.rdf.iris import BASE
from casusgraph.graph.verify import verify
from casusgraph.ontology.ids import digest
from casusgraph.ontology.records import Evidence, Reading


def problems(folder: GraphFolder) -> list[str]:
    """What is found without the help of the digest in the marker."""
    folder.write_marker({"format": 1, "base": BASE})
    return [str(problem) for problem in verify(folder).problems]


def test_a_graph_as_it_was_built_is_proved(folder: GraphFolder) -> None:
    verdict = verify(folder.path)
    assert verdict.problems == ()
    assert (verdict.documents, verdict.statements, verdict.quotes) == (2, 6, 7 + 6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.data())
def test_any_changed_character_of_a_document_is_found(folder: GraphFolder, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(folder.documents.iterdir())))
    before = path.read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(before) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda c: c != before[place]))
    try:
        path.write_bytes((before[:place] + other + before[place + 1 :]).encode())
        assert any("digest" in problem for problem in problems(folder))
    finally:
        path.write_bytes(before.encode())
    assert problems(folder) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.data())
def test_any_line_that_is_taken_out_or_added_is_found(folder: GraphFolder, data: st.DataObject) -> None:
    before = folder.nquads.read_bytes()
    lines = before.splitlines(keepends=True)
    index = data.draw(st.integers(0, len(lines) - 1))
    graph = lines[index].rsplit(b" ", 2)[1]
    extra = b"<https://w3id.org/casusgraph/id/state.bb> <https://w3id.org/casusgraph/ontology#invaded> "
    extra += b"<https://w3id.org/casusgraph/id/state.aa> " + graph + b" .\n"
    changed = data.draw(st.sampled_from([[*lines[:index], *lines[index + 1 :]], sorted([*lines, extra])]))
    try:
        folder.nquads.write_bytes(b"".join(changed))
        assert verify(folder).problems
    finally:
        folder.nquads.write_bytes(before)


def test_an_edge_that_no_statement_gives_is_found(folder: GraphFolder) -> None:
    lines = folder.nquads.read_bytes().splitlines(keepends=True)
    edge = next(line for line in lines if b"ontology#warned>" in line)
    folder.nquads.write_bytes(b"".join(sorted([*lines, edge.replace(b"#warned>", b"#struck>")])))
    assert any("#struck" in problem and "follow from none" in problem for problem in problems(folder))


def test_a_reported_edge_in_the_main_graph_is_found(folder: GraphFolder) -> None:
    lines = folder.nquads.read_bytes().splitlines(keepends=True)
    moved = sorted(line.replace(b"-reported> .", b"> .") for line in lines)
    folder.nquads.write_bytes(b"".join(moved))
    assert len(problems(folder)) == 2


def test_a_quote_that_is_not_the_text_is_found(folder: GraphFolder) -> None:
    data = folder.nquads.read_bytes().replace(b'"Ardland warned Belmark on Monday."', b'"Ardland thanked Belmark."')
    folder.nquads.write_bytes(data)
    assert any("quote is not what the text has" in problem for problem in problems(folder))


def test_a_statement_on_another_sentence_is_found(
    writer: Callable[..., GraphFolder], readings: tuple[Reading, ...], tmp_path: Path
) -> None:
    statement = readings[0].statements[0]
    wrong = Evidence(statement.document, 0, 7, "Belmark")
    moved = replace(readings[0], statements=(replace(statement, evidence=(wrong,)),))
    assert any(statement.id in problem for problem in problems(writer(tmp_path / "wrong", [moved])))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data[::-1], "not N-Quads|not after"),
        (lambda data: b"".join(reversed(data.splitlines(keepends=True))), "not after"),
        (lambda data: data + data.splitlines(keepends=True)[-1], "not after"),
        (lambda data: data.replace(b"Gazette", b"\\u0047azette"), "canonical"),
        (lambda data: data + b"\xff", "not N-Quads|damaged"),
        (lambda data: b"<urn:a> <urn:a> <urn:a> .\n" + data, "no named graph|not after"),
    ],
)
def test_a_damaged_file_is_told(folder: GraphFolder, change: Callable[[bytes], bytes], message: str) -> None:
    folder.nquads.write_bytes(change(folder.nquads.read_bytes()))
    assert any(re.search(message, problem) for problem in problems(folder))


def test_missing_and_strange_texts_are_told(folder: GraphFolder, readings: tuple[Reading, ...]) -> None:
    folder.document(readings[0].document.id).unlink()
    folder.write_document("d" + digest("x")[:16], "x")
    found = problems(folder)
    assert any("can not be read" in problem for problem in found)
    assert any("no document of the graph" in problem for problem in found)
