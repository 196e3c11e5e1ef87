"""Readings to a graph folder: original texts, sorted N-Quads, report and marker, each replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

from ..ontology.errors import CasusError
from ..ontology.own_types import declared
from ..ontology.records import Reading
from .corpus import STAGES, Corpus, CorpusStage, Json, Projection, project
from .folder import GraphFolder, write_text
from .identity.judgement import Judgement, keep
from .rdf.entity import entity_quads
from .rdf.infer import with_inferred
from .rdf.nquads import write_nquads
from .rdf.write import reading_quads
from .report import Report
from .store import Graph
from .versions import Versions

if TYPE_CHECKING:
    import pyoxigraph as ox

    from .entities import KnowledgeBase

FORMAT = 1
"""Of the graph folder; a folder of another format is built anew."""


def save(
    folder: GraphFolder,
    readings: Sequence[Reading],
    knowledge: KnowledgeBase,
    *,
    base: str,
    versions: Versions,
    report: Report,
    judged: Judgement | None = None,
) -> None:
    """Write the folder; the marker comes last, so that a build that was killed is seen as one and can be run again."""
    judged = judged if judged is not None else Judgement()
    folder.marker.unlink(missing_ok=True)
    keep(judged, folder)
    for reading in readings:
        folder.write_document(reading.document.id, reading.document.text)
    report.quads = write_nquads(quads(readings, knowledge, base=base, versions=versions, judged=judged), folder.nquads)
    report.notes += judged.notes("corrections")
    _remove_strangers(folder, {reading.document.id for reading in readings})
    write_text(folder.report, json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n")
    types = [own.as_json() for own in declared(report.statements)]
    folder.write_marker(_means(versions, base) | {"sha256": folder.digest()} | ({"types": types} if types else {}))


def quads(
    readings: Sequence[Reading],
    knowledge: KnowledgeBase,
    *,
    base: str,
    versions: Versions,
    judged: Judgement | None = None,
) -> Iterator[ox.Quad]:
    """All quads of a graph: documents, what the stages over the corpus make of them, and what follows."""
    documents = chain.from_iterable(document_quads(reading, knowledge, base=base) for reading in readings)
    corpus = Corpus(base, versions, lambda: knowledge, judged if judged is not None else Judgement())
    projected = {reading.document.id: project(reading, knowledge) for reading in readings}
    yield from with_inferred(chain(documents, *(_stage(stage, projected, corpus) for stage in STAGES)), base=base)


def document_quads(reading: Reading, knowledge: KnowledgeBase, *, base: str) -> Iterator[ox.Quad]:
    """What one document says, and its known entities that are in no table: classes of weapons, for example."""
    yield from reading_quads(reading, base=base)
    others = (entity for entity in reading.entities if entity.known and knowledge.entity(entity.id) is None)
    yield from entity_quads(others, base=base)


def _stage(stage: CorpusStage, projected: Mapping[str, Mapping[str, Json]], corpus: Corpus) -> Iterator[ox.Quad]:
    found = (Projection(one, values[stage.name]) for one, values in sorted(projected.items()) if stage.name in values)
    return stage.quads(found, corpus)


def earlier_readings(folder: GraphFolder, versions: Versions, base: str) -> dict[str, Reading]:
    """Readings of the graph in the folder by document id, where the same versions made it; else none."""
    if not folder.marker.is_file() or not folder.nquads.is_file():
        return {}
    try:
        if not _means(versions, base).items() <= folder.read_marker().items():
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
