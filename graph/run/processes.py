"""Several processes of this machine. One that is killed, or dies of a document, costs at most that document."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process

from .means import Means
from .outcome import Item, Outcome, document_of, read

AHEAD = 2
"""Documents handed out for each worker: one that it reads, one that waits."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class _Broken(Exception):
    """A worker has died; these documents were being read or waited."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__(len(items))
        self.items = items


def read_all(means: Means, items: Iterable[Item], *, workers: int) -> Generator[Outcome, None, None]:
    """What comes of each document, as it comes.

    When a worker dies, the documents that were under way are read again, one at a time, so that the one that kills its
    reader is found and listed.
    """
    waiting = iter(items)
    while True:
        try:
            yield from _pooled(means, waiting, workers=workers, ahead=AHEAD)
        except _Broken as broken:
            yield from _one_by_one(means, iter(broken.items))
        else:
            return


def _one_by_one(means: Means, suspects: Iterator[Item]) -> Generator[Outcome, None, None]:
    while True:
        try:
            yield from _pooled(means, suspects, workers=1, ahead=1)
        except _Broken as broken:
            reason = "the process that read it died of it, twice; is there enough memory?"
            yield from (Outcome(document_of(item).id, rejected=reason) for item in broken.items)
        else:
            return


def _pooled(means: Means, waiting: Iterator[Item], *, workers: int, ahead: int) -> Generator[Outcome, None, None]:
    first = list(islice(waiting, workers * ahead))
    if not first:
        return
    with _pool(min(workers, len(first))) as pool:
        under_way: dict[Future[Outcome], Item] = {}
        try:
            for item in first:
                under_way[pool.submit(read, means, item)] = item
            while under_way:
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    outcome = future.result()
                    del under_way[future]
                    yield outcome
                    for item in islice(waiting, 1):
                        under_way[pool.submit(read, means, item)] = item
        except BrokenExecutor:
            raise _Broken([*under_way.values()]) from None


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Workers that end with the block, waiting for what they have begun but not for what waits."""
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin)
    try:
        with _one_thread_each(), _no_interrupts():
            pool.submit(_begin)  # starts all of them
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """What a worker does first: leave Ctrl-C to its parent, and end when the parent does, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C while a worker starts would show its traceback; a process that is started so leaves it to its parent."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Numeric libraries take a thread for each core unless told; the workers are the threads."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update((name, value or "1") for name, value in before.items())
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
