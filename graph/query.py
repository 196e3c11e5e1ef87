"""Ask a graph: SPARQL, a file of it, or a packaged question by its name."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from .questions import resolve
from .rdf.iris import BASE
from .results import Result, run

__all__ = ["Result", "query"]


def query(
    store: ox.Store, question: str, *, parameters: Mapping[str, str] | None = None, base: str = BASE
) -> Result:
    """The answer to a question on a store from `open_store`.

    A question is SPARQL 1.1 (prefixes are declared already), `@file.rq`, or the name of a packaged question, which may
    have parameters. Raises QueryError that says what is wrong and where.
    """
    return run(store, resolve(store, question, parameters, base=base), base=base)
