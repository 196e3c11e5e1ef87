"""Which windows of a document share a batch: as little padding as possible, and not too many batches."""

from __future__ import annotations

from collections.abc import Sequence

LARGEST = 384
"""Padded word pieces of one batch: what stays in the cache of a core; larger batches are slower."""
START = 10
"""What it costs to run a batch at all, in word pieces (measured: 2 ms, against 0.2 ms a piece)."""


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Indices of windows of these lengths, grouped at the least cost; a longer window than a batch is one of its own.

    The cost of a batch is its padded size and a constant; the best division of the windows in order of their length
    is found by dynamic programming.
    """
    order = sorted(range(len(lengths)), key=lambda index: lengths[index])
    cost, begin = [0], [0]
    for end, index in enumerate(order, 1):
        first = max(0, end - max(1, LARGEST // lengths[index]))
        best, start = min((cost[start] + lengths[index] * (end - start), start) for start in range(first, end))
        cost.append(best + START)
        begin.append(start)
    found: list[list[int]] = []
    end = len(order)
    while end:
        found.append(order[begin[end] : end])
        end = begin[end]
    return found[::-1]
