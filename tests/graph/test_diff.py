"""What changed from one graph to another, in words, as a table and as RDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset

from casusgraph.graph import KnowledgeGraph
from casusgraph.graph.diff import changed_lines, diff
from casusgraph.graph.folder import GraphFolder
from casusgraph.ontology.errors import InputError
from casusgraph.ontology.records import Modality, Reading

Writer = Callable[..., GraphFolder]


def without_last_statement(reading: Reading) -> Reading:
    return replace(reading, statements=reading.statements[:-1])


@pytest.fixture
def pair(readings: tuple[Reading, ...], writer: Writer, tmp_path: Path) -> tuple[Path, Path]:
    """The second graph lacks the second document, a statement of the first, and is less sure of another."""
    first = without_last_statement(readings[0])
    unsure = replace(first.statements[0], confidence=0.5)
    changed = replace(first, statements=(unsure, *first.statements[1:]))
    return writer(tmp_path / "old", readings).path, writer(tmp_path / "new", [changed]).path


def test_documents_and_statements_in_words(pair: tuple[Path, Path], readings: tuple[Reading, ...]) -> None:
    told = str(diff(*pair))
    assert f"  - {readings[1].document.name}" in told
    assert f"  ~ {readings[0].document.name}" in told
    gone = readings[0].statements[-1]
    assert any(line.startswith(f"  - {gone.type}: ") and gone.id in line for line in told.splitlines())
    assert any(line.startswith("  ~ ") and readings[0].statements[0].id in line for line in told.splitlines())
    assert "quads are new" in told


def test_the_other_way_round_signs_are_the_other_way_round(pair: tuple[Path, Path]) -> None:
    there, back = diff(*pair), diff(*reversed(pair))
    assert (there.added_quads, there.removed_quads) == (back.removed_quads, back.added_quads)
    turned = {"+": "-", "-": "+", "~": "~"}
    assert {(turned[c.sign], c.row["id"]) for c in there.statements} == {(c.sign, c.row["id"]) for c in back.statements}


def test_equal_graphs_have_no_difference(folder: GraphFolder) -> None:
    difference = KnowledgeGraph.load(folder.path).diff(folder.path)
    assert not difference
    assert str(difference) == "the graphs are the same"
    assert difference.to_dataframe().empty


def test_the_table_has_a_row_a_statement(pair: tuple[Path, Path]) -> None:
    difference = KnowledgeGraph.load(pair[0]).diff(KnowledgeGraph.load(pair[1]))
    frame = difference.to_dataframe()
    assert len(frame) == len(difference.statements) == 4
    assert sorted(frame["change"]) == ["-", "-", "-", "~"]


def test_a_text_that_was_edited_is_one_document_and_only_what_it_says_anew_is_told(
    readings: tuple[Reading, ...], writer: Writer, tmp_path: Path
) -> None:
    old = readings[0]
    document = replace(old.document, text=old.document.text + " The end.")
    moved = tuple(
        replace(
            s,
            document=document.id,
            evidence=tuple(replace(e, document=document.id) for e in s.evidence),
            modality=Modality.POSSIBLE if s is old.statements[0] else s.modality,
            about=(),
        )
        for s in old.statements
    )
    new = Reading(document, old.mentions, old.entities, moved)
    difference = diff(writer(tmp_path / "old", [old]).path, writer(tmp_path / "new", [new]).path)
    assert difference.documents == (("~", f"{document.name}, which was {old.document.name}"),)
    assert sorted(change.sign for change in difference.statements) == ["+", "-"]
    assert {change.row["type"] for change in difference.statements} == {old.statements[0].type}


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # of rdflib's own parsers
def test_an_rdf_patch_makes_the_new_graph_of_the_old_one(pair: tuple[Path, Path], tmp_path: Path) -> None:
    difference = diff(*pair)
    difference.write_patch(tmp_path / "change.rdfp")
    store = Dataset()
    store.parse(pair[0] / "graph.nq", format="nquads")
    store.parse(tmp_path / "change.rdfp", format="patch")
    expected = Dataset()
    expected.parse(pair[1] / "graph.nq", format="nquads")
    assert set(store.quads()) == set(expected.quads())


def test_added_and_removed_quads_are_files(pair: tuple[Path, Path], tmp_path: Path) -> None:
    difference = diff(*pair)
    difference.write_nquads(tmp_path / "added.nq", tmp_path / "removed.nq")
    added, removed = ((tmp_path / name).read_bytes().splitlines() for name in ("added.nq", "removed.nq"))
    assert (len(added), len(removed)) == (difference.added_quads, difference.removed_quads)
    lines = set((pair[0] / "graph.nq").read_bytes().splitlines())
    assert sorted((lines - set(removed)) | set(added)) == (pair[1] / "graph.nq").read_bytes().splitlines()


def test_a_folder_without_a_graph_is_an_error(folder: GraphFolder, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        diff(folder.path, tmp_path)


LINES = st.sets(st.text("abc", min_size=1, max_size=3))


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=30)
@given(old=LINES, new=LINES)
def test_lines_that_only_one_file_has(old: Iterable[str], new: Iterable[str], tmp_path: Path) -> None:
    for name, lines in (("old", old), ("new", new)):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in sorted(lines)))
    found = [(sign, line.decode().rstrip()) for sign, line in changed_lines(tmp_path / "old", tmp_path / "new")]
    assert sorted(found) == sorted(
        [*(("-", line) for line in set(old) - set(new)), *(("+", line) for line in set(new) - set(old))]
    )
