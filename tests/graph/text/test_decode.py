from itertools import product

import numpy as np
import pytest

from casusgraph.graph.text.decode import are_trees, best_tags, best_tree, best_trees, transitions
from casusgraph.graph.text.labels import entity_tags


def is_tree(heads):
    return bool(are_trees(np.array([heads]), np.array([len(heads)]))[0])


def exhaustive(scores):
    size = len(scores)
    trees = (np.array(heads) for heads in product(range(size + 1), repeat=size))
    return max((scores[np.arange(size), heads].sum(), tuple(heads)) for heads in trees if is_tree(heads))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_best_tree_is_the_best_of_all_trees(seed, size):
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    scores[np.arange(size), np.arange(size) + 1] = -50
    heads = best_tree(scores)
    assert is_tree(heads)
    best, _ = exhaustive(scores)
    assert scores[np.arange(size), heads].sum() == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([0], True), ([2, 0], True), ([0, 0], False), ([2, 1], False), ([1, 0], False), ([0, 3, 2], False)],
)
def test_is_tree(heads, expected):
    assert is_tree(heads) is expected


def test_padding_is_no_word_of_a_tree():
    heads = np.array([[2, 0, 1, 1], [0, 0, 2, 3], [0, 1, 4, 3], [0, 1, 0, 0]])
    assert are_trees(heads, np.array([2, 3, 4, 2])).tolist() == [True, False, False, True]


def test_windows_of_a_batch_do_not_touch_each_other():
    dice = np.random.default_rng(7)
    counts = np.array([1, 4, 6, 3])
    scores = dice.normal(size=(4, 6, 7)).astype(np.float32)
    for row, count in enumerate(counts):
        scores[row, :, count + 1 :] = -50
    heads = best_trees(scores, counts)
    for row, count in enumerate(counts):
        assert heads[row, :count].tolist() == best_tree(scores[row, :count, : count + 1]).tolist()


def test_a_long_cycle_is_broken():
    size = 400
    scores = np.zeros((size, size + 1), dtype=np.float32)
    scores[np.arange(size), (np.arange(size) + 1) % size + 1] = 5
    assert is_tree(best_tree(scores))


TAGS = entity_tags(["PERSON", "ORG"])


def scores_of(*tags):
    scores = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    scores[np.arange(len(tags)), [TAGS.index(tag) for tag in tags]] = 3
    return scores


def tags_of(*sequences):
    counts = np.array([len(scores) for scores in sequences])
    return [TAGS[i] for i in best_tags(np.concatenate(sequences), counts, transitions(TAGS))]


@pytest.mark.parametrize(
    "tags",
    [("O",), ("S-ORG",), ("B-PERSON", "E-PERSON", "O"), ("B-ORG", "I-ORG", "E-ORG"), ("S-ORG", "S-PERSON")],
)
def test_a_legal_greedy_sequence_is_kept(tags):
    assert tags_of(scores_of(*tags)) == list(tags)


def test_an_illegal_greedy_sequence_becomes_the_best_legal_one():
    scores = scores_of("B-PERSON", "I-ORG", "E-PERSON")
    scores[1, TAGS.index("I-PERSON")] = 2
    legal = ["B-PERSON", "I-PERSON", "E-PERSON"]
    assert tags_of(scores) == legal
    assert tags_of(scores_of("O", "S-ORG"), scores, scores_of("O")) == ["O", "S-ORG", *legal, "O"]


def test_an_open_entity_is_closed_at_the_end():
    assert tags_of(scores_of("O", "B-ORG"), scores_of("E-ORG"))[1][0] in "OSE"


def test_an_entity_does_not_reach_over_the_end_of_its_window():
    tags = tags_of(scores_of("O", "B-ORG"), scores_of("E-ORG", "O"))
    assert tags[1][0] in "OSE"
    assert tags[2][0] in "OSB"
