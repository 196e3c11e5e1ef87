"""Statements: who did what to whom, said by whom, how certain, when, with what."""

from .explain import explain
from .extract import event_mentions, extract
from .lexicon import Lexicon, load_lexicon

__all__ = ["Lexicon", "event_mentions", "explain", "extract", "load_lexicon"]
