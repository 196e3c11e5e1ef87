"""The figures as plain text and as one small HTML page with bars; no scripts, no requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from .counting import Interval, Scores

_STYLE = """body{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;
background:#fff}h2{margin:2rem 0 .4rem;font-size:1.1rem}table{border-collapse:collapse;width:100%}
td,th{padding:.15rem .5rem;text-align:right;border-bottom:1px solid #e3e6ea;font-variant-numeric:tabular-nums}
td:first-child,th:first-child{text-align:left}svg{vertical-align:middle}details{margin:.3rem 0}
@media(prefers-color-scheme:dark){body{color:#e6e8eb;background:#14171a}td,th{border-color:#2c3238}}"""
_WIDTH = 160


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
        "<p>Fractions from 0 to 1 unless the name says otherwise; whiskers are 95 % intervals.</p>"
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
    plain = [name for name in names if "." not in name and not name.endswith(("_p", "_r"))]
    by_type = [name for name in names if "." in name and not name.endswith(("_p", "_r"))]
    html = f"<h2>{escape(group)}</h2>{_table(group, plain, scores)}"
    if by_type:
        html += f"<details><summary>By type</summary>{_table(group, by_type, scores)}</details>"
    return html


def _table(group: str, names: list[str], scores: Scores) -> str:
    return (
        "<table><tr><th>figure</th><th>value</th><th>precision</th><th>recall</th><th>0 to 1</th></tr>"
        + "".join(_rows(group, names, scores))
        + "</table>"
    )


def _rows(group: str, names: list[str], scores: Scores) -> Iterator[str]:
    for name in names:
        full = f"{group}.{name}"
        value = scores.values[full]
        sides = (_maybe(scores.values, f"{full}_{side}") for side in "pr")
        cells = "".join(f"<td>{cell}</td>" for cell in (number(value), *sides))
        bar = _bar(value, scores.intervals.get(full)) if value <= 1 else ""
        yield f"<tr><td>{escape(name)}</td>{cells}<td>{bar}</td></tr>"


def _maybe(values: Mapping[str, float], name: str) -> str:
    return number(values[name]) if name in values else ""


def _bar(value: float, interval: Interval | None) -> str:
    whisker = ""
    if interval is not None:
        low, high = (round(edge * _WIDTH, 1) for edge in interval)
        whisker = f'<path d="M{low} 6H{high}M{low} 3V9M{high} 3V9" stroke="#d1495b" fill="none"/>'
    return (
        f'<svg width="{_WIDTH}" height="12" role="img" aria-label="{value:.3f}"><rect width="{_WIDTH}" height="12" '
        f'fill="#8893a022"/><rect width="{round(value * _WIDTH, 1)}" height="12" fill="#5b8db8"/>{whisker}</svg>'
    )


def _between(interval: Interval | None) -> str:
    return f"   95 % {interval[0]:.3f} to {interval[1]:.3f}" if interval is not None else ""
