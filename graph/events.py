"""Events and tolls as pandas tables, and the plot of a toll."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DAYS = ("from", "to", "published")


def event_table(answer: pd.DataFrame, *, base: str) -> pd.DataFrame:
    """The answer to `event-table` with ids in place of IRIs and days as datetime64."""
    frame = answer.rename(columns={"event": "id", "what": "label"})
    frame["id"] = [str(iri).removeprefix(base) for iri in frame["id"]]
    return _dated(frame)


def toll_table(answer: pd.DataFrame, *, base: str) -> pd.DataFrame:
    """The answer to `tolls` with ids in place of IRIs, days as datetime64 and numbers as Float64."""
    frame = answer.copy()
    for name in ("toll", "claim"):
        frame[name] = [str(iri).removeprefix(base) for iri in frame[name]]
    for name in ("low", "best", "high"):
        frame[name] = pd.to_numeric(frame[name]).astype("Float64")
    frame["superseded"] = frame["superseded"].astype(bool)
    return _dated(frame)


def plot_tolls(table: pd.DataFrame, *, subject: str | None = None, kind: str | None = None) -> Axes:
    """A line a claimant over the time of publication, with bars from low to high; an open end has none.

    Rows without a day of publication are left out. Needs matplotlib.
    """
    from matplotlib.figure import Figure

    rows = table[table["published"].notna()]
    rows = rows if subject is None else rows[rows["subject"] == subject]
    rows = rows if kind is None else rows[rows["type"] == kind]
    axes = Figure(figsize=(8, 4.5), layout="constrained").subplots()
    names = rows["claimant"].fillna("the articles")
    for (_toll, claimant), part in rows.groupby([rows["toll"], names], sort=True):
        part = part.sort_values(["published", "best"])
        best = part["best"].astype(float)
        below = best - part["low"].astype("Float64").fillna(part["best"]).astype(float)
        above = part["high"].astype("Float64").fillna(part["best"]).astype(float) - best
        what = f"{part['type'].iloc[0]} {part['subject'].fillna('').iloc[0]}".strip()
        axes.errorbar(part["published"], best, yerr=[below, above], marker="o", capsize=3, label=f"{what}: {claimant}")
    axes.set_ylabel("claimed")
    axes.set_ylim(bottom=0)
    if len(rows):
        axes.legend(fontsize="small")
    return axes


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    for name in _DAYS:
        if name in frame.columns:
            frame[name] = pd.to_datetime(frame[name])
    return frame
