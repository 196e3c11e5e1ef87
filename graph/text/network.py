"""The exported network: two ONNX graphs, one from word pieces to scores, one from a tree to its labels."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from ...ontology.errors import ModelError
from .decode import best_tags, best_tree, transitions
from .encoding import Encoded, WordPieces, batch_of
from .labels import ENTITY_TYPES, FORMAT, ROOT, UPOS, entity_tags

BATCH_PIECES = 384
"""Padded word pieces of one batch: what stays in the cache of a core; larger batches are slower."""

_OUTPUTS = ["upos", "xpos", "feats", "entities", "arcs", "dependents", "governors"]
_LABEL_SETS = ("upos", "xpos", "feats", "deprel", "entities")


@dataclass(frozen=True, slots=True)
class Analysis:
    """Label indices of the words of one window; heads count from 1 within it, 0 is the root."""

    upos: npt.NDArray[np.int64]
    xpos: npt.NDArray[np.int64]
    feats: npt.NDArray[np.int64]
    heads: npt.NDArray[np.int64]
    deprel: npt.NDArray[np.int64]
    entities: npt.NDArray[np.int64]


class Network:
    """The sessions, the word pieces and the names of the labels of one model folder."""

    FILES = ("labels.json", "pieces.json", "encoder.onnx", "relations.onnx")

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        missing = [name for name in self.FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(f"the language model lacks {', '.join(missing)}; reinstall it or train it again")
        try:
            self.labels = _checked(json.loads((folder / "labels.json").read_text(encoding="utf-8")))
            self.pieces = WordPieces(folder / "pieces.json")
            self._encoder = _session(folder / "encoder.onnx", threads)
            self._relations = _session(folder / "relations.onnx", threads)
        except ModelError:
            raise
        except Exception as error:  # onnxruntime and tokenizers raise types of their own, and bare Exception
            raise ModelError(f"the language model can not be read: {error}; reinstall it or train it again") from error
        self.tags = entity_tags(self.labels["entities"])
        self._rules = transitions(self.tags)

    def analyse(self, windows: Sequence[Sequence[str]]) -> list[Analysis]:
        """Every window of words analysed; windows of similar length share a batch."""
        encoded = [self.pieces.encode(words) for words in windows]
        results: dict[int, Analysis] = {}
        for batch in _batches(encoded):
            results.update(zip(batch, self._run([encoded[index] for index in batch]), strict=True))
        return [results[index] for index in range(len(windows))]

    def _run(self, batch: Sequence[Encoded]) -> Iterator[Analysis]:
        inputs = batch_of(batch)
        upos, xpos, feats, entities, arcs, dependents, governors = self._encoder.run(_OUTPUTS, dict(inputs))
        counts = [len(window.first) - 1 for window in batch]
        heads = np.zeros(upos.shape, dtype=np.int64)
        for row, count in enumerate(counts):
            heads[row, :count] = best_tree(arcs[row, :count, : count + 1])
        tree = {"dependents": dependents, "governors": governors, "heads": heads}
        (deprel,) = self._relations.run(["deprel"], tree)
        for row, count in enumerate(counts):
            tags = best_tags(entities[row, :count], self._rules)
            u, x, f, h, d = (array[row, :count] for array in (upos, xpos, feats, heads, deprel))
            yield Analysis(u, x, f, h, d, tags)


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _checked(labels: dict[str, Any]) -> dict[str, list[str]]:
    if labels.get("format") != FORMAT:
        raise ModelError(f"the language model has format {labels.get('format')}, this version reads format {FORMAT}")
    absent = [name for name in _LABEL_SETS if not labels.get(name)]
    if absent:
        raise ModelError(f"the language model names no labels for {', '.join(absent)}")
    if strange := sorted(set(labels["upos"]) - set(UPOS)):
        raise ModelError(f"the language model has other parts of speech than Universal Dependencies: {strange}")
    if ROOT not in labels["deprel"] or "nsubj" not in labels["deprel"]:
        raise ModelError(f"the language model has no Universal Dependencies labels, but {labels['deprel'][:8]} …")
    if labels["entities"] != list(ENTITY_TYPES):
        raise ModelError(f"the language model knows the entity types {labels['entities']}, not {list(ENTITY_TYPES)}")
    return {name: labels[name] for name in _LABEL_SETS}


def _batches(encoded: Sequence[Encoded]) -> Iterator[list[int]]:
    """Indices of windows, shortest first, so that a batch is little padded."""
    batch: list[int] = []
    for index in sorted(range(len(encoded)), key=lambda index: len(encoded[index].pieces)):
        if batch and len(encoded[index].pieces) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
