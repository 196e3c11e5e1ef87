"""From scores to structure: the best tree with one root, and the best legal sequence of entity tags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Heads = npt.NDArray[np.int64]

_FORBIDDEN = -1e9
_ROOT_CANDIDATES = 4


def best_tree(scores: Scores) -> Heads:
    """Heads of the n words for scores of shape (n, n + 1), where column 0 is the root; exactly one word has head 0.

    The greedy choice is kept where it is a tree already, which it nearly always is; else the maximum spanning
    arborescence of Chu, Liu and Edmonds is taken for the most probable roots.
    """
    heads: Heads = scores.argmax(1).astype(np.int64)
    if is_tree(heads):
        return heads
    size = len(scores) + 1
    square = np.full((size, size), _FORBIDDEN, dtype=np.float64)
    square[1:] = scores
    candidates = np.argsort(-scores[:, 0], kind="stable")[:_ROOT_CANDIDATES]
    trees = [_rooted_tree(square, int(root) + 1) for root in candidates]
    return max(trees, key=lambda tree: tree[0])[1]


def is_tree(heads: Heads) -> bool:
    """Whether exactly one word hangs on the root and every word reaches it."""
    parents = heads.tolist()
    if parents.count(0) != 1:
        return False
    state = [0] * (len(parents) + 1)
    for start in range(1, len(parents) + 1):
        node = start
        while node and not state[node]:
            state[node] = start
            node = parents[node - 1]
        if node and state[node] == start:
            return False
    return True


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


def best_tags(scores: Scores, rules: tuple[Scores, Scores, Scores]) -> Heads:
    """The best legal tag sequence for scores (n, tags): the greedy one where it is legal, else Viterbi's."""
    pairs, first, last = rules
    greedy: Heads = scores.argmax(1).astype(np.int64)
    if not (first[greedy[0]] or last[greedy[-1]] or pairs[greedy[:-1], greedy[1:]].any()):
        return greedy
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
