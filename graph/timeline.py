"""Events over time, counted by how cooperative or hostile they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from ..ontology.errors import InputError
from ..ontology.records import Kind, Reading
from ..ontology.vocabulary import event_types

QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "none")
"""Columns of a timeline: the four quads of event data, and events that have none, such as neutral speech."""

PERIODS: Mapping[str, tuple[str, int]] = MappingProxyType({"year": ("Y", 4), "month": ("M", 7), "day": ("D", 10)})
"""Name of a period to pandas' frequency and the characters of an ISO 8601 date that reach so far."""


def timeline(readings: Iterable[Reading], *, every: str = "month", published: bool = False) -> pd.DataFrame:
    """Events by period and quad, periods without one included; see `KnowledgeGraph.timeline`."""
    if every not in PERIODS:
        raise InputError(f"every={every!r} is no period; expected {', '.join(PERIODS)}")
    frequency, length = PERIODS[every]
    dated = [(date[:length], quad) for date, quad in _dated(readings, published) if len(date) >= length]
    frame = pd.DataFrame(dated, columns=["period", "quad"])
    counts = frame.groupby(["period", "quad"]).size().unstack(fill_value=0)
    counts.index = pd.PeriodIndex(counts.index, freq=frequency)
    if len(counts):
        counts = counts.reindex(pd.period_range(counts.index.min(), counts.index.max(), freq=frequency))
    whole = counts.reindex(columns=list(QUADS)).fillna(0).astype("int64")
    return whole.rename_axis(index="period", columns=None)


def _dated(readings: Iterable[Reading], published: bool) -> Iterator[tuple[str, str]]:
    """Date and quad of each event that has a date, or whose document has one where `published`."""
    types = event_types()
    for reading in readings:
        for statement in reading.statements:
            kind = types.get(statement.type) if statement.kind is Kind.EVENT else None
            date = statement.date or (reading.document.published if published else None)
            if kind is not None and date is not None:
                yield date, kind.quad or "none"
