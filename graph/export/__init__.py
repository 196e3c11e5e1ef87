"""The formats that a graph can be exported to: one a file, all listed here.

A format writes the whole graph to one file (or folder, where its readers want several files), and replaces what was
there only when it is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from ...ontology.errors import InputError
from ...ontology.records import Entity, Reading


class Source(Protocol):
    """What a format may draw on: the records, or the canonical N-Quads."""

    @property
    def nquads(self) -> Path:
        """The sorted N-Quads file."""

    @property
    def base(self) -> str:
        """Under which IRI the data lives."""

    def readings(self) -> Iterable[Reading]:
        """What was read out of each document, in document order."""

    def background(self) -> Mapping[str, Entity]:
        """The entities that more than one reading may name."""

    def retracted(self) -> Collection[str]:
        """Ids of the statements that readers have retracted."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of `export`, and the function that writes it, as `module:function` of this package."""

    name: str
    suffix: str
    """Of the file; empty where a folder is written."""
    description: str
    writer: str

    @property
    def write(self) -> Callable[[Source, Path], None]:
        """The function that writes it; its module is imported only here."""
        module, function = self.writer.split(":")
        found: Callable[[Source, Path], None] = getattr(import_module(f".{module}", __package__), function)
        return found


FORMATS = (
    Format("jsonl", ".jsonl", "the statement table, one JSON object a line", "jsonl:write"),
    Format("csv", ".csv", "the statement table, one row a statement, for spreadsheets", "csv:write"),
    Format("parquet", ".parquet", "the statement table, typed and nested, for pandas and DuckDB", "parquet:write"),
    Format("nq", ".nq", "sorted N-Quads, the canonical form: every named graph", "nq:write"),
    Format("trig", ".trig", "TriG: every named graph, easy to read", "rdf:write_trig"),
    Format("rdf12", ".rdf12.trig", "TriG of RDF 1.2: each statement has its edge as a triple term", "rdf:write_rdf12"),
    Format("ttl", ".ttl", "Turtle: the union of the graphs but the reported ones", "rdf:write_turtle"),
    Format("jsonld", ".jsonld", "JSON-LD 1.1: every named graph", "rdf:write_jsonld"),
    Format("graphml", ".graphml", "the network of entities, for networkx, igraph, Cytoscape, yEd", "xml:write_graphml"),
    Format("gexf", ".gexf", "the network of entities, for Gephi", "xml:write_gexf"),
    Format("neo4j", "", "a folder of CSV files for neo4j-admin import", "neo4j:write"),
    Format("plover", ".plover.jsonl", "event records in the fields of PLOVER 2.0", "plover:write"),
)


def export(source: Source, to: str, path: Path) -> None:
    """Write the graph in the format of that name."""
    by_name = {f.name: f for f in FORMATS}
    if to not in by_name:
        raise InputError(f"{to!r} is not a format that casusgraph writes: choose one of {', '.join(sorted(by_name))}")
    by_name[to].write(source, path)
