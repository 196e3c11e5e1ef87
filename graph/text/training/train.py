"""The training loop: all tasks at once, a moving average of the weights as the result."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from ..encoding import WordPieces
from .data import IGNORED, Batch, Batches, Example, Labels
from .neural import Model

_ENCODER = "encoder."


def train(
    model: Model,
    treebank: Sequence[Example],
    news: Callable[[], Sequence[Example]],
    pieces: WordPieces,
    labels: Labels,
    recipe: Mapping[str, Any],
    *,
    report: Callable[[str], None],
    checkpoint: Path | None = None,
) -> Model:
    """Trains in place and gives the averaged model. `news` is asked for its examples when they join."""
    dice = random.Random(recipe["seed"])
    batches = Batches(
        pieces, size=recipe["batch_pieces"], longest=recipe["longest_sentence"], noise=recipe["noise"], labels=labels
    )
    averaged = deepcopy(model)
    optimizer = _optimizer(model, recipe)
    started, seen = time.time(), 0
    steps_of_epoch = len(batches.of(treebank, random.Random(0)))
    total, step = steps_of_epoch * recipe["epochs"], 0
    joined: Sequence[Example] = ()
    for epoch in range(recipe["epochs"]):
        if epoch == recipe["news_from_epoch"]:
            joined = list(news()) * recipe["news_times"]
            more = len(batches.of([*treebank, *joined], random.Random(0)))
            total = step + more * (recipe["epochs"] - epoch)
        sums: dict[str, float] = defaultdict(float)
        epoch_batches = batches.of([*treebank, *joined], dice)
        model.train()
        for batch in epoch_batches:
            rate = min((step + 1) / recipe["warmup_steps"], 1) * max(1 - step / total, 0.002)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            for name, value in _step(model, optimizer, batch, recipe["weights"]).items():
                sums[name] += value / len(epoch_batches)
            step += 1
            seen += batch.size
            _average(averaged, model, min(recipe["average"], (step + 1) / (step + 10)))
        losses = " ".join(f"{name} {value:.3f}" for name, value in sorted(sums.items()))
        minutes = (time.time() - started) / 60
        report(f"epoch {epoch + 1} step {step} {minutes:.1f} min {seen / minutes / 60:.0f} pieces/s {losses}")
        if checkpoint is not None:
            torch.save(averaged.state_dict(), checkpoint)
    return averaged


def _optimizer(model: Model, recipe: Mapping[str, Any]) -> torch.optim.Optimizer:
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    encoder = [weight for name, weight in named if name.startswith(_ENCODER) and "shapes" not in name]
    heads = [weight for name, weight in named if not name.startswith(_ENCODER) or "shapes" in name]
    groups = [
        {"params": encoder, "peak": recipe["encoder_rate"]},
        {"params": heads, "peak": recipe["head_rate"]},
    ]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=recipe["weight_decay"])


def _step(
    model: Model, optimizer: torch.optim.Optimizer, batch: Batch, weights: Mapping[str, float]
) -> dict[str, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        losses = _losses(model, batch)
    total = torch.stack([weights[name] * loss for name, loss in losses.items()]).sum()
    optimizer.zero_grad(set_to_none=True)
    total.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_([w for g in optimizer.param_groups for w in g["params"]], 1.0)
    optimizer.step()
    return {name: loss.item() for name, loss in losses.items()}


def _losses(model: Model, batch: Batch) -> dict[str, Tensor]:
    found = model.scores(**batch.inputs)
    targets = batch.targets
    if "arcs" in targets:
        found["deprel"] = model.relations(found["dependents"], found["governors"], targets["arcs"].clamp(min=0))
    return {
        name: functional.cross_entropy(
            found[name].float().flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="mean"
        )
        for name, target in targets.items()
        if bool((target != IGNORED).any())
    }


@torch.no_grad()
def _average(averaged: Model, model: Model, keep: float) -> None:
    for old, new in zip(averaged.parameters(), model.parameters(), strict=True):
        if new.requires_grad:
            old.lerp_(new, 1 - keep)
