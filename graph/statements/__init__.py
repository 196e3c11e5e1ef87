"""Statements: who did what to whom, said by whom, how certain, when, with what."""

from .explain import explain
from .extract import extract
from .lexicon import Lexicon, load_lexicon

__all__ = ["Lexicon", "explain", "extract", "load_lexicon"]
