"""From a document to an analysed text: the language model, sentence boundaries, parse and named entities."""

from .model import load_model
from .read import read
from .regions import body_sentences

__all__ = ["body_sentences", "load_model", "read"]
