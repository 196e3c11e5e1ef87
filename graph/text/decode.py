"""From scores to structure: the best tree with one root, and the best legal sequence of entity tags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Heads = npt.NDArray[np.int64]

_FORBIDDEN = -1e9
_STEEPEST = np.float32(50)
"""Difference of scores beyond which a head is simply improbable."""
_ROOT_CANDIDATES = 4
_LONG = 100
"""Words; in a longer window only the most probable root is tried."""


def best_trees(scores: Scores, counts: Heads) -> Heads:
    """Heads of the words of a batch, for scores (windows, words, words + 1) of which each window fills its count.

    The greedy choice is kept where it is a tree already, which it nearly always is.
    """
    heads: Heads = scores.argmax(2)
    for row in np.flatnonzero(~are_trees(heads, counts)):
        count = counts[row]
        heads[row, :count] = best_tree(scores[row, :count, : count + 1])
    return heads


def probabilities(scores: Scores, heads: Heads) -> Scores:
    """How probable each of these heads (windows, words) is by its scores (windows, words, words + 1): their softmax."""
    chosen = np.take_along_axis(scores, heads[:, :, None], 2)
    result: Scores = 1 / np.exp(np.minimum(scores - chosen, _STEEPEST)).sum(2)
    return result


def best_tree(scores: Scores) -> Heads:
    """Heads of the n words for scores of shape (n, n + 1), where column 0 is the root; exactly one word has head 0.

    The maximum spanning arborescence of Chu, Liu and Edmonds, for each of the most probable roots that could beat the
    best one so far: no tree scores more than its words do with the heads that each likes best.
    """
    size = len(scores) + 1
    square = np.full((size, size), _FORBIDDEN, dtype=np.float64)
    square[1:] = scores
    np.fill_diagonal(square, _FORBIDDEN)
    inner = square[1:, 1:].max(1)
    bounds = inner.sum() - inner + scores[:, 0]
    candidates = np.argsort(-scores[:, 0], kind="stable")[: _ROOT_CANDIDATES if len(scores) <= _LONG else 1]
    best, heads = -np.inf, np.zeros(len(scores), dtype=np.int64)
    for root in sorted(candidates.tolist(), key=lambda root: -bounds[root]):
        if bounds[root] > best:
            score, tree = _rooted_tree(square, root + 1)
            best, heads = (score, tree) if score > best else (best, heads)
    return heads


def are_trees(heads: Heads, counts: Heads) -> npt.NDArray[np.bool_]:
    """Whether in each row exactly one of the first `count` words hangs on the root and every word reaches it."""
    rows, width = heads.shape
    present = np.arange(width) < counts[:, None]
    reached = np.zeros((rows, width + 1), dtype=np.int64)
    reached[:, 1:] = heads * present
    for _ in range(width.bit_length()):
        reached = np.take_along_axis(reached, reached, 1)
    result: npt.NDArray[np.bool_] = (((heads == 0) & present).sum(1) == 1) & ~reached.any(1)
    return result


def _rooted_tree(square: npt.NDArray[np.float64], root: int) -> tuple[float, Heads]:
    scores = square.copy()
    scores[1:, 0] = _FORBIDDEN
    scores[root, 0] = square[root, 0]
    heads = _arborescence(scores)[1:]
    rows = np.arange(1, len(square))
    return float(scores[rows, heads].sum()), heads


def _arborescence(scores: npt.NDArray[np.float64]) -> Heads:
    """Chu-Liu/Edmonds on a square matrix [dependent, head]: all cycles are contracted at once, level by level."""
    levels: list[tuple[Heads, Heads, Heads]] = []
    while True:
        np.fill_diagonal(scores, 2 * _FORBIDDEN)
        heads: Heads = scores.argmax(1).astype(np.int64)
        heads[0] = -1
        cycles = _cycles(heads)
        if not cycles:
            break
        scores, entry, source = _contract(scores, heads, cycles)
        levels.append((heads, entry, source))
    for outer, entry, source in reversed(levels):
        inner, heads = heads, outer.copy()
        for node in range(1, len(inner)):
            entered = entry[node, inner[node]]
            heads[entered] = source[entered, inner[node]]
    return heads


def _contract(
    scores: npt.NDArray[np.float64], heads: Heads, cycles: Sequence[Heads]
) -> tuple[npt.NDArray[np.float64], Heads, Heads]:
    """The graph in which every cycle is one node, after the others.

    Also: for a node and its head there, which node here is entered; for a node here and a head there, from which node.
    """
    gains = scores.copy()
    for cycle in cycles:
        gains[cycle] -= scores[cycle, heads[cycle]][:, None]
    rest = np.setdiff1d(np.arange(len(scores)), np.concatenate(cycles))
    size = len(rest) + len(cycles)
    leaving = np.empty((len(scores), size))
    source = np.empty((len(scores), size), dtype=np.int64)
    leaving[:, : len(rest)], source[:, : len(rest)] = gains[:, rest], rest
    for column, cycle in enumerate(cycles, len(rest)):
        source[:, column] = cycle[gains[:, cycle].argmax(1)]
        leaving[:, column] = gains[:, cycle].max(1)
    smaller = np.empty((size, size))
    entry = np.empty((size, size), dtype=np.int64)
    smaller[: len(rest)], entry[: len(rest)] = leaving[rest], rest[:, None]
    for row, cycle in enumerate(cycles, len(rest)):
        entry[row] = cycle[leaving[cycle].argmax(0)]
        smaller[row] = leaving[cycle].max(0)
    return smaller, entry, source


def _cycles(heads: Heads) -> list[Heads]:
    """The cycles that following the heads runs into."""
    parents = heads.tolist()
    seen = [0] * len(parents)
    found = []
    for start in range(1, len(parents)):
        path, node = [], start
        while node > 0 and not seen[node]:
            seen[node] = start
            path.append(node)
            node = parents[node]
        if node > 0 and seen[node] == start:
            found.append(np.array(sorted(path[path.index(node) :])))
    return found


def transitions(tags: Sequence[str]) -> tuple[Scores, Scores, Scores]:
    """Penalties of illegal neighbours (previous, next), of illegal first tags and of illegal last tags."""
    inside = [tag[2:] if tag[0] in "BI" else "" for tag in tags]
    needs = [tag[2:] if tag[0] in "IE" else "" for tag in tags]
    illegal = np.array([[left != right for right in needs] for left in inside])
    first = np.array([bool(kind) for kind in needs])
    last = np.array([bool(kind) for kind in inside])
    penalty = np.float32(_FORBIDDEN)
    return illegal * penalty, first * penalty, last * penalty


def best_tags(scores: Scores, counts: Heads, rules: tuple[Scores, Scores, Scores]) -> Heads:
    """The best legal tags for scores (words, tags) of sequences of these lengths, one after the other.

    The greedy ones where they are legal, else Viterbi's.
    """
    pairs, first, last = rules
    tags: Heads = scores.argmax(1)
    ends = counts.cumsum()
    number = np.repeat(np.arange(len(counts)), counts)
    begins, stops = np.diff(number, prepend=-1) > 0, np.diff(number, append=len(counts)) > 0
    illegal = (begins & (first[tags] < 0)) | (stops & (last[tags] < 0))
    illegal[1:] |= ~begins[1:] & (pairs[tags[:-1], tags[1:]] < 0)
    for sequence in np.unique(number[illegal]):
        part = slice(ends[sequence] - counts[sequence], ends[sequence])
        tags[part] = _viterbi(scores[part], rules)
    return tags


def _viterbi(scores: Scores, rules: tuple[Scores, Scores, Scores]) -> Heads:
    pairs, first, last = rules
    best = scores[0] + first
    back = np.zeros(scores.shape, dtype=np.int64)
    for row in range(1, len(scores)):
        paths = best[:, None] + pairs
        back[row] = paths.argmax(0)
        best = paths[back[row], np.arange(paths.shape[1])] + scores[row]
    tags = np.zeros(len(scores), dtype=np.int64)
    tags[-1] = (best + last).argmax()
    for row in range(len(scores) - 1, 0, -1):
        tags[row - 1] = back[row, tags[row]]
    return tags
