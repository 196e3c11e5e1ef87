"""Which column of a table, or key of a record, is which field of a document: named by the user, else guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

import yaml

from ..ontology.errors import DocumentError, InputError, OntologyError
from .dates import iso_date
from .markup import is_markup, plain
from .source import Article

FIELDS = ("text", "title", "publisher", "author", "published", "url", "language")
SHORT_FOR = {"date": "published", "source": "publisher", "link": "url", "lang": "language"}
"""Other words for fields that `--columns` takes."""
_FOLD = re.compile(r"[\s_.:-]+")
_NOTHING: tuple[object, ...] = (None, "")
_LONGEST = 300  # characters of a title or another short field; longer cells are not what their name says


def parse_columns(pairs: Iterable[str]) -> dict[str, str]:
    """`text=body,date=pubdate` to field and column; InputError says what is wrong with one."""
    columns: dict[str, str] = {}
    for pair in (part for pairs_ in pairs for part in pairs_.split(",") if part.strip()):
        field, equals, column = (part.strip() for part in pair.partition("="))
        field = SHORT_FOR.get(field, field)
        if not equals or not column or field not in FIELDS:
            known = ", ".join((*FIELDS, *SHORT_FOR))
            raise InputError(f"--columns {pair.strip()!r}: expected FIELD=COLUMN with one of the fields {known}")
        columns[field] = column
    return columns


def choose(names: Sequence[str], given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Field to the columns that may hold it, best first. DocumentError where none can hold the text."""
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(fold(name), name)
    chosen: dict[str, tuple[str, ...]] = {}
    for field, guesses in _guesses().items():
        if field in given:
            chosen[field] = (given[field],) if given[field] in names else ()
        else:
            chosen[field] = tuple(folded[guess] for guess in guesses if guess in folded)
    if not chosen["text"]:
        listed = ", ".join(islice(names, 20)) or "none"
        wanted = f"the column {given['text']!r}" if "text" in given else "no column that is known to hold the text"
        found = "is not there" if "text" in given else "is there"
        raise DocumentError(f"{wanted} {found}; found: {listed}; name it with --columns text=COLUMN")
    return chosen


def article(record: Mapping[str, object], chosen: Mapping[str, tuple[str, ...]], name: str) -> Article:
    """The article of one record; DocumentError where it has no text."""
    text = next((found for column in chosen["text"] if (found := _cell(record.get(column)))), "")
    if not text.strip():
        raise DocumentError(f"has no text in {', '.join(chosen['text'])}")
    raw_date = next((value for column in chosen["published"] if (value := record.get(column)) not in _NOTHING), None)
    published = iso_date(raw_date)
    undated = raw_date is not None and published is None
    return Article(
        plain(text) if is_markup(text) else text,
        name,
        title=_first(record, chosen["title"]),
        publisher=_first(record, chosen["publisher"]),
        author=_first(record, chosen["author"]),
        published=published,
        url=_first(record, chosen["url"]),
        language=_first(record, chosen["language"]),
        notes=(f"its date {str(raw_date)[:60]!r} is not understood, or could mean two, and is not used",) * undated,
    )


def _first(record: Mapping[str, object], columns: Iterable[str]) -> str | None:
    """The first filled of the columns, on one line; values that are names or addresses inside objects are taken out."""
    for column in columns:
        value = " ".join(_cell(record.get(column)).split())
        if 0 < len(value) <= _LONGEST:
            return value
    return None


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        named = (value.get(key) for key in ("name", "title", "value", "text", "url", "$t", "#text"))
        return next((found for found in named if isinstance(found, str)), "")
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_cell(one) for one in value)))
    return "" if value is None or isinstance(value, bool) else str(value)


def fold(name: str) -> str:
    """A column's name without case, spaces, hyphens, dots and underscores."""
    return _FOLD.sub("", name.strip("\ufeff ").casefold())


@cache
def _guesses() -> Mapping[str, tuple[str, ...]]:
    read = yaml.safe_load((files(__package__) / "columns.yaml").read_text(encoding="utf-8"))
    if not isinstance(read, dict) or set(read) != set(FIELDS):
        raise OntologyError(f"columns.yaml: expected the lists {', '.join(FIELDS)}")
    return {field: tuple(fold(str(name)) for name in read[field]) for field in FIELDS}
