"""The knowledge files: people, states, organizations, weapons and places as reviewed data.

YAML holds what is nested (states, people, organizations), CSV what is flat (weapons, places, towns). A user's files
have the same fields and are merged by id. YAML is slow to parse, so the packaged files have a parsed twin
(`packed.json`) that is used for each file whose digest it names; an edited file is parsed afresh.
"""

from __future__ import annotations

import csv
import gc
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .errors import OntologyError
from .records import Entity, EntityType, Office

FOLDER = Path(__file__).parent / "knowledge"
ENTITY_FILES = ("states.yaml", "persons.yaml", "organizations.yaml", "weapons.csv", "places.csv", "towns.csv")
PACKED = "packed.json"

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

LISTS = frozenset(
    ("aliases", "aliases+", "aliases-", "family", "adjectives", "people", "seats", "origin", "nato", "designations",
     "members_of", "sources")
)
TEXTS = frozenset(
    ("id", "type", "label", "category", "country", "parent", "qid", "qid_source", "iso2", "iso3", "description",
     "as_of", "capital", "leader", "admin", "start", "end", "latitude", "longitude", "population", "cue")
)
FIELDS = LISTS | TEXTS | {"offices", "offices+"}
_RECORD_LISTS = LISTS & frozenset(
    ("family", "adjectives", "people", "seats", "origin", "nato", "designations", "sources")
)
_RECORD_TEXTS = frozenset(("capital", "leader", "admin", "cue", "start", "end", "qid_source", "as_of"))
_RECORD_NUMBERS = frozenset(("latitude", "longitude", "population"))
PARTS = frozenset(("sources", "cues", "records", "ambiguous"))
"""What a file may hold at its top."""
OFFICE_FIELDS = frozenset({"role", "of", "title", "start", "end", "source"})


@dataclass(frozen=True, slots=True)
class Record:
    """An entity as a knowledge file describes it, with what only the linking of names needs."""

    entity: Entity
    where: str
    """File and line, for messages: `persons.yaml:12`."""
    family: tuple[str, ...] = ()
    """Family names by which texts call a person once introduced."""
    adjectives: tuple[str, ...] = ()
    """Of a state or place: "Ukrainian"."""
    people: tuple[str, ...] = ()
    """Nouns for its people: "Ukrainians"."""
    capital: str | None = None
    """Place id."""
    seats: tuple[str, ...] = ()
    """Place ids of the capital and of other seats whose names stand for the government."""
    leader: str | None = None
    """Of a state: the role code of the person that "the X leader" denotes (HoS, HoG, LEADER)."""
    origin: tuple[str, ...] = ()
    """Of a weapon: the states that developed it."""
    nato: tuple[str, ...] = ()
    """Of a weapon: NATO reporting names."""
    designations: tuple[str, ...] = ()
    admin: str | None = None
    """Of a place: the first-level region, as text."""
    latitude: float | None = None
    longitude: float | None = None
    population: float | None = None
    """Places of one name are told apart by the country that the text names, else the most populous is meant."""
    cue: str | None = None
    """Of a place: `country` where its name is also a word or a person's: it is linked only where the text names its
    country."""
    start: str | None = None
    end: str | None = None
    """When it existed."""
    qid_source: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.entity.label, *self.entity.aliases)


@dataclass(frozen=True, slots=True)
class Sense:
    """One entity that an ambiguous name may denote, and what must stand near it (no cue at all: the default)."""

    entity: str | None
    """None: the name denotes nothing that is to be linked where the cues hold ("The Lancet")."""
    default: bool = False
    near: tuple[str, ...] = ()
    """Words of which one stands within 160 characters."""
    in_document: tuple[str, ...] = ()
    """Words of which one stands anywhere in the document."""
    preceded_by: tuple[str, ...] = ()
    """Words of which one stands immediately before (an article between is skipped)."""
    followed_by: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    not_preceded_by: tuple[str, ...] = ()
    not_followed_by: tuple[str, ...] = ()

    @property
    def has_cue(self) -> bool:
        return any(getattr(self, name) for name in CUE_FIELDS)


CUE_FIELDS = (
    "near", "in_document", "preceded_by", "followed_by", "not_near", "not_preceded_by", "not_followed_by"
)


@dataclass(frozen=True, slots=True)
class Role:
    """An office in general: its code and the words that texts use for it."""

    code: str
    label: str
    words: tuple[str, ...]
    """Lower-case noun phrases: "prime minister"."""
    single: bool = False
    """One holder at a time; the holders of one state must not overlap."""
    words_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that mean this office only for one state: "secretary of state" of state.us."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the knowledge files say. Do not change it: it is shared."""

    records: Mapping[str, Record]
    senses: Mapping[str, tuple[Sense, ...]]
    """By ambiguous surface, in the order in which they are to be tried."""
    roles: Mapping[str, Role]
    sources: Mapping[str, str]
    """What each source key means."""


class _Loader(yaml.CSafeLoader):
    """Every scalar is text (`NO` is Norway, 2022-05-14 stays as written) but for null, true and false."""


_Loader.yaml_implicit_resolvers = {
    first: kept
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    if (kept := [(tag, pattern) for tag, pattern in pairs if tag == "tag:yaml.org,2002:null"])
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@dataclass(slots=True)
class _Raw:
    """The fields of one record as written, and where."""

    fields: dict[str, Any]
    where: str


def read_knowledge(*user_files: Path | str) -> Knowledge:
    """The packaged knowledge and the user's files, later ones winning by field; OntologyError where one is wrong."""
    if not user_files:
        return _packaged()
    from .knowledge_rules import validate

    with collection_paused():
        knowledge = _with_files(_packaged(), [Path(path) for path in user_files])
    validate(knowledge)
    return knowledge


@lru_cache(maxsize=1)
def _packaged() -> Knowledge:
    with collection_paused():
        trees = [(name, _tree(FOLDER / name)) for name in ENTITY_FILES]
        records = {raw.fields["id"]: _record(raw) for name, tree in trees for raw in _raws(name, tree, trusted=True)}
        _add_national_bodies(records)
        declared = dict(_senses("ambiguous.yaml", _tree(FOLDER / "ambiguous.yaml"), {}))
        return Knowledge(
            records=records,
            senses={**declared, **dict(_namesakes(records, declared))},
            roles=dict(_roles(_tree(FOLDER / "offices.yaml"))),
            sources={key: text for _, tree in trees for key, text in (tree.get("sources") or {}).items()},
        )


@lru_cache(maxsize=1)
def _packaged_raws() -> dict[str, _Raw]:
    """The packaged records as written, which the user's are merged into; they stay as they are."""
    return {
        raw.fields["id"]: raw for name in ENTITY_FILES for raw in _raws(name, _tree(FOLDER / name), trusted=True)
    }


def _with_files(packaged: Knowledge, paths: Iterable[Path]) -> Knowledge:
    cues = _tree(FOLDER / "ambiguous.yaml").get("cues") or {}
    sources, declared = dict(packaged.sources), dict(packaged.senses)
    touched: dict[str, _Raw] = {}
    for path in paths:
        tree = _tree(path)
        if unknown := tree.keys() - PARTS - {"lines", "ambiguous lines"}:
            expected = ", ".join(sorted(PARTS))
            raise OntologyError(f"{path.name}: unknown part {min(unknown)!r}; expected some of {expected}")
        sources |= tree.get("sources") or {}
        declared |= dict(_senses(path.name, tree, cues))
        for key, raw in _unique(_raws(path.name, tree)).items():
            touched[key] = _merged(touched.get(key) or _packaged_raws().get(key), raw)
    records = dict(packaged.records)
    records |= {key: _record(raw) for key, raw in touched.items()}
    _add_national_bodies(records, touched)
    senses = {**declared, **dict(_namesakes(records, declared))}
    return replace(packaged, records=records, senses=senses, sources=sources)


def _unique(raws: Iterable[_Raw]) -> dict[str, _Raw]:
    found: dict[str, _Raw] = {}
    for raw in raws:
        key = raw.fields["id"]
        if key in found:
            raise _wrong(raw.where, f"the id {key} is already at {found[key].where}")
        found[key] = raw
    return found


def _add_national_bodies(records: dict[str, Record], touched: Iterable[str] | None = None) -> None:
    """Give every state its bodies; where only some records are new, only if one of them is a state or a body."""
    from .national_bodies import SLUGS, national_bodies

    prefixes = ("state.", *(f"org.{slug}-" for slug in SLUGS))
    if touched is not None and not any(key.startswith(prefixes) for key in touched):
        return
    for body in national_bodies(records.values()):
        curated = records.get(body.entity.id)
        records[body.entity.id] = body if curated is None else _completed(curated, body)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Without garbage collection, which would look through all records again and again while they are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            _promote()
            gc.enable()


def _promote() -> None:
    """Tell the collector that all that was made is there to stay, so that it does not look through it at once."""
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()


# Files to trees


def _tree(path: Path) -> dict[str, Any]:
    """The parsed file; `lines` holds the line of each of its `records`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OntologyError(f"{path.name}: can not be read: {error.strerror}") from error
    if path.suffix == ".csv":
        return _csv_tree(path.name, content)
    packed = _packed().get(hashlib.sha256(content).hexdigest())
    return packed if packed is not None else parse_yaml(path.name, content)


@lru_cache(maxsize=1)
def _packed() -> dict[str, dict[str, Any]]:
    path = FOLDER / PACKED
    return json.loads(path.read_bytes()) if path.exists() else {}


def pack(folder: Path = FOLDER) -> bytes:
    """The content of packed.json: each YAML file parsed, under the digest of its bytes."""
    trees = {}
    for path in sorted(folder.glob("*.yaml")):
        content = path.read_bytes()
        tree = parse_yaml(path.name, content)
        if path.name in ENTITY_FILES:
            list(_raws(path.name, tree))
        trees[hashlib.sha256(content).hexdigest()] = tree
    lines = [f"{json.dumps(key)}:{json.dumps(tree, ensure_ascii=False)}" for key, tree in sorted(trees.items())]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def parse_yaml(name: str, content: bytes) -> dict[str, Any]:
    """A knowledge file in YAML as a tree; OntologyError with the line where it is not YAML or not a mapping."""
    try:
        loader = _Loader(content)
        root = loader.get_single_node()
        tree = loader.construct_document(root) if root is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark is not None else name
        raise OntologyError(f"{where}: not YAML: {getattr(error, 'problem', None) or error}") from error
    if not isinstance(tree, dict) or root is None:
        raise OntologyError(f"{name}: expected a mapping with `records`, found {type(tree).__name__}")
    for key, value in root.value:
        if key.value in ("records", "ambiguous") and isinstance(value.value, list):
            lines = [getattr(item, "start_mark", value.start_mark).line + 1 for item in value.value]
            tree["lines" if key.value == "records" else "ambiguous lines"] = lines
    return tree


def _csv_tree(name: str, content: bytes) -> dict[str, Any]:
    """A table as a tree: comment lines begin with #, list cells are split at semicolons, empty cells are left out."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OntologyError(f"{name}: not UTF-8: {error.reason} at byte {error.start}") from error
    comments = 0
    sources: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    while comments < len(lines) and lines[comments].startswith("#"):
        key, colon, meaning = lines[comments][1:].strip().partition(": ")
        if colon and key.startswith("source "):
            sources[key.removeprefix("source ")] = meaning
        comments += 1
    reader = csv.reader(io.StringIO("".join(lines[comments:]), newline=""))
    header = next(reader, [])
    if unknown := [column for column in header if column not in FIELDS]:
        expected = ", ".join(sorted(FIELDS))
        raise _wrong(f"{name}:{comments + 1}", f"unknown column {unknown[0]!r}; expected some of {expected}")
    as_list = [column in LISTS for column in header]
    records: list[dict[str, Any]] = []
    where: list[int] = []
    for row in reader:
        if len(row) != len(header):
            raise _wrong(f"{name}:{comments + reader.line_num}", f"{len(row)} cells, expected {len(header)}")
        records.append(
            {
                column: cell.split(";") if many else cell
                for column, cell, many in zip(header, row, as_list, strict=True)
                if cell
            }
        )
        where.append(comments + reader.line_num)
    return {"sources": sources, "records": records, "lines": where}


# Trees to records


def _raws(name: str, tree: Mapping[str, Any], *, trusted: bool = False) -> Iterator[_Raw]:
    """The records of a file; what `pack` has looked at is trusted to have fields of the right shape."""
    items = tree.get("records", [] if "ambiguous" in tree else None)
    if not isinstance(items, list):
        raise OntologyError(f"{name}: expected `records:` with a list of records")
    for fields, line in zip(items, tree.get("lines") or (), strict=True):
        where = f"{name}:{line}"
        if not isinstance(fields, dict):
            raise _wrong(where, f"expected a record with an id, found {fields!r}")
        if not isinstance(fields.get("id"), str):
            raise _wrong(where, "a record without an id")
        raw = _Raw(fields, where)
        if not trusted:
            _check_shape(raw)
        yield raw


def _merged(old: _Raw | None, new: _Raw) -> _Raw:
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
    return _Raw(fields, new.where)


def _completed(curated: Record, pattern: Record) -> Record:
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


def _record(raw: _Raw) -> Record:
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


def _check_shape(raw: _Raw) -> None:
    for name, value in raw.fields.items():
        if name in TEXTS:
            if value is not None and not isinstance(value, str):
                raise _wrong(raw.where, f"{raw.fields['id']}: {name} must be text, found {value!r}")
        elif name in LISTS:
            if value is not None and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
                raise _wrong(raw.where, f"{raw.fields['id']}: {name} must be a list of texts, found {value!r}")
        elif name not in ("offices", "offices+"):
            raise _wrong(raw.where, f"{raw.fields['id']}: unknown field {name!r}; expected some of "
                         + ", ".join(sorted(FIELDS)))


def _type(raw: _Raw) -> EntityType:
    prefix = raw.fields["id"].partition(".")[0]
    given = raw.fields.get("type")
    if given is not None and given not in _TYPE_NAMES:
        raise _wrong(raw.where, f"unknown type {given!r}; expected one of {', '.join(EntityType)}")
    if prefix not in TYPES:
        raise _wrong(raw.where, f"the id {raw.fields['id']} must begin with one of {', '.join(f'{p}.' for p in TYPES)}")
    if given is not None and given != TYPES[prefix]:
        raise _wrong(raw.where, f"the id {raw.fields['id']} says {TYPES[prefix]}, its type says {given}")
    return TYPES[prefix]


def _office_list(raw: _Raw) -> list[object]:
    offices = raw.fields.get("offices")
    if offices is None:
        return []
    if not isinstance(offices, list):
        raise _wrong(raw.where, f"{raw.fields['id']}: offices must be a list, found {offices!r}")
    return offices


def _office(fields: object, where: str) -> Office:
    if not isinstance(fields, dict) or not {"role", "of"} <= fields.keys() <= OFFICE_FIELDS:
        raise _wrong(where, f"an office needs role and of, and may have title, start, end, source; found {fields!r}")
    if not all(value is None or isinstance(value, str) for value in fields.values()):
        raise _wrong(where, f"the fields of an office must be text; found {fields!r}")
    return Office(
        role=fields["role"],
        of=fields["of"],
        title=fields.get("title") or fields["role"],
        start=fields.get("start"),
        end=fields.get("end"),
        source=fields.get("source"),
    )


def _number(raw: _Raw, name: str) -> float | None:
    text = raw.fields.get(name)
    if text is None:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise _wrong(raw.where, f"{raw.fields['id']}: {name} must be a number, found {text!r}") from error


def _first(values: list[str] | None) -> str | None:
    return values[0] if values else None


# Ambiguous names and offices


def _senses(
    name: str, tree: Mapping[str, Any], packaged_cues: Mapping[str, list[str]]
) -> Iterator[tuple[str, tuple[Sense, ...]]]:
    cues = {**packaged_cues, **(tree.get("cues") or {})}
    seen: set[str] = set()
    items = tree.get("ambiguous") or []
    if not isinstance(items, list):
        raise OntologyError(f"{name}: expected a list under `ambiguous:`")
    for fields, line in zip(items, tree.get("ambiguous lines") or (), strict=True):
        where = f"{name}:{line}"
        if not isinstance(fields, dict) or not isinstance(fields.get("surface"), str) or not fields.get("senses"):
            raise _wrong(where, f"an ambiguous name needs a surface and its senses, found {fields!r}")
        if fields["surface"] in seen:
            raise _wrong(where, f"{fields['surface']!r} is declared twice")
        seen.add(fields["surface"])
        yield fields["surface"], tuple(_sense(sense, cues, where) for sense in fields["senses"])


def _sense(fields: Mapping[str, Any], cues: Mapping[str, list[str]], where: str) -> Sense:
    if not isinstance(fields, dict) or not fields.keys() <= {"entity", "default", *CUE_FIELDS}:
        raise _wrong(where, f"a sense may have entity, default, {', '.join(CUE_FIELDS)}; found {fields!r}")
    found: dict[str, tuple[str, ...]] = {}
    for name in CUE_FIELDS:
        words: list[str] = []
        for word in fields.get(name) or ():
            if word.startswith("$") and word[1:] not in cues:
                raise _wrong(where, f"no cue list {word[1:]!r}; there are {', '.join(sorted(cues))}")
            words += cues[word[1:]] if word.startswith("$") else [word]
        found[name] = tuple(dict.fromkeys(words))
    return Sense(entity=fields.get("entity"), default=fields.get("default") is True, **found)


def _namesakes(
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


def _roles(tree: Mapping[str, Any]) -> Iterator[tuple[str, Role]]:
    for fields in tree["records"]:
        words_of = {key: tuple(words) for key, words in (fields.get("words_of") or {}).items()}
        yield fields["role"], Role(
            fields["role"], fields["label"], tuple(fields.get("words") or ()), fields.get("single") is True, words_of
        )


def _wrong(where: str, reason: str) -> OntologyError:
    return OntologyError(f"{where}: {reason}")
