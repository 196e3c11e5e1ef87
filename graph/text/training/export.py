"""From trained weights to a model folder: two quantized ONNX graphs, tables, labels, and meta.json with digests."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ..labels import ENTITY_TYPES, FORMAT, ROOT
from ..lemma import Lemmas
from ..model import digest_of, register
from ..sentences import Splitter
from .neural import Model

_INPUTS = ("pieces", "shapes", "mask", "first", "present")
_OUTPUTS = ("upos", "xpos", "feats", "entities", "arcs", "dependents", "governors")
_OPSET = 17
_SPACY = ">=3.8.0,<4.0.0"


class Relations(nn.Module):
    """The second graph: labels of the arcs of a tree; the root has its label and nobody else has it."""

    root: Tensor

    def __init__(self, model: Model, labels: Sequence[str]) -> None:
        super().__init__()
        self.model = model
        root = torch.zeros(len(labels))
        root[labels.index(ROOT)] = 1e4
        self.register_buffer("root", root)

    def forward(self, dependents: Tensor, governors: Tensor, heads: Tensor) -> Tensor:
        """Label indices."""
        scores = self.model.relations(dependents, governors, heads)
        sign = (heads == 0).to(scores.dtype)[..., None] * 2 - 1
        best: Tensor = (scores + sign * self.root).argmax(-1)
        return best


def export_network(model: Model, labels: Mapping[str, Sequence[str]], folder: Path, *, reduce_range: bool) -> None:
    """Writes `encoder.onnx`, `relations.onnx` and `labels.json`.

    `reduce_range` keeps weights in 7 bits, so that processors without VNNI instructions do not overflow.
    """
    model.eval()
    model.fuse()
    folder.mkdir(parents=True, exist_ok=True)
    pieces = torch.arange(33).view(3, 11)
    mask = torch.ones_like(pieces, dtype=torch.bool)
    first = torch.arange(8).expand(3, 8).contiguous()
    present = torch.ones_like(first, dtype=torch.bool)
    dynamic = {name: {0: "batch", 1: "pieces" if name in {"pieces", "shapes", "mask"} else "slots"} for name in _INPUTS}
    dynamic |= {name: {0: "batch", 1: "slots" if name == "governors" else "words"} for name in _OUTPUTS}
    dynamic["arcs"][2] = "slots"
    example = (pieces, torch.ones_like(pieces), mask, first, present)
    _export(model, example, _INPUTS, _OUTPUTS, dynamic, folder / "encoder.onnx", reduce_range=reduce_range)
    with torch.no_grad():
        *_, dependents, governors = model(*example)
    names = ("dependents", "governors", "heads")
    axes = {name: {0: "batch", 1: "slots" if name == "governors" else "words"} for name in (*names, "deprel")}
    relations = Relations(model, labels["deprel"]).eval()
    heads = torch.zeros((3, 7), dtype=torch.long)
    example_ = (dependents, governors, heads)
    _export(relations, example_, names, ("deprel",), axes, folder / "relations.onnx", reduce_range=reduce_range)
    kept = {name: list(labels[name]) for name in ("upos", "xpos", "feats", "deprel")}
    content = {"format": FORMAT, **kept, "entities": list(ENTITY_TYPES)}
    (folder / "labels.json").write_text(json.dumps(content, ensure_ascii=False, indent=0), encoding="utf-8")


def _export(
    model: nn.Module,
    example: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    axes: Mapping[str, Mapping[int, str]],
    path: Path,
    *,
    reduce_range: bool,
) -> None:
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        full = Path(scratch) / "full.onnx"
        warnings.simplefilter("ignore")  # the exporter without dynamo is deprecated, and warns of every traced shape
        torch.onnx.export(
            model, example, str(full), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes={name: dict(axis) for name, axis in axes.items()}, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            full, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce_range,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
    onnx.checker.check_model(str(path))


def assemble(
    network: Path, pieces: Path, lemmas: Lemmas, splitter: Splitter, target: Path, about: Mapping[str, Any]
) -> None:
    """The whole pipeline as a folder that `spacy.load` reads, its meta.json with the digest of every file."""
    register()
    shutil.rmtree(target, ignore_errors=True)
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "casus.Tokenizer.v1"}}})
    tokenizer = json.loads(pieces.read_text(encoding="utf-8")) | {"padding": None, "truncation": None}
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (network / "pieces.json").write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        splitter.write(Path(scratch))
        lemmas.write(Path(scratch))
        for name, folder in (("sentences", Path(scratch)), ("parser", network), ("lemmatizer", Path(scratch))):
            component: Any = nlp.add_pipe(f"casus_{name}")
            component.from_disk(folder)
        nlp.meta |= {"name": "casus_news", "license": "CC BY-SA 4.0", **about["meta"]}
        nlp.to_disk(target, exclude=["vocab"])
    meta = json.loads((target / "meta.json").read_text(encoding="utf-8"))
    names = sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file() and p.name != "meta.json")
    digests = {name: digest_of(target / name) for name in names}
    meta["spacy_version"] = _SPACY
    meta["casusgraph"] = {"format": FORMAT, **about["casusgraph"], "files": digests}
    (target / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
