"""Groups of nodes that have more to do with each other than with the rest."""

from __future__ import annotations

import networkx as nx


def communities(graph: nx.Graph[int]) -> dict[int, int]:
    """Number of the community of every node (Louvain, Blondel et al. 2008), the largest community first."""
    groups = [sorted(group) for group in nx.community.louvain_communities(graph, seed=7)] if len(graph) else []
    groups.sort(key=lambda group: (-len(group), group))
    return {node: number for number, group in enumerate(groups) for node in group}
