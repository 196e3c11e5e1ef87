"""Positions: the same each time, nothing on top of anything, within the budget."""

from __future__ import annotations

import math
import time

import networkx as nx
import numpy as np
import pytest

from casusgraph.graph.explore.communities import communities
from casusgraph.graph.explore.layout import boxes, layout

LABELS = [f"Node with a name {number}" for number in range(700)]
SIZES = [6.0 + 3.0 * math.sqrt(60 / (1 + number)) for number in range(700)]

GRAPHS = {
    "one": nx.empty_graph(1),
    "pair": nx.path_graph(2),
    "path": nx.path_graph(12),
    "star": nx.star_graph(40),
    "clique": nx.complete_graph(9),
    "islands": nx.disjoint_union_all([nx.path_graph(2)] * 20 + [nx.star_graph(7)]),
    "hubs": nx.barabasi_albert_graph(150, 2, seed=3),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_nothing_lies_on_anything(name: str) -> None:
    graph = GRAPHS[name]
    spots = layout(graph, LABELS, SIZES)
    assert set(spots) == set(graph)
    order = sorted(graph)
    centres = np.array([spots[node] for node in order], dtype=float)
    halves = boxes(order, LABELS, SIZES)
    need = halves[:, None, :] + halves[None, :, :] - 2.5
    gap = np.abs(centres[:, None, :] - centres[None, :, :])
    clash = (gap < need).all(axis=2) & ~np.eye(len(order), dtype=bool)
    assert not clash.any()


@pytest.mark.parametrize("name", ["hubs", "islands"])
def test_the_same_graph_gives_the_same_picture(name: str) -> None:
    graph = GRAPHS[name]
    turned = nx.Graph()
    turned.add_edges_from((other, one) for one, other in reversed(list(graph.edges())))
    assert layout(graph, LABELS, SIZES) == layout(turned, LABELS, SIZES)


def test_neighbours_are_nearer_than_strangers() -> None:
    graph = nx.disjoint_union(nx.barbell_graph(12, 6), nx.path_graph(3))
    spots = layout(graph, LABELS, SIZES)
    between = [math.dist(spots[one], spots[other]) for one, other in graph.edges()]
    strangers = [math.dist(spots[one], spots[other]) for one in range(12) for other in range(18, 30)]
    assert sum(between) / len(between) < 0.5 * sum(strangers) / len(strangers)


def test_the_largest_first_view_stays_within_its_budget() -> None:
    graph = nx.barabasi_albert_graph(600, 2, seed=5)
    started = time.process_time()
    layout(graph, LABELS, SIZES)
    assert time.process_time() - started < 30


def test_communities_are_the_same_each_time_and_the_largest_comes_first() -> None:
    graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(7))
    found = communities(graph)
    assert found == communities(graph)
    assert [found[node] for node in range(4, 11)] == [0] * 7
    assert [found[node] for node in range(4)] == [1] * 4
    assert communities(nx.Graph()) == {}
