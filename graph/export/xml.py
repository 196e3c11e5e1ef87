"""The network as GraphML and GEXF, which Gephi, yEd, Cytoscape, igraph and networkx read.

Characters that XML can not hold become U+FFFD, and carriage returns spaces, because readers would lose them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..folder import atomic
from ..projection import to_networkx
from . import Source

if TYPE_CHECKING:
    import networkx as nx

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(source: Source, path: Path) -> None:
    """Write entities as nodes and statements as edges."""
    from networkx.readwrite.graphml import GraphMLWriter

    graph = _network(source)
    with atomic(path) as out:
        GraphMLWriter(graph, prettyprint=False).dump(out)


def write_gexf(source: Source, path: Path) -> None:
    """Write entities as nodes and statements as edges, GEXF 1.2, without the date that networkx would add."""
    from networkx.readwrite.gexf import GEXFWriter

    graph = _network(source)
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        attributes["id"] = key
    writer = GEXFWriter(graph, prettyprint=False, version="1.2draft")
    meta = next(element for element in writer.xml if element.tag == "meta")
    del meta.attrib["lastmodifieddate"]
    meta[0].text = "casusgraph"
    with atomic(path) as out:
        writer.write(out)


def tame(text: str) -> str:
    """The text as every XML reader gives it back."""
    return _NO_XML.sub("\ufffd", text).replace("\r\n", " \n").replace("\r", " ")


def _network(source: Source) -> nx.MultiDiGraph[str]:
    graph = to_networkx(source.readings(), source.background(), retracted=source.retracted())
    for _, attributes in graph.nodes(data=True):
        _tame_all(attributes)
    for _, _, attributes in graph.edges(data=True):
        _tame_all(attributes)
    return graph


def _tame_all(attributes: dict[str, object]) -> None:
    for name, value in attributes.items():
        if isinstance(value, str):
            attributes[name] = tame(value)
