"""Hostile text survives every export and the store: control characters, quotes, markup, formulas, direction marks.

2,000 texts; `CASUSGRAPH_HOSTILE=10000 scripts/test tests/graph/export/test_hostile.py` takes as many as it says.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import networkx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from casusgraph.graph.export import Source, export
from casusgraph.graph.export.csv import unquote
from casusgraph.graph.export.xml import tame
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.query import query
from casusgraph.graph.rdf.iris import Iris
from casusgraph.graph.rdf.literals import clean
from casusgraph.graph.store import open_graph, open_store
from casusgraph.graph.verify import verify
from casusgraph.ontology.errors import InputError, IntegrityError
from casusgraph.ontology.records import Document, Entity, EntityType, Evidence, Kind, Participant, Reading, Statement
from casusgraph.ontology.vocabulary import ONTOLOGY

NASTY = [
    "", " ", "\x00", "\x1b[2J", "\u202e", "\ud800", "\ufffe", "\u2028", "\x85", "\r\n", "'", '"""', "\\", "\\u0041",
    "<!--", "]]>", "</script><script>", "=1+1", "-2", "@x", ";", ",", "\t", "{{7*7}}", "%s", "${x}", "<http://a> <b> .",
    "-reported> .", "é", "e\u0301", "😀", "\ufeff",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))
HOSTILE = st.lists(PIECES, max_size=4).map("".join)


def story(texts: list[str], first: int) -> Reading:
    """One document whose every text is hostile: its words, names, aliases, title, publisher and path."""
    people = [f"nil.person.p{number}" for number in range(first, first + len(texts))]
    entities = tuple(
        Entity(person, EntityType.PERSON, text + ".", aliases=(text,), known=False)
        for person, text in zip(people, texts, strict=True)
    )
    body, places = "", []
    for text in texts:
        places.append((len(body), len(body) + len(text) + 1))
        body += text + "."
    document = Document(body, (texts[0],), title=texts[0], publisher=texts[-1], author=texts[0], url=texts[-1])
    statements = tuple(
        Statement(
            document.id, Kind.EVENT, "Warned", (Evidence(document.id, start, end, body[start:end]),), (start, end),
            Participant("actor", people[i]), (Participant("recipient", people[i - 1]),),
        )
        for i, (start, end) in enumerate(places)
    )  # fmt: skip
    return Reading(document, (), entities, statements)


def hostile(count: int) -> list[str]:
    """So many different texts, found by Hypothesis."""
    found: dict[str, None] = {}
    for number in range(100):
        if len(found) >= count:
            break

        @seed(number)
        @settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate])
        @given(HOSTILE)
        def collect(text: str) -> None:
            found[text] = None

        collect()
    assert len(found) >= count
    return list(found)[:count]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return hostile(int(os.environ.get("CASUSGRAPH_HOSTILE", "2000")))


@pytest.fixture(scope="module")
def evil(texts: list[str], writer: Callable[..., GraphFolder], tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """A graph in which every one of them is a name, an alias and a sentence, some are titles, addresses and paths."""
    stories = [story(texts[start : start + 50], start) for start in range(0, len(texts), 50)]
    return writer(tmp_path_factory.mktemp("evil") / "out", stories)


@pytest.fixture(scope="module")
def source(evil: GraphFolder) -> Source:
    """The graph, read once."""
    graph = open_graph(evil.path)
    readings = list(graph.readings())
    return cast(
        Source,
        SimpleNamespace(
            nquads=graph.nquads, base=graph.base, readings=lambda: readings, background=dict, retracted=tuple
        ),
    )


@pytest.fixture
def labels(texts: list[str]) -> list[str]:
    return sorted(clean(text + ".") for text in texts)


@pytest.fixture
def exported(source: Source, tmp_path: Path) -> Callable[[str], Path]:
    def write(to: str) -> Path:
        export(source, to, tmp_path / f"x.{to}")
        return tmp_path / f"x.{to}"

    return write


def test_the_graph_proves_itself(evil: GraphFolder) -> None:
    assert verify(evil).problems == ()


@pytest.mark.parametrize("in_memory", [True, False])
def test_the_store_keeps_every_character(evil: GraphFolder, labels: list[str], in_memory: bool) -> None:
    store = open_store(evil, in_memory=in_memory)
    people = query(store, "SELECT ?p ?label { ?p a cg:Person ; rdfs:label ?label }")
    assert sorted(str(row[1]) for row in people.rows()) == labels
    named = {quad for quad in store if quad.graph_name not in (ox.DefaultGraph(), ox.NamedNode(ONTOLOGY))}
    assert named == set(ox.parse(path=str(evil.nquads)))


def test_the_statement_table_keeps_every_character(
    exported: Callable[[str], Path], texts: list[str], labels: list[str]
) -> None:
    rows = [json.loads(line) for line in exported("jsonl").read_bytes().splitlines()]
    assert sorted(row["actor"]["label"] for row in rows) == sorted(text + "." for text in map(clean, texts))
    assert sorted(row["text"] for row in rows) == sorted(text + "." for text in texts)
    read = list(csv.DictReader(io.StringIO(exported("csv").read_bytes().decode(), newline="")))
    assert sorted(unquote(row["actor"]) for row in read) == labels
    parquet = pytest.importorskip("pyarrow.parquet").read_table(exported("parquet")).to_pylist()
    assert sorted(row["actor"]["label"] for row in parquet) == labels


def test_the_networks_keep_what_their_formats_can_hold(exported: Callable[[str], Path], labels: list[str]) -> None:
    tamed = sorted(map(tame, labels))
    network = networkx.read_graphml(exported("graphml"), force_multigraph=True)
    assert sorted(data["label"] for _, data in network.nodes(data=True)) == tamed
    network = networkx.read_gexf(exported("gexf"))
    assert sorted(data["label"] for _, data in network.nodes(data=True)) == tamed
    table = (exported("neo4j") / "entities.csv").read_bytes().decode()
    assert sorted(row["label"] for row in csv.DictReader(io.StringIO(table, newline=""))) == labels


def test_event_records_keep_every_character(exported: Callable[[str], Path], labels: list[str]) -> None:
    events = [json.loads(line) for line in exported("plover").read_bytes().splitlines()]
    assert sorted(event["actor"][0]["name"] for event in events) == labels


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")
def test_rdf_keeps_every_character(exported: Callable[[str], Path], evil: GraphFolder, labels: list[str]) -> None:
    quads = set(ox.parse(path=str(evil.nquads)))
    for to, form in (("nq", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG), ("jsonld", ox.RdfFormat.JSON_LD)):
        assert set(ox.parse(path=str(exported(to)), format=form)) == quads
    found = set(ox.parse(path=str(exported("rdf12")), format=ox.RdfFormat.TRIG))
    assert {quad for quad in found if not isinstance(quad.object, ox.Triple)} == quads
    triples = rdflib.Graph().parse(data=exported("ttl").read_bytes(), format="turtle")
    assert set(labels) <= {str(label) for label in triples.objects(None, rdflib.RDFS.label)}


def test_a_hostile_identifier_is_refused_or_kept(texts: list[str]) -> None:
    for text in texts:
        for make in (lambda t: Iris().node(t), lambda t: Iris(t).entities, lambda t: Iris(f"urn:{t}/").entities):
            try:
                node = make(text)
            except (IntegrityError, InputError):
                continue
            line = f"{ox.Triple(node, node, node)} ."
            assert next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))).subject == node
            assert text in node.value


def test_xml_text_is_stable(texts: list[str]) -> None:
    assert [tame(tame(text)) for text in texts] == [tame(text) for text in texts]
