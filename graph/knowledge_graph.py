"""The graph as Python users hold it: records, SPARQL, tables, networkx, and the page."""

from __future__ import annotations

import html
import shutil
import weakref
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..ontology.errors import InputError, QueryError
from ..ontology.records import Entity, Reading
from .folder import GraphFolder
from .report import Report

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from .results import Result
    from .store import Graph


@dataclass(frozen=True, slots=True)
class InCell:
    """HTML that a notebook shows as the output of a cell."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


class KnowledgeGraph:
    """What was read out of a corpus, with the background knowledge about the entities that it names.

    Made by `build` or `KnowledgeGraph.load`. It stands on a graph folder, which `save` copies; a graph that was built
    without an output folder has a temporary one of its own, which goes when the object goes.
    """

    def __init__(self, folder: Path | str, *, report: Report | None = None, temporary: bool = False) -> None:
        self._graph = _open(folder)
        if temporary:
            weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        self.report = report
        """Counts of the build that made it; None where it was loaded."""

    @classmethod
    def load(cls, folder: Path | str) -> KnowledgeGraph:
        """The graph that a build has saved. Raises InputError where the folder holds none."""
        return cls(folder)

    @property
    def path(self) -> Path:
        """The graph folder."""
        return self._graph.folder.path

    def save(self, folder: Path | str) -> Path:
        """Copy the graph folder and return the path of the copy; InputError where something else is there."""
        target = GraphFolder.create(folder)
        shutil.copytree(self.path, target.path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("store", ".*"))
        return target.path

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Documents with their mentions, entities and statements, in the order of their first source."""
        return tuple(self._graph.readings())

    @cached_property
    def background(self) -> Mapping[str, Entity]:
        """What the knowledge base says about the entities that the documents name, by id."""
        return self._graph.background()

    def query(self, question: str, *, include_reported: bool = False) -> pd.DataFrame:
        """The rows that answer a SPARQL SELECT query, the name of a packaged question, or `@file.rq`.

        Integers, decimals, dates and booleans have their Python types, IRIs are strings, unbound cells are None.
        `include_reported` adds the direct edges that somebody else than the article states. Raises QueryError.
        """
        return self._result(question, include_reported, "SELECT").to_dataframe()

    def ask(self, question: str, *, include_reported: bool = False) -> bool:
        """The answer to a SPARQL ASK query. Raises QueryError."""
        return self._result(question, include_reported, "ASK").answer

    def construct(self, question: str, *, include_reported: bool = False) -> rdflib.Graph:
        """The graph that a SPARQL CONSTRUCT or DESCRIBE query makes. Raises QueryError."""
        return self._result(question, include_reported, "CONSTRUCT").to_rdflib()

    def statements(self) -> pd.DataFrame:
        """One row a statement: the statement table, with labels in place of records for the participants."""
        from .tables import statement_table

        return statement_table(self.readings, self.background)

    def entities(self) -> pd.DataFrame:
        """One row an entity that the documents name: id, label, type, category, country, mentions, statements."""
        from .tables import entity_table

        return entity_table(self.readings, self.background)

    def documents(self) -> pd.DataFrame:
        """One row a document: name, title, publisher, published, url, characters, statements."""
        from .tables import document_table

        return document_table(self.readings)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Entities as nodes, statements as edges from actor to target; attributes are scalars."""
        from .projection import to_networkx

        return to_networkx(self.readings, self.background)

    def page(self, *, title: str = "Knowledge graph") -> str:
        """The graph as one interactive, self-contained HTML page."""
        from .explore import render

        return render(self.readings, self.background, title=title, base=self._graph.base)

    def write_page(self, path: Path | str, *, title: str = "Knowledge graph") -> Path:
        """Write the page, a corpus that is too large for one in linked parts beside it, and return its path."""
        from .explore import write

        return write(Path(path), self.readings, self.background, title=title, base=self._graph.base)

    def explore(self, *, height: int = 720) -> InCell:
        """The page in a notebook cell; height in pixels."""
        from .explore import notebook

        return InCell(notebook(self.page(), height))

    def __repr__(self) -> str:
        documents, entities, statements = self._counts()
        return f"<KnowledgeGraph: {documents} documents, {entities} entities, {statements.total()} statements>"

    def _repr_html_(self) -> str:
        documents, entities, statements = self._counts()
        rows = "".join(f"<tr><td>{html.escape(name)}</td><td>{n}</td></tr>" for name, n in statements.most_common(10))
        head = f"{documents} documents, {entities} entities, {statements.total()} statements"
        return f"<strong>KnowledgeGraph</strong>: {head}<table><tr><th>type</th><th>statements</th></tr>{rows}</table>"

    def _counts(self) -> tuple[int, int, Counter[str]]:
        entities = {entity.id for reading in self.readings for entity in reading.entities}
        types = sorted(statement.type for reading in self.readings for statement in reading.statements)
        return len(self.readings), len(entities), Counter(types)

    def _result(self, question: str, include_reported: bool, kind: str) -> Result:
        from .query import needs_graphs, query
        from .store import open_graph, open_store

        named_graphs = needs_graphs(question)
        store = open_store(self.path, include_reported=include_reported, named_graphs=named_graphs)
        result = query(store, question, base=open_graph(self.path).base)
        if result.kind != kind:
            raise QueryError(f"this is a {result.kind} query; expected {kind}")
        return result


def _open(folder: Path | str) -> Graph:
    from .save import FORMAT
    from .store import open_graph

    graph = open_graph(folder)
    found = graph.folder.read_marker().get("format")
    if found != FORMAT:
        raise InputError(f"{folder} has format {found}, this version reads {FORMAT}: build it again into a new folder")
    return graph
