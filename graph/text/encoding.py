"""Words as the encoder sees them: word pieces, the shape of each word, and padded batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

PIECES_OF_A_WORD = 24
"""Longer words are known by their first pieces."""
PIECES_OF_A_WINDOW = 500
"""The encoder has 512 positions."""

_UNKNOWN, _START, _END = 100, 101, 102
_CACHED_WORDS = 20_000  # so that a worker has all its memory after some thousand documents

SHAPES = ("none", "lower", "title", "upper", "letter", "mixed", "digit", "symbol")


def shape_of(word: str) -> int:
    """Index into SHAPES: the encoder is uncased, the shape tells it about case."""
    if any(map(str.isdigit, word)):
        return 6
    if not any(map(str.isalpha, word)):
        return 7
    if word.islower():
        return 1
    if len(word) == 1:
        return 4
    if word.isupper():
        return 3
    return 2 if word[0].isupper() and word[1:].islower() else 5


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window: ids and shapes of its pieces, and where each word begins (position 0 stands for the root)."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]


class WordPieces:
    """Word pieces of words, remembered: a document repeats its words."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[list[int], int]] = {}

    def __getitem__(self, word: str) -> tuple[list[int], int]:
        """Piece ids and shape of a word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _CACHED_WORDS:
                self._known.clear()
            ids = self._tokenizer.encode(word[:200], add_special_tokens=False).ids[:PIECES_OF_A_WORD]
            known = self._known[word] = (ids or [_UNKNOWN], shape_of(word))
        return known

    def encode(self, words: Sequence[str]) -> Encoded:
        """The window of these words."""
        pieces, shapes, first = [_START], [0], [0]
        for word in words:
            ids, shape = self[word]
            first.append(len(pieces))
            pieces += ids
            shapes += [shape] * len(ids)
        return Encoded([*pieces, _END], [*shapes, 0], first)

    def windows(self, words: Sequence[str]) -> list[int]:
        """Ends of the windows that these words need: one, unless they have more pieces than the encoder reads."""
        ends, size = [], 0
        for index, word in enumerate(words):
            length = len(self[word][0])
            if size + length > PIECES_OF_A_WINDOW:
                ends.append(index)
                size = 0
            size += length
        return [*ends, len(words)]


def batch_of(windows: Sequence[Encoded]) -> Mapping[str, npt.NDArray[np.int64] | npt.NDArray[np.bool_]]:
    """Padded arrays, named as the inputs of the exported model."""
    width = max(len(window.pieces) for window in windows)
    words = max(len(window.first) for window in windows)
    pieces = np.zeros((len(windows), width), dtype=np.int64)
    shapes = np.zeros_like(pieces)
    mask = np.zeros(pieces.shape, dtype=np.bool_)
    first = np.zeros((len(windows), words), dtype=np.int64)
    present = np.zeros(first.shape, dtype=np.bool_)
    for row, window in enumerate(windows):
        length, count = len(window.pieces), len(window.first)
        pieces[row, :length] = window.pieces
        shapes[row, :length] = window.shapes
        mask[row, :length] = True
        first[row, :count] = window.first
        present[row, :count] = True
    return {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first, "present": present}
