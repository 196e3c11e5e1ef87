"""Readings to a graph folder: original texts, sorted N-Quads, report and marker, each replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

from ..ontology.errors import CasusError
from ..ontology.records import Entity, Reading
from .folder import GraphFolder, write_text
from .rdf.entity import entity_quads
from .rdf.infer import with_inferred
from .rdf.nquads import write_nquads
from .rdf.runs import Run, run_quads
from .rdf.write import reading_quads
from .report import Report
from .store import Graph
from .versions import Versions

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMAT = 1
"""Of the graph folder; a folder of another format is built anew."""


def save(
    folder: GraphFolder,
    readings: Sequence[Reading],
    background: Mapping[str, Entity],
    *,
    base: str,
    versions: Versions,
    report: Report,
) -> None:
    """Write the folder. Who opens it meanwhile, or after a kill, has the old graph or the new one.

    The marker comes last: where it has the digest of another graph.nq, the next build reads everything again.
    """
    for reading in readings:
        folder.write_document(reading.document.id, reading.document.text)
    report.quads = write_nquads(quads(readings, background, base=base, versions=versions), folder.nquads)
    _remove_strangers(folder, {reading.document.id for reading in readings})
    write_text(folder.report, json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n")
    folder.write_marker(_means(versions, base) | {"sha256": folder.digest()})


def quads(
    readings: Sequence[Reading], background: Mapping[str, Entity], *, base: str, versions: Versions
) -> Iterator[ox.Quad]:
    """All quads of a graph: documents, background knowledge, what follows from them, and the run."""
    documents = chain.from_iterable(reading_quads(reading, base=base) for reading in readings)
    knowledge = entity_quads((entity for entity in background.values() if entity.known), base=base)
    run = Run(versions.casusgraph, versions.model, versions.knowledge, versions.lexicon, code=versions.code)
    yield from with_inferred(chain(documents, knowledge), base=base)
    yield from run_quads(run, (reading.document.id for reading in readings), base=base)


def earlier_readings(folder: GraphFolder, versions: Versions, base: str) -> dict[str, Reading]:
    """Readings of the graph in the folder by document id, where the same versions made it; else none."""
    if not folder.marker.is_file() or not folder.nquads.is_file():
        return {}
    try:
        noted = folder.read_marker()
        if not _means(versions, base).items() <= noted.items() or noted.get("sha256") != folder.digest():
            return {}
        return {reading.document.id: reading for reading in Graph(folder).readings()}
    except CasusError:  # a damaged folder is built anew
        return {}


def _means(versions: Versions, base: str) -> dict[str, object]:
    """What a graph was made with, as the marker notes it."""
    return {"format": FORMAT, "base": base, "versions": asdict(versions)}


def _remove_strangers(folder: GraphFolder, documents: set[str]) -> None:
    """Texts of documents that are no longer part of the graph."""
    for path in folder.documents.glob("d*.txt"):
        if path.stem not in documents:
            path.unlink()
