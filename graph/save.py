"""What is kept of the documents to a graph folder: original texts, sorted N-Quads, report, marker, each as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from ..ontology.errors import CasusError
from ..ontology.ids import digest
from ..ontology.records import Noted
from .corpus import STAGES, Background, Corpus, OwnTypes, named, used_types
from .folder import GraphFolder, write_text
from .identity.judgement import Judgement, keep
from .rdf.infer import with_inferred
from .rdf.nquads import write_lines
from .report import Report
from .run.corrected import Corrected
from .run.journal import Journal
from .run.lines import lines
from .run.means import Means
from .run.sort import Sorter

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMAT: Final = 1
"""Of the graph folder; a folder of another format is built anew."""

_CHUNK = 50_000
"""Quads of a stage that are held at once."""

_GRAPH = "graph"
"""Under which the journal notes what graph.nq was made of, and its counts."""


def save(
    folder: GraphFolder,
    journal: Journal,
    means: Means,
    judged: Judgement,
    *,
    report: Report,
    tell: Callable[[str], None] = lambda part: None,
) -> None:
    """Write the graph of what the journal keeps, unless it is there; readers of the folder see the old one or the new.

    The marker comes last, so that a build that was killed is seen as one and can be run again. `tell` is called with
    the name of each part of the work.
    """
    made_of = digest(journal.fingerprint() + judged.digest())
    if not _is_there(folder, journal, means, made_of, report):
        tell("writing the graph")
        _write_graph(folder, journal, means, judged, report)
        keep(judged, folder)
        folder.write_marker(_notes(journal, means) | {"sha256": folder.digest()})
        report.notes += judged.notes("corrections")
        counts = {"made_of": made_of, "quads": report.quads, "entities": report.entities}
        said = [one.note for one in judged.notes("corrections")]
        journal.note(_GRAPH, json.dumps(counts | {"corrections": said}))
    _remove_strangers(folder, set(journal.documents()))
    journal.finish()


def write_report(folder: GraphFolder, report: Report) -> None:
    """What the build did, beside the graph."""
    write_text(folder.report, json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n")


def _is_there(folder: GraphFolder, journal: Journal, means: Means, made_of: str, report: Report) -> bool:
    """Whether graph.nq, texts and marker are those that would be written; their counts go into the report."""
    counts = json.loads(journal.noted(_GRAPH) or "{}")
    if counts.get("made_of") != made_of or not folder.marker.is_file() or not folder.nquads.is_file():
        return False
    if next(journal.texts(), None) is not None:
        return False
    try:
        noted = folder.read_marker()
    except CasusError:  # a damaged marker is written anew
        return False
    expected = _notes(journal, means) | {"sha256": folder.digest()}
    if noted != expected:
        return False
    report.quads, report.entities = counts["quads"], counts["entities"]
    report.notes += [Noted("corrections", note) for note in counts["corrections"]]
    return True


def _write_graph(
    folder: GraphFolder, journal: Journal, means: Means, judged: Judgement, report: Report
) -> None:
    for document, text in journal.texts():
        folder.write_document(document, text)
    corrected = Corrected(journal, folder, means, judged)
    with Sorter(folder.path) as sorter:
        for found in chain(_of_stages(corrected, means, judged), corrected.lines()):
            sorter.add(found)
        report.entities = len(named(corrected.projections(Background.name)))
        report.quads = write_lines(_counted(sorter, means.base, report), folder.nquads)


def _counted(lines: Iterable[bytes], base: str, report: Report) -> Iterator[bytes]:
    """The sorted lines, in which the entities that only texts name are counted: their subjects stand together."""
    start, last = f"<{base}nil.".encode(), b""
    for line in lines:
        if line.startswith(start) and (subject := line[: line.index(b">")]) != last:
            report.entities += 1
            last = subject
        yield line


def _of_stages(corrected: Corrected, means: Means, judged: Judgement) -> Iterator[list[bytes]]:
    """Lines of the stages over the corpus and of what follows from them, some at a time."""
    corpus = Corpus(means.base, means.versions, lambda: means.tools().knowledge, judged)
    made: Iterable[ox.Quad] = chain.from_iterable(
        stage.quads(corrected.projections(stage.name), corpus) for stage in STAGES
    )
    while some := list(islice(made, _CHUNK)):
        yield lines(with_inferred(some, base=means.base))


def _notes(journal: Journal, means: Means) -> dict[str, object]:
    """What a graph was made with, as the marker notes it; event types of the user's own only where it has some."""
    types = used_types(journal.projections(OwnTypes.name))
    notes = {"format": FORMAT, "base": means.base, "versions": asdict(means.versions)}
    return notes | ({"types": types} if types else {})


def _remove_strangers(folder: GraphFolder, documents: set[str]) -> None:
    """Texts of documents that are no longer part of the graph."""
    for path in folder.documents.glob("d*.txt"):
        if path.stem not in documents:
            path.unlink()
