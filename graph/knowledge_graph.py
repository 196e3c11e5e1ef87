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
from .scratch import remove

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from matplotlib.axes import Axes

    from .diff import Difference
    from .entity_view import EntityView
    from .identity.review import Doubt
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
            weakref.finalize(self, remove, self.path.parent)
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

        >>> kg.query("SELECT ?who ?what WHERE { ?a cg:appliedToJoin ?b . ?a rdfs:label ?who . ?b rdfs:label ?what }")
              who  what
        0  Sweden  NATO
        """
        return self._result(question, include_reported, "SELECT").to_dataframe()

    def ask(self, question: str, *, include_reported: bool = False) -> bool:
        """The answer to a SPARQL ASK query. Raises QueryError.

        >>> kg.ask("ASK { ?anybody cg:struck ?anything }")
        False
        """
        return self._result(question, include_reported, "ASK").answer

    def construct(self, question: str, *, include_reported: bool = False) -> rdflib.Graph:
        """The graph that a SPARQL CONSTRUCT or DESCRIBE query makes. Raises QueryError.

        >>> len(kg.construct("CONSTRUCT { ?a cg:warned ?b } WHERE { ?a cg:warned ?b }"))
        1
        """
        return self._result(question, include_reported, "CONSTRUCT").to_rdflib()

    def entity(self, name: str) -> EntityView:
        """The entity with this id, label, alias or name in the texts, whatever its case and accents.

        Of several, the one with most statements. Raises InputError that names the nearest ones where there is none.

        >>> kg.entity("sweden")
        <State Sweden (state.se): 1 statements in 1 documents>
        """
        from .entity_view import find

        return find(name, self.readings, self.background)

    def statements(self) -> pd.DataFrame:
        """One row a statement, with labels in place of records for the participants (`targets` joined by "; ").

        `document`, `kind`, `type`, `polarity` and `modality` are categories, `start` and `end` code points of the
        document, `date` text at its known precision, `earliest` and `latest` its first and last day, `quantity` a
        Float64 with missing values, `confidence` from 0 to 1.

        >>> kg.statements()[["type", "actor", "targets", "modality", "date"]]
                    type   actor  targets modality        date
        0  AppliedToJoin  Sweden     NATO   actual  2022-05-16
        1         Warned  Russia  Finland   actual         NaN
        """
        from .tables import statement_table

        return statement_table(self.readings, self.background)

    def entities(self) -> pd.DataFrame:
        """One row an entity that the documents name, those in most statements first.

        Columns: id, label, type (a category), category, country, wikidata; counts of mentions, statements, documents.

        >>> kg.entities()[["label", "type", "statements"]].head(2)
             label          type  statements
        0  Finland         State           1
        1     NATO  Organization           1
        """
        from .tables import entity_table

        return entity_table(self.readings, self.background)

    def documents(self) -> pd.DataFrame:
        """One row a document: name, title, publisher, published, url, characters, statements, sources.

        >>> kg.documents()[["characters", "statements"]].sum().to_dict()
        {'characters': 76, 'statements': 2}
        """
        from .tables import document_table

        return document_table(self.readings)

    def timeline(self, *, every: str = "month", published: bool = False) -> pd.DataFrame:
        """Events counted by period (day, month, year) and quad: rows are all periods from the first to the last.

        Events without a date of that precision are left out; with `published`, they count at the day on which their
        document was published. All standings count: filter `statements()` to count only what was done. Raises
        InputError for another period.

        >>> kg.timeline(every="day")
                    verbal-cooperation  material-cooperation  verbal-conflict  material-conflict  none
        period
        2022-05-16                   1                     0                0                  0     0
        """
        from .timeline import timeline

        return timeline(self.readings, every=every, published=published)

    def events(self) -> pd.DataFrame:
        """One row an event: id, label, type, stage, from, to, origins, voices, denials, belief, statements."""
        from .events import event_table

        return event_table(self._result("event-table", False, "SELECT").to_dataframe(), base=self._graph.base)

    def contradictions(self) -> pd.DataFrame:
        """One row a pair of statements of one event that can not both be true: kind, event, who says what."""
        return self.query("contradictions")

    def tolls(self) -> pd.DataFrame:
        """One row a claim of losses: type, subject, scope, event, claimant, days, published, low, best, high.

        Cumulative claims are never added up; `superseded` tells that the same voice has given a later number. Days are
        datetime64, numbers Float64 with missing values.
        """
        from .events import toll_table

        return toll_table(self.query("tolls"), base=self._graph.base)

    def plot_tolls(self, *, subject: str | None = None, type: str | None = None) -> Axes:
        """The claims over the time of their publication, a line a claimant, bars from low to high (matplotlib)."""
        from .events import plot_tolls

        return plot_tolls(self.tolls(), subject=subject, kind=type)

    def review(self, *, most: int | None = None) -> list[Doubt]:
        """The most doubtful merges first, each with ready lines for the file of `build(corrections=…)`."""
        from .identity.review import doubts

        rows = self.query("doubtful-merges").itertuples(index=False)
        return doubts(rows, base=self._graph.base, most=most)

    def to_networkx(self, *, every_role: bool = False) -> nx.MultiDiGraph[str]:
        """Entities as nodes, statements as edges from the actor to whom or what it acts on; attributes are scalars.

        With `every_role`, edges run to places, origins, weapons and topics too, with the role in their label. Denied,
        planned and reported statements are edges too; `asserted` is true for what an article itself states as done, and
        no reader has retracted.

        >>> [(a, data["label"], b) for a, b, data in kg.to_networkx().edges(data=True)]
        [('state.ru', 'warned', 'state.fi'), ('state.se', 'applied to join', 'org.nato')]
        """
        from .projection import to_networkx

        return to_networkx(
            self.readings, self.background, every_role=every_role, retracted=self._graph.retracted()
        )

    def diff(self, other: KnowledgeGraph | Path | str) -> Difference:
        """What changes from this graph to another one, as words (`print`), a DataFrame, an RDF patch."""
        from .diff import diff

        return diff(self.path, other.path if isinstance(other, KnowledgeGraph) else other)

    def to_dataframe(self, *, every_role: bool = False) -> pd.DataFrame:
        """The edges of `to_networkx` as a table: source, label, target and the attributes of each.

        >>> kg.to_dataframe()[["source", "label", "target", "asserted"]]
           source            label   target  asserted
        0  Russia           warned  Finland      True
        1  Sweden  applied to join     NATO      True
        """
        from .tables import edge_table

        return edge_table(self.readings, self.background, every_role=every_role, retracted=self._graph.retracted())

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
