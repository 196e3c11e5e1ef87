"""The knowledge graph: from documents to statements, RDF, answers and pages.

>>> from casusgraph.graph import KnowledgeGraph, build
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .knowledge_graph import KnowledgeGraph
    from .pipeline import build

__all__ = ["KnowledgeGraph", "build"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are first used: the command line starts without spaCy and pandas."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .knowledge_graph import KnowledgeGraph
    from .pipeline import build

    globals().update(KnowledgeGraph=KnowledgeGraph, build=build)
    return globals()[name]
