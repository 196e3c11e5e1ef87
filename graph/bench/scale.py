"""How cost grows with the corpus: builds of synthetic articles, once anew and once unchanged, with workers' memory."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ..pipeline import build
from ..report import Progress, Report
from .counting import Scores
from .synthetic import write_articles

DOCUMENTS = (10, 100, 1_000, 10_000)
PAIR = 200
"""Documents by which two workers are compared with one."""


@dataclass(slots=True)
class Watch:
    """What is seen while a build reads: when its first document was there, and the memory of its workers."""

    readers: int
    first: float = 0.0
    last: float = 0.0
    resident: list[tuple[int, float]] = field(default_factory=list)
    """Documents read, and the most that a worker had then, in MB."""

    def __call__(self, progress: Progress) -> None:
        if progress.part != "reading" or not progress.documents:
            return
        self.last = time.monotonic()
        if progress.documents == self.readers:
            self.first = self.last
        every = max((progress.of or 0) // 20, 1)
        if progress.documents % every == 0:
            pids = [child.pid for child in multiprocessing.active_children() if child.pid is not None]
            self.resident.append((progress.documents, max(map(resident_mb, pids), default=0.0)))

    @property
    def seconds(self) -> float:
        """Between the first documents and the last, so that starting the workers does not count."""
        return self.last - self.first

    @property
    def growth(self) -> float:
        """Memory of the largest worker at the end to that after a fifth of the documents; 0 where it is not told."""
        early = [mb for documents, mb in self.resident if documents * 5 >= self.resident[-1][0]]
        return early[-1] / early[0] if early and early[0] else 0.0


def score(sizes: Sequence[int] = DOCUMENTS, *, workers: int = 2) -> Scores:
    """For each size N: seconds of wall time anew and unchanged, their ratio, bytes, quads, memory of a worker in MB."""
    scores = Scores()
    for count in sizes:
        with TemporaryDirectory() as folder:
            write_articles(Path(folder) / "corpus", count)
            _size(scores, count, Path(folder), workers)
    return scores


def compare(documents: int = PAIR) -> Scores:
    """How much faster two workers read than one, both in processes of their own, by wall time on a quiet machine."""
    with TemporaryDirectory() as folder:
        write_articles(Path(folder) / "corpus", documents, seed=1)
        pace = {}
        for workers in (1, 2):
            watch = Watch(workers)
            _read_in_processes(Path(folder) / "corpus", Path(folder) / str(workers), workers, watch)
            pace[workers] = (documents - workers) / watch.seconds
    scores = Scores()
    scores.add("two_workers_speedup", pace[2] / pace[1])
    for workers, value in pace.items():
        scores.add(f"documents_per_second_{workers}", value)
    return scores


def _read_in_processes(corpus: Path, out: Path, workers: int, watch: Watch) -> None:
    """A build whose documents are read in processes even where it is one."""
    from functools import partial

    from ...loaders import load
    from ..folder import GraphFolder
    from ..pipeline import list_documents, read_documents
    from ..run.journal import Journal
    from ..run.means import Means
    from ..run.processes import read_all

    folder, report, means = GraphFolder.create(out), Report(), Means()
    with Journal(folder.journal, means.digest) as journal:
        list_documents(load(corpus), folder, journal, means.base, report, watch)
        read_documents(journal, means, partial(read_all, workers=workers), report, watch)


def _size(scores: Scores, count: int, folder: Path, workers: int) -> None:
    watch = Watch(workers)
    seconds = []
    for _ in range(2):
        started = time.monotonic()
        graph = build(folder / "corpus", output=folder / "out", workers=workers, progress=watch)
        seconds.append(time.monotonic() - started)
    assert graph.report is not None
    anew, again = seconds
    scores.add(f"{count}_seconds", anew)
    scores.add(f"{count}_seconds_unchanged", again)
    scores.add(f"{count}_unchanged_ratio", again / anew)
    scores.add(f"{count}_graph_mb", (folder / "out" / "graph.nq").stat().st_size / 1e6)
    scores.add(f"{count}_journal_mb", (folder / "out" / "readings.sqlite").stat().st_size / 1e6)
    scores.add(f"{count}_quads", float(graph.report.quads))
    scores.add(f"{count}_statements", float(graph.report.statements.total()))
    scores.add(f"{count}_worker_mb", max((mb for _, mb in watch.resident), default=0.0))
    scores.add(f"{count}_worker_growth", watch.growth)


def resident_mb(pid: int) -> float:
    """What a process has in memory now, in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)
