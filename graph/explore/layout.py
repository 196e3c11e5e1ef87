"""Positions of nodes, computed here so that the page opens at rest.

Each component is laid out by stress majorization (Gansner, Koren and North 2004) from a radial start, boxes that hold
node and label are pushed apart, and the components are packed around the largest. The budget is a number of
operations and not a time, so that the same graph gives the same picture on a busy machine. One unit is one pixel at
scale 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from .packing import pack, separate

Array = npt.NDArray[np.float64]

EDGE = 96.0
"""Length of an edge between two nodes of few neighbours."""
ASPECT = 1.15
"""Width of the finished picture through its height; the page stretches it further towards the form of its window."""
BUDGET = 40_000_000
"""Pairs of nodes that the majorization may visit."""
OPEN = 0.72
"""Exponent that opens the middle, where the busy nodes meet, at the expense of the rim; 1 leaves it as it is."""
LABEL_CHARACTERS = 26
"""A longer label is cut in the picture."""


def layout(graph: nx.Graph[int], labels: Sequence[str], sizes: Sequence[float]) -> dict[int, tuple[int, int]]:
    """Whole-pixel positions of all nodes; `labels` and `sizes` are indexed by node."""
    components = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    budget = BUDGET // max(1, sum(len(part) ** 2 for part in components))
    placed = []
    for part in components:
        spots = majorize(graph.subgraph(part), part, iterations=max(20, min(160, budget)))
        spots[:, 0] *= ASPECT
        halves = boxes(part, labels, sizes)
        placed.append((separate(compact(spots, halves), halves), halves))
    spots = pack([spots for spots, _ in placed], [halves for _, halves in placed], ASPECT)
    order = [node for part in components for node in part]
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(order, spots, strict=True)}


def boxes(part: Sequence[int], labels: Sequence[str], sizes: Sequence[float]) -> Array:
    """Half width and half height of the box that holds each node and the label under it."""
    rows = []
    for node in part:
        label = 3.4 * min(len(labels[node]), LABEL_CHARACTERS)
        rows.append((max(1.4 * sizes[node], label) + 7, 1.4 * sizes[node] + 10.0))
    return np.array(rows, dtype=np.float64).reshape(len(rows), 2)


def majorize(graph: nx.Graph[int], order: Sequence[int], *, iterations: int) -> Array:
    """Positions in the order given whose distances are as close as can be to those along the edges."""
    count = len(order)
    if count == 1:
        return np.zeros((1, 2))
    wanted = distances(graph, order)
    weight = 1.0 / np.maximum(wanted, 1e-9) ** 2
    np.fill_diagonal(weight, 0.0)
    total = weight.sum(axis=1)
    spots = radial(graph, order)
    for _ in range(iterations):
        delta: Array = spots[:, None, :] - spots[None, :, :]
        pull = weight * wanted / np.sqrt((delta**2).sum(axis=2) + 1e-6)
        held = (weight[:, :, None] * spots[None, :, :]).sum(axis=1)
        spots = (held + (pull[:, :, None] * delta).sum(axis=1)) / total[:, None]
    return spots


def distances(graph: nx.Graph[int], order: Sequence[int]) -> Array:
    """Shortest ways between all pairs; an edge at a busy node is longer, which makes room for its other neighbours."""
    place = {node: index for index, node in enumerate(order)}
    degree: Mapping[int, int] = dict(graph.degree())
    weighted: nx.Graph[int] = nx.Graph()
    weighted.add_nodes_from(order)
    for left, right in graph.edges():
        if left != right:
            less, more = sorted((degree[left], degree[right]))
            weighted.add_edge(left, right, length=EDGE * (0.6 + 0.2 * math.sqrt(more) + 0.16 * math.sqrt(less)))
    wanted: Array = np.zeros((len(order), len(order)))
    for node in order:
        for other, length in nx.single_source_dijkstra_path_length(weighted, node, weight="length").items():
            wanted[place[node], place[other]] = length
    return wanted


def radial(graph: nx.Graph[int], order: Sequence[int]) -> Array:
    """A start without chance: the busiest node in the middle, each subtree in a wedge as wide as it has leaves."""
    root = max(order, key=lambda node: (graph.degree(node), -node))
    children = {node: sorted(kids) for node, kids in nx.bfs_successors(graph, root, sort_neighbors=sorted)}
    sequence = [root, *(kid for kids in children.values() for kid in kids)]
    leaves: dict[int, int] = {}
    for node in reversed(sequence):
        leaves[node] = sum(leaves[kid] for kid in children.get(node, ())) or 1
    wedge = {root: (0.0, 2 * math.pi, 0)}
    for node in sequence:
        start, width, depth = wedge[node]
        for kid in children.get(node, ()):
            share = width * leaves[kid] / leaves[node]
            wedge[kid] = (start, share, depth + 1)
            start += share
    rows = []
    for node in order:
        start, width, depth = wedge[node]
        angle, radius = start + width / 2, depth * EDGE
        rows.append((math.cos(angle) * radius, math.sin(angle) * radius))
    return np.array(rows, dtype=np.float64)


def compact(spots: Array, halves: Array, *, room: float = 2.1) -> Array:
    """The same figure, centred and scaled so that it covers a fixed multiple of the area that its boxes need."""
    centred: Array = spots - spots.mean(axis=0)
    if len(spots) < 3:
        return centred
    radius = np.sqrt((centred**2).sum(axis=1))[:, None] / np.abs(centred).max()
    centred *= np.maximum(radius, 1e-6) ** (OPEN - 1)
    extent = np.sqrt((centred**2).mean(axis=0))
    spread = float(np.maximum(extent, extent.max() / 4).prod()) * 12.0  # nodes in a row cover an area too
    needed = float((4.0 * halves[:, 0] * halves[:, 1]).sum()) * room
    return np.asarray(centred * math.sqrt(needed / max(spread, 1.0)))
