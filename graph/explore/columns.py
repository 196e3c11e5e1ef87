"""Rows as named columns, which take a third of the space in a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

Column = list[object]


def columns(names: Sequence[str], table: Sequence[tuple[object, ...]]) -> dict[str, Column]:
    """One column for each name, in the order of the rows; empty ones where there are no rows."""
    by_name: dict[str, Column] = defaultdict(list, {name: [] for name in names})
    for values in table:
        for name, value in zip(names, values, strict=True):
            by_name[name].append(value)
    return dict(by_name)
