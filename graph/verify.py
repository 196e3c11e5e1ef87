"""Prove a graph again: every quote, offset, digest and shape, the order of its lines, and that its edges follow.

Each document's records are read back, checked against its text, and written again: the quads must be the same, so that
no edge is there that no statement gives. The digest in the marker tells of changes that nothing else can, such as of a
title.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ..ontology.errors import CasusError, InputError, IntegrityError
from ..ontology.ids import digest
from ..ontology.records import Entity, Reading
from .folder import GraphFolder
from .identity.find import find
from .identity.judgement import kept
from .identity.pack import Page, page, project
from .rdf.entity import entity_quads
from .rdf.events import REVISION, event_quads
from .rdf.infer import inferred_quads
from .rdf.iris import TYPE, Iris, cg
from .rdf.read import entities, reading
from .rdf.write import reading_quads
from .store import Graph, open_graph
from .validate import broken

_CHUNK = 1 << 22
_SHOWN = 3


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What does not hold, and where."""

    where: str
    """A document id, or the name of a file."""
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was proved, and what could not be."""

    documents: int
    statements: int
    quotes: int
    quads: int
    problems: tuple[Problem, ...]


def verify(path: GraphFolder | Path | str) -> Verdict:
    """Prove a graph folder again; an empty list of problems is the proof. Raises InputError where there is no graph."""
    graph = Graph(path) if isinstance(path, GraphFolder) else open_graph(path)
    problems = [*_digest(graph.folder), *_lines(graph.nquads)]
    try:
        store, iris = graph.quads, Iris(graph.base)
    except (IntegrityError, InputError) as error:
        return Verdict(0, 0, 0, 0, (*problems, Problem(graph.nquads.name, str(error))))
    known = _known(graph, iris, problems)
    retracted = graph.retracted()
    documents = sorted(_ids(store, iris))
    statements = quotes = 0
    pages: list[Page] = []
    for document in documents:
        try:
            read = _document(graph, iris, document, known)
        except CasusError as error:
            problems.append(Problem(document, str(error)))
            continue
        problems += _proofs(graph, iris, read, retracted)
        if (projected := project(read, known.get)) is not None:
            pages.append(page(document, projected))
        statements += len(read.statements)
        quotes += len(read.mentions) + sum(len(statement.evidence) for statement in read.statements)
    problems += _events(graph, iris, pages)
    problems += _strangers(graph, iris, set(documents))
    problems += _inferences(store, iris)
    return Verdict(len(documents), statements, quotes, len(store), tuple(problems))


def _digest(folder: GraphFolder) -> Iterator[Problem]:
    noted = folder.read_marker().get("sha256")
    if noted is not None and noted != folder.digest():
        yield Problem(folder.nquads.name, "was changed after it was built: its digest is not the one in the marker")


def _lines(path: Path) -> Iterator[Problem]:
    """The lines are sorted, each is there once, and each is written in the one canonical way."""
    last, number = b"", 0
    with path.open("rb") as source:
        while lines := source.readlines(_CHUNK):
            for line in lines:
                number += 1
                if line <= last:
                    yield Problem(path.name, f"line {number} is not after the line before it: the file was changed")
                    return
                last = line
            try:
                if _canonical(lines) != lines:
                    yield Problem(path.name, f"lines up to {number} are not written in the canonical way")
                    return
            except SyntaxError as error:
                yield Problem(path.name, f"lines up to {number} are not N-Quads: {error}")
                return


def _canonical(lines: list[bytes]) -> list[bytes]:
    data = ox.serialize(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS) or b""
    return data.splitlines(keepends=True) if b"\r" not in data else [x + b"\n" for x in data.split(b"\n")[:-1]]


def _known(graph: Graph, iris: Iris, problems: list[Problem]) -> dict[str, Entity]:
    """The background entities, as their graph has them and as they are written again."""
    quads = set(graph.quads.quads_for_pattern(None, None, None, iris.entities))
    try:
        known = entities(quads, base=graph.base)
        problems += _differences("entities", quads, entity_quads(known.values(), base=graph.base))
    except CasusError as error:
        problems.append(Problem("entities", str(error)))
        return {}
    return known


def _ids(store: ox.Store, iris: Iris) -> set[str]:
    return {iris.id(quad.subject) for quad in store.quads_for_pattern(None, TYPE, cg("Document"), None)}


def _document(graph: Graph, iris: Iris, document: str, known: dict[str, Entity]) -> Reading:
    """Its records, once its text is proved to be the one that was read."""
    try:
        text = graph.folder.read_document(document)
    except (OSError, UnicodeDecodeError) as error:
        raise IntegrityError(f"its text can not be read: {error}") from None
    if "d" + digest(text)[:16] != document:
        raise IntegrityError("the text kept of it is not the one that was read: its digest differs")
    noted = list(graph.quads.quads_for_pattern(iris.node(document), cg("sha256"), None, None))
    if [quad.object for quad in noted] != [ox.Literal(digest(text))]:
        raise IntegrityError("cg:sha256 is not the digest of its text")
    quads = graph.quads.quads_for_pattern(None, None, None, iris.document_graph(document))
    return reading(quads, lambda _: text, known, base=graph.base)


def _proofs(graph: Graph, iris: Iris, read: Reading, retracted: Collection[str]) -> Iterator[Problem]:
    document = read.document.id
    for mention in read.mentions:
        if read.document.text[mention.start : mention.end] != mention.text:
            place = f"characters {mention.start} to {mention.end}"
            yield Problem(document, f"the mention {mention.text!r} is not what the text has at {place}")
    for statement, reason in sorted(broken(read, base=graph.base).items()):
        yield Problem(document, f"statement {statement}: {reason}")
    stored: set[ox.Quad] = set()
    for name in (iris.document_graph(document), iris.reported_graph(document)):
        stored |= set(graph.quads.quads_for_pattern(None, None, None, name))
    yield from _differences(document, stored, reading_quads(read, base=graph.base, retracted=retracted))


def _differences(where: str, stored: set[ox.Quad], written: Iterable[ox.Quad]) -> Iterator[Problem]:
    expected = set(written)
    for count, what, quads in (
        (len(stored - expected), "in the graph follow from none of its records", stored - expected),
        (len(expected - stored), "that its records give are not in the graph", expected - stored),
    ):
        if count:
            first = "; ".join(islice(sorted(map(str, quads)), _SHOWN))
            yield Problem(where, f"{count} quads {what}: {first}{' …' if count > _SHOWN else ''}")


def _events(graph: Graph, iris: Iris, pages: list[Page]) -> Iterator[Problem]:
    """The events, where there are any, are those that the documents and the kept corrections give."""
    stored = set(graph.quads.quads_for_pattern(None, None, None, iris.events))
    if not stored:
        return
    try:
        judged = kept(graph.folder)
        judged.replay.renamed |= {iris.id(q.object): iris.id(q.subject) for q in stored if q.predicate == REVISION}
        judged.replay.entities = frozenset(iris.id(q.subject) for q in stored if q.object == cg("Correction"))
        found = find(pages, judged)
    except CasusError as error:
        yield Problem("events", str(error))
        return
    yield from _differences("events", stored, event_quads(found, base=graph.base))


def _strangers(graph: Graph, iris: Iris, documents: set[str]) -> Iterator[Problem]:
    """Texts and graphs of documents that are not there, and quads that are in no graph."""
    for path in sorted(graph.folder.documents.glob("*.txt")):
        if path.stem not in documents:
            yield Problem(path.name, "is the text of no document of the graph")
    graphs = {name for one in documents for name in (iris.document_graph(one), iris.reported_graph(one))}
    for name in sorted(graph.quads.named_graphs(), key=str):
        if name not in graphs and str(name).startswith(f"<{graph.base}g"):
            yield Problem(graph.nquads.name, f"{name} is the graph of no document")
    if next(graph.quads.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None:
        yield Problem(graph.nquads.name, "has quads in no named graph")


def _inferences(store: ox.Store, iris: Iris) -> Iterator[Problem]:
    """The inferred graph, where there is one, holds what follows and nothing else."""
    stored = set(store.quads_for_pattern(None, None, None, iris.inferred))
    if stored:
        yield from _differences("inferred", stored, inferred_quads(store, base=iris.base))
