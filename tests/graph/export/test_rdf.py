"""The RDF formats, read back by rdflib, which shares no code with what writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from casusgraph.graph.export import export
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.rdf.triple_terms import reifying_quads
from casusgraph.graph.store import open_graph
from casusgraph.ontology.records import Reading

pytestmark = [  # rdflib warns of what it does itself
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]


@pytest.fixture(autouse=True)
def literals_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def quads(path: Path, form: str) -> set[tuple[str, ...]]:
    dataset = rdflib.Dataset()
    dataset.parse(data=path.read_bytes(), format=form)
    return {(s.n3(), p.n3(), o.n3(), str(g)) for s, p, o, g in dataset.quads((None, None, None, None))}


@pytest.mark.parametrize(("to", "form"), [("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_every_quad_comes_back(folder: GraphFolder, tmp_path: Path, to: str, form: str) -> None:
    export(open_graph(folder.path), to, tmp_path / "x")
    assert quads(tmp_path / "x", form) == quads(folder.nquads, "nquads")


def test_turtle_holds_the_union_but_for_what_others_say(folder: GraphFolder, tmp_path: Path) -> None:
    export(open_graph(folder.path), "ttl", tmp_path / "x.ttl")
    graph = rdflib.Graph().parse(data=(tmp_path / "x.ttl").read_bytes(), format="turtle")
    wanted = {quad[:3] for quad in quads(folder.nquads, "nquads") if not quad[3].endswith("-reported")}
    assert {(s.n3(), p.n3(), o.n3()) for s, p, o in graph} == wanted
    text = (tmp_path / "x.ttl").read_text(encoding="utf-8")
    assert text.count("id:state.aa cg:warned id:state.bb") + text.count("\tcg:warned id:state.bb") == 1
    assert "cg:attacked id:" not in text


def test_n_quads_are_the_canonical_file(folder: GraphFolder, tmp_path: Path) -> None:
    export(open_graph(folder.path), "nq", tmp_path / "x.nq")
    assert (tmp_path / "x.nq").read_bytes() == folder.nquads.read_bytes()


def test_rdf_1_2_adds_what_each_statement_speaks_of(
    folder: GraphFolder, readings: tuple[Reading, ...], tmp_path: Path
) -> None:
    export(open_graph(folder.path), "rdf12", tmp_path / "x.trig")
    found = set(ox.parse(path=str(tmp_path / "x.trig")))
    terms = {quad for quad in found if isinstance(quad.object, ox.Triple)}
    assert found - terms == set(ox.parse(path=str(folder.nquads)))
    assert terms == set(reifying_quads(readings))
    assert {quad.object.predicate.value.rsplit("#")[-1] for quad in terms} >= {"warned", "launched", "joined"}  # type: ignore[union-attr]


@pytest.mark.parametrize("to", ["trig", "rdf12", "ttl", "jsonld", "graphml", "gexf", "jsonl", "csv", "plover"])
def test_same_graph_same_bytes(
    writer: Callable[..., GraphFolder], readings: tuple[Reading, ...], tmp_path: Path, to: str
) -> None:
    for name, order in (("a", readings), ("b", tuple(reversed(readings)))):
        export(open_graph(writer(tmp_path / name, order).path), to, tmp_path / f"{name}.x")
    assert (tmp_path / "a.x").read_bytes() == (tmp_path / "b.x").read_bytes()
