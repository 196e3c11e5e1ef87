"""One entity of a graph, found by what people call it, with the statements that it takes part in."""

from __future__ import annotations

import html
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..ontology.errors import InputError
from ..ontology.records import Entity, Office, Reading, Statement

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with what the corpus says about it."""

    record: Entity
    """What is known about it: aliases, offices, country, Wikidata item."""
    names: tuple[str, ...]
    """What the documents call it, most often first."""
    readings: tuple[Reading, ...]
    """The documents that name it, each with the statements that it takes part in and no others."""
    background: Mapping[str, Entity]

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def label(self) -> str:
        return self.record.label

    def statements(self) -> pd.DataFrame:
        """One row a statement in which it is actor, target or speaker; columns as in `KnowledgeGraph.statements`."""
        from .tables import statement_table

        return statement_table(self.readings, self.background)

    def neighbours(self) -> pd.DataFrame:
        """Who it shares statements with, most first: id, label, type, statements."""
        from .tables import neighbour_table

        return neighbour_table(self.id, self.readings, self.background)

    def __repr__(self) -> str:
        count = sum(len(reading.statements) for reading in self.readings)
        return f"<{self.record.type} {self.label} ({self.id}): {count} statements in {len(self.readings)} documents>"

    def _repr_html_(self) -> str:
        rows = [("also called", ", ".join(self.names[:_SHOWN]))]
        rows += [("office", _held(office)) for office in self.record.offices[-_SHOWN:]]
        if self.record.wikidata is not None:
            rows.append(("Wikidata", self.record.wikidata))
        types = Counter(str(s.type) for reading in self.readings for s in reading.statements)
        rows += [(f"{count} ×", name) for name, count in sorted(types.items(), key=lambda t: (-t[1], t[0]))[:_SHOWN]]
        cells = "".join(f"<tr><td>{html.escape(a)}</td><td>{html.escape(b)}</td></tr>" for a, b in rows if b)
        return f"<strong>{html.escape(self.label)}</strong> {html.escape(self.record.type)}<table>{cells}</table>"


def find(name: str, readings: Sequence[Reading], background: Mapping[str, Entity]) -> EntityView:
    """The entity with this id, label, alias or name in the texts; of several, the one with most statements.

    Case and accents do not matter. Raises InputError that names the nearest entities where there is none.
    """
    named = {entity.id: background.get(entity.id, entity) for reading in readings for entity in reading.entities}
    names = _names(readings)
    wanted = _folded(name)
    found = [e for e in named.values() if e.id == name or wanted in set(map(_folded, _called(e, names)))]
    if not found:
        raise InputError(f"no entity is called {name!r}{_nearest(wanted, named, names)}")
    counts = Counter(entity for reading in readings for s in reading.statements for entity in participants(s))
    best = min(found, key=lambda e: (e.id != name, _folded(e.label) != wanted, -counts[e.id], e.id))
    return EntityView(best, tuple(names[best.id]), tuple(_about(best.id, readings)), background)


def participants(statement: Statement) -> set[str]:
    """Ids of all entities of a statement: actor, targets and speaker."""
    people = (statement.actor, *statement.targets, statement.attribution)
    return {person.entity for person in people if person is not None}


def _about(entity: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    for reading in readings:
        if any(known.id == entity for known in reading.entities):
            yield replace(reading, statements=tuple(s for s in reading.statements if entity in participants(s)))


def _names(readings: Sequence[Reading]) -> Mapping[str, list[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for mention in reading.mentions:
            if mention.kind == "name":
                counts[mention.entity][" ".join(mention.text.split())] += 1
    ordered = {e: sorted(forms, key=lambda form: (-forms[form], form)) for e, forms in counts.items()}
    return defaultdict(list, ordered)


def _called(entity: Entity, names: Mapping[str, list[str]]) -> Iterator[str]:
    yield entity.label
    yield from entity.aliases
    yield from names[entity.id]


def _nearest(wanted: str, named: Mapping[str, Entity], names: Mapping[str, list[str]]) -> str:
    labels = {_folded(form): e.label for e in named.values() for form in _called(e, names)}
    parts = {word: label for form, label in labels.items() for word in form.split() if len(word) > 3}
    near = get_close_matches(wanted, sorted({*labels, *parts}), n=3, cutoff=0.6)
    found = list(dict.fromkeys(labels.get(form) or parts[form] for form in near))
    return f"; did you mean {' or '.join(found)}?" if found else "; `entities()` lists all"


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def _held(office: Office) -> str:
    if office.start is None and office.end is None:
        return office.title
    return f"{office.title} ({office.start or '?'} to {office.end or 'now'})"
