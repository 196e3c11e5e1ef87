"""The rdflib face of a store: the same quads, without a copy, queried at Oxigraph's speed."""

from __future__ import annotations

import warnings
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.query import Result

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

    def query(self, *args: Any, **options: Any) -> Result:
        """As rdflib's, without the warning that rdflib 7.6 raises of its own call."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Dataset.default_context is deprecated", DeprecationWarning)
            return super().query(*args, **options)
