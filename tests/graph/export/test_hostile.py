"""Hostile text survives every export and the store: control characters, quotes, markup, formulas, direction marks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casusgraph.graph.export import export
from casusgraph.graph.export.csv import unquote
from casusgraph.graph.export.xml import tame
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.query import query
from casusgraph.graph.rdf.literals import clean
from casusgraph.graph.store import open_graph, open_store
from casusgraph.graph.verify import verify
from casusgraph.ontology.records import Document, Entity, EntityType, Evidence, Kind, Participant, Reading, Statement

NASTY = [
    "", " ", "\x00", "\x1b[2J", "\u202e", "\ud800", "\ufffe", "\u2028", "\x85", "\r\n", "'", '"""', "\\", "\\u0041",
    "<!--", "]]>", "</script><script>", "=1+1", "-2", "@x", ";", ",", "\t", "{{7*7}}", "%s", "${x}", "<http://a> <b> .",
    "-reported> .", "é", "e\u0301", "😀", "\ufeff",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))
HOSTILE = st.lists(PIECES, max_size=4).map("".join)


def story(texts: list[str]) -> Reading:
    """One document whose every text is hostile: its words, names, aliases, title, publisher and path."""
    people = [f"nil.person.p{number}" for number in range(len(texts))]
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


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(HOSTILE, min_size=2, max_size=20))
def test_hostile_text_survives(
    writer: Callable[..., GraphFolder], tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = writer(tmp_path_factory.mktemp("out"), [story(texts)])
    graph = open_graph(folder.path)
    labels = sorted(clean(text + ".") for text in texts)
    assert verify(folder).problems == ()

    def exported(to: str) -> Path:
        export(graph, to, folder.path / f"x.{to}")
        return folder.path / f"x.{to}"

    for where in (True, False):
        people = query(open_store(folder, in_memory=where), "SELECT ?p ?label { ?p a cg:Person ; rdfs:label ?label }")
        assert sorted(str(row[1]) for row in people.rows()) == labels
    rows = [json.loads(line) for line in exported("jsonl").read_bytes().splitlines()]
    assert sorted(row["actor"]["label"] for row in rows) == labels
    read = list(csv.DictReader(io.StringIO(exported("csv").read_bytes().decode(), newline="")))
    assert sorted(unquote(row["actor"]) for row in read) == labels
    network = networkx.read_graphml(exported("graphml"), force_multigraph=True)
    assert sorted(d["label"] for _, d in network.nodes(data=True)) == sorted(map(tame, labels))
    assert len(networkx.read_gexf(exported("gexf"))) == len(network)
    assert len(exported("plover").read_bytes().splitlines()) == len(rows)
    for to, form in (("trig", ox.RdfFormat.TRIG), ("jsonld", ox.RdfFormat.JSON_LD)):
        assert set(ox.parse(path=exported(to), format=form)) == set(ox.parse(path=folder.nquads))
    triples = rdflib.Graph().parse(data=exported("ttl").read_bytes(), format="turtle")
    assert set(labels) <= {str(label) for label in triples.objects(None, rdflib.RDFS.label)}


@given(HOSTILE)
def test_xml_text_is_stable(text: str) -> None:
    assert tame(tame(text)) == tame(text)
