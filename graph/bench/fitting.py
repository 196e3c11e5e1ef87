"""Weights of the confidence, fitted on statements that readers judged: a logistic regression with a ridge.

The judged rows are kept as features and verdicts (judged/statements.jsonl), without their texts. Types pull harder to
the mean than general features, because each is seen seldom. The statements of our own annotated articles, with
which rules were written, and those that were judged before rules were mended join with a feature of their own each, so
that only how they differ among themselves counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ...ontology.errors import InputError
from ..reader import Tools, features
from ..statements.confidence import TYPE
from .gold import read_gold
from .sample import DECISIVE, read_answers

RIDGE, RIDGE_OF_TYPES, RIDGE_OF_OWN = 1.0, 3.0, 0.01
STEPS = 30
PARTS = 10
"""Of a cross-validation."""
BIAS = "bias"
OWN, EARLIER = "own text", "earlier reading"
"""Features of statements of our own annotated articles, and of statements that were judged before rules were mended.

More of the former are right than of others, and fewer of the latter; what they add is forgotten after fitting.
"""

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a statement when it is read, and whether it is right."""

    features: Mapping[str, float]
    right: bool


def judged(folder: Path) -> Iterator[Judged]:
    """The events of a filled sheet that `casusgraph bench --sample` wrote; relations have no features.

    Raises InputError where an answer is open or the features are of another sheet.
    """
    answers = list(read_answers(folder / "answers.jsonl").values())
    lines = (folder / "features.jsonl").read_text(encoding="utf-8").splitlines()
    if len(lines) != len(answers):
        raise InputError(f"{folder}: {len(answers)} answers, but the features of {len(lines)} statements")
    for line, answer in zip(lines, answers, strict=True):
        row = json.loads(line)
        if row["id"] != answer["id"]:
            raise InputError(f"{folder}: the features of {row['id']} stand beside the answer about {answer['id']}")
        if row["features"]:
            yield Judged(row["features"], all(answer[column] for column in DECISIVE))


def annotated(tools: Tools) -> Iterator[Judged]:
    """The events of our own annotated articles; right are those that the annotation has, stance included."""
    for article in read_gold(tools):
        weighed = features(article.document, tools)
        for row in article.rows:
            if row["id"] in weighed:
                yield Judged({**weighed[row["id"]], OWN: 1.0}, article.right(row))


def aged(row: Judged) -> Judged:
    """The row as one that was judged before rules were mended."""
    return row if OWN in row.features else Judged({**row.features, EARLIER: 1.0}, row.right)


def read_rows(path: Path) -> list[Judged]:
    """Rows as `write_rows` keeps them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Judged(row["features"], row["right"]) for row in map(json.loads, lines)]


def write_rows(path: Path, rows: Iterable[Judged]) -> None:
    """One JSON object a line, sorted, so that the order of judging does not matter."""
    lines = sorted(json.dumps({"right": row.right, "features": dict(sorted(row.features.items()))}) for row in rows)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def fit(rows: Sequence[Judged]) -> dict[str, float]:
    """Log-odds by feature, two decimals, with the bias; by Newton's method, which the ridge makes converge."""
    names = sorted({BIAS, *(name for row in rows for name in row.features)})
    table = np.array([[1.0 if name == BIAS else row.features.get(name, 0.0) for name in names] for row in rows])
    right = np.array([float(row.right) for row in rows])
    ridge = np.array([0.0 if name == BIAS else _ridge(name) for name in names])
    found = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ found))
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(ridge)
        found += np.linalg.solve(curve, table.T @ (right - chance) - ridge * found)
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}


def cross_validated(rows: Sequence[Judged]) -> list[tuple[float, bool]]:
    """The probability of each row of unread texts by weights that were fitted without it, and whether it is right."""
    own = [row for row in rows if OWN in row.features or EARLIER in row.features]
    others = [row for row in rows if OWN not in row.features and EARLIER not in row.features]
    shares = []
    for part in range(PARTS):
        known = fit([*own, *(row for number, row in enumerate(others) if number % PARTS != part)])
        shares += [(_chance(known, row), row.right) for row in others[part::PARTS]]
    return shares


def as_toml(weights: Mapping[str, float], *, count: int) -> str:
    """The file that graph/statements reads."""
    general = {name: value for name, value in weights.items() if not name.startswith((TYPE, OWN, EARLIER))}
    types = {name.removeprefix(TYPE): value for name, value in weights.items() if name.startswith(TYPE)}
    lines = [f"# Log-odds, fitted by scripts/confidence on {count} judged statements; see confidence.py", ""]
    for title, table in (("weights", general), ("types", types)):
        lines += [f"[{title}]", *(f'"{name}" = {value}' for name, value in sorted(table.items())), ""]
    return "\n".join(lines[:-1]) + "\n"


def _ridge(name: str) -> float:
    if name in (OWN, EARLIER):
        return RIDGE_OF_OWN
    return RIDGE_OF_TYPES if name.startswith(TYPE) else RIDGE


def _chance(weights: Mapping[str, float], row: Judged) -> float:
    odds = weights[BIAS] + sum(weights.get(name, 0.0) * value for name, value in row.features.items())
    return float(1 / (1 + np.exp(-odds)))
