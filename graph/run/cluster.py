"""A dask.distributed cluster: the same function on each document; dask repeats what a lost worker had."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from itertools import islice
from typing import Any

from ...ontology.errors import InputError
from .means import Means
from .outcome import Item, Outcome, document_of, read

AHEAD = 2
"""Documents handed out for each thread of the cluster."""

SECONDS = 60
"""To wait for a scheduler, and for its first worker."""


def read_all(means: Means, items: Iterable[Item], *, scheduler: str) -> Generator[Outcome, None, None]:
    """What comes of each document, as it comes. Workers may join and leave.

    Raises InputError where no scheduler answers, none of its workers comes, or one has other versions.
    """
    distributed = _distributed()
    waiting = iter(items)
    with _client(distributed, scheduler) as client:
        expected, under_way = means.digest, {}
        results = distributed.as_completed(loop=client.loop)

        def hand_out(count: int) -> None:
            for item in islice(waiting, max(count, 0)):
                future = client.submit(read, means, item, expected, pure=False)
                under_way[future.key] = item
                results.add(future)

        hand_out(_room(client))
        for future in results:
            yield _outcome(distributed, future, under_way.pop(future.key))
            hand_out(_room(client) - len(under_way))


def _outcome(distributed: Any, future: Any, item: Item) -> Outcome:
    try:
        outcome: Outcome = future.result()
    except distributed.KilledWorker as error:
        return Outcome(document_of(item).id, rejected=f"several workers died while they read it ({error})")
    return outcome


def _room(client: Any) -> int:
    threads: int = sum(client.nthreads().values())
    return AHEAD * max(threads, 1)


def _client(distributed: Any, scheduler: str) -> Any:
    try:
        client = distributed.Client(scheduler, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"{scheduler}: no dask scheduler answers there ({error}); start `dask scheduler`") from None
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except TimeoutError:
        client.close()
        raise InputError(f"{scheduler} has no workers; start some: `dask worker {scheduler} --nthreads 1`") from None
    return client


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise InputError("--engine dask needs dask.distributed: pip install 'casusgraph[dask]'") from None
    return distributed
