"""The bench: how right statements and entities are, on open benchmarks and on our own gold, and how fast."""

from .counting import Scores
from .page import text
from .run import predict, run, score

__all__ = ["Scores", "predict", "run", "score", "text"]
