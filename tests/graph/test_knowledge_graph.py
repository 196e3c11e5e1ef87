"""The Python interface over a small graph made by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from casusgraph.graph import KnowledgeGraph, build
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.timeline import QUADS, timeline
from casusgraph.graph.verify import verify
from casusgraph.ontology.errors import InputError, QueryError


@pytest.fixture
def kg(folder: GraphFolder) -> KnowledgeGraph:
    return KnowledgeGraph.load(folder.path)


def test_a_graph_says_what_it_holds(kg: KnowledgeGraph) -> None:
    assert repr(kg) == "<KnowledgeGraph: 2 documents, 6 entities, 6 statements>"
    assert "<td>Warned</td><td>2</td>" in kg._repr_html_()


def test_a_copy_is_the_same_graph(kg: KnowledgeGraph, tmp_path: Path) -> None:
    copy = KnowledgeGraph.load(kg.save(tmp_path / "copy"))
    pd.testing.assert_frame_equal(copy.statements(), kg.statements())
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="nothing is overwritten"):
        kg.save(tmp_path / "other")


def test_a_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"casusgraph\.json"):
        KnowledgeGraph.load(tmp_path)


def test_each_kind_of_query_has_its_method(kg: KnowledgeGraph) -> None:
    assert kg.ask("ASK { ?a cg:warned ?b }")
    assert len(kg.construct("CONSTRUCT { ?a cg:warned ?b } WHERE { ?a cg:warned ?b }")) == 1
    with pytest.raises(QueryError, match="SELECT"):
        kg.query("ASK { ?a cg:warned ?b }")


def test_reported_edges_come_on_request(kg: KnowledgeGraph) -> None:
    question = "SELECT ?a ?b WHERE { ?a cg:attacked ?b }"
    assert kg.query(question).empty
    assert len(kg.query(question, include_reported=True)) == 1


def test_statements_have_types_that_group_and_plot(kg: KnowledgeGraph) -> None:
    types = kg.statements().dtypes.astype(str)
    assert set(types[["document", "kind", "type", "polarity", "modality"]]) == {"category"}
    assert types["quantity"] == "Float64"
    assert types[["start", "end"]].eq("int64").all()
    assert types[["earliest", "latest"]].str.startswith("datetime64").all()


def test_a_month_is_a_range_of_days(kg: KnowledgeGraph) -> None:
    row = kg.statements().query("date == '2022-05'").iloc[0]
    assert (row["earliest"], row["latest"]) == (pd.Timestamp("2022-05-01"), pd.Timestamp("2022-05-31"))


@pytest.mark.parametrize("name", ["Ardland", "ardland", "ÁRDLAND", "republic of ardland", "state.aa"])
def test_an_entity_is_found_by_what_it_is_called(kg: KnowledgeGraph, name: str) -> None:
    assert kg.entity(name).id == "state.aa"


def test_an_entity_knows_its_statements_and_neighbours(kg: KnowledgeGraph) -> None:
    ardland = kg.entity("Ardland")
    assert repr(ardland) == "<State Ardland (state.aa): 3 statements in 2 documents>"
    assert list(ardland.statements()["type"]) == ["Warned", "Attacked", "Warned"]
    assert ardland.neighbours().values.tolist() == [
        ["state.bb", "Belmark", "State", 2],
        ["nil.person.general-00000000", "the general", "Person", 1],
        ["place.cape-cello", "Cape Cello", "Place", 1],
    ]


def test_a_speaker_has_the_statements_that_he_makes(kg: KnowledgeGraph) -> None:
    assert list(kg.entity("the general").statements()["type"]) == ["Attacked"]


def test_hostile_names_are_text_in_the_cell(kg: KnowledgeGraph) -> None:
    assert "<script" not in kg.entity("Ardland")._repr_html_()


def test_an_unknown_name_suggests_the_nearest(kg: KnowledgeGraph) -> None:
    with pytest.raises(InputError, match="did you mean Belmark"):
        kg.entity("Bellmark")
    with pytest.raises(InputError, match="entities"):
        kg.entity("zzzz")


def test_a_timeline_counts_events_by_quad(kg: KnowledgeGraph) -> None:
    months = kg.timeline()
    assert months.loc["2022-05", "verbal-conflict"] == 2
    assert months.to_numpy().sum() == 2
    days = kg.timeline(every="day")
    assert days.index.astype(str).tolist() == ["2022-05-16"]


def test_undated_events_count_at_publication_on_request(kg: KnowledgeGraph) -> None:
    days = kg.timeline(every="day", published=True)
    assert days.loc["2022-05-16", "material-conflict"] == 2
    assert days.loc["2022-05-16", "none"] == 1


def test_a_timeline_has_no_holes_and_may_be_empty(kg: KnowledgeGraph) -> None:
    assert kg.timeline(every="year").dtypes.eq("int64").all()
    assert timeline([]).shape == (0, len(QUADS))
    with pytest.raises(InputError, match="expected year, month, day"):
        kg.timeline(every="week")


def test_the_edge_table_is_the_graph(kg: KnowledgeGraph) -> None:
    edges, graph = kg.to_dataframe(), kg.to_networkx()
    assert list(zip(edges["source_id"], edges["target_id"], strict=True)) == [(a, b) for a, b in graph.edges()]
    assert edges["asserted"].tolist() == [data["asserted"] for *_, data in graph.edges(data=True)]
    assert edges["asserted"].dtype == bool
    assert edges.loc[edges["label"].str.startswith("launched"), "quantity"].tolist() == [12]


def test_a_type_of_ones_own_goes_all_the_way(tmp_path: Path) -> None:
    news, frames = tmp_path / "news", tmp_path / "frames.yaml"
    news.mkdir()
    (news / "a.txt").write_text("Russia defaced the website of Estonia.", encoding="utf-8")
    frames.write_text(
        "types: [{id: Defaced, like: Coerced}]\n"
        "frames: [{id: deface-site, type: Defaced, verbs: deface, roles: {subj: actor, obj: object, of: recipient}}]\n",
        encoding="utf-8",
    )
    graph = build(news, lexicon=[frames], output=tmp_path / "out")
    assert list(graph.statements()["type"]) == ["Defaced"]
    assert verify(tmp_path / "out").problems == ()
    question = "SELECT ?who ?type { ?a cg:defaced ?b ; rdfs:label ?who . cg:Defaced cg:ploverType/skos:notation ?type }"
    assert KnowledgeGraph.load(tmp_path / "out").query(question).values.tolist() == [["Russia", "COERCE"]]
