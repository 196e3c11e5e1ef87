"""The graph's own speed: sorted N-Quads, loading, queries and shapes, as ratios to others in one run.

Seconds are of the processor. `ratio` is always ours over the other's, so that less is better.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from ...ontology.errors import IntegrityError
from ..folder import GraphFolder
from ..rdf.iris import REPORTED
from ..rdf.nquads import write_lines, write_nquads
from ..rdf.write import entity_quads, reading_quads
from ..run.lines import lines
from ..run.sort import Sorter
from ..store import open_store
from ..validate import judged, violations
from . import rdf_queries
from .counting import Scores
from .rdf_corpus import Corpus
from .rdf_queries import Timing

EVENTS = 28_000
"""Events of the corpus, which are 1.5 million quads."""
EVENTS_FOR_RDFLIB = 1_000
DEADLINE = 60.0
"""Seconds that rdflib may take for one query."""
DOCUMENTS = 200
"""Documents that are validated."""
_PART = 300
"""Quads that are written at once as a build does it, those of a document."""
_NOTHING = 1e-4
"""Seconds: what is quicker is taken for so much, because the clock tells no less."""

Progress = Callable[[str, int, int], None]


def score(events: int | None = None, progress: Progress | None = None) -> Scores:
    """All figures on a synthetic corpus of so many events, and on a smaller one where rdflib takes part."""
    steps = iter(range(1, 6))

    def done(what: str) -> None:
        if progress is not None:
            progress(f"rdf: {what}", next(steps), 5)

    corpus, scores = Corpus(events or EVENTS), Scores()
    with TemporaryDirectory() as keeper:
        folder, quads = corpus.write(Path(keeper) / "graph")
        scores.add("events", float(corpus.events))
        scores.add("quads", float(quads))
        done("corpus")
        _writing(scores, folder, Path(keeper))
        done("writing")
        _loading(scores, folder, Path(keeper))
        done("loading and queries")
        _shapes(scores, corpus)
        done("shapes")
        _against_rdflib(scores, min(corpus.events, EVENTS_FOR_RDFLIB), Path(keeper))
        done("rdflib")
    return scores


def _writing(scores: Scores, folder: GraphFolder, keeper: Path) -> None:
    """Sorted N-Quads of quads in no order, against what pyoxigraph writes of the same as it comes."""
    store = ox.Store()
    store.bulk_load(path=str(folder.nquads), format=ox.RdfFormat.N_QUADS)
    quads = list(store)
    dump = _seconds(lambda: store.dump(str(keeper / "dump.nq"), format=ox.RdfFormat.N_QUADS))
    plain = _seconds(lambda: ox.serialize(quads, str(keeper / "plain.nq"), format=ox.RdfFormat.N_QUADS))
    sorted_ = _seconds(lambda: write_nquads(quads, keeper / "sorted.nq"))
    on_disk = _seconds(lambda: _as_a_build(quads, keeper, keeper / "build.nq"))
    for name in ("sorted.nq", "build.nq"):
        if (keeper / name).read_bytes() != folder.nquads.read_bytes():
            raise IntegrityError(f"{name}: the same quads in another order gave other bytes")
    scores.add("dump_seconds", dump)
    scores.add("sorted_nquads_seconds", sorted_)
    scores.add("sorted_nquads_dump_ratio", sorted_ / dump)
    scores.add("sorted_nquads_unsorted_ratio", sorted_ / plain)
    scores.add("sorted_on_disk_dump_ratio", on_disk / dump)


def _as_a_build(quads: list[ox.Quad], folder: Path, path: Path) -> None:
    """In the memory of a build: what is more than that is sorted on disk."""
    with Sorter(folder) as sorter:
        for start in range(0, len(quads), _PART):
            sorter.add(lines(quads[start : start + _PART]))
        write_lines(sorter, path)


def _loading(scores: Scores, folder: GraphFolder, keeper: Path) -> None:
    """The index on disk, with and without named graphs, against pyoxigraph's of the quads alone; queries on both."""
    union = _seconds(lambda: open_store(folder, named_graphs=False, in_memory=False))
    whole = _seconds(lambda: open_store(folder, in_memory=False))
    own = keeper / "own.nq"
    _without_reported(folder.nquads, own)
    stores: list[ox.Store] = []
    plain = _seconds(lambda: stores.append(_plain_store(own, keeper / "plain")))
    scores.add("load_seconds", union)
    scores.add("load_with_graphs_seconds", whole)
    scores.add("load_plain_seconds", plain)
    scores.add("load_ratio", union / plain)
    scores.add("load_with_graphs_ratio", whole / plain)
    _compare(scores, "query", rdf_queries.ours(folder.path), rdf_queries.plain(stores[0]))


def _against_rdflib(scores: Scores, events: int, keeper: Path) -> None:
    """The same queries where rdflib can answer most of them."""
    folder, quads = Corpus(events).write(keeper / "small")
    own = keeper / "small.nq"
    _without_reported(folder.nquads, own)
    others = rdf_queries.rdflib(own, deadline=DEADLINE)
    scores.add("rdflib_quads", float(quads))
    scores.add("rdflib_finished", len(others) / len(rdf_queries.shapes()))
    _compare(scores, "rdflib", rdf_queries.ours(folder.path), others, speedup=True)


def _compare(
    scores: Scores, name: str, ours: dict[str, Timing], others: dict[str, Timing], *, speedup: bool = False
) -> None:
    """Each shape's ratio, the median and the worst; raises IntegrityError where the answers differ in number."""
    ratios = {}
    for shape, other in others.items():
        if ours[shape].rows != other.rows:
            raise IntegrityError(f"{shape}: {ours[shape].rows} answers of ours, {other.rows} of the other store")
        one, two = max(ours[shape].seconds, _NOTHING), max(other.seconds, _NOTHING)
        ratios[shape] = two / one if speedup else one / two
    word = "speedup" if speedup else "ratio"
    scores.add(f"{name}_{word}_median", median(ratios.values()))
    scores.add(f"{name}_{word}_worst", (min if speedup else max)(ratios.values()))
    for shape, ratio in ratios.items():
        scores.add(f"{name}_{word}.{shape}", ratio)
        scores.add(f"{name}_seconds.{shape}", ours[shape].seconds)


def _shapes(scores: Scores, corpus: Corpus) -> None:
    """Milliseconds a document of five statements: as a build validates it, and by pyshacl alone."""
    documents = []
    for reading, _ in zip(corpus.readings(), range(DOCUMENTS), strict=False):
        documents.append([*reading_quads(reading), *entity_quads(reading.entities)])
    if any(map(violations, documents[:1])) or judged(documents[0]):
        raise IntegrityError("the synthetic corpus breaks a shape")
    ours = _seconds(lambda: _each(violations, documents))
    some = documents[: max(1, len(documents) // 20)]
    theirs = _seconds(lambda: _each(judged, some))
    scores.add("shacl_milliseconds", 1000 * ours / len(documents))
    scores.add("shacl_pyshacl_milliseconds", 1000 * theirs / len(some))


def _each(work: Callable[[list[ox.Quad]], object], documents: Iterable[list[ox.Quad]]) -> None:
    for document in documents:
        work(document)


def _plain_store(nquads: Path, path: Path) -> ox.Store:
    store = ox.Store(str(path))
    store.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return store


def _without_reported(nquads: Path, path: Path) -> None:
    """What the default graph of ours holds: not what others say, and the ontology."""
    from ...ontology.vocabulary import ontology_quads

    end = REPORTED.encode() + b"> .\n"
    with nquads.open("rb") as source, path.open("wb") as out:
        out.writelines(line for line in source if not line.endswith(end))
        out.write(ox.serialize(ontology_quads(), format=ox.RdfFormat.N_QUADS) or b"")


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
