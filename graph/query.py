"""Ask a graph: SPARQL, a file of it, or a packaged question by its name."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from ..ontology.errors import QueryError
from .questions import resolve, text_of
from .rdf.iris import BASE
from .results import Result, run
from .sparql import words

__all__ = ["Result", "needs_graphs", "query"]


def needs_graphs(question: str) -> bool:
    """Whether a question, as `query` takes it, asks for named graphs; where it is none, it does not."""
    try:
        return bool(words(text_of(question)) & {"GRAPH", "FROM"})
    except QueryError:
        return False


def query(
    store: ox.Store, question: str, *, parameters: Mapping[str, str] | None = None, base: str = BASE
) -> Result:
    """The answer to a question on a store from `open_store`.

    A question is SPARQL 1.1 (prefixes are declared already), `@file.rq`, or the name of a packaged question, which may
    have parameters. Raises QueryError that says what is wrong and where.
    """
    return run(store, resolve(store, question, parameters, base=base), base=base)
