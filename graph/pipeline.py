"""From sources to a knowledge graph: the stages, in order.

Documents are listed, those that nothing is kept of are read, wherever the engine reads them, and the graph is written
of what is kept. Nothing holds a corpus: documents and readings pass one by one, and are sorted on disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from ..loaders import load
from ..ontology.coded import Coded
from ..ontology.records import Document, Noted, Rejected
from .folder import GraphFolder
from .identity.judgement import judgement
from .knowledge_graph import KnowledgeGraph
from .rdf.iris import BASE
from .report import Progress, Report
from .run.engines import Engine, engine
from .run.journal import Journal
from .run.lines import pack
from .run.means import Means
from .run.mirror import local
from .run.outcome import about, document_of
from .save import save, write_report
from .scratch import make, sweep

Item = Document | Coded | Rejected | Noted
Tell = Callable[[Progress], None]
"""Called after each document of each part of a build."""


def build(
    *sources: Path | str,
    output: Path | str | None = None,
    manifest: Path | None = None,
    model: Path | None = None,
    knowledge: Iterable[Path] = (),
    lexicon: Iterable[Path] = (),
    base: str = BASE,
    corrections: Path | None = None,
    reliability: Path | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Tell | None = None,
    columns: Mapping[str, str] | None = None,
    any_language: bool = False,
    minimum: float | None = None,
) -> KnowledgeGraph:
    """Read files and folders into a knowledge graph, in the folder `output` or, without one, in a temporary folder.

    Documents that an earlier build in `output` has read with the same model, knowledge and lexicon are not read again,
    whether it came to its end or not; documents that are gone take exactly their statements with them. A document or
    statement that can not be used is listed in `KnowledgeGraph.report` with its reason and stops nothing.

    Sources may be addresses that fsspec knows (s3://…, hdfs://…). `workers` is how many processes of this machine read;
    `scheduler`, the address of a dask scheduler, has the workers of a cluster read instead. The graph is the same.
    `columns` and `any_language` are those of `loaders.load`. `minimum` is the least confidence, from 0 to 1, that a
    statement must have to be kept; 0 keeps all that is read, and None is the usual 0.15.

    `corrections` is a file of JSON lines that is replayed over what documents tell together (identity/corrections.py);
    wrong lines are listed in the report. `reliability` gives grades from A to F to sources (identity/belief.py).

    Raises InputError where a source does not exist, nothing can be read, or `output` is a folder of somebody else;
    OntologyError for a wrong knowledge or lexicon file; ModelError where the language model can not be used;
    KeyboardInterrupt, with how to go on, where the user stops it: what was read is kept.
    """
    started = time.monotonic()
    judged = judgement(corrections, reliability)
    how = engine("processes" if scheduler is None else "dask", workers=workers, scheduler=scheduler)
    means = Means.of(model, knowledge, lexicon, base, minimum)
    tell = progress if progress is not None else _silent
    sweep()
    with local(sources) as paths:
        items = load(*paths, manifest=manifest, columns=columns, any_language=any_language)
        first = next(items)  # a wrong source is reported before anything is loaded
        folder = GraphFolder.create(make("graph") / "graph" if output is None else output)
        report = Report()
        with Journal(folder.journal, means.digest) as journal:
            folder.sweep()
            list_documents(_all(first, items), folder, journal, base, report, tell)
            read_documents(journal, means, how, report, tell)
            count(journal, report)
            save(folder, journal, means, judged, report=report, tell=lambda part: tell(Progress(part)))
    report.seconds = time.monotonic() - started
    write_report(folder, report)
    return KnowledgeGraph(folder.path, report=report, temporary=output is None)


def list_documents(
    items: Iterable[Item], folder: GraphFolder, journal: Journal, base: str, report: Report, tell: Tell
) -> None:
    """Note which documents the build wants; what is no document goes into the report."""
    journal.begin()
    found = 0
    for item in items:
        if isinstance(item, Rejected):
            report.skipped.append(item)
        elif isinstance(item, Noted):
            report.notes.append(item)
        else:
            document = document_of(item)
            state = journal.want(item, stored=folder.has(document.id, document.text))
            report.reused += state != "new"
            if state == "renamed":
                journal.describe(item, pack(about(document, base=base)))
            found += 1
        name = item.sources[0] if isinstance(item, Document) else item.source
        tell(Progress("finding documents", found, name=name))
    report.withdrawn = journal.withdrawn()
    journal.commit()


def read_documents(journal: Journal, means: Means, how: Engine, report: Report, tell: Tell) -> None:
    """Read what nothing is kept of, and keep each outcome as it comes."""
    documents, characters = journal.left()
    if not documents:
        return
    tell(Progress("reading", 0, documents))
    done = read = 0
    try:
        with closing(how(means, journal.unread())) as outcomes:
            for outcome in outcomes:
                name, size = journal.keep(outcome)
                done, read = done + 1, read + size
                report.read, report.words = done, report.words + outcome.words
                tell(Progress("reading", done, documents, report.words, read / characters, name))
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_stopped(done, documents)) from None


def count(journal: Journal, report: Report) -> None:
    """What is kept of the wanted documents into the report, in the order of the documents."""
    for outcome in journal.outcomes():
        if outcome.rejected is None:
            report.add(outcome.statements, outcome.quarantined)
        else:
            report.skipped.append(Rejected(journal.sources(outcome.document)[0], outcome.rejected))
    report.skipped.sort(key=lambda item: (item.source, item.reason))


def _stopped(done: int, documents: int) -> str:
    return (
        f"stopped: {done:,} of {documents:,} documents were read and are kept. The graph is as it was; to go on, "
        "run the same command again."
    )


def _all(first: Item, others: Iterable[Item]) -> Iterable[Item]:
    yield first
    yield from others


def _silent(progress: Progress) -> None:
    pass
