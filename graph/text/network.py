"""The exported network: two ONNX graphs, one from word pieces to scores, one from a tree to its labels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from ...ontology.errors import ModelError
from .batches import batches
from .decode import best_tags, best_trees, probabilities, transitions
from .encoding import Encoded, WordPieces, batch_of
from .labels import ENTITY_TYPES, FORMAT, ROOT, UPOS, entity_tags

RELATIONS = 256
"""Words whose relations are labelled at once: 6 MB of scores, which stay in the cache."""

_OUTPUTS = ["upos", "xpos", "feats", "entities", "arcs", "dependents", "governors"]
_LABEL_SETS = ("upos", "xpos", "feats", "deprel", "entities")

Indices = npt.NDArray[np.int64]
Values = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Label indices of all words, window after window; heads count from 1 within a window, 0 is its root."""

    upos: Indices
    xpos: Indices
    feats: Indices
    heads: Indices
    deprel: Indices
    entities: Indices
    certainty: Values
    """The probability that the network gives to the head that the tree has."""


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

    def analyse(self, windows: Sequence[Sequence[str]]) -> Analysis:
        """The words of all windows of a document analysed; windows of similar length share a batch."""
        encoded = [self.pieces.encode(words) for words in windows]
        counts = np.array([len(words) for words in windows], dtype=np.int64)
        ends = counts.cumsum()
        found: dict[str, npt.NDArray[Any]] = {}
        for batch in batches([len(window.pieces) for window in encoded]):
            places = np.concatenate([np.arange(ends[i] - counts[i], ends[i]) for i in batch])
            for name, values in self._encode([encoded[i] for i in batch], counts[batch]).items():
                whole = found.setdefault(name, np.empty((int(ends[-1]), *values.shape[1:]), dtype=values.dtype))
                whole[places] = values
        heads = found["heads"]
        deprel = self._label(found["dependents"], found["governors"], heads, np.repeat(ends - counts, counts))
        entities = best_tags(found["entities"], counts, self._rules)
        return Analysis(found["upos"], found["xpos"], found["feats"], heads, deprel, entities, found["certainty"])

    def _encode(self, batch: Sequence[Encoded], counts: Indices) -> dict[str, npt.NDArray[Any]]:
        """What the encoder says of the words of a batch, window after window, and the heads that follow from it."""
        outputs = self._encoder.run(_OUTPUTS, dict(batch_of(batch)))
        scores: dict[str, npt.NDArray[Any]] = dict(zip(_OUTPUTS, outputs, strict=True))
        present = np.arange(scores["upos"].shape[1]) < counts[:, None]
        arcs = scores.pop("arcs")
        heads = best_trees(arcs, counts)
        scores["governors"] = scores["governors"][:, 1:]
        scores |= {"heads": heads, "certainty": probabilities(arcs, heads)}
        return {name: values[present] for name, values in scores.items()}

    def _label(self, dependents: Values, governors: Values, heads: Indices, offsets: Indices) -> Indices:
        """Labels of the arcs; which state stands for the root does not matter, its label is given."""
        labels = np.empty(len(heads), dtype=np.int64)
        for start in range(0, len(heads), RELATIONS):
            part = slice(start, start + RELATIONS)
            attached = heads[part] > 0
            chosen = governors[offsets[part] + heads[part] - attached] * attached[:, None]
            states = np.concatenate([np.zeros_like(chosen[:1]), chosen])
            places = np.arange(1, len(states)) * attached
            tree = {"dependents": dependents[None, part], "governors": states[None], "heads": places[None]}
            labels[part] = self._relations.run(["deprel"], tree)[0][0]
        return labels


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
