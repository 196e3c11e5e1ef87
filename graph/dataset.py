"""The rdflib face of a store: the same quads, without a copy, queried at Oxigraph's speed."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph

from .rdf.iris import BASE
from .store import prefixes


def dataset(store: ox.Store, *, base: str = BASE) -> Dataset:
    """A store of `open_store` as an `rdflib.Dataset` with all prefixes bound; its default graph is the union."""
    face = _UnionIsDefault(store=OxigraphStore(store=store), default_union=False)
    for prefix, namespace in prefixes(base).items():
        face.bind(prefix, namespace)
    return face


class _UnionIsDefault(Dataset):
    """The union lies in the default graph of the store, so that nothing has to be united when it is asked for."""

    @property
    def default_context(self) -> Graph:
        """The old name of `default_graph`: rdflib 7.6 warns of it, and calls it itself."""
        return cast(Graph, self.default_graph)

    @default_context.setter
    def default_context(self, value: Graph) -> None:
        self.default_graph = value
