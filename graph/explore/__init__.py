"""The explorer: readings -> one offline HTML page in which every edge opens the sentence it came from."""

from __future__ import annotations

from .files import write
from .notebook import notebook
from .page import render

__all__ = ["notebook", "render", "write"]
