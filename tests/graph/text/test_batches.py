import numpy as np
import pytest

from casusgraph.graph.text.batches import LARGEST, START, batches


def cost(groups, lengths):
    return sum(max(lengths[i] for i in group) * len(group) + START for group in groups)


@pytest.mark.parametrize(
    ("lengths", "groups"),
    [
        ([], []),
        ([9], [[0]]),
        ([9, 9, 9], [[0, 1, 2]]),
        ([50, 4, 50], [[1], [0, 2]]),
        ([LARGEST + 100, 5, LARGEST], [[1], [2], [0]]),
    ],
)
def test_windows_of_one_length_share_a_batch(lengths, groups):
    assert batches(lengths) == groups


def test_every_window_is_in_one_batch_and_none_is_too_large():
    lengths = np.random.default_rng(3).integers(3, 120, size=500).tolist()
    groups = batches(lengths)
    assert sorted(i for group in groups for i in group) == list(range(500))
    assert all(max(lengths[i] for i in group) * len(group) <= LARGEST for group in groups)
    padded = cost(groups, lengths)
    assert padded < 1.2 * sum(lengths)


def test_no_other_division_costs_less():
    lengths = [5, 7, 8, 15, 16, 40]

    def divisions(items):
        if not items:
            yield []
        for size in range(1, len(items) + 1):
            for rest in divisions(items[size:]):
                yield [items[:size], *rest]

    assert cost(batches(lengths), lengths) == min(cost(groups, lengths) for groups in divisions([*range(6)]))
