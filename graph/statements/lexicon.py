"""The lexicon: frames read from ontology/lexicon/*.yaml and a user's own files, checked and indexed by head word.

README.md of that folder describes the fields.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import yaml

from ...ontology.errors import OntologyError
from ...ontology.own_types import OwnType, own_type
from ...ontology.records import Modality
from ...ontology.vocabulary import packaged_event_types
from .cues import known_verbs
from .frames import Form, Frame, Light, Roles, Trigger, parse_trigger

SECTIONS = frozenset({"classes", "constraints", "common", "defaults", "light", "frames", "types"})
FIELDS = frozenset(
    {"id", "type", "verbs", "nouns", "adjectives", "roles", "noun", "when", "unless", "needs", "noun_needs", "content",
     "control", "symmetric", "example"}
)  # fmt: skip
LIGHT_FIELDS = frozenset({"id", "verbs", "subject", "modality", "own", "event"})
ROLES = frozenset({"actor", "recipient", "weapon", "object", "place", "origin", "destination", "topic", "quantity"})
ARGUMENTS = frozenset({"content", "event", "subj", "obj", "core"})
NONE = "none"
CLASS = "~"
"""Marks the name of a class among words: `[~weapon, car]`."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames indexed by form and head word, the longest trigger first."""

    frames: Mapping[str, Frame]
    index: Mapping[Form, Mapping[str, tuple[tuple[Trigger, Frame], ...]]]
    light: Mapping[str, tuple[tuple[Trigger, Light], ...]]
    classes: Mapping[str, frozenset[str]]
    """Word to the classes that it belongs to, each with the mark before its name."""
    constraints: Mapping[str, frozenset[str]]
    """Role to the entity types that may fill it; a role that is absent takes all."""
    own_types: tuple[OwnType, ...] = ()
    """Event types that the user's files add."""
    verbs: frozenset[str] = field(default_factory=frozenset)
    """Head words of verbs, those of light verbs and of the cue lists too."""

    def candidates(self, form: Form, lemma: str) -> Sequence[tuple[Trigger, Frame]]:
        """Triggers with this head: the longest first, those with conditions before those without."""
        return self.index[form].get(lemma, ())

    def classes_of(self, word: str) -> frozenset[str]:
        """The word itself and the classes that it belongs to."""
        return self.classes.get(word, frozenset()) | {word}

    def trigger_count(self) -> int:
        """How many triggers express an event type."""
        return sum(len(frame.triggers) for frame in self.frames.values() if frame.type is not None)


@lru_cache(maxsize=4)
def load_lexicon(*paths: Path) -> Lexicon:
    """The packaged lexicon and the user's files, which may add frames, classes and event types.

    Of two triggers with as many words, that of the user's own frame wins. Raises OntologyError, naming file and frame,
    for what can not be read or names what does not exist.
    """
    builder = _Builder()
    packaged = files("casusgraph.ontology") / "lexicon"
    with as_file(packaged) as folder:
        for path in sorted(folder.glob("*.yaml")):
            builder.add(path.name, _read(path))
    for path in paths:
        builder.add(path.name, _read(path), users=True)
    return builder.build()


def _read(path: Path) -> Mapping[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OntologyError(f"{path.name}: can not be read as YAML ({error}); correct or leave out the file") from error
    if not isinstance(data, dict):
        raise OntologyError(f"{path.name}: found {type(data).__name__}, expected a mapping with {_names(SECTIONS)}")
    unknown = set(data) - SECTIONS
    if unknown:
        raise OntologyError(f"{path.name}: unknown section {_names(unknown)}; the sections are {_names(SECTIONS)}")
    return data


def _names(words: Iterator[str] | frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(str(word) for word in words))


def _words(value: Any) -> list[str]:
    """A list, or one string with commas."""
    items = value if isinstance(value, list) else str(value).split(",")
    return [" ".join(str(item).split()) for item in items if str(item).strip()]


class _Builder:
    """Gathers the sections of all files, then checks the frames against them."""

    def __init__(self) -> None:
        self.classes: dict[str, set[str]] = {}
        self.constraints: dict[str, frozenset[str]] = {}
        self.common: dict[str, tuple[str, ...]] = {}
        self.light: list[Light] = []
        self.raw: list[tuple[str, Mapping[str, Any], Mapping[str, Any], bool]] = []
        self.own: list[OwnType] = []

    def add(self, name: str, data: Mapping[str, Any], *, users: bool = False) -> None:
        for group, words in data.get("classes", {}).items():
            self.classes.setdefault(group, set()).update(_words(words))
        for role, allowed in data.get("constraints", {}).items():
            self.constraints[role] = frozenset(_words(allowed))
        self.common.update(_roles(data.get("common", {}), f"{name}: common"))
        self.light += [_light(entry, name) for entry in data.get("light", [])]
        self.own += [own_type(entry, name) for entry in data.get("types", [])]
        self.raw += [(name, entry, data.get("defaults", {}), users) for entry in data.get("frames", [])]

    def build(self) -> Lexicon:
        frames: dict[str, Frame] = {}
        for name, entry, defaults, users in self.raw:
            frame = replace(self._frame(name, entry, defaults), users=users)
            if frame.id in frames:
                other = frames[frame.id].source
                raise OntologyError(f"{name}: frame {frame.id}: the id is already used in {other}; give it another")
            frames[frame.id] = frame
        words: dict[str, set[str]] = {}
        for group, members in self.classes.items():
            for word in members:
                words.setdefault(word, set()).add(CLASS + group)
        closed = {word: frozenset(groups) for word, groups in words.items()}
        index = {form: _index(frames.values(), form) for form in Form}
        light = _light_index(self.light)
        verbs = known_verbs() | index[Form.VERB].keys() | light.keys()
        return Lexicon(frames, index, light, closed, self.constraints, tuple(self.own), verbs)

    def _frame(self, name: str, entry: Any, defaults: Mapping[str, Any]) -> Frame:
        where = f"{name}: frame {entry.get('id', '?')}" if isinstance(entry, dict) else f"{name}: frame {entry!r}"
        if not isinstance(entry, dict) or "id" not in entry:
            raise OntologyError(f"{where}: a frame is a mapping with an id")
        unknown = set(entry) - FIELDS
        if unknown:
            raise OntologyError(f"{where}: unknown field {_names(unknown)}; the fields are {_names(FIELDS)}")
        kind = entry.get("type", defaults.get("type"))
        if kind not in {NONE, *packaged_event_types(), *(own.id for own in self.own)}:
            raise OntologyError(f"{where}: unknown event type {kind!r}; add it under 'types' or correct it")
        roles = {**self.common, **_roles(defaults.get("roles", {}), where), **_roles(entry.get("roles", {}), where)}
        noun = {**_roles(defaults.get("noun", {}), where), **_roles(entry.get("noun", {}), where)}
        needs = tuple(_needs(entry.get("needs", defaults.get("needs", [])), where))
        noun_needs = _needs(entry.get("noun_needs", defaults.get("noun_needs", [])), where)
        return Frame(
            id=str(entry["id"]),
            type=None if kind == NONE else kind,
            triggers=tuple(dict.fromkeys(_triggers(entry, where))),
            roles=_filled(roles),
            noun_roles=_filled({**_nominal(roles), **noun}),
            when=self._conditions(entry.get("when", {}), where),
            unless=self._conditions({**defaults.get("unless", {}), **entry.get("unless", {})}, where),
            needs=needs,
            noun_needs=(*needs, *noun_needs),
            content=_content(entry.get("content", defaults.get("content")), where),
            control=_control(entry.get("control", defaults.get("control", "obj")), where),
            symmetric=bool(entry.get("symmetric", defaults.get("symmetric", False))),
            example=str(entry.get("example", "")),
            source=name,
        )


    def _conditions(self, mapping: Mapping[str, Any], where: str) -> dict[str, frozenset[str]]:
        found = {argument: frozenset(_words(words)) for argument, words in _split(mapping)}
        for word in itertools.chain.from_iterable(found.values()):
            if word.startswith(CLASS) and word.removeprefix(CLASS) not in self.classes:
                raise OntologyError(f"{where}: unknown class {word!r}; add it under 'classes' or leave out the {CLASS}")
        return found


def _triggers(entry: Mapping[str, Any], where: str) -> Iterator[Trigger]:
    found = [(text, form) for form in Form for text in _words(entry.get(form.value, []))]
    if not found:
        raise OntologyError(f"{where}: has no verbs, nouns or adjectives")
    for text, form in found:
        try:
            yield from parse_trigger(text, form)
        except ValueError as error:
            raise OntologyError(f"{where}: {error}") from error


def _split(mapping: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for keys, value in mapping.items():
        for key in str(keys).split("|"):
            yield ("on" if key == "True" else key), value  # YAML 1.1 reads a bare `on` as true


def _roles(mapping: Mapping[str, Any], where: str) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for argument, value in _split(mapping):
        named = () if value == NONE else tuple(_words(value))
        unknown = set(named) - ROLES
        if unknown:
            raise OntologyError(f"{where}: unknown role {_names(unknown)}; the roles are {_names(ROLES)}")
        roles[argument] = named
    return roles


def _filled(roles: Roles) -> Roles:
    return {argument: named for argument, named in roles.items() if named}


def _nominal(roles: Roles) -> dict[str, tuple[str, ...]]:
    """The roles of an event noun that follow from those of its verb: X's attack, the attack on Y, a missile attack."""
    subject, direct = roles.get("subj", ()), roles.get("obj", ())
    derived = {argument: named for argument, named in roles.items() if argument != "iobj"}
    derived |= {"poss": subject, "adjective": subject, "by": subject, "of": direct or subject}
    derived |= {"compound": tuple(dict.fromkeys(("weapon", *subject, *direct)))}
    return {"on": direct, "against": direct, **derived} if direct else derived


def _needs(value: Any, where: str) -> Iterator[frozenset[str]]:
    for group in _words(value):
        roles = frozenset(group.split("|"))
        if roles - ROLES - ARGUMENTS:
            unknown = _names(roles - ROLES - ARGUMENTS)
            raise OntologyError(f"{where}: 'needs' names {unknown}; it takes roles, content, event, subj, obj and core")
        yield roles


def _content(value: Any, where: str) -> str | None:
    if value is None:
        return None
    if value not in set(Modality):
        raise OntologyError(f"{where}: unknown modality {value!r}; the modalities are {_names(set(Modality))}")
    return str(value)


def _control(value: Any, where: str) -> str:
    if value not in ("subj", "obj"):
        raise OntologyError(f"{where}: control is {value!r}; it is subj or obj")
    return str(value)


def _light(entry: Mapping[str, Any], name: str) -> Light:
    where = f"{name}: light {entry.get('id', '?')}"
    event = str(entry.get("event", "obj"))
    known = entry.get("subject") in ("subj", "obj", "in", NONE) and event in ("subj", "obj")
    if set(entry) - LIGHT_FIELDS or not known:
        raise OntologyError(f"{where}: expected id, verbs, subject (subj, obj, in or none), perhaps event and modality")
    triggers = tuple(_triggers({"verbs": entry["verbs"]}, where))
    modality = _content(entry.get("modality"), where)
    return Light(str(entry["id"]), triggers, entry["subject"], modality, bool(entry.get("own")), event)


def _index(frames: Any, form: Form) -> dict[str, tuple[tuple[Trigger, Frame], ...]]:
    found: dict[str, list[tuple[Trigger, Frame]]] = {}
    for frame in frames:
        for trigger in frame.triggers:
            if trigger.form is form:
                found.setdefault(trigger.head, []).append((trigger, frame))
    return {head: tuple(sorted(pairs, key=_specificity)) for head, pairs in found.items()}


def _specificity(pair: tuple[Trigger, Frame]) -> tuple[int, bool, int, int]:
    trigger, frame = pair
    return -trigger.words, not frame.users, -len(frame.when), -len(frame.unless)


def _light_index(lights: Sequence[Light]) -> dict[str, tuple[tuple[Trigger, Light], ...]]:
    found: dict[str, list[tuple[Trigger, Light]]] = {}
    for light in lights:
        for trigger in light.triggers:
            found.setdefault(trigger.head, []).append((trigger, light))
    return {head: tuple(sorted(pairs, key=lambda pair: -pair[0].words)) for head, pairs in found.items()}
