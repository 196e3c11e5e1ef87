from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casusgraph.graph import index, scratch
from casusgraph.graph.dataset import dataset
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.rdf.canonical import canonical
from casusgraph.graph.store import fill, open_graph, open_store
from casusgraph.ontology.errors import IntegrityError
from casusgraph.ontology.records import Reading

CG = "PREFIX cg: <https://w3id.org/casusgraph/ontology#> "


def answers(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    return sorted(tuple(str(term) for term in row) for row in store.query(CG + query))  # type: ignore[union-attr]


@pytest.mark.parametrize("in_memory", [True, False])
def test_the_default_graph_is_the_union_but_for_what_others_say(folder: GraphFolder, in_memory: bool) -> None:
    store = open_store(folder, in_memory=in_memory)
    assert len(answers(store, "SELECT ?a ?b { ?a cg:warned ?b }")) == 1, "two documents say it, the union is a set"
    assert len(answers(store, "SELECT ?g { GRAPH ?g { ?a cg:warned ?b } }")) == 2
    assert answers(store, "SELECT ?a { ?a cg:attacked ?b }") == []
    assert len(answers(store, "SELECT ?g { GRAPH ?g { ?a cg:attacked ?b } }")) == 1


@pytest.mark.parametrize("in_memory", [True, False])
def test_what_others_say_is_added_when_it_is_asked_for(folder: GraphFolder, in_memory: bool) -> None:
    store = open_store(folder, include_reported=True, in_memory=in_memory)
    assert len(answers(store, "SELECT ?a { ?a cg:attacked ?b }")) == 1
    assert len(answers(store, "SELECT ?a ?b { ?a cg:warned ?b }")) == 1


def test_the_union_alone_is_the_same_union(folder: GraphFolder) -> None:
    whole, union = open_store(folder), open_store(folder, named_graphs=False)
    default = ox.DefaultGraph()
    triples = [{str(q.triple) for q in store.quads_for_pattern(None, None, None, default)} for store in (whole, union)]
    assert triples[0] == triples[1]
    assert list(union.named_graphs()) == []


def test_what_is_denied_or_planned_is_never_an_edge(folder: GraphFolder) -> None:
    store = open_store(folder, include_reported=True)
    assert answers(store, "SELECT ?a { ?a cg:launched|cg:joined ?b }") == []


def test_the_ontology_is_there_to_be_asked(folder: GraphFolder) -> None:
    store = open_store(folder)
    edges = answers(store, "SELECT ?e { cg:Warned cg:directEdge ?e }")
    assert edges == [("<https://w3id.org/casusgraph/ontology#warned>",)]


def test_memory_and_disk_hold_the_same(folder: GraphFolder) -> None:
    memory, disk = (open_store(folder, in_memory=where) for where in (True, False))
    assert {str(quad) for quad in memory} == {str(quad) for quad in disk}


def test_the_records_come_back(folder: GraphFolder, readings: tuple[Reading, ...]) -> None:
    graph = open_graph(folder.path)
    assert [reading.statements for reading in graph.readings()] == [canonical(r).statements for r in readings]
    assert set(graph.background()) == {entity.id for r in readings for entity in r.entities if entity.known}


def test_the_index_follows_graph_nq(folder: GraphFolder) -> None:
    before = len(open_store(folder, in_memory=False))
    lines = folder.nquads.read_bytes().splitlines(keepends=True)
    folder.nquads.write_bytes(b"".join(line for line in lines if b"#warned>" not in line))
    assert len(open_store(folder, in_memory=False)) < before
    assert len([path for path in folder.index.iterdir() if path.is_dir()]) == 1, "the old index is gone"


def test_several_readers_open_one_index(folder: GraphFolder) -> None:
    first, second = (open_store(folder, in_memory=False) for _ in range(2))
    assert len(first) == len(second)
    with pytest.raises(RuntimeError):
        first.clear()


def test_a_folder_that_can_not_be_written_to_is_read_in_memory(
    folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError("read-only file system")

    monkeypatch.setattr(index, "_make", refuse)
    assert len(open_store(folder, in_memory=False)) > 0


def test_a_killed_index_is_made_again_and_its_remains_go(folder: GraphFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    remains = folder.index / ".0123-1.99.tmp"
    remains.mkdir(parents=True)
    (remains / "000.sst").write_text("half")
    open_store(folder, in_memory=False)
    assert remains.is_dir(), "another process may be writing it"
    monkeypatch.setattr(scratch, "ABANDONED", -1)
    folder.nquads.write_bytes(folder.nquads.read_bytes()[: folder.nquads.read_bytes().index(b"\n") + 1])
    open_store(folder, in_memory=False)
    assert not remains.exists()


def test_a_build_that_is_killed_while_indexing_leaves_no_half_index(folder: GraphFolder) -> None:
    code = f"from casusgraph.graph.store import open_store; open_store({str(folder.path)!r}, in_memory=False)"
    for delay in (0.1, 0.2, 0.3, 0.4):
        child = subprocess.Popen([sys.executable, "-c", code])
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.wait()
        found = [path for path in folder.index.glob("[!.]*") if path.is_dir()]
        for path in found:
            assert len(ox.Store.read_only(str(path))) == len(open_store(folder, in_memory=True))


def test_damaged_quads_are_one_line(folder: GraphFolder) -> None:
    folder.nquads.write_bytes(folder.nquads.read_bytes() + b"<a> <b> .\n")
    for where in (True, False):
        with pytest.raises(IntegrityError, match="damaged"):
            open_store(folder, in_memory=where)
    assert not list(folder.index.glob(".*.tmp"))


def test_the_rdflib_face_is_the_same_store(folder: GraphFolder) -> None:
    store = open_store(folder)
    face = dataset(store)
    assert len(list(face.query("SELECT ?a { ?a cg:warned ?b }"))) == 1
    assert len(list(face.query("SELECT ?a { ?a cg:attacked ?b }"))) == 0
    union = list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert len(list(face.triples((None, None, None)))) == len(union)
    node = ox.NamedNode("https://example.org/x")
    store.add(ox.Quad(node, node, node))
    assert bool(face.query("ASK { <https://example.org/x> ?p ?o }").askAnswer)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), TEXT, st.sampled_from(["g1", "g2", "g1-reported", "g2-reported"]))))
def test_the_union_is_right_for_any_text(tmp_path_factory: Any, quads: list[tuple[int, str, str]]) -> None:
    path: Path = tmp_path_factory.mktemp("nq") / "graph.nq"
    made = [
        ox.Quad(ox.NamedNode(f"urn:s{s}"), ox.NamedNode("urn:p"), ox.Literal(t), ox.NamedNode(f"urn:{g}"))
        for s, t, g in quads
    ]
    path.write_bytes(ox.serialize(made, format=ox.RdfFormat.N_QUADS) or b"")
    store = ox.Store()
    fill(store, path)
    union = {(f"urn:s{s}", t) for s, t, g in quads if not g.endswith("-reported")}
    found = store.quads_for_pattern(None, ox.NamedNode("urn:p"), None, ox.DefaultGraph())
    assert {(q.subject.value, q.object.value) for q in found} == union  # type: ignore[union-attr]
