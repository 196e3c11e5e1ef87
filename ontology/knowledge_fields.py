"""Trees of knowledge files to records, their fields checked and those of a user's file merged over ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .errors import OntologyError
from .knowledge_records import Record
from .knowledge_trees import FIELDS, LISTS, TEXTS, wrong
from .records import Entity, EntityType, Office

TYPES = {
    "person": EntityType.PERSON,
    "state": EntityType.STATE,
    "org": EntityType.ORGANIZATION,
    "weapon": EntityType.WEAPON,
    "place": EntityType.PLACE,
    "position": EntityType.POSITION,
    "group": EntityType.GROUP,
}
"""The first part of an id gives the type."""
_TYPE_NAMES = frozenset(EntityType)

_RECORD_LISTS = LISTS & frozenset(
    ("family", "adjectives", "people", "seats", "origin", "nato", "designations", "sources")
)
_RECORD_TEXTS = frozenset(("capital", "leader", "admin", "cue", "start", "end", "qid_source", "as_of"))
_RECORD_NUMBERS = frozenset(("latitude", "longitude", "population"))
OFFICE_FIELDS = frozenset({"role", "of", "title", "start", "end", "source"})


@dataclass(slots=True)
class Raw:
    """The fields of one record as written, and where."""

    fields: dict[str, Any]
    where: str


def raw_records(name: str, tree: Mapping[str, Any], *, trusted: bool = False) -> Iterator[Raw]:
    """The records of a file; what `pack` has looked at is trusted to have fields of the right shape."""
    items = tree.get("records", [] if "ambiguous" in tree else None)
    if not isinstance(items, list):
        raise OntologyError(f"{name}: expected `records:` with a list of records")
    for fields, line in zip(items, tree.get("lines") or (), strict=True):
        where = f"{name}:{line}"
        if not isinstance(fields, dict):
            raise wrong(where, f"expected a record with an id, found {fields!r}")
        if not isinstance(fields.get("id"), str):
            raise wrong(where, "a record without an id")
        raw = Raw(fields, where)
        if not trusted:
            _check_shape(raw)
        yield raw


def merged(old: Raw | None, new: Raw) -> Raw:
    """The new fields over the old ones; `aliases+` and `offices+` add, `aliases-` takes away."""
    fields = dict(old.fields) if old is not None else {}
    for name, value in new.fields.items():
        if not name.endswith(("+", "-")):
            fields[name] = value
    if added := new.fields.get("offices+"):
        fields["offices"] = [*(fields.get("offices") or ()), *added]
    names = [name for name in fields.get("aliases") or () if name not in (new.fields.get("aliases-") or ())]
    names += [name for name in new.fields.get("aliases+") or () if name not in names]
    if names or "aliases" in fields:
        fields["aliases"] = names
    return Raw(fields, new.where)


def completed(curated: Record, pattern: Record) -> Record:
    """The curated record of a national body with the pattern's names and what else it leaves open."""
    entity, other = curated.entity, pattern.entity
    names = dict.fromkeys((*entity.aliases, other.label, *other.aliases))
    names.pop(entity.label, None)
    return replace(
        curated,
        entity=replace(
            entity,
            aliases=tuple(names),
            category=entity.category or other.category,
            country=entity.country or other.country,
            parent=entity.parent or other.parent,
        ),
    )


def to_record(raw: Raw) -> Record:
    """The record that the fields describe; OntologyError where one is of another kind than it must be."""
    fields, where = raw.fields, raw.where
    get = fields.get
    entity = Entity(
        id=fields["id"],
        type=_type(raw),
        label=get("label") or fields["id"],
        category=get("category"),
        aliases=tuple(get("aliases") or ()),
        country=get("country") or _first(get("origin")),
        parent=get("parent"),
        wikidata=get("qid"),
        iso2=get("iso2"),
        iso3=get("iso3"),
        description=get("description"),
        offices=tuple(_office(office, where) for office in _office_list(raw)),
        members_of=tuple(get("members_of") or ()),
    )
    given = fields.keys()
    more: dict[str, Any] = {name: tuple(fields[name] or ()) for name in given & _RECORD_LISTS}
    more |= {name: fields[name] for name in given & _RECORD_TEXTS}
    more |= {name: _number(raw, name) for name in given & _RECORD_NUMBERS}
    if "capital" in more or "seats" in more:
        more["seats"] = tuple(dict.fromkeys(filter(None, (more.get("capital"), *more.get("seats", ())))))
    if "designations" in more or "nato" in more:
        entity = _with_designations(entity, more.get("designations", ()), more.get("nato", ()))
    return Record(entity, where, **more)


def _with_designations(entity: Entity, designations: Iterable[str], nato: Iterable[str]) -> Entity:
    names = dict.fromkeys((*entity.aliases, *designations, *nato))
    names.pop(entity.label, None)
    return replace(entity, aliases=tuple(names)) if len(names) != len(entity.aliases) else entity


def _check_shape(raw: Raw) -> None:
    for name, value in raw.fields.items():
        if name in TEXTS:
            if value is not None and not isinstance(value, str):
                raise wrong(raw.where, f"{raw.fields['id']}: {name} must be text, found {value!r}")
        elif name in LISTS:
            if value is not None and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
                raise wrong(raw.where, f"{raw.fields['id']}: {name} must be a list of texts, found {value!r}")
        elif name not in ("offices", "offices+"):
            raise wrong(raw.where, f"{raw.fields['id']}: unknown field {name!r}; expected some of "
                         + ", ".join(sorted(FIELDS)))


def _type(raw: Raw) -> EntityType:
    prefix = raw.fields["id"].partition(".")[0]
    given = raw.fields.get("type")
    if given is not None and given not in _TYPE_NAMES:
        raise wrong(raw.where, f"unknown type {given!r}; expected one of {', '.join(EntityType)}")
    if prefix not in TYPES:
        raise wrong(raw.where, f"the id {raw.fields['id']} must begin with one of {', '.join(f'{p}.' for p in TYPES)}")
    if given is not None and given != TYPES[prefix]:
        raise wrong(raw.where, f"the id {raw.fields['id']} says {TYPES[prefix]}, its type says {given}")
    return TYPES[prefix]


def _office_list(raw: Raw) -> list[object]:
    offices = raw.fields.get("offices")
    if offices is None:
        return []
    if not isinstance(offices, list):
        raise wrong(raw.where, f"{raw.fields['id']}: offices must be a list, found {offices!r}")
    return offices


def _office(fields: object, where: str) -> Office:
    if not isinstance(fields, dict) or not {"role", "of"} <= fields.keys() <= OFFICE_FIELDS:
        raise wrong(where, f"an office needs role and of, and may have title, start, end, source; found {fields!r}")
    if not all(value is None or isinstance(value, str) for value in fields.values()):
        raise wrong(where, f"the fields of an office must be text; found {fields!r}")
    return Office(
        role=fields["role"],
        of=fields["of"],
        title=fields.get("title") or fields["role"],
        start=fields.get("start"),
        end=fields.get("end"),
        source=fields.get("source"),
    )


def _number(raw: Raw, name: str) -> float | None:
    text = raw.fields.get(name)
    if text is None:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise wrong(raw.where, f"{raw.fields['id']}: {name} must be a number, found {text!r}") from error


def _first(values: list[str] | None) -> str | None:
    return values[0] if values else None
