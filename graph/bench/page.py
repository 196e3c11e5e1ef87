"""The figures as plain text and as one small HTML page with bars; no scripts, no requests."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from .counting import Interval, Scores
from .plots import bar, bins, reliability

_STYLE = """body{font:15px/1.45 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;
background:#fff;--line:#e3e6ea;--muted:#5b6570;--ground:#eef1f4;--bar:#5b8db8;--whisker:#b3261e}
h1{font-size:1.5rem}h2{margin:2.2rem 0 .4rem;font-size:1.15rem}
table{border-collapse:collapse;width:100%}td,th{padding:.22rem .5rem;text-align:right;font-variant-numeric:tabular-nums}
tr{border-bottom:1px solid var(--line)}th{font-weight:600;font-size:.82rem;color:var(--muted)}
td:first-child,th:first-child{text-align:left}td:last-child{width:200px}small{display:block;color:var(--muted)}
.muted{color:var(--muted)}td .muted{white-space:nowrap}svg{vertical-align:middle}
svg text{font-size:11px;fill:var(--muted)}
.ground{fill:var(--ground)}.bar,.disc{fill:var(--bar)}.disc{fill-opacity:.8}.whisker{stroke:var(--whisker);fill:none;
stroke-width:1.5}.diagonal{stroke:var(--muted);stroke-dasharray:4 4}
figure{margin:1.2rem 0;display:flex;gap:1.2rem;align-items:center;flex-wrap:wrap}figcaption{max-width:22rem}
details{margin:.6rem 0}summary{cursor:pointer}
@media(prefers-color-scheme:dark){body{color:#e6e8eb;background:#14171a;--line:#2c3238;--muted:#9aa5b1;--ground:#222831;
--bar:#6fa3cf;--whisker:#ff9d8f}}"""
_NOTES = {
    "f1": "harmonic mean of precision and recall",
    "f1_macro": "mean of the types, however many statements each has",
    "brier": "mean squared error of the confidence; lower is better",
    "calibration_error": "mean distance of confidence and share that is right; lower is better",
}
_MEASURES = ("_ratio", "_seconds", "_mb")
"""Figures that end so are no fractions of a whole, and have no bar."""


def text(scores: Scores) -> str:
    """One line a figure: name, value, 95 % interval; figures by type are left to the page and the JSON file."""
    lines = []
    for group, names in grouped(scores).items():
        lines.append(group)
        for name in (name for name in names if "." not in name and not name.endswith(("_p", "_r"))):
            full = f"{group}.{name}"
            row = f"  {name:34s} {number(scores.values[full]):>9s}"
            if f"{full}_p" in scores.values:
                row += f"   P {scores.values[full + '_p']:.3f}  R {scores.values[full + '_r']:.3f}"
            lines.append(row + _between(scores.intervals.get(full)))
    return "\n".join(lines)


def page(scores: Scores) -> str:
    """A section a set: its figures with bars and intervals, then those by type."""
    body = "".join(_section(group, names, scores) for group, names in grouped(scores).items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>casusgraph bench</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><h1>casusgraph bench</h1>"
        '<p class="muted">Fractions from 0 to 1 unless the name says otherwise; whiskers are 95 % intervals.</p>'
        f"{body}</body></html>\n"
    )


def grouped(scores: Scores) -> dict[str, list[str]]:
    """Names of the figures without their set, by set, in order."""
    groups: dict[str, list[str]] = {}
    for full in scores.values:
        group, _, name = full.partition(".")
        groups.setdefault(group, []).append(name)
    return groups


def number(value: float) -> str:
    """Three decimals for a fraction, fewer for what is larger."""
    return f"{value:.3f}" if value <= 1 else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _section(group: str, names: list[str], scores: Scores) -> str:
    names = [name for name in names if not name.endswith(("_p", "_r"))]
    by_type = [name for name in names if "." in name and not name.startswith("confidence_")]
    html = f"<h2>{escape(group)}</h2>{_table(group, [name for name in names if '.' not in name], scores)}"
    if found := bins(scores.values, group):
        html += f"<figure>{reliability(found)}<figcaption>{_CAPTION}</figcaption></figure>"
    if by_type:
        html += f"<details><summary>By type</summary>{_table(group, by_type, scores)}</details>"
    return html


_CAPTION = (
    "<b>Can the confidence be trusted?</b> Upwards the share of statements that are right, to the right their "
    "confidence; a larger disc stands for more statements. On the dashed line a confidence of 0.8 means that eight "
    "of ten are right; above it the confidence is too modest, below it too bold."
)


def _table(group: str, names: list[str], scores: Scores) -> str:
    """The columns that no row fills are left out."""
    full = [f"{group}.{name}" for name in names]
    sides = any(f"{name}_p" in scores.values for name in full)
    spans = any(name in scores.intervals for name in full)
    bars = any(_has_bar(name, scores.values[name]) for name in full)
    heads = ["figure", "value", *["95 %"] * spans, *["precision", "recall"] * sides, *["0 to 1"] * bars]
    rows = "".join(_row(name, scores, sides=sides, spans=spans, bars=bars) for name in full)
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{rows}</table>"


def _row(full: str, scores: Scores, *, sides: bool, spans: bool, bars: bool) -> str:
    name = full.partition(".")[2]
    value, interval = scores.values[full], scores.intervals.get(full)
    note = f"<small>{_NOTES[name]}</small>" if name in _NOTES else ""
    cells = [escape(name.replace("_", " ")) + note, number(value)]
    if spans:
        cells.append(f'<span class="muted">{interval[0]:.3f} to {interval[1]:.3f}</span>' if interval else "")
    if sides:
        cells += [_maybe(scores.values, f"{full}_{side}") for side in "pr"]
    if bars:
        cells.append(bar(value, interval) if _has_bar(full, value) else "")
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _has_bar(name: str, value: float) -> bool:
    return value <= 1 and not name.endswith(_MEASURES)


def _maybe(values: Mapping[str, float], name: str) -> str:
    return number(values[name]) if name in values else ""


def _between(interval: Interval | None) -> str:
    return f"   95 % {interval[0]:.3f} to {interval[1]:.3f}" if interval is not None else ""
