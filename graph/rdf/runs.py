"""How the graph was made: one PROV activity a build, named by digests of all that can change its output.

No clock, host, path or number of workers, so that the same input gives the same bytes; those go to report.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ...ontology.ids import mint
from ...ontology.vocabulary import version_iri
from .iris import BASE, LABEL, PROV, TYPE, Iris, cg, term
from .literals import text


@dataclass(frozen=True, slots=True)
class Run:
    """What a build was done with; digests are hexadecimal."""

    package: str
    """Version of casusgraph."""
    model: str
    knowledge: str
    lexicon: str
    code: str = ""
    """Of the stages between text and statements."""
    ontology: str = ""
    """Version IRI; empty means the version at hand."""

    @property
    def id(self) -> str:
        """`r` and 16 hexadecimal characters: the same means give the same run."""
        ontology = self.ontology or version_iri()
        return mint("r", self.package, self.model, self.knowledge, self.lexicon, self.code, ontology)


def run_quads(run: Run, documents: Iterable[str], *, base: str = BASE) -> Iterator[ox.Quad]:
    """The `runs` graph: the build, its means, and for each document id which graph was made of which document."""
    iris = Iris(base)
    node, software = iris.node(run.id), iris.node(mint("p", "casusgraph", run.package))
    for subject, predicate, value in (
        (node, TYPE, term(PROV + "Activity")),
        (node, LABEL, text("casusgraph build")),
        (node, term(PROV + "wasAssociatedWith"), software),
        (node, term(PROV + "used"), iris.knowledge),
        (node, cg("packageVersion"), text(run.package)),
        (node, cg("modelDigest"), text(run.model)),
        (node, cg("knowledgeDigest"), text(run.knowledge)),
        (node, cg("lexiconDigest"), text(run.lexicon)),
        (node, cg("codeDigest"), text(run.code)),
        (node, cg("ontologyVersion"), ox.NamedNode(run.ontology or version_iri())),
        (software, TYPE, term(PROV + "SoftwareAgent")),
        (software, LABEL, text(f"casusgraph {run.package}")),
        (iris.knowledge, TYPE, cg("KnowledgeBase")),
        (iris.knowledge, LABEL, text("casusgraph knowledge base")),
    ):
        yield ox.Quad(subject, predicate, value, iris.runs)
    for document in documents:
        graph = iris.document_graph(document)
        yield ox.Quad(graph, term(PROV + "wasGeneratedBy"), node, iris.runs)
        yield ox.Quad(graph, term(PROV + "wasDerivedFrom"), iris.node(document), iris.runs)
