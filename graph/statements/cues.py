"""Cue words: the reviewed lists of ontology/cues that factuality, attribution, time and quantity read.

A list is written as one string with commas or as a YAML list. All are checked when they are read; nothing at import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ...ontology.errors import OntologyError
from ...ontology.records import Modality

TAKES = ("infinitive", "gerund", "finite", "noun", "subject")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue does to an event: weakens it to a modality, turns its polarity round, or neither."""

    modality: Modality = Modality.ACTUAL
    negated: bool = False


@dataclass(frozen=True, slots=True)
class FactualityCues:
    """ontology/cues/factuality.yaml."""

    adverbs: Mapping[str, Effect]
    not_negating: frozenset[str]
    auxiliaries: Mapping[str, str]
    """Word to future, conditional, possible or requested."""
    adjectives: Mapping[str, Effect]
    operators: Mapping[tuple[str, str], Effect]
    """(what it takes, word) to its effect; the word may end with the preposition of the complement."""
    noun_prepositions: frozenset[str]
    presupposing: frozenset[str]
    conjunctions: Mapping[str, str]
    prepositions: Mapping[str, Effect]
    deciding: frozenset[str]
    undecided: frozenset[str]
    speech_purpose: frozenset[str]
    speech_governors: frozenset[str]
    purposes: frozenset[str]
    later: frozenset[str]
    negating_phrases: frozenset[str]
    negative_pronouns: frozenset[str]
    instrumental: frozenset[str]
    causative: frozenset[str]
    fulfilled_in_past: frozenset[str]
    negation_raising: frozenset[str]
    presupposing_definite: frozenset[str]
    open_if_negated: frozenset[str]
    driven: frozenset[str]
    answered: frozenset[str]
    answering: frozenset[str]


def read_cues(name: str) -> Mapping[str, Any]:
    """One file of ontology/cues as a mapping. Raises OntologyError for a file that is none."""
    text = (files("casusgraph.ontology") / "cues" / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    if not isinstance(data, dict):
        raise OntologyError(f"cues/{name}.yaml: found {type(data).__name__}, expected a mapping of lists")
    return data


def words(value: Any) -> tuple[str, ...]:
    """The entries of a list, or of one string with commas; spaces are made single."""
    items = value if isinstance(value, list) else str(value).split(",")
    return tuple(" ".join(str(item).split()) for item in items if str(item).strip())


def wordset(data: Mapping[str, Any], key: str, file: str) -> frozenset[str]:
    """The list under a key, as a set. Raises OntologyError where it is missing or names a word twice."""
    if key not in data:
        raise OntologyError(f"cues/{file}.yaml: has no list {key!r}; add it")
    found = words(data[key])
    twice = sorted({word for word in found if found.count(word) > 1})
    if twice:
        raise OntologyError(f"cues/{file}.yaml: {key}: {', '.join(twice)} stands there twice; keep one")
    return frozenset(found)


def grouped(data: Mapping[str, Any], key: str, file: str) -> dict[str, str]:
    """Word to the name of its group. Raises OntologyError where a word is in two groups."""
    found: dict[str, str] = {}
    for group, listed in data.get(key, {}).items():
        for word in words(listed):
            if word in found:
                both = f"{found[word]!r} and {group!r}"
                raise OntologyError(f"cues/{file}.yaml: {key}: {word!r} is under {both}; keep one")
            found[word] = str(group)
    return found


@cache
def known_verbs() -> frozenset[str]:
    """Every word that the lists of factuality, denial and attribution name, without particles and prepositions."""
    named = [word for _, word in _operators(read_cues("factuality").get("operators", []))]
    factuality, reporting = read_cues("factuality"), read_cues("attribution")
    named += [word for key in ("speech_governors", "speech_purpose") for word in words(factuality.get(key, []))]
    named += words(read_cues("denial").get("denying", []))
    named += [word for key in ("speech", "thought", "evidence", "voicing") for word in words(reporting.get(key, []))]
    return frozenset(word.partition(" ")[0].partition("/")[0] for word in named)


def parse_effect(text: str) -> Effect:
    """`negative planned`, `negative` or `possible`. Raises OntologyError for other words."""
    parts = text.split()
    modalities = [part for part in parts if part in set(Modality)]
    if len(modalities) + parts.count("negative") != len(parts) or len(modalities) > 1:
        raise OntologyError(
            f"cues/factuality.yaml: unknown effect {text!r}; it is 'negative', one of {', '.join(Modality)}, or both"
        )
    return Effect(Modality(modalities[0]) if modalities else Modality.ACTUAL, "negative" in parts)


@cache
def factuality_cues() -> FactualityCues:
    """The cues of factuality, checked. Raises OntologyError."""
    file = "factuality"
    data = read_cues(file)

    def effects(key: str) -> dict[str, Effect]:
        return {word: parse_effect(group) for word, group in grouped(data, key, file).items()}

    return FactualityCues(
        adverbs=effects("adverbs"),
        not_negating=wordset(data, "not_negating", file),
        auxiliaries=grouped(data, "auxiliaries", file),
        adjectives=effects("adjectives"),
        operators=_operators(data.get("operators", [])),
        noun_prepositions=wordset(data, "noun_prepositions", file),
        presupposing=wordset(data, "presupposing", file),
        conjunctions=grouped(data, "conjunctions", file),
        prepositions=effects("prepositions"),
        deciding=wordset(data, "deciding", file),
        undecided=wordset(data, "undecided", file),
        speech_purpose=wordset(data, "speech_purpose", file),
        speech_governors=wordset(data, "speech_governors", file),
        purposes=wordset(data, "purposes", file),
        later=wordset(data, "later", file),
        negating_phrases=wordset(data, "negating_phrases", file),
        negative_pronouns=wordset(data, "negative_pronouns", file),
        instrumental=wordset(data, "instrumental", file),
        causative=wordset(data, "causative", file),
        fulfilled_in_past=wordset(data, "fulfilled_in_past", file),
        negation_raising=wordset(data, "negation_raising", file),
        presupposing_definite=wordset(data, "presupposing_definite", file),
        open_if_negated=wordset(data, "open_if_negated", file),
        driven=wordset(data, "driven", file),
        answered=wordset(data, "answered", file),
        answering=wordset(data, "answering", file),
    )


def _operators(entries: Any) -> dict[tuple[str, str], Effect]:
    found: dict[tuple[str, str], Effect] = {}
    for entry in entries:
        unknown = set(entry) - {"effect", *TAKES}
        if unknown:
            names = ", ".join(sorted(unknown))
            raise OntologyError(f"cues/factuality.yaml: operators: unknown {names}; an entry has effect and {TAKES}")
        effect = parse_effect(str(entry.get("effect")))
        for takes, word in _taken(entry):
            if found.setdefault((takes, word), effect) != effect:
                raise OntologyError(f"cues/factuality.yaml: operators: {takes}: {word!r} has two effects; keep one")
    return found


def _taken(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for takes in TAKES:
        for word in words(entry.get(takes, [])):
            yield takes, word
