"""Ambiguous names and offices of the knowledge files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .errors import OntologyError
from .knowledge_records import CUE_FIELDS, Record, Role, Sense
from .knowledge_trees import wrong
from .records import EntityType


def read_senses(
    name: str, tree: Mapping[str, Any], packaged_cues: Mapping[str, list[str]]
) -> Iterator[tuple[str, tuple[Sense, ...]]]:
    """The senses of each ambiguous name that the file declares; `packaged_cues` are the word lists that $names mean."""
    cues = {**packaged_cues, **(tree.get("cues") or {})}
    seen: set[str] = set()
    items = tree.get("ambiguous") or []
    if not isinstance(items, list):
        raise OntologyError(f"{name}: expected a list under `ambiguous:`")
    for fields, line in zip(items, tree.get("ambiguous lines") or (), strict=True):
        where = f"{name}:{line}"
        if not isinstance(fields, dict) or not isinstance(fields.get("surface"), str) or not fields.get("senses"):
            raise wrong(where, f"an ambiguous name needs a surface and its senses, found {fields!r}")
        if fields["surface"] in seen:
            raise wrong(where, f"{fields['surface']!r} is declared twice")
        seen.add(fields["surface"])
        yield fields["surface"], tuple(_sense(sense, cues, where) for sense in fields["senses"])


def _sense(fields: Mapping[str, Any], cues: Mapping[str, list[str]], where: str) -> Sense:
    if not isinstance(fields, dict) or not fields.keys() <= {"entity", "default", *CUE_FIELDS}:
        raise wrong(where, f"a sense may have entity, default, {', '.join(CUE_FIELDS)}; found {fields!r}")
    found: dict[str, tuple[str, ...]] = {}
    for name in CUE_FIELDS:
        words: list[str] = []
        for word in fields.get(name) or ():
            if word.startswith("$") and word[1:] not in cues:
                raise wrong(where, f"no cue list {word[1:]!r}; there are {', '.join(sorted(cues))}")
            words += cues[word[1:]] if word.startswith("$") else [word]
        found[name] = tuple(dict.fromkeys(words))
    return Sense(entity=fields.get("entity"), default=fields.get("default") is True, **found)


def namesakes(
    records: Mapping[str, Record], declared: Mapping[str, tuple[Sense, ...]]
) -> Iterator[tuple[str, tuple[Sense, ...]]]:
    """Senses of the names that several places share, or that are linked only with their country: they need no entry."""
    first_bearer: dict[str, Record] = {}
    bearers: dict[str, list[Record]] = {}
    for record in records.values():
        for name in record.names:
            other = first_bearer.setdefault(name, record)
            if other is not record:
                bearers.setdefault(name, [other]).append(record)
            elif record.cue is not None:
                bearers.setdefault(name, [record])
    for name in sorted(bearers.keys() - declared.keys()):
        places = sorted(bearers[name], key=lambda record: -(record.population or 0))
        if any(place.entity.type is not EntityType.PLACE for place in places):
            continue  # a collision that must be declared
        senses = [Sense(place.entity.id, in_document=_country_words(place, records)) for place in places]
        first = places[0]
        if first.cue is None and (first.population or 0) >= (places[1].population or 0):
            senses.append(Sense(first.entity.id, default=True))
        yield name, tuple(sense for sense in senses if sense.has_cue or sense.default)


def _country_words(place: Record, records: Mapping[str, Record]) -> tuple[str, ...]:
    state = records.get(place.entity.country or "")
    words = (*state.names, *state.adjectives, *state.people) if state is not None else ()
    return tuple(dict.fromkeys((*words, place.admin) if place.admin else words))


def read_roles(tree: Mapping[str, Any]) -> Iterator[tuple[str, Role]]:
    """The offices of offices.yaml by their codes."""
    for fields in tree["records"]:
        words_of = {key: tuple(words) for key, words in (fields.get("words_of") or {}).items()}
        yield fields["role"], Role(
            fields["role"], fields["label"], tuple(fields.get("words") or ()), fields.get("single") is True, words_of
        )
