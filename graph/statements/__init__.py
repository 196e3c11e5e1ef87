"""Statements: who did what to whom, said by whom, how certain, when, with what."""

from .confidence import MINIMUM
from .explain import explain
from .extract import extract
from .lexicon import Lexicon, load_lexicon

__all__ = ["MINIMUM", "Lexicon", "explain", "extract", "load_lexicon"]
