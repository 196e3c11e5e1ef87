"""The run: named by what can change the output, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from casusgraph.graph.rdf.iris import Iris
from casusgraph.graph.rdf.runs import Run, run_quads
from casusgraph.ontology.vocabulary import NAMESPACE

RUN = Run("0.1.0", "aa", "bb", "cc")


def test_the_same_means_give_the_same_quads() -> None:
    assert list(run_quads(RUN, ["d1"])) == list(run_quads(replace(RUN), ["d1"]))


@pytest.mark.parametrize("name", ["package", "model", "knowledge", "lexicon", "code", "ontology"])
def test_every_means_names_the_run(name: str) -> None:
    assert replace(RUN, **{name: "other"}).id != RUN.id


def test_a_document_graph_says_what_it_was_made_of() -> None:
    iris = Iris()
    graphs = {(q.subject, q.object) for q in run_quads(RUN, ["d1"]) if q.subject == iris.document_graph("d1")}
    assert graphs == {(iris.document_graph("d1"), iris.node(RUN.id)), (iris.document_graph("d1"), iris.node("d1"))}


def test_the_run_holds_its_digests() -> None:
    found = {q.predicate.value: q.object for q in run_quads(RUN, []) if q.subject == Iris().node(RUN.id)}
    assert found[NAMESPACE + "modelDigest"] == ox.Literal("aa")
    assert found[NAMESPACE + "ontologyVersion"] == ox.NamedNode("https://w3id.org/casusgraph/ontology/1.0.0")
