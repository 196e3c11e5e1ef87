"""The whole path on real input: articles to a graph, its questions, its proofs, its table and its page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from casusgraph.graph import KnowledgeGraph, build
from casusgraph.graph.identity.corrections import parse
from casusgraph.graph.table import rows
from casusgraph.graph.verify import verify
from casusgraph.ontology.errors import InputError
from casusgraph.ontology.records import Modality, Polarity

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
ARTICLES = ROOT / "graph" / "bench" / "annotated" / "articles"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "out"
    build(SEEDS, output=path)
    return path


@pytest.fixture(scope="module")
def graph(folder: Path) -> KnowledgeGraph:
    return KnowledgeGraph.load(folder)


@pytest.fixture(scope="module")
def articles() -> KnowledgeGraph:
    return build(ARTICLES)


def cells(frame: pd.DataFrame) -> set[str]:
    return {" | ".join(str(cell) for cell in row) for row in frame.itertuples(index=False)}


def having(frame: pd.DataFrame, *words: str) -> list[str]:
    return [row for row in sorted(cells(frame)) if all(word in row for word in words)]


def test_every_statement_quotes_its_document(graph: KnowledgeGraph) -> None:
    for reading in graph.readings:
        for statement in reading.statements:
            for evidence in statement.evidence:
                assert reading.document.text[evidence.start : evidence.end] == evidence.text
            assert statement.evidence[0].end - statement.evidence[0].start <= 900


def test_nothing_is_read_out_of_boilerplate(graph: KnowledgeGraph, articles: KnowledgeGraph) -> None:
    for reading in (*graph.readings, *articles.readings):
        for statement in reading.statements:
            start, end = statement.trigger
            assert not any(r.start < end and start < r.end for r in reading.document.boilerplate)


def test_direct_edges_are_only_what_the_article_itself_states_as_fact(graph: KnowledgeGraph) -> None:
    edges = graph.query(
        "SELECT ?a ?edge ?b WHERE { ?type cg:directEdge ?edge . ?a ?edge ?b FILTER(STRSTARTS(STR(?a), STR(id:))) }"
    )
    stated = {
        (statement.actor.entity, target.entity)
        for reading in graph.readings
        for statement in reading.statements
        if statement.polarity == Polarity.POSITIVE
        and statement.modality == Modality.ACTUAL
        and statement.attribution is None
        and statement.actor is not None
        for target in statement.targets
    }
    both_ways = stated | {(b, a) for a, b in stated}
    found = {(a.rsplit("/", 1)[1], b.rsplit("/", 1)[1]) for a, b in zip(edges["a"], edges["b"], strict=True)}
    assert found
    assert found <= both_ways


def test_who_warned_whom_and_in_which_sentence(graph: KnowledgeGraph) -> None:
    answer = graph.query("who-warned-whom")
    assert having(answer, "Dmitry Peskov", "warned of escalations if Western weapons were used")
    assert having(answer, "Volodymyr Zelensky", "Russia")


def test_which_states_applied_to_join_nato(graph: KnowledgeGraph) -> None:
    answer = graph.query("applications-to-join")
    assert having(answer, "Finland", "NATO", "actual")
    assert having(answer, "Sweden", "NATO", "expected")


def test_which_weapons_were_supplied_launched_or_unveiled_by_whom(graph: KnowledgeGraph) -> None:
    answer = graph.query("weapons-by-whom")
    assert having(answer, "Oreshnik", "Russia")
    assert having(answer, "ATACMS", "Ukraine")


def test_what_biden_said_would_not_happen(graph: KnowledgeGraph) -> None:
    assert having(graph.query("said-would-not-happen"), "no U.S. troops would deploy within Ukraine")


def test_what_the_british_ministry_of_defence_is_the_source_of(graph: KnowledgeGraph) -> None:
    answer = graph.query("said-by")
    assert having(answer, "Struck", "Russia", "missile strikes from Belarus")
    assert not having(answer, "Finland")


def test_two_builds_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    build(SEEDS, output=tmp_path / "again")
    assert (tmp_path / "again" / "graph.nq").read_bytes() == (folder / "graph.nq").read_bytes()


def test_the_order_and_company_of_files_change_nothing_about_a_document(graph: KnowledgeGraph, tmp_path: Path) -> None:
    for path in SEEDS.glob("*"):
        shutil.copy(path, tmp_path / path.name)
    (tmp_path / "000_d4a2c2d2cced1d12.txt").unlink()
    shutil.copy(ARTICLES / "darfur.txt", tmp_path / "0.txt")
    fewer = {reading.document.name: reading for reading in build(tmp_path).readings}
    for reading in graph.readings:
        if reading.document.name in fewer:
            assert fewer[reading.document.name].statements == reading.statements


def test_a_rebuild_reads_only_what_is_new_and_withdraws_what_is_gone(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    shutil.copytree(ARTICLES, corpus)
    count = len(list(corpus.glob("*.txt")))
    build(corpus, output=out)
    whole = (out / "graph.nq").read_bytes()
    (corpus / "sahel.txt").unlink()
    without = build(corpus, output=out).report
    assert without is not None
    assert (without.reused, without.documents, without.withdrawn, without.words) == (count - 1, count - 1, 1, 0)
    assert b"sahel" not in (out / "graph.nq").read_bytes()
    assert len(list((out / "documents").iterdir())) == count - 1
    shutil.copy(ARTICLES / "sahel.txt", corpus)
    again = build(corpus, output=out).report
    assert again is not None
    assert (again.reused, again.documents) == (count - 1, count)
    assert (out / "graph.nq").read_bytes() == whole


def test_verify_passes_and_fails_when_one_character_of_a_document_changes(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert verify(copy).problems == ()
    document = sorted((copy / "documents").iterdir())[0]
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("Putin", "Butin", 1), encoding="utf-8")
    assert verify(copy).problems


def test_the_graph_comes_back_from_its_files_as_it_was(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    copy = KnowledgeGraph.load(graph.save(tmp_path / "copy"))
    assert copy.readings == graph.readings
    assert copy.background == graph.background


def test_tables(graph: KnowledgeGraph) -> None:
    statements = graph.statements()
    assert len(statements) == sum(len(reading.statements) for reading in graph.readings)
    assert statements["polarity"].isin(["positive", "negative"]).all()
    assert str(statements["earliest"].dtype).startswith("datetime64")
    assert (statements["earliest"].dropna() <= statements["latest"].dropna()).all()
    assert {"Joe Biden", "NATO", "Ukraine"} <= set(graph.entities()["label"])
    assert len(graph.documents()) == 5


def test_the_table_of_the_design(graph: KnowledgeGraph) -> None:
    for row in rows(graph.readings, graph.background):
        assert json.loads(json.dumps(row)) == row
        assert all(len(p["aliases"]) <= 25 for p in (row["actor"], row["attribution"], *row["targets"]) if p)


def told(graph: KnowledgeGraph, words: str, kind: str, modality: Modality) -> set[str]:
    """Ids of the statements of the type and modality in whose sentence the words are."""
    return {
        statement.id
        for reading in graph.readings
        for statement in reading.statements
        if statement.type == kind and statement.modality is modality and words in statement.evidence[0].text
    }


def events_of(graph: KnowledgeGraph) -> dict[str, str]:
    """The event of each statement; each has one."""
    rows = graph.query("SELECT ?s ?e WHERE { ?s cg:reports ?e }")
    pairs = [(str(row.s).rsplit("/", 1)[-1], str(row.e)) for row in rows.itertuples(index=False)]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


@pytest.mark.parametrize(
    ("evidence", "documents"),
    [
        ([("struck targets inside Russia", "Struck"), ("first long-range Atacms", "Launched")], 2),
        ([("approved Ukraine", "Authorized")], 1),
        ([("anti-personnel mines", "Supplied"), ("anti-personnel landmines", "Supplied")], 2),
        ([("officially approached NATO", "AppliedToJoin")], 1),
    ],
    ids=["the first ATACMS strike", "the authorization", "the anti-personnel mines", "the application of Finland"],
)
def test_a_named_event_is_one_event_with_all_its_evidence(
    graph: KnowledgeGraph, evidence: list[tuple[str, str]], documents: int
) -> None:
    modality = Modality.PLANNED if evidence[0][1] == "Supplied" else Modality.ACTUAL
    parts = [told(graph, words, kind, modality) for words, kind in evidence]
    assert all(parts)
    events = events_of(graph)
    assert len({events[statement] for part in parts for statement in part}) == 1
    (event,) = {events[statement] for statement in parts[0]}
    found = graph.query(f"SELECT DISTINCT ?d WHERE {{ ?s cg:reports <{event}> ; cg:document ?d }}")
    assert len(found) == documents


def test_the_invasion_of_2022_is_never_merged_with_a_possible_second_one(graph: KnowledgeGraph) -> None:
    events = events_of(graph)
    first = {events[one] for one in told(graph, "February 24, 2022", "Invaded", Modality.ACTUAL)}
    second = {events[one] for one in told(graph, "from Belarus", "Invaded", Modality.POSSIBLE)}
    assert first
    assert second
    assert not first & second


def test_tolls_of_the_seeds_are_cumulative_and_attributed(graph: KnowledgeGraph) -> None:
    tolls = graph.tolls()
    dead = tolls[(tolls["type"] == "Killed") & (tolls["best"] == 27700)]
    assert list(dead["scope"]) == ["cumulative"]
    assert list(dead["claimant"]) == ["Ministry of Defence of Ukraine"]
    assert graph.plot_tolls(type="Killed").get_legend() is not None


def test_the_most_doubtful_merges_come_first_with_ready_lines(graph: KnowledgeGraph) -> None:
    doubts = graph.review()
    assert [doubt.sure for doubt in doubts] == sorted(doubt.sure for doubt in doubts)
    assert not parse("\n".join(line for doubt in doubts for line in doubt.lines)).wrong


def test_a_correction_is_replayed_and_proved(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    doubt = graph.review(most=1)[0]
    file = tmp_path / "corrections.jsonl"
    file.write_text(doubt.lines[0] + "\nnonsense\n", encoding="utf-8")
    shutil.copytree(folder, tmp_path / "out")
    corrected = build(SEEDS, output=tmp_path / "out", corrections=file)
    events = events_of(corrected)
    assert events[doubt.statements[0]] != events[doubt.statements[1]]
    assert corrected.report is not None
    notes = [note.note for note in corrected.report.notes if note.source == "corrections"]
    assert [note.startswith("line 2: ") for note in notes] == [True]
    assert not verify(tmp_path / "out").problems


def test_the_page_holds_the_graph_and_asks_for_nothing(graph: KnowledgeGraph) -> None:
    page = graph.page(title="Five articles")
    assert "Five articles" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert "connect-src 'none'" in page or "default-src 'none'" in page


def broken_inputs() -> Iterator[tuple[str, bytes]]:
    yield "empty.txt", b""
    yield "picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    yield "controls.txt", "Russia\x07 warned\x1b[31m Ukraine.\u202e\n".encode()
    yield "emoji.txt", "🇺🇦 Ukraine 🚀 struck a depot in Russia. 👍".encode()
    yield "arabic.txt", "أعلنت روسيا عن مناورات عسكرية.".encode()
    yield "long.txt", (b"Russia warned Ukraine and " * 2000) + b"left."


def test_bad_documents_are_listed_and_stop_nothing(tmp_path: Path) -> None:
    for name, content in broken_inputs():
        (tmp_path / name).write_bytes(content)
    shutil.copy(ARTICLES / "darfur.txt", tmp_path)
    graph = build(tmp_path)
    assert graph.report is not None
    assert {item.source for item in graph.report.skipped} == {"arabic.txt", "empty.txt", "picture.txt"}
    assert any(reading.document.sources == ("darfur.txt",) and reading.statements for reading in graph.readings)
    assert verify(graph.path).problems == ()


def test_a_folder_of_somebody_else_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match="not a graph folder"):
        build(SEEDS, output=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
