"""The training loop: all tasks at once, a moving average of the weights as the result."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from ..encoding import WordPieces
from .checkpoint import State, load, save
from .data import IGNORED, Batch, Batches, Example, Labels
from .machine import Machine
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
    about: Mapping[str, Any],
    where: Machine,
) -> Model:
    """Trains phase by phase and gives the averaged model; each phase starts from the average of the one before it.

    `news` is asked for its examples when they first join. After every epoch the state of everything is written to
    `checkpoint`; where it is there already, and of the same recipe and data (`about`), training goes on from it.
    """
    batches = Batches(
        pieces, size=recipe["batch_pieces"], longest=recipe["longest_sentence"], noise=recipe["noise"], labels=labels
    )
    saved = load(checkpoint, about)
    joined: list[Example] = []
    for number, phase in enumerate(recipe["phases"]):
        if saved is not None and number < saved["phase"]:
            continue
        run = Run(model, recipe, phase, random.Random(recipe["seed"] + number), where)
        if saved is not None and number == saved["phase"]:
            run.restore(saved)
        for epoch in range(run.epochs, phase["epochs"]):
            if epoch >= phase["news_from_epoch"] and not joined:
                joined = list(news())
            times = phase["news_times"] if epoch >= phase["news_from_epoch"] else 0
            losses = run.epoch(batches.of([*treebank, *joined * times], run.dice))
            save(checkpoint, run.state() | {"phase": number, "about": dict(about)})
            text = " ".join(f"{name} {value:.3f}" for name, value in sorted(losses.items()))
            report(f"phase {number + 1} epoch {run.epochs} step {run.steps} {run.minutes:.1f} min {text}")
        model = run.averaged
    return model


class Run:
    """What one phase holds: the model, its moving average, the optimizer, the dice, the counts of epochs and steps."""

    def __init__(
        self, model: Model, recipe: Mapping[str, Any], phase: Mapping[str, Any], dice: random.Random, where: Machine
    ) -> None:
        self.model = model.to(where.device)
        self.averaged = deepcopy(self.model)
        self.dice = dice
        self.epochs = self.steps = 0
        self._recipe = recipe
        self._phase = phase
        self._where = where
        self._optimizer = _optimizer(self.model, recipe)
        self._started = time.monotonic()

    @property
    def minutes(self) -> float:
        """Since the phase began, or went on."""
        return (time.monotonic() - self._started) / 60

    def state(self) -> State:
        """Everything that the next epoch depends on."""
        return {
            "epochs": self.epochs,
            "steps": self.steps,
            "model": self.model.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "dice": self.dice.getstate(),
            "torch": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state_all() if self._where.device.type == "cuda" else [],
        }

    def restore(self, state: State) -> None:
        """Takes up what `state` gave."""
        self.epochs, self.steps = state["epochs"], state["steps"]
        self.model.load_state_dict(state["model"])
        self.averaged.load_state_dict(state["averaged"])
        self._optimizer.load_state_dict(state["optimizer"])
        version, numbers, gauss = state["dice"]
        self.dice.setstate((version, tuple(numbers), gauss))
        torch.set_rng_state(state["torch"])
        if state["cuda"] and self._where.device.type == "cuda":
            torch.cuda.set_rng_state_all(state["cuda"])

    def epoch(self, batches: Sequence[Batch]) -> dict[str, float]:
        """One pass; the rate runs in a straight line over the steps of the phase. Gives the mean losses."""
        sums: dict[str, Tensor] = {}
        start, end = self._phase["rates"]
        total = self.steps + len(batches) * (self._phase["epochs"] - self.epochs)
        self.model.train()
        for batch in batches:
            warm = min((self.steps + 1) / self._recipe["warmup_steps"], 1)
            rate = warm * max(start + (end - start) * self.steps / total, 0.002)
            for group in self._optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            for name, loss in self._step(batch.on(self._where.device)).items():
                sums[name] = sums.get(name, 0) + loss
            self.steps += 1
            _average(self.averaged, self.model, min(self._recipe["average"], (self.steps + 1) / (self.steps + 10)))
        self.epochs += 1
        return {name: value.item() / len(batches) for name, value in sums.items()}

    def _step(self, batch: Batch) -> dict[str, Tensor]:
        with self._where.autocast():
            losses = _losses(self.model, batch)
        total = torch.stack([self._recipe["weights"][name] * loss for name, loss in losses.items()]).sum()
        self._optimizer.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([w for g in self._optimizer.param_groups for w in g["params"]], 1.0)
        self._optimizer.step()
        return {name: loss.detach() for name, loss in losses.items()}


def _optimizer(model: Model, recipe: Mapping[str, Any]) -> torch.optim.Optimizer:
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    encoder = [weight for name, weight in named if name.startswith(_ENCODER) and "shapes" not in name]
    heads = [weight for name, weight in named if not name.startswith(_ENCODER) or "shapes" in name]
    groups = [
        {"params": encoder, "peak": recipe["encoder_rate"]},
        {"params": heads, "peak": recipe["head_rate"]},
    ]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=recipe["weight_decay"])


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
    }


@torch.no_grad()
def _average(averaged: Model, model: Model, keep: float) -> None:
    for old, new in zip(averaged.parameters(), model.parameters(), strict=True):
        if new.requires_grad:
            old.lerp_(new, 1 - keep)
