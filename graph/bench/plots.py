"""Plots of the bench's page as SVG: a bar with its interval, and how far a confidence can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from .calibration import EDGES, Bin
from .counting import Interval

_WIDTH = 200
_SIDE = 240
_EDGE = 34
"""Room left of and below the plane of the reliability diagram, for its figures."""


def bar(value: float, interval: Interval | None) -> str:
    """A fraction from 0 to 1 with its interval as a whisker."""
    whisker = ""
    if interval is not None:
        low, high = (round(edge * _WIDTH, 1) for edge in interval)
        whisker = f'<path class="whisker" d="M{low} 7H{high}M{low} 3V11M{high} 3V11"/>'
    return (
        f'<svg width="{_WIDTH}" height="14" role="img" aria-label="{value:.3f}"><rect class="ground" width="{_WIDTH}" '
        f'height="14" rx="2"/><rect class="bar" width="{round(value * _WIDTH, 1)}" height="14" rx="2"/>{whisker}</svg>'
    )


def bins(values: Mapping[str, float], group: str) -> list[Bin]:
    """The bins of confidence that the figures of a set hold, each with the middle of its edges as its mean."""
    found = []
    for low, high in pairwise(EDGES):
        name = f"{group}.confidence_{low:.1f}_to_{high:.1f}"
        if f"{name}.right" in values:
            found.append(Bin(low, high, int(values[f"{name}.count"]), (low + high) / 2, values[f"{name}.right"]))
    return found


def reliability(found: Sequence[Bin]) -> str:
    """Share that is right over confidence, a disc a bin with its area by how many; on the diagonal both are equal."""
    most = max(one.count for one in found)
    discs = "".join(_disc(one, most) for one in found)
    ticks = "".join(_tick(share / 4) for share in range(5))
    size = _SIDE + _EDGE + 14
    return (
        f'<svg width="{size}" height="{size}" role="img" aria-label="Share that is right over confidence">'
        f'<rect class="ground" x="{_EDGE}" y="14" width="{_SIDE}" height="{_SIDE}"/>'
        f'<path class="diagonal" d="M{_EDGE} {_SIDE + 14}L{_EDGE + _SIDE} 14"/>{ticks}{discs}</svg>'
    )


def _spot(across: float, up: float) -> tuple[float, float]:
    return round(_EDGE + across * _SIDE, 1), round(14 + (1 - up) * _SIDE, 1)


def _disc(one: Bin, most: int) -> str:
    x, y = _spot(one.confidence, one.right)
    radius = round(4 + 8 * (one.count / most) ** 0.5, 1)
    words = f"confidence {one.low:.1f} to {one.high:.1f}: {one.right:.0%} of {one.count:,} are right"
    return f'<circle class="disc" cx="{x}" cy="{y}" r="{radius}"><title>{words}</title></circle>'


def _tick(share: float) -> str:
    x, y = _spot(share, share)
    low = _SIDE + 14
    return (
        f'<text x="{x}" y="{low + 16}" text-anchor="middle">{share:g}</text>'
        f'<text x="{_EDGE - 6}" y="{y + 4}" text-anchor="end">{share:g}</text>'
    )
