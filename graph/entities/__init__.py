"""From an analysed text to the nodes that it names: tables, titles, demonyms, metonymy, coreference, the unknown."""

from .background import background
from .knowledge_base import KnowledgeBase, load_knowledge
from .linked import Linked
from .linker import link

__all__ = ["KnowledgeBase", "Linked", "background", "link", "load_knowledge"]
