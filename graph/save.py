"""Readings to a graph folder: original texts, sorted N-Quads, report and marker, each replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

from ..ontology.records import Entity, Reading
from .folder import GraphFolder, write_text
from .report import Report
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
    """Write the folder; the marker comes last, so that a build that was killed is seen as one and can be run again."""
    from .rdf.nquads import write_nquads

    folder.marker.unlink(missing_ok=True)
    for reading in readings:
        folder.write_document(reading.document.id, reading.document.text)
    report.quads = write_nquads(quads(readings, background, base=base, versions=versions), folder.nquads)
    _remove_strangers(folder, {reading.document.id for reading in readings})
    write_text(folder.report, json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n")
    folder.write_marker({"format": FORMAT, "base": base, "versions": asdict(versions)})


def quads(
    readings: Iterable[Reading], background: Mapping[str, Entity], *, base: str, versions: Versions
) -> Iterator[ox.Quad]:
    """All quads of a graph: documents, background knowledge, the run, and what follows from them."""
    from .rdf.write import reading_quads

    return chain.from_iterable(reading_quads(reading, base=base) for reading in readings)


def _remove_strangers(folder: GraphFolder, documents: set[str]) -> None:
    """Texts of documents that are no longer part of the graph."""
    for path in folder.documents.glob("d*.txt"):
        if path.stem not in documents:
            path.unlink()
