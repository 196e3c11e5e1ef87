"""How a table of coded events maps to the vocabulary: the files of tables/, read and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..ontology.errors import OntologyError
from ..ontology.records import EntityType, Modality
from ..ontology.vocabulary import entity_classes, event_types, roles
from .columns import fold

FILES = ("acled", "ucdp", "gdelt")
_HEAD = frozenset(("type", "modality", "quantity"))


@dataclass(frozen=True, slots=True)
class Code:
    """The column that says what kind of event a row is."""

    column: str
    label: str
    prefix: bool
    """The longest known code that the cell begins with counts, not only the same one."""


@dataclass(frozen=True, slots=True)
class Date:
    """The column with the day, and the one that says how exactly it is known."""

    column: str
    end: str | None
    precision: str | None
    month: frozenset[str]
    """Values of the precision with which only the month is known."""
    year: frozenset[str]


@dataclass(frozen=True, slots=True)
class About:
    """Which columns are metadata of the row as a document."""

    title: str
    author: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...]

    def title_of(self, values: Mapping[str, str]) -> str:
        """The title with the cells in place of the names of columns; nothing for empty ones."""
        text = re.sub(r"\{(\w+)\}", lambda found: values.get(fold(found.group(1)), ""), self.title)
        return " ".join(text.replace(" (, ", " (").split())[:300]


@dataclass(frozen=True, slots=True)
class PartyRule:
    """Where somebody's name is in a row, and by which rules it is read."""

    like: str
    name: str | None
    label: str | None
    """Instead of a cell, the name of this column names them: `deaths_civilians`."""
    context: Mapping[str, str]
    """What else is known: country, kind, group, each with its column."""


@dataclass(frozen=True, slots=True)
class Like:
    """What somebody is whose name, or another cell, looks so."""

    column: str
    match: re.Pattern[str]
    country: re.Pattern[str] | None
    type: EntityType
    category: str | None
    body: str | None
    noun: str | None
    needs: str | None

    def fits(self, written: str, context: Mapping[str, str]) -> re.Match[str] | None:
        """The match of the name, None where the rule does not hold."""
        if self.column == "name":
            return self.match.search(written)
        if self.match.search(context.get(self.column, "")) is None:
            return None
        return (self.country or _ANYTHING).search(written)


_ANYTHING = re.compile(r".", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement that a row with a code makes: its type, and who is in which role."""

    type: str
    parties: Mapping[str, str]
    modality: str
    quantity: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table's mapping."""

    name: str
    signature: tuple[str, ...]
    columns: tuple[str, ...]
    """Of a table without a row of names."""
    looks: Mapping[int, re.Pattern[str]]
    confidence: float
    document: About
    date: Date
    code: Code
    parties: Mapping[str, PartyRule]
    rules: Mapping[str, tuple[Like, ...]]
    events: Mapping[str, tuple[Said, ...]]
    unmapped: Mapping[str, str]
    countries: Mapping[str, str] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()

    def looks_like(self, cells: Sequence[str]) -> bool:
        """Whether a row without names is one of this table."""
        if abs(len(cells) - len(self.columns)) > 3:
            return False
        return all(place < len(cells) and p.fullmatch(cells[place].strip()) for place, p in self.looks.items())

    def events_of(self, code: str) -> tuple[Said, ...]:
        """What a row with the code states; nothing for an unknown code or one that maps to nothing."""
        for length in range(len(code), 0, -1) if self.code.prefix else (len(code),):
            if code[:length] in self.unmapped:
                return ()
            if code[:length] in self.events:
                return self.events[code[:length]]
        return ()

    def reason(self, code: str) -> str:
        """Why a code gives no statement."""
        if not code:
            return f"{self.code.label} is empty"
        known = next((self.unmapped[code[:n]] for n in range(len(code), 0, -1) if code[:n] in self.unmapped), None)
        return f"{self.code.label} {code[:60]!r}: {known or 'is not in the mapping of this table'}"

    def country(self, code: str) -> str | None:
        """The state as a name or an alpha-3 code; None where the cell is empty or names a region."""
        return None if not code or code in self.regions else self.countries.get(code, code)


@cache
def tables() -> tuple[Table, ...]:
    """The tables that can be read. OntologyError where a file is wrong."""
    return tuple(read_table(name) for name in FILES)


def read_table(name: str) -> Table:
    """One file of tables/."""
    raw = yaml.safe_load((files(__package__) / "tables" / f"{name}.yaml").read_text(encoding="utf-8"))
    try:
        table = _table(raw)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise OntologyError(f"tables/{name}.yaml: {type(error).__name__}: {error}") from error
    for problem in _problems(table):
        raise OntologyError(f"tables/{name}.yaml: {problem}")
    return table


def _table(raw: Mapping[str, Any]) -> Table:
    columns = tuple(raw.get("columns", ()))
    about, date, code = raw["document"], raw["date"], raw["code"]
    return Table(
        name=raw["name"],
        signature=tuple(raw["signature"]),
        columns=columns,
        looks={columns.index(name): re.compile(pattern) for name, pattern in raw.get("looks", {}).items()},
        confidence=float(raw["confidence"]),
        document=About(about["title"], *(_folded(about.get(name)) for name in ("author", "published", "url"))),
        date=Date(
            fold(date["column"]),
            end=fold(date["end"]) if "end" in date else None,
            precision=fold(date["precision"]) if "precision" in date else None,
            month=frozenset(date.get("month", ())),
            year=frozenset(date.get("year", ())),
        ),
        code=Code(fold(code["column"]), code["column"], bool(code.get("prefix", False))),
        parties={name: _party(one) for name, one in raw["parties"].items()},
        rules={name: tuple(map(_like, listed)) for name, listed in raw["rules"].items()},
        events={str(code): tuple(map(_said, listed)) for code, listed in raw["events"].items()},
        unmapped={str(code): str(why) for code, why in raw.get("unmapped", {}).items()},
        countries=dict(raw.get("countries", {})),
        regions=frozenset(raw.get("regions", ())),
    )


def _folded(names: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(fold(name) for name in names or ())


def _party(raw: Mapping[str, str]) -> PartyRule:
    context = {key: fold(column) for key, column in raw.items() if key not in ("name", "label", "like")}
    name, label = (fold(raw[key]) if key in raw else None for key in ("name", "label"))
    return PartyRule(raw["like"], name, label, context)


def _like(raw: Mapping[str, str]) -> Like:
    country = re.compile(raw["country"]) if "country" in raw else None
    rest = (raw.get(key) for key in ("category", "body", "noun", "needs"))
    return Like(raw.get("column", "name"), re.compile(raw["match"]), country, EntityType(raw["type"]), *rest)


def _said(raw: Mapping[str, str]) -> Said:
    parties = {role: party for role, party in raw.items() if role not in _HEAD}
    quantity = fold(raw["quantity"]) if "quantity" in raw else None
    return Said(raw["type"], parties, raw.get("modality", "actual"), quantity)


def _problems(table: Table) -> list[str]:
    """What the vocabulary or the table itself does not have."""
    said = [(code, one) for code, listed in table.events.items() for one in listed]
    likes = [like for listed in table.rules.values() for like in listed]
    known = entity_classes()
    return [
        *(f"{code}: {one.type} is no event type" for code, one in said if one.type not in event_types()),
        *(f"{code}: {role} is no role" for code, one in said for role in one.parties if role not in roles()),
        *(f"{code}: {p} is no party" for code, one in said for p in one.parties.values() if p not in table.parties),
        *(f"{code}: {one.modality} is no modality" for code, one in said if one.modality not in list(Modality)),
        *(f"{like.category} is no class" for like in likes if like.category is not None and like.category not in known),
        *(f"{party.like} is no list of rules" for party in table.parties.values() if party.like not in table.rules),
        *(f"{code} is both mapped and not" for code in table.events.keys() & table.unmapped.keys()),
    ]
