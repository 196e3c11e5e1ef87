"""Boxes that do not overlap: within a component by pushing, between components by search along a spiral."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

ROUNDS = 400
MARGIN = 16.0


def separate(spots: Array, halves: Array) -> Array:
    """Pushes overlapping boxes apart along the shorter way out, until none overlap or the rounds are over."""
    spots = spots.copy()
    need = halves[:, None, :] + halves[None, :, :]
    order = np.arange(len(spots))
    tie = np.sign(order[None, :] - order[:, None])
    for _ in range(ROUNDS):
        delta = spots[None, :, :] - spots[:, None, :]
        over = need - np.abs(delta)
        clash = (over[:, :, 0] > 0.5) & (over[:, :, 1] > 0.5) & ~np.eye(len(spots), dtype=np.bool_)
        if not clash.any():
            break
        sideways = over[:, :, 0] <= over[:, :, 1]
        way = np.where(delta == 0, tie[:, :, None], np.sign(delta))
        step = np.where(clash[:, :, None], over * way * 0.26, 0.0)
        step[:, :, 0] *= sideways
        step[:, :, 1] *= ~sideways
        spots -= step.sum(axis=1)
    return spots


def pack(parts: Sequence[Array], halves: Sequence[Array], aspect: float) -> Array:
    """All parts in one picture: the first in the middle, each next one at the nearest place where it is free."""
    if not parts:
        return np.zeros((0, 2))
    spots = [parts[0] - middle(parts[0], halves[0])]
    taken_spots, taken_halves = spots[0], halves[0]
    turn = 0.0
    for part, half in zip(parts[1:], halves[1:], strict=True):
        centred = part - middle(part, half)
        shift, turn = free_place(centred, half, taken_spots, taken_halves, aspect, turn)
        spots.append(centred + shift)
        taken_spots = np.concatenate([taken_spots, spots[-1]])
        taken_halves = np.concatenate([taken_halves, half])
    return np.concatenate(spots)


def middle(spots: Array, halves: Array) -> Array:
    """The centre of what the boxes cover."""
    return np.asarray(((spots - halves).min(axis=0) + (spots + halves).max(axis=0)) / 2)


def free_place(
    part: Array, half: Array, taken: Array, taken_half: Array, aspect: float, turn: float
) -> tuple[Array, float]:
    """The first shift along an elliptic spiral at which no box of the part touches a taken one.

    Returns also where on the spiral it was, because a later part is no larger in count and needs not search the full
    middle again.
    """
    need = half[:, None, :] + taken_half[None, :, :] + MARGIN
    start = max(0.0, turn - 4 * math.pi)
    for step in range(100_000):
        angle = start + step * 0.12
        radius = 7.0 * angle
        shift = np.array([math.cos(angle) * radius * aspect, math.sin(angle) * radius])
        gap = np.abs(part[:, None, :] + shift - taken[None, :, :])
        if not (gap < need).all(axis=2).any():
            return shift, angle
    return shift, angle
