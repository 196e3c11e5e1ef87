from itertools import product

import numpy as np
import pytest

from casusgraph.graph.text.decode import best_tags, best_tree, is_tree, transitions
from casusgraph.graph.text.labels import entity_tags


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
    assert is_tree(np.array(heads)) is expected


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


@pytest.mark.parametrize(
    "tags",
    [("O",), ("S-ORG",), ("B-PERSON", "E-PERSON", "O"), ("B-ORG", "I-ORG", "E-ORG"), ("S-ORG", "S-PERSON")],
)
def test_a_legal_greedy_sequence_is_kept(tags):
    assert [TAGS[i] for i in best_tags(scores_of(*tags), transitions(TAGS))] == list(tags)


def test_an_illegal_greedy_sequence_becomes_the_best_legal_one():
    scores = scores_of("B-PERSON", "I-ORG", "E-PERSON")
    scores[1, TAGS.index("I-PERSON")] = 2
    assert [TAGS[i] for i in best_tags(scores, transitions(TAGS))] == ["B-PERSON", "I-PERSON", "E-PERSON"]


def test_an_open_entity_is_closed_at_the_end():
    tags = best_tags(scores_of("O", "B-ORG"), transitions(TAGS))
    assert TAGS[tags[-1]][0] in "OSE"
