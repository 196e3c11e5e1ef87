"""Statements: who did what to whom, said by whom, how certain, when, with what."""

from .extract import extract
from .lexicon import Lexicon, load_lexicon

__all__ = ["Lexicon", "extract", "load_lexicon"]
