"""The graph as Python users hold it: records, SPARQL, tables, networkx, and the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..ontology.records import Entity, Reading, Statement
from .folder import GraphFolder, write_text
from .report import Report
from .versions import Versions

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from .entities import KnowledgeBase
    from .query import Result
    from .store import Store

FORMAT = 1
"""Of the graph folder; a folder of another format is built anew."""
BASE = "https://w3id.org/casusgraph/id/"


class KnowledgeGraph:
    """What was read out of a corpus, with the background knowledge about the entities that it names.

    Made by `build` or `KnowledgeGraph.load`; never changed afterwards.
    """

    def __init__(
        self,
        readings: Iterable[Reading],
        background: Mapping[str, Entity],
        *,
        versions: Versions,
        report: Report | None = None,
        base: str = BASE,
    ) -> None:
        self.readings = tuple(sorted(readings, key=lambda reading: reading.document.id))
        self.background = dict(sorted(background.items()))
        self.versions = versions
        self.report = report
        self.base = base

    @classmethod
    def of(
        cls,
        readings: Iterable[Reading],
        knowledge: KnowledgeBase,
        *,
        versions: Versions,
        report: Report,
        base: str = BASE,
    ) -> KnowledgeGraph:
        """The graph of some readings, with what the knowledge base says about the entities in them."""
        from .entities import background

        readings = tuple(readings)
        mentioned = {entity.id: entity for reading in readings for entity in reading.entities}
        graph = cls(readings, background(mentioned.values(), knowledge), versions=versions, report=report, base=base)
        report.entities = len(mentioned)
        return graph

    @classmethod
    def load(cls, folder: Path | str) -> KnowledgeGraph:
        """The graph that a build has saved. InputError where the folder holds none or one of another format."""
        from .rdf import read_graph
        from .store import parse_nquads

        opened = GraphFolder.open(folder)
        marker = opened.read_marker()
        if marker.get("format") != FORMAT:
            found = marker.get("format")
            raise_format(folder, found)
        readings, background = read_graph(parse_nquads(opened.nquads), opened.read_document, base=marker["base"])
        return cls(readings, background, versions=Versions(**marker["versions"]), base=marker["base"])

    def save(self, folder: GraphFolder | Path | str) -> Path:
        """Write the graph folder; each file is replaced as a whole, the marker last. Returns the folder's path."""
        from .rdf import write_nquads

        target = folder if isinstance(folder, GraphFolder) else GraphFolder.create(folder)
        for reading in self.readings:
            target.write_document(reading.document.id, reading.document.text)
        count = write_nquads(self.quads(), target.nquads)
        for path in sorted(target.documents.glob("d*.txt")):
            if path.stem not in self.documents_by_id:
                path.unlink()
        if self.report is not None:
            self.report.quads = count
            write_text(target.report, json.dumps(self.report.as_json(), indent=2, ensure_ascii=False) + "\n")
        target.write_marker({"format": FORMAT, "base": self.base, "versions": self.versions.as_json()})
        return target.path
