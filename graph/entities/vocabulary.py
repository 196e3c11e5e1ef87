"""The common nouns that make nodes, from ontology/cues/nouns.yaml, found by singular or plural."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ...ontology import errors, ids
from ...ontology.vocabulary import entity_classes
from .surface import key

_PATH = Path(ids.__file__).parent / "cues" / "nouns.yaml"
_IRREGULAR = {"man": "men", "woman": "women", "child": "children", "person": "persons", "policeman": "policemen"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun or noun phrase."""

    kind: str
    """body, group, weapon or facility."""
    name: str
    """Of a body its name (`armed-forces`), of a group who they are (`government`), else the class id."""
    label: str
    """The singular by which the node is called: `APC` is an armored personnel carrier."""
    plural: str


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of national body: its names are patterns over {state} and {adjective}."""

    name: str
    label: str
    category: str
    aliases: tuple[str, ...]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Noun phrases by key, for each kind; titles by key with their office codes."""

    bodies: Mapping[str, Body]
    nouns: Mapping[str, tuple[Noun, ...]]
    lasts: Mapping[str, int]
    """Last word of a phrase -> most tokens of a phrase that ends so, where a hyphen may be a token."""
    members: frozenset[str]
    titles: Mapping[str, str]
    office_labels: Mapping[str, str]
    group_categories: Mapping[str, str]
    unit_ordinals: str
    unit_words: frozenset[str]
    unit_heads: frozenset[str]

    def noun(self, phrase: str, *kinds: str) -> Noun | None:
        """What the phrase denotes, the kinds in the order of preference."""
        found = self.nouns.get(phrase, ())
        for kind in kinds:
            for noun in found:
                if noun.kind == kind:
                    return noun
        return None


@lru_cache(maxsize=1)
def tree() -> dict[str, Any]:
    """The file as written."""
    found: dict[str, Any] = yaml.load(_PATH.read_bytes(), Loader=yaml.CSafeLoader)
    return found


@lru_cache(maxsize=512)
def lineage(category: str | None) -> frozenset[str]:
    """The class and all classes that it is a subclass of."""
    found: list[str] = []
    while category is not None:
        found.append(category)
        entry = entity_classes().get(category)
        category = entry.parent if entry is not None else None
    return frozenset(found)


@lru_cache(maxsize=16)
def words(name: str) -> frozenset[str]:
    """A list of the file's section `words`."""
    return frozenset(tree()["words"][name])


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    try:
        return _vocabulary(tree())
    except (KeyError, TypeError, AttributeError) as error:
        raise errors.OntologyError(f"{_PATH.name}: not of the expected form: {error!r}") from error


def _vocabulary(file: Mapping[str, Any]) -> Vocabulary:
    nouns: dict[str, list[Noun]] = {}
    for noun in _nouns(file):
        for form in dict.fromkeys((noun[0], plural(noun[0]))):
            nouns.setdefault(key(form), []).append(noun[1])
    titles = {key(title): code for code, names in file["offices"].items() for form in names for title in _both(form)}
    return Vocabulary(
        bodies={name: _body(name, body) for name, body in file["bodies"].items()},
        nouns={phrase: tuple(found) for phrase, found in nouns.items()},
        lasts=_lasts(nouns),
        members=frozenset(key(form) for noun in file["member_nouns"] for form in _both(noun)),
        titles=titles,
        office_labels=file["office_labels"],
        group_categories=file["group_categories"],
        unit_ordinals=file["units"]["ordinals"],
        unit_words=frozenset(file["units"]["words"]),
        unit_heads=frozenset(file["units"]["heads"]),
    )


def _lasts(phrases: Iterable[str]) -> dict[str, int]:
    lasts: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        for last in (words[-1], "-".join(words[-2:])):
            lasts[last] = max(lasts.get(last, 0), 2 * len(words) - 1)
    return lasts


def _nouns(file: Mapping[str, Any]) -> Iterator[tuple[str, Noun]]:
    """Each phrase as written with what it denotes."""
    for name, body in file["bodies"].items():
        for phrase in body["nouns"]:
            yield phrase, Noun("body", name, phrase, phrase)
    for kind, section in (("group", "groups"), ("weapon", "weapon_classes"), ("facility", "facilities")):
        for name, phrases in file[section].items():
            for item in phrases:
                for entry in item.items() if isinstance(item, dict) else [tuple(item.split("|", 1)[0].split("=", 1))]:
                    phrase, label = entry[0], entry[-1]
                    yield phrase, Noun(kind, name, label, plural(label))


def _body(name: str, body: Mapping[str, Any]) -> Body:
    return Body(name, body["label"], body["category"], tuple(body["aliases"]), body.get("parent"))


def _both(noun: str) -> tuple[str, str]:
    return noun, plural(noun)


def plural(noun: str) -> str:
    """The plural of the phrase's last word; a plural, and what has none, stays."""
    head, space, last = noun.rpartition(" ")
    return head + space + _plural(last)


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if (word.endswith("s") and not word.endswith(("ss", "us"))) or word in words("uncounted"):
        return word
    if word.endswith("man") and word not in ("human", "german"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"
