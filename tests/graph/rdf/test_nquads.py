"""Sorted N-Quads: the same set of quads gives the same bytes, and an interrupted write leaves the old file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from casusgraph.graph.rdf import nquads
from casusgraph.graph.rdf.write import reading_quads
from casusgraph.ontology.records import Reading


def test_the_order_and_number_of_quads_do_not_matter(reading: Reading, tmp_path: Path) -> None:
    quads = list(reading_quads(reading))
    count = nquads.write_nquads(quads, tmp_path / "a.nq")
    assert nquads.write_nquads(reversed(quads + quads), tmp_path / "b.nq") == count == len(set(quads))
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()


def test_the_file_is_sorted_n_quads(reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nquads, "CHUNK", 7)
    quads = set(reading_quads(reading))
    nquads.write_nquads(quads, tmp_path / "a.nq")
    data = (tmp_path / "a.nq").read_bytes()
    assert data.endswith(b" .\n")
    assert data.splitlines() == sorted(data.splitlines())
    assert set(ox.parse(data, format=ox.RdfFormat.N_QUADS)) == quads


def test_newlines_and_controls_stay_inside_their_line(tmp_path: Path) -> None:
    node = ox.NamedNode("urn:a")
    values = ("a\nb", "a\r\nb", "a\x85b\u2028c", "\x00\x0b\x1c")
    quads = {ox.Quad(node, node, ox.Literal(value), node) for value in values}
    assert nquads.write_nquads(quads, tmp_path / "a.nq") == 4
    assert set(ox.parse(path=str(tmp_path / "a.nq"), format=ox.RdfFormat.N_QUADS)) == quads


def test_nothing_to_write_is_an_empty_file(tmp_path: Path) -> None:
    assert nquads.write_nquads([], tmp_path / "a.nq") == 0
    assert (tmp_path / "a.nq").read_bytes() == b""


def test_a_failure_leaves_the_old_file(reading: Reading, tmp_path: Path) -> None:
    def broken() -> Iterator[ox.Quad]:
        yield from reading_quads(reading)
        raise RuntimeError("stopped")

    (tmp_path / "a.nq").write_bytes(b"old")
    with pytest.raises(RuntimeError, match="stopped"):
        nquads.write_nquads(broken(), tmp_path / "a.nq")
    assert (tmp_path / "a.nq").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.nq"]
