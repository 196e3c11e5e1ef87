"""The state of a training run on disk, written after every epoch, from which it goes on as if it had not stopped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

State = dict[str, Any]


class CheckpointError(ValueError):
    """A checkpoint can not be used."""


def save(path: Path, state: Mapping[str, Any]) -> None:
    """Writes the state; the file is whole at every moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    torch.save(dict(state), fresh)
    fresh.replace(path)


def load(path: Path, about: Mapping[str, Any]) -> State | None:
    """The state that an earlier run left, None where there is none.

    Raises CheckpointError where it is damaged, or was made from another recipe or other data than `about` names.
    """
    if not path.is_file():
        return None
    try:
        state: State = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises RuntimeError, EOFError, UnpicklingError …
        raise CheckpointError(f"{path.name} is damaged: {error}; remove it, or train with --afresh") from error
    if state.get("about") != dict(about):
        raise CheckpointError(f"{path.name} is of another recipe or other data; remove it, or train with --afresh")
    return state
