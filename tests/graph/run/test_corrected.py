"""Corrections in a build: what they change goes everywhere, nothing else changes, and without them all is back."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from casusgraph.graph import KnowledgeGraph, build
from casusgraph.graph.identity.corrections import Correction
from casusgraph.graph.rdf.iris import BASE
from casusgraph.graph.verify import verify
from casusgraph.ontology.records import Statement

TEXTS = {
    "a.txt": "Anders Kvistgaard warned Finland on Monday. Finland rejected the warning.",
    "b.txt": "Mr Kvistgaard visited Oslo. Kvistgaard praised Norway.",
    "c.txt": "Mali warned Niger on Tuesday. Mali struck Niger.",
    "d.txt": "Chad and Libya signed a ceasefire. Mali warned Niger again.",
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(news: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    return build(news, output=tmp_path_factory.mktemp("plain"))


@pytest.fixture
def out(plain: KnowledgeGraph, tmp_path: Path) -> Path:
    """A copy of the plain graph, so that nothing need be read again."""
    return Path(shutil.copytree(plain.path, tmp_path / "out"))


def rebuilt(news: Path, out: Path, *corrections: Correction) -> KnowledgeGraph:
    file = out.with_suffix(".jsonl")
    file.write_text("".join(one.line() + "\n" for one in corrections), encoding="utf-8")
    return build(news, output=out, corrections=file)


def statements(graph: KnowledgeGraph, document: str = "") -> list[Statement]:
    return [s for read in graph.readings for s in read.statements if read.document.name.startswith(document)]


def nodes(found: Iterable[Statement]) -> set[str]:
    people = [person for s in found for person in (s.actor, *s.targets, s.attribution) if person is not None]
    return {person.entity for person in people}


def edges(graph: KnowledgeGraph, edge: str) -> set[tuple[str, str]]:
    rows = graph.query(f"SELECT ?a ?b WHERE {{ ?a cg:{edge} ?b }}").itertuples(index=False)
    return {(row.a.rsplit("/", 1)[1], row.b.rsplit("/", 1)[1]) for row in rows}


def unknown(graph: KnowledgeGraph, document: str) -> str:
    return min(one for one in nodes(statements(graph, document)) if one.startswith("nil.person."))


def test_two_nodes_become_one_everywhere(news: Path, plain: KnowledgeGraph, out: Path) -> None:
    whole, part = unknown(plain, "a-"), unknown(plain, "b-")
    assert whole != part
    graph = rebuilt(news, out, Correction("same", (whole, part), "A. Reader", "one man"))
    assert part not in nodes(statements(graph))
    assert {s.actor.entity for s in statements(graph, "b-") if s.actor is not None} == {whole}
    assert {entity.label for read in graph.readings for entity in read.entities if entity.id == whole} == {
        "Anders Kvistgaard"
    }
    node = f"<{BASE}{part}>"
    rows = graph.query(f"SELECT ?p WHERE {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}")
    assert {predicate.rsplit("#", 1)[1] for predicate in rows["p"]} == {"corrects"}
    assert verify(graph.path).problems == ()


def test_a_node_of_the_knowledge_base_stands_for_one_that_texts_name(
    news: Path, plain: KnowledgeGraph, out: Path
) -> None:
    part = unknown(plain, "b-")
    graph = rebuilt(news, out, Correction("same", (part, "person.jens-stoltenberg"), "R", "so"))
    assert "person.jens-stoltenberg" in nodes(statements(graph, "b-"))
    assert graph.ask("ASK { id:person.jens-stoltenberg cg:knownFrom ?anything }")
    assert verify(graph.path).problems == ()


def test_one_node_becomes_two_where_the_reader_says(news: Path, plain: KnowledgeGraph, out: Path) -> None:
    one, other = (read.document.id for read in plain.readings if read.document.name[0] in "cd")
    graph = rebuilt(news, out, Correction("not-same", ("state.ml", other), "A. Reader", "a namesake"))
    (new,) = nodes(statements(graph, "d-")) - nodes(statements(plain, "d-"))
    assert new.startswith("nil.state.ml-")
    assert edges(graph, "warned") >= {("state.ml", "state.ne"), (new, "state.ne")}
    assert "state.ml" in nodes(statements(graph, "c-"))
    assert one not in str(statements(graph, "d-"))
    assert verify(graph.path).problems == ()


def test_one_statement_may_be_about_another_than_the_rest_of_its_document(
    news: Path, plain: KnowledgeGraph, out: Path
) -> None:
    first = next(s for s in statements(plain, "c-") if s.type == "Warned")
    graph = rebuilt(news, out, Correction("not-same", ("state.ml", first.id), "A. Reader", "a namesake"))
    actors = {s.type: s.actor.entity for s in statements(graph, "c-") if s.actor is not None}
    assert actors["Warned"].startswith("nil.state.ml-")
    assert actors["Struck"] == "state.ml"
    assert verify(graph.path).problems == ()


def test_corrections_by_old_ids_hold_when_entities_were_corrected(
    news: Path, plain: KnowledgeGraph, out: Path
) -> None:
    first = next(s for s in statements(plain, "c-") if s.type == "Warned")
    apart = Correction("not-same", ("state.ml", first.document), "A. Reader", "a namesake")
    graph = rebuilt(news, out, apart, Correction("retract", (first.id,), "A. Reader", "not said"))
    assert graph.report is not None
    assert graph.report.notes == []
    assert not [pair for pair in edges(graph, "warned") if pair[0].startswith("nil.state")]
    assert verify(graph.path).problems == ()


def test_a_retracted_statement_loses_its_edge_and_stays_as_data(
    news: Path, plain: KnowledgeGraph, out: Path
) -> None:
    (struck,) = [s for s in statements(plain) if s.type == "Struck"]
    assert edges(plain, "struck") == {("state.ml", "state.ne")}
    graph = rebuilt(news, out, Correction("retract", (struck.id,), "A. Reader", "a drill"))
    assert edges(graph, "struck") == set()
    assert graph.ask(f"ASK {{ id:{struck.id} a cg:Struck ; cg:retractedBy/dcterms:description 'a drill' }}")
    (drawn,) = [data for _, _, data in graph.to_networkx().edges(data=True) if data["statement"] == struck.id]
    assert (drawn["asserted"], drawn["label"]) == (False, "struck (retracted)")
    assert verify(graph.path).problems == ()


def test_an_edge_that_another_statement_gives_stays(news: Path, plain: KnowledgeGraph, out: Path) -> None:
    first = next(s for s in statements(plain, "c-") if s.type == "Warned")
    graph = rebuilt(news, out, Correction("retract", (first.id,), "A. Reader", "not said"))
    assert ("state.ml", "state.ne") in edges(graph, "warned")


def test_both_ways_of_a_symmetric_edge_go(news: Path, plain: KnowledgeGraph, out: Path) -> None:
    signed = tuple(s.id for s in statements(plain, "d-") if "state.td" in nodes([s]))
    graph = rebuilt(news, out, Correction("retract", signed, "A. Reader", "no"))
    rows = graph.query("SELECT ?p WHERE { { id:state.td ?p id:state.ly } UNION { id:state.ly ?p id:state.td } }")
    assert rows.empty


def test_without_the_corrections_all_is_as_it_was(news: Path, plain: KnowledgeGraph, out: Path) -> None:
    (struck,) = [s for s in statements(plain) if s.type == "Struck"]
    rebuilt(
        news,
        out,
        Correction("retract", (struck.id,), "R", "no"),
        Correction("not-same", ("state.ml", struck.document), "R", "no"),
    )
    assert (out / "graph.nq").read_bytes() != (plain.path / "graph.nq").read_bytes()
    build(news, output=out)
    assert (out / "graph.nq").read_bytes() == (plain.path / "graph.nq").read_bytes()


def test_a_correction_of_an_entity_that_is_not_there_is_told(news: Path, out: Path) -> None:
    graph = rebuilt(news, out, Correction("same", ("nil.person.nobody-00000000", "state.ml"), "R", "so"))
    assert graph.report is not None
    assert [one.note for one in graph.report.notes] == ["line 1: same: the graph has no nil.person.nobody-00000000"]
    assert verify(graph.path).problems == ()
