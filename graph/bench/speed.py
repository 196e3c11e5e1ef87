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
from ..rdf.nquads import write_lines
from ..rdf.write import reading_quads
from ..run.lines import lines, unpack
from ..run.means import Means
from ..run.outcome import read as read_whole
from ..run.sort import Sorter
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


def score(documents: Sequence[Document], means: Means, *, load_seconds: float) -> Scores:
    """`words_per_cpu_second` from text to N-Quads, that of each stage, and its ratio to the language model's time.

    `end_to_end_ratio` is that of the whole, as a build does it: reading, validation, inference, packing, and writing
    the sorted graph.

    Memory is the most that the process has had resident, in MB. The first round over the texts does not count.
    """
    clock, words = Clock(), 0
    for number in range(ROUNDS + 1):
        if number == 1:
            clock, words = Clock(), 0
        words += sum(_stages(document, means, clock) for document in documents)
    scores = Scores()
    whole, model = clock.seconds.pop("whole"), clock.seconds["language_model"]
    scores.add("words_per_cpu_second", words / whole)
    scores.add("end_to_end_ratio", whole / model)
    for stage, seconds in clock.seconds.items():
        scores.add(f"{stage}_words_per_cpu_second", words / seconds if seconds else 0.0)
        if stage != "language_model":
            scores.add(f"{stage}_ratio", seconds / model)
    scores.add("load_seconds", load_seconds)
    scores.add("resident_mb", resident_mb())
    scores.add("words", float(words))
    return scores


def _stages(document: Document, means: Means, clock: Clock) -> int:
    """One document through each stage alone, and then through all; how many words it has."""
    tools = means.tools()
    doc = clock.run("language_model", lambda: read(tools.nlp, document))
    linked = clock.run("entities", lambda: link(doc, document, tools.knowledge))
    statements = clock.run("statements", lambda: tuple(extract(doc, document, linked, tools.lexicon)))
    entities = tuple(sorted(linked.entities.values(), key=lambda entity: entity.id))
    reading = Reading(document, linked.mentions, entities, statements)
    clock.run("rdf", lambda: lines(reading_quads(reading)))
    clock.run("whole", lambda: _whole(document, means))
    return sum(not (token.is_space or token.is_punct) for token in doc)


def _whole(document: Document, means: Means) -> None:
    outcome = read_whole(means, document)
    with TemporaryDirectory() as folder, Sorter(Path(folder)) as sorter:
        for packed in (outcome.about, outcome.lines):
            sorter.add(unpack(packed))
        write_lines(sorter, Path(folder) / "graph.nq")


def resident_mb() -> float:
    """The most memory that this process has had, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)
