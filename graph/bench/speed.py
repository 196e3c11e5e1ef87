"""How fast: processor time of each stage over the same texts in one run, words a second, memory, loading."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from ...ontology.records import Document, Reading
from ..entities import link
from ..rdf.entity import entity_quads
from ..rdf.nquads import write_nquads
from ..rdf.write import reading_quads
from ..reader import Tools
from ..statements import extract
from ..text import read
from .counting import Scores

ROUNDS = 3
_Result = TypeVar("_Result")


class Clock:
    """Processor seconds of this process, by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, work: Callable[[], _Result]) -> _Result:
        started = time.process_time()
        result = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - started
        return result


def score(documents: Sequence[Document], tools: Tools, *, load_seconds: float) -> Scores:
    """`words_per_cpu_second` from text to N-Quads, that of each stage, and its ratio to the language model's time.

    Memory is the most that the process has had resident, in MB. The first round over the texts does not count.
    """
    clock, words = Clock(), 0
    for number in range(ROUNDS + 1):
        if number == 1:
            clock, words = Clock(), 0
        words += sum(_stages(document, tools, clock) for document in documents)
    scores = Scores()
    total, model = sum(clock.seconds.values()), clock.seconds["language_model"]
    scores.add("words_per_cpu_second", words / total)
    for stage, seconds in clock.seconds.items():
        scores.add(f"{stage}_words_per_cpu_second", words / seconds if seconds else 0.0)
        if stage != "language_model":
            scores.add(f"{stage}_ratio", seconds / model)
    scores.add("load_seconds", load_seconds)
    scores.add("resident_mb", resident_mb())
    scores.add("words", float(words))
    return scores


def _stages(document: Document, tools: Tools, clock: Clock) -> int:
    """One document from text to N-Quads; how many words it has."""
    doc = clock.run("language_model", lambda: read(tools.nlp, document))
    linked = clock.run("entities", lambda: link(doc, document, tools.knowledge))
    statements = clock.run("statements", lambda: tuple(extract(doc, document, linked, tools.lexicon)))
    entities = tuple(sorted(linked.entities.values(), key=lambda entity: entity.id))
    reading = Reading(document, linked.mentions, entities, statements)
    clock.run("rdf", lambda: _write(reading))
    return sum(not (token.is_space or token.is_punct) for token in doc)


def _write(reading: Reading) -> None:
    known = [entity for entity in reading.entities if entity.known]
    with TemporaryDirectory() as folder:
        write_nquads([*entity_quads(known), *reading_quads(reading)], Path(folder) / "graph.nq")


def resident_mb() -> float:
    """The most memory that this process has had, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)
