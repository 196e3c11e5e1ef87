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
    checkpoint: Path,
    first_phase: int = 0,
) -> Model:
    """Trains phase by phase and gives the averaged model; each phase starts from the average of the one before it.

    `news` is asked for its examples when they first join. After every epoch the average is written to `checkpoint`.
    """
    batches = Batches(
        pieces, size=recipe["batch_pieces"], longest=recipe["longest_sentence"], noise=recipe["noise"], labels=labels
    )
    for number, phase in enumerate(recipe["phases"][first_phase:], first_phase):
        run = Run(model, recipe, phase, random.Random(recipe["seed"] + number))
        examples, total = list(treebank), 0
        for epoch in range(phase["epochs"]):
            if epoch == phase["news_from_epoch"]:
                examples += list(news()) * phase["news_times"]
            epoch_batches = batches.of(examples, run.dice)
            total = run.steps + len(epoch_batches) * (phase["epochs"] - epoch)
            losses = run.epoch(epoch_batches, total)
            torch.save(run.averaged.state_dict(), checkpoint)
            text = " ".join(f"{name} {value:.3f}" for name, value in sorted(losses.items()))
            report(f"phase {number + 1} epoch {epoch + 1} step {run.steps} {run.minutes:.1f} min {text}")
        model = run.averaged
    return model


class Run:
    """What one phase holds: the model, its moving average, the optimizer, the dice and the count of steps."""

    def __init__(self, model: Model, recipe: Mapping[str, Any], phase: Mapping[str, Any], dice: random.Random) -> None:
        self.model = model
        self.averaged = deepcopy(model)
        self.dice = dice
        self.steps = 0
        self._recipe = recipe
        self._phase = phase
        self._optimizer = _optimizer(model, recipe)
        self._started = time.monotonic()

    @property
    def minutes(self) -> float:
        """Since the phase began."""
        return (time.monotonic() - self._started) / 60

    def epoch(self, batches: Sequence[Batch], total: int) -> dict[str, float]:
        """One pass; the rate runs in a straight line over the `total` steps of the phase. Gives the mean losses."""
        sums: dict[str, float] = defaultdict(float)
        start, end = self._phase["rates"]
        self.model.train()
        for batch in batches:
            warm = min((self.steps + 1) / self._recipe["warmup_steps"], 1)
            rate = warm * max(start + (end - start) * self.steps / total, 0.002)
            for group in self._optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            for name, value in _step(self.model, self._optimizer, batch, self._recipe["weights"]).items():
                sums[name] += value / len(batches)
            self.steps += 1
            _average(self.averaged, self.model, min(self._recipe["average"], (self.steps + 1) / (self.steps + 10)))
        return dict(sums)


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
