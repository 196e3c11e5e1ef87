"""From sources to a knowledge graph: the stages, in order, as iterators."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from ..loaders import load
from ..ontology.coded import Coded
from ..ontology.errors import DocumentError, IntegrityError
from ..ontology.own_types import declare
from ..ontology.records import Document, Noted, Reading, Rejected
from .coded import coded_reading
from .entities import link, load_knowledge
from .folder import GraphFolder
from .identity.judgement import judgement
from .knowledge_graph import KnowledgeGraph
from .rdf.canonical import entity_ids
from .rdf.iris import BASE
from .report import Quarantined, Report
from .save import earlier_readings, save
from .statements import extract, load_lexicon
from .text import load_model, read
from .validate import broken, without
from .versions import Versions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .entities import KnowledgeBase
    from .statements import Lexicon

Item = Document | Coded | Rejected | Noted
Progress = Callable[[Report, str], None]
"""Called after each document with the counts so far and the document's name."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages work with; loaded once and shared by all documents of a run."""

    nlp: Language
    knowledge: KnowledgeBase
    lexicon: Lexicon

    @classmethod
    def load(cls, *, model: Path | None = None, knowledge: Iterable[Path] = (), lexicon: Iterable[Path] = ()) -> Tools:
        """The packaged model, knowledge base and lexicon, and the user's own files over them."""
        frames = load_lexicon(*lexicon)
        declare(frames.own_types)
        return cls(load_model(model), load_knowledge(*knowledge), frames)


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
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """Read files and folders into a knowledge graph, in the folder `output` or, without one, in a temporary folder.

    Documents that an earlier build in `output` has read with the same model, knowledge and lexicon are not read again;
    documents that are gone take exactly their statements with them. A document or statement that can not be used is
    listed in `KnowledgeGraph.report` with its reason and stops nothing.

    `corrections` is a file of JSON lines that is replayed over what documents tell together (identity/corrections.py);
    wrong lines are listed in the report. `reliability` gives grades from A to F to sources (identity/belief.py).

    Raises InputError where a source does not exist, nothing can be read, or `output` is a folder of somebody else;
    OntologyError for a wrong knowledge or lexicon file; ModelError where the language model can not be used.
    """
    started = time.monotonic()
    judged = judgement(corrections, reliability)
    items = load(*sources, manifest=manifest)
    first = next(items)  # a wrong source is reported before anything is loaded
    folder = GraphFolder.create(mkdtemp(prefix="casusgraph-") if output is None else output)
    knowledge, lexicon = tuple(knowledge), tuple(lexicon)
    tools = Tools.load(model=model, knowledge=knowledge, lexicon=lexicon)
    versions = Versions.of(tools.nlp.path, knowledge=knowledge, lexicon=lexicon)
    earlier = earlier_readings(folder, versions, base)
    report = Report()
    readings = list(checked(read_all(chain([first], items), tools, earlier, report, progress), report))
    report.withdrawn = len(earlier.keys() - {reading.document.id for reading in readings})
    named = {entity.id: entity for reading in readings for entity in reading.entities}
    report.entities = len(named)
    report.seconds = time.monotonic() - started
    save(folder, readings, tools.knowledge, base=base, versions=versions, report=report, judged=judged)
    return KnowledgeGraph(folder.path, report=report, temporary=output is None)


def read_all(
    items: Iterable[Item],
    tools: Tools,
    earlier: Mapping[str, Reading],
    report: Report,
    progress: Progress | None = None,
) -> Iterator[Reading]:
    """A reading for each document, in the order of the items; what is no document goes into the report."""
    for item in items:
        if isinstance(item, Rejected):
            report.skipped.append(item)
        elif isinstance(item, Noted):
            report.notes.append(item)
        elif isinstance(item, Coded):
            yield coded_reading(item, tools.knowledge)
        else:
            reading = reused(item, earlier.get(item.id))
            report.reused += reading is not None
            if reading is None:
                reading = read_or_skip(item, tools, report)
            if reading is not None:
                yield reading
        if progress is not None:
            progress(report, item.sources[0] if isinstance(item, Document) else item.source)


def reused(document: Document, earlier: Reading | None) -> Reading | None:
    """The earlier reading where nothing that it depends on has changed; only the list of sources may have."""
    if earlier is None or replace(earlier.document, sources=()) != replace(document, sources=()):
        return None
    return replace(earlier, document=document)


def read_or_skip(document: Document, tools: Tools, report: Report) -> Reading | None:
    """The document's reading; None, and a line in the report, where its text can not be analysed."""
    try:
        return read_document(document, tools, report)
    except DocumentError as error:
        report.skipped.append(Rejected(document.sources[0], str(error)))
        return None


def read_document(document: Document, tools: Tools, report: Report | None = None) -> Reading:
    """One document through the stages."""
    doc, reading = analyse(document, tools)
    if report is not None:
        report.words += sum(not (token.is_space or token.is_punct) for token in doc)
    return reading


def analyse(document: Document, tools: Tools) -> tuple[Doc, Reading]:
    """Words, entities, statements: the analysed text and what was read out of it."""
    doc = read(tools.nlp, document)
    linked = link(doc, document, tools.knowledge)
    statements = {statement.id: statement for statement in extract(doc, document, linked, tools.lexicon)}
    named = {mention.entity for mention in linked.mentions}.union(*map(entity_ids, statements.values()))
    entities = tuple(linked.entities[entity] for entity in sorted(named))
    return doc, Reading(document, linked.mentions, entities, tuple(statements.values()))


def checked(readings: Iterable[Reading], report: Report) -> Iterator[Reading]:
    """The readings without the statements that break a shape; those go into the report with the reason."""
    for reading in readings:
        try:
            reasons = broken(reading)
        except IntegrityError as error:
            report.skipped.append(Rejected(reading.document.sources[0], str(error)))
            continue
        report.quarantined += [
            Quarantined(reading.document.name, s.id, s.type, s.evidence[0].text, reasons[s.id])
            for s in reading.statements
            if s.id in reasons
        ]
        kept = without(reading, reasons) if reasons else reading
        report.add(kept)
        yield kept
