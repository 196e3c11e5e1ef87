"""Which types of statements can tell of one event, from kinds.yaml, and what counts for it, from weights.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from ...ontology.errors import OntologyError
from ...ontology.vocabulary import event_types

_SETS = ("once", "lasting", "tolls", "losses", "damages", "attacks", "speech", "denials")


@dataclass(frozen=True, slots=True)
class Kinds:
    """What kinds.yaml says."""

    family: Mapping[str, str]
    """The family of each event type."""
    alike: frozenset[tuple[str, str]]
    """Pairs of different types that can tell of one event, either way round."""
    once: frozenset[str]
    lasting: frozenset[str]
    tolls: frozenset[str]
    losses: frozenset[str]
    damages: frozenset[str]
    attacks: frozenset[str]
    speech: frozenset[str]
    denials: frozenset[str]

    def compatible(self, one: str, other: str) -> bool:
        """Whether statements of the two types can tell of one event."""
        return one == other or (one, other) in self.alike


def family(kind: str) -> str:
    """The family of an event type; a type of the user's own is one of its own."""
    return kinds().family.get(kind, kind)


@cache
def kinds() -> Kinds:
    """The packaged kinds.yaml. Raises OntologyError where it names what casus.ttl does not have."""
    return read_kinds(_yaml("kinds.yaml"))


def read_kinds(record: Mapping[str, Any]) -> Kinds:
    """The kinds of a record like kinds.yaml. Raises OntologyError where it does not hold to the vocabulary."""
    families = {kind: family for family, members in record["families"].items() for kind in members}
    listed = [*families, *(kind for name in _SETS for kind in record[name])]
    listed += [kind for group in record["like"] for kind in group]
    strange = sorted(set(listed) - set(event_types()))
    if strange:
        raise OntologyError(f"kinds.yaml names types that casus.ttl does not have: {', '.join(strange)}")
    if len(families) != sum(len(members) for members in record["families"].values()):
        raise OntologyError("kinds.yaml has a type in two families")
    apart = [group for group in record["like"] if len({families[kind] for kind in group}) > 1]
    if apart:
        raise OntologyError(f"kinds.yaml holds types of two families alike: {apart[0]}")
    pairs = {(a, b) for group in record["like"] for a in group for b in group if a != b}
    sets = {name: frozenset(record[name]) for name in _SETS}
    return Kinds(MappingProxyType(families), frozenset(pairs), **sets)


@dataclass(frozen=True, slots=True)
class Weights:
    """What weights.yaml says."""

    threshold: float
    of: Mapping[str, Mapping[str, float]]
    days: Mapping[str, int]


@cache
def weights() -> Weights:
    """The packaged weights.yaml."""
    record = dict(_yaml("weights.yaml"))
    threshold, days = float(record.pop("threshold")), record.pop("days")
    return Weights(threshold, MappingProxyType(record), MappingProxyType(days))


def _yaml(name: str) -> dict[str, Any]:
    record = yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    if not isinstance(record, dict):
        raise OntologyError(f"{name} holds no mapping")
    return record
