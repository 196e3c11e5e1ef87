"""How far independent voices support that an event took place, by a documented, monotone score.

Each voice counts once, by the best of its statements: reliability of the source by the Admiralty scale, times the
confidence of the statement. Support and denial are each a noisy-or over voices, `1 - product(1 - weight)`, and
`belief = support * (1 - denial / 2)`: it grows with each voice that affirms, falls with each that denies, and stays at
0 where nobody says that the event took place. Plans, expectations, possibilities, attempts and demands count for
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from ...ontology.errors import InputError

GRADES = {"A": 0.95, "B": 0.8, "C": 0.65, "D": 0.4, "E": 0.2, "F": 0.5}
"""Completely reliable, usually, fairly, not usually, unreliable; F: can not be judged, which is also the default."""
DEFAULT = "F"
_DIGITS = 3


def belief(affirmed: Mapping[str, float], denied: Mapping[str, float]) -> float:
    """The score of the weights of the voices that affirm and of those that deny, from 0 to 1, to three digits."""
    return round(noisy_or(affirmed.values()) * (1 - noisy_or(denied.values()) / 2), _DIGITS)


def noisy_or(weights: Iterable[float]) -> float:
    """The chance that at least one of independent voices is right."""
    missed = 1.0
    for weight in sorted(weights):  # sorted, so that the product is the same for every order
        missed *= 1 - min(max(weight, 0.0), 1.0)
    return 1 - missed


def read_reliability(path: Path) -> dict[str, str]:
    """Grades A to F by publisher, entity id or entity label, from a YAML file `Reuters: A`.

    Raises InputError where the file is no such mapping.
    """
    try:
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path} can not be read as YAML: {error}") from None
    if not isinstance(record, dict):
        raise InputError(f"{path}: expected lines like `Reuters: B`, a source and a grade from A to F")
    grades = {str(source): str(grade).strip().upper() for source, grade in record.items()}
    wrong = sorted(source for source, grade in grades.items() if grade not in GRADES)
    if wrong:
        raise InputError(f"{path}: {wrong[0]!r} has the grade {grades[wrong[0]]!r}; expected A, B, C, D, E or F")
    return grades
