"""Mappings of our vocabulary on the labels of others: reviewed data in mappings/*.yaml, with validation.

A rule names the label that it gives and what must hold, all of it:

    - gives: AIR_STRIKE
      type: [Struck, Attacked]          the statement's type is one of these
      weapon: [Aircraft, Bomb]          a participant in the role is of one of these classes; `none` for an empty role
      actor: [State, MilitaryOrganization]
      modality: [actual, attempted]     polarity: [negative]     unit: [USD]
      trigger: [bomb, air raid]         the trigger has one of these lemmas (or of these words in a row)
      words: [warplane, air force]      the text has one of these lemmas (or of these words in a row)
      also: [bomb, strike]              and one of these too
      roles: [recipient]                all of these are filled
      weight: 2                         where labels are weighed against each other; 1 otherwise
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ...ontology.errors import OntologyError
from ...ontology.records import Modality, Polarity, Statement
from ...ontology.vocabulary import entity_classes, event_types, relation_types, roles
from .analysis import Analysis

NONE = "none"
_WORDS = ("trigger", "words", "also")
_VALUES = {"polarity": [str(p) for p in Polarity], "modality": [str(m) for m in Modality]}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a mapping."""

    gives: str | None
    weight: float
    conditions: Mapping[str, frozenset[str]]

    def holds(self, statement: Statement | None, analysis: Analysis) -> bool:
        """Every condition holds of the statement; a rule over words alone holds of none."""
        return all(_holds(name, wanted, statement, analysis) for name, wanted in self.conditions.items())

    @property
    def about_text(self) -> bool:
        """It looks at the words of the text only."""
        return self.conditions.keys() <= {"words", "also"}


@dataclass(frozen=True, slots=True)
class LabelMapping:
    """A mapping file: rules in order and settings of its task."""

    rules: tuple[Rule, ...]
    settings: Mapping[str, Any]

    def first(self, statement: Statement, analysis: Analysis) -> Rule | None:
        """The first rule that holds."""
        return next((rule for rule in self.rules if rule.holds(statement, analysis)), None)


@cache
def mapping(name: str) -> LabelMapping:
    """The packaged mapping; raises OntologyError with the rule where it is wrong."""
    text = files(__package__).joinpath("mappings", f"{name}.yaml").read_text(encoding="utf-8")
    content = yaml.safe_load(text) or {}
    rules = content.pop("rules", ())
    return LabelMapping(tuple(_rule(name, number, rule) for number, rule in enumerate(rules, 1)), content)


def _rule(name: str, number: int, fields: Any) -> Rule:
    where = f"mappings/{name}.yaml, rule {number}"
    if not isinstance(fields, dict) or "gives" not in fields:
        raise OntologyError(f"{where}: expected a mapping with `gives`, found {fields!r}")
    conditions = {key: value for key, value in fields.items() if key not in ("gives", "weight")}
    problems = list(_problems(conditions))
    if problems:
        raise OntologyError(f"{where}: {'; '.join(problems)}")
    wanted = {key: frozenset(str(v) for v in _listed(value)) for key, value in conditions.items()}
    return Rule(fields["gives"], float(fields.get("weight", 1)), wanted)


def _problems(conditions: Mapping[str, Any]) -> Iterator[str]:
    """What the vocabulary does not know."""
    known: dict[str, Iterable[str]] = {
        "type": [*event_types(), *relation_types()],
        "roles": roles(),
        **{role: [*entity_classes(), NONE] for role in roles()},
        **_VALUES,
    }
    for key, value in conditions.items():
        if key in (*_WORDS, "unit"):
            continue
        if key not in known:
            yield f"unknown condition {key!r}"
        else:
            yield from (f"{key} has no {v!r}" for v in _listed(value) if str(v) not in known[key])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _holds(name: str, wanted: frozenset[str], statement: Statement | None, analysis: Analysis) -> bool:
    if name in ("words", "also"):
        return any(has_words(analysis.lemmas, words) for words in wanted)
    if statement is None:
        return False
    if name == "type":
        return statement.type in wanted
    if name in ("polarity", "modality", "unit"):
        return str(getattr(statement, name)) in wanted
    if name == "trigger":
        return any(has_words(analysis.trigger_lemmas(statement), words) for words in wanted)
    filled = {p.role for p in analysis.participants(statement)}
    if name == "roles":
        return wanted <= filled
    if name not in filled:
        return NONE in wanted
    people = (p for p in analysis.participants(statement) if p.role == name)
    return any(wanted & analysis.classes(analysis.entity(p.entity)) for p in people)


def has_words(lemmas: str, words: str) -> bool:
    """The words stand in the text in a row; `lemmas` is blank separated, with a blank at both ends."""
    return f" {words} " in lemmas
