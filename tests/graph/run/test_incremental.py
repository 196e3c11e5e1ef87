"""Builds upon builds: nothing is read twice, and what comes out is what a new build would give."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from casusgraph.graph import KnowledgeGraph, build
from casusgraph.graph.export import FORMATS, export
from casusgraph.graph.report import Report
from casusgraph.graph.run.means import Means
from casusgraph.graph.store import open_graph
from casusgraph.graph.verify import verify


@pytest.fixture
def mine(corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus, tmp_path / "mine"))


@pytest.fixture
def out(mine: Path, tmp_path: Path) -> Path:
    build(mine, output=tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def no_tools(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(means: Means) -> NoReturn:
        raise AssertionError("the language model was asked for")

    monkeypatch.setattr(Means, "tools", fail)


def again(mine: Path, out: Path) -> Report:
    report = build(mine, output=out).report
    assert report is not None
    return report


def anew(mine: Path, tmp_path: Path) -> bytes:
    build(mine, output=tmp_path / "anew")
    return (tmp_path / "anew" / "graph.nq").read_bytes()


@pytest.mark.usefixtures("no_tools")
def test_an_unchanged_corpus_asks_for_no_model_and_writes_no_graph(mine: Path, out: Path) -> None:
    before = (out / "graph.nq").stat()
    report = again(mine, out)
    assert (report.documents, report.reused, report.read, report.words) == (8, 8, 0, 0)
    assert report.statements.total() > 5
    assert report.entities > 5
    assert [item.source for item in report.skipped] == ["empty.txt"]
    assert (out / "graph.nq").stat().st_mtime_ns == before.st_mtime_ns
    assert verify(out).problems == ()


def test_a_file_that_moved_is_described_anew_and_not_read(mine: Path, out: Path, tmp_path: Path) -> None:
    (mine / "3.txt").rename(mine / "z.txt")
    shutil.copy(mine / "0.txt", mine / "copy.txt")
    report = again(mine, out)
    assert (report.reused, report.read, report.withdrawn) == (8, 0, 0)
    assert (out / "graph.nq").read_bytes() == anew(mine, tmp_path)


def test_other_metadata_are_another_reading(mine: Path, out: Path, tmp_path: Path) -> None:
    (mine / "manifest.csv").write_text("file,published,title\n0.txt,2023-05-01,A title\n", encoding="utf-8")
    assert again(mine, out).read == 1
    assert (out / "graph.nq").read_bytes() == anew(mine, tmp_path)


def test_changed_and_removed_documents_take_exactly_their_statements(mine: Path, out: Path, tmp_path: Path) -> None:
    (mine / "1.txt").unlink()
    (mine / "2.txt").write_text("Sudan admitted that its army had shelled the market.", encoding="utf-8")
    report = again(mine, out)
    assert (report.read, report.withdrawn, report.documents) == (1, 2, 7)
    assert (out / "graph.nq").read_bytes() == anew(mine, tmp_path)
    assert len(list((out / "documents").iterdir())) == 7
    assert verify(out).problems == ()


@pytest.mark.parametrize("harm", ["graph.nq", "casusgraph.json", "readings.sqlite", "documents"])
def test_what_was_damaged_or_lost_is_mended(mine: Path, out: Path, expected: bytes, harm: str) -> None:
    path = next((out / harm).iterdir()) if harm == "documents" else out / harm
    path.write_bytes(path.read_bytes()[:-40] + b"harm")
    again(mine, out)
    assert (out / "graph.nq").read_bytes() == expected
    assert verify(out).problems == ()
    path.unlink()
    again(mine, out)
    assert (out / "graph.nq").read_bytes() == expected
    assert verify(out).problems == ()


def test_a_document_that_can_not_be_read_is_listed_each_time_and_tried_once(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casusgraph.graph import reader

    analyse, tried = reader.analyse, []

    def fail(document, tools):  # type: ignore[no-untyped-def]
        tried.append(document.id)
        if "Kenya" in document.text:
            raise RuntimeError("a bug")
        return analyse(document, tools)

    monkeypatch.setattr(reader, "analyse", fail)
    for _ in range(2):
        report = again(mine, tmp_path / "out")
        assert [item.source for item in report.skipped] == ["3.txt", "empty.txt"]
        assert "a bug" in report.skipped[0].reason
        assert report.documents == 7
    assert len(tried) == 8
    assert verify(tmp_path / "out").problems == ()


def test_the_order_of_sources_changes_nothing(corpus: Path, expected: bytes, tmp_path: Path) -> None:
    files = sorted(corpus.iterdir(), reverse=True)
    build(*files, output=tmp_path / "out")
    assert (tmp_path / "out" / "graph.nq").read_bytes() == expected


@pytest.mark.parametrize("first", [slice(0, None, 2), slice(1, None, 2)], ids=["even", "odd"])
def test_a_corpus_that_comes_and_goes_in_parts_gives_the_bytes_of_the_whole(
    corpus: Path, tmp_path: Path, whole: dict[str, bytes], first: slice
) -> None:
    mine, out, files = tmp_path / "mine", tmp_path / "out", sorted(corpus.iterdir())
    mine.mkdir()
    for came, went in ((files[first], ()), (files, ()), ((), ("2.txt", "5.txt")), (files, ())):
        for path in came:
            shutil.copy(path, mine)
        for name in went:
            (mine / name).unlink()
        build(mine, output=out)
    assert outputs(out) == whole


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("whole") / "out"
    build(corpus, output=out)
    return outputs(out)


def outputs(out: Path) -> dict[str, bytes]:
    """All that a build, each export and the explorer write, but what a report says of the run itself."""
    graph, exports = open_graph(out), out.with_name("exports")
    exports.mkdir()
    for written in FORMATS:
        export(graph, written.name, exports / f"{written.name}{written.suffix}")
    KnowledgeGraph.load(out).write_page(exports / "explorer.html")
    paths = [path for root in (out, exports) for path in sorted(root.rglob("*")) if path.is_file()]
    found = {str(path.relative_to(out.parent)): path.read_bytes() for path in paths if path.suffix != ".sqlite"}
    report = json.loads(found["out/report.json"])
    of_the_run = {"read", "reused", "withdrawn", "words", "seconds"}
    found["out/report.json"] = repr({name: value for name, value in report.items() if name not in of_the_run}).encode()
    return found
