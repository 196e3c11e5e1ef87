from __future__ import annotations

import datetime
import io
import json
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from casusgraph.graph.answers import FORMS, cells, table, write
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.query import needs_graphs, query
from casusgraph.graph.results import value
from casusgraph.graph.sparql import names, substitute, tokens, words
from casusgraph.graph.store import open_store
from casusgraph.ontology.errors import InputError, QueryError


@pytest.fixture
def store(folder: GraphFolder) -> ox.Store:
    return open_store(folder)


def test_select_gives_python_values(store: ox.Store) -> None:
    result = query(
        store,
        "SELECT ?a ?date ?c ?q ?none { ?s a cg:Warned ; cg:actor/rdfs:label ?a ; cg:earliest ?date ; "
        "cg:confidence ?c . OPTIONAL { ?x a cg:Launched ; cg:quantity ?q } } ORDER BY ?date",
    )
    assert result.columns == ("a", "date", "c", "q", "none")
    assert list(result.rows()) == [
        ("Ardland", datetime.date(2022, 5, 1), 0.75, 12, None),
        ("Ardland", datetime.date(2022, 5, 16), 0.9, 12, None),
    ]


def test_ask_construct_and_describe(store: ox.Store) -> None:
    assert query(store, "ASK { id:state.aa cg:warned id:state.bb }").answer is True
    assert query(store, "ASK { id:state.bb cg:warned id:state.aa }").answer is False
    graph = query(store, "CONSTRUCT { ?a cg:warned ?b } WHERE { ?a cg:warned ?b }").to_rdflib()
    assert len(graph) == 1
    assert "cg:warned" in graph.serialize(format="turtle")
    assert query(store, "DESCRIBE id:state.aa").kind == "CONSTRUCT"


def test_dataframes_have_types(store: ox.Store) -> None:
    text = "SELECT ?t ?q { ?s a ?t OPTIONAL { ?s cg:quantity ?q } FILTER(?t = cg:Launched) }"
    frame = query(store, text).to_dataframe()
    assert frame["q"].tolist() == [12]
    assert frame["q"].dtype == "int64"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: the query is empty\n  \n  ^"),
        ("SELECT ?x {", "line 1, column 11: this { is not closed\n  SELECT ?x {\n            ^"),
        ("SELECT *\n{ ?s foo:x ?o }", "line 2, column 6: the prefix foo: is not declared"),
        ('SELECT * { ?s ?p "a }', "column 18: the string that begins here is not closed"),
        ("SELEKT * {}", "begins with SELECT, ASK, CONSTRUCT, DESCRIBE, not with SELEKT"),
        ("PREFIX a: <urn:a> SELEKT * {}", "column 19: a query begins"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT is an update, and a graph is only read"),
        ("SELECT * { ?s <a b> ?o }", "column 20: this is no IRI"),
        ("SELECT * { ?s ?p ?o } }", "column 23: this } closes nothing"),
        ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }", "contains a variable that is unbound"),
        ("ASK { } LIMIT x", "can not be understood from here on"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "stays offline"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "stays offline"),
        ("@missing.rq", "'missing.rq' can not be read"),
        ("@\x00", "can not be read"),
        ("who-warned-hwom", "perhaps who-warned-whom"),
    ],
)
def test_a_wrong_query_is_told_where_and_why(store: ox.Store, text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        query(store, text)
    assert message in str(caught.value)


def test_service_in_a_string_or_comment_is_no_service(store: ox.Store) -> None:
    assert query(store, 'ASK { BIND("SERVICE <x>" AS ?s) } # SERVICE').answer
    assert query(store, "ASK { VALUES ?s { <urn:SERVICE> cg:SERVICE } }").answer


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("ASK { GRAPH ?g { ?s ?p ?o } }", True),
        ("ask from <urn:x> {}", True),
        ('ASK { BIND("GRAPH" AS ?g) } # FROM', False),
        ("corroborated", True),
        ("who-warned-whom", False),
        ("no-such-question", False),
        ("@missing.rq", False),
    ],
)
def test_which_questions_need_named_graphs(question: str, needed: bool) -> None:
    assert needs_graphs(question) is needed


def test_a_misspelt_term_is_noted(store: ox.Store) -> None:
    assert query(store, "ASK { ?a cg:warned ?b }").notes == ()
    assert "perhaps cg:warned" in query(store, "ASK { ?a cg:wraned ?b }").notes[0]


def test_a_query_is_read_from_a_file(store: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes("\ufeffASK { ?a cg:warned ?b }".encode())
    assert query(store, f"@{tmp_path / 'q.rq'}").answer
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(QueryError, match="not UTF-8"):
        query(store, f"@{tmp_path / 'bad.rq'}")


def written(store: ox.Store, text: str, to: str) -> bytes:
    out = io.BytesIO()
    write(query(store, text), to, out)
    return out.getvalue()


LABELS = "SELECT ?a ?n { ?a cg:warned ?b . ?a rdfs:label ?n }"
EDGE = "CONSTRUCT { ?a cg:warned ?b } WHERE { ?a cg:warned ?b }"


def test_answers_in_every_form(store: ox.Store) -> None:
    assert b"id:state.aa" in written(store, LABELS, "table")
    assert written(store, LABELS, "csv") == b"a,n\r\nhttps://w3id.org/casusgraph/id/state.aa,Ardland\r\n"
    assert written(store, LABELS, "tsv") == b'?a\t?n\n<https://w3id.org/casusgraph/id/state.aa>\t"Ardland"\n'
    assert json.loads(written(store, LABELS, "json"))["results"]["bindings"][0]["n"]["value"] == "Ardland"
    assert b"<literal>Ardland</literal>" in written(store, LABELS, "xml")
    assert json.loads(written(store, "ASK {}", "json"))["boolean"] is True
    assert written(store, "ASK {}", "csv") == b"answer\r\ntrue\r\n"
    assert b"id:state.aa cg:warned id:state.bb" in written(store, EDGE, "turtle")
    assert written(store, EDGE, "csv") == b"subject,predicate,object\r\nid:state.aa,cg:warned,id:state.bb\r\n"


def test_parquet_answers_have_types(store: ox.Store) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    values = '(1 1.5 1 "a" 99999999999999999999) (2 UNDEF "x" "b" 1)'
    text = f"SELECT ?i ?d ?m ?s ?n ?w {{ VALUES (?i ?d ?m ?s ?w) {{ {values} }} }}"
    read = parquet.read_table(io.BytesIO(written(store, text, "parquet")))
    assert read.to_pylist()[0] == {"i": 1, "d": 1.5, "m": "1", "s": "a", "n": None, "w": "99999999999999999999"}
    empty = parquet.read_table(io.BytesIO(written(store, "SELECT ?a { ?a cg:invaded ?b }", "parquet")))
    assert (empty.num_rows, empty.column_names) == (0, ["a"])


@pytest.mark.parametrize(("text", "to"), [(LABELS, "turtle"), (EDGE, "json"), (EDGE, "xml"), (LABELS, "docx")])
def test_a_form_that_can_not_hold_the_answer_is_refused(store: ox.Store, text: str, to: str) -> None:
    with pytest.raises((QueryError, InputError), match="choose"):
        written(store, text, to)


def test_nothing_in_a_table_controls_the_terminal(store: ox.Store) -> None:
    result = query(store, 'SELECT ?t { BIND("\\u001B[31m[red]x\\u009B2J" AS ?t) }')
    console = Console(file=io.StringIO(), force_terminal=True, width=80, color_system="truecolor")
    console.print(table(result))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "[red]x" in text
    assert "\x1b[31m[red]" not in text
    assert "\x9b" not in text


def test_a_table_stops_at_its_limit(store: ox.Store) -> None:
    shown = table(query(store, "SELECT ?s { ?s ?p ?o } LIMIT 9"), limit=3)
    assert len(shown.rows) == 3
    assert "first 3 rows" in shown.note


@pytest.mark.parametrize(("width", "blocks"), [(200, False), (60, True)])
def test_what_finds_no_room_side_by_side_stands_one_below_the_other(
    store: ox.Store, width: int, blocks: bool
) -> None:
    long = " ".join(["word"] * 30)
    rows = f'("{long}" "{long}" "{long}") ("x" UNDEF "z")'
    result = query(store, f"SELECT * {{ VALUES (?one ?two ?three) {{ {rows} }} }}")
    console = Console(file=io.StringIO(), width=width)
    console.print(table(result))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert any(line.split()[:1] == ["three"] for line in lines) is blocks
    assert any({"one", "two", "three"} <= set(line.split()) for line in lines) is not blocks
    assert sum(line.split()[:1] == ["two"] for line in lines) == blocks
    assert all(len(line) <= width for line in lines)


def test_short_names(store: ox.Store) -> None:
    text = "SELECT * { VALUES ?x { <https://w3id.org/casusgraph/id/a/b> rdf:type <urn:x> 1 } }"
    assert cells(query(store, text)) == [("<https://w3id.org/casusgraph/id/a/b>",), ("rdf:type",), ("<urn:x>",), ("1",)]


@given(st.text())
def test_tokens_lose_nothing(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text
    assert substitute(text, {}) == text
    words(text)
    list(names(text))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_quoted_never_becomes_a_word(text: str) -> None:
    literal = str(ox.Literal(text))
    assert words(f"ASK {{ BIND({literal} AS ?x) }}") == {"ASK", "BIND", "AS"}
    assert value(ox.Literal(text)) == text


@given(st.text())
def test_any_text_is_answered_or_refused_in_words(text: str) -> None:
    with suppress(QueryError):
        query(ox.Store(), text)


def test_forms_are_those_of_the_design() -> None:
    assert list(FORMS) == ["table", "csv", "tsv", "json", "xml", "parquet", "turtle"]
