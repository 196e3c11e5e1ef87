from __future__ import annotations

from pathlib import Path

import pytest

from casusgraph.graph.folder import GraphFolder, atomic, write_text
from casusgraph.ontology.errors import InputError
from casusgraph.ontology.ids import digest


def test_a_new_folder_is_made_and_found_again(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "deep" / "out")
    folder.nquads.write_bytes(b"")
    folder.write_marker({"version": "1"})
    assert GraphFolder.open(tmp_path / "deep" / "out").read_marker() == {"version": "1"}
    assert GraphFolder.create(tmp_path / "deep" / "out") == folder


def test_documents_come_back_byte_for_byte(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path)
    text = "a\r\nb\rc\x85d\ufeff\ud800é😀\x00"
    folder.write_document("d1", text)
    assert folder.read_document("d1") == text
    assert digest(folder.read_document("d1")) == digest(text)


@pytest.mark.parametrize("content", ["file", "folder", "unfinished", "nothing"])
def test_what_is_no_graph_folder_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "out"
    if content == "file":
        path.write_text("x")
    elif content == "folder":
        path.mkdir()
        (path / "thesis.doc").write_text("mine")
    elif content == "unfinished":
        GraphFolder.create(path).write_marker({})
    with pytest.raises(InputError, match="build"):
        GraphFolder.open(path)


def test_a_folder_of_somebody_else_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(InputError, match="not empty"):
        GraphFolder.create(tmp_path)
    with pytest.raises(InputError, match="is a file"):
        GraphFolder.create(tmp_path / "thesis.doc")
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_damaged_marker_is_one_line(tmp_path: Path, content: str) -> None:
    folder = GraphFolder.create(tmp_path)
    folder.marker.write_text(content)
    with pytest.raises(InputError, match="casusgraph build"):
        folder.read_marker()


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    write_text(tmp_path / "f", "old")
    with pytest.raises(RuntimeError, match="power cut"):
        _write_half(tmp_path / "f")
    assert (tmp_path / "f").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["f"]


def test_a_place_that_can_not_be_written_to_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(InputError, match="can not be written"):
        write_text(tmp_path / "f" / "g", "x")
    (tmp_path / "d" / "e").mkdir(parents=True)
    with pytest.raises(InputError, match="can not be written"):
        write_text(tmp_path / "d", "x")


def _write_half(path: Path) -> None:
    with atomic(path) as out:
        out.write(b"half")
        raise RuntimeError("power cut")
