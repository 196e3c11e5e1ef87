"""What is kept of a document for the comparison with others, as JSON: its sketch and its accounts."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from ...loaders.reprints import Sketch, sketch
from ...ontology.records import Reading
from .account import Account, Stage, window
from .bounds import Bounds
from .kinds import family
from .world import Lookup

_DERIVED = {"document", "family", "said"}
"""Fields of an account that the document or its type gives."""
_FIELDS = tuple(field.name for field in fields(Account) if field.name not in _DERIVED)
_SETS = frozenset({"actors", "sides", "targets", "against", "places", "points", "around", "weapons"})


@dataclass(frozen=True, slots=True)
class Page:
    """A document as the comparison sees it."""

    document: str
    publisher: str | None
    published: str | None
    sketch: Sketch
    accounts: tuple[Account, ...]
    others: tuple[str, ...] = ()
    """Ids of its statements that tell of no event."""

    @property
    def statements(self) -> Iterator[str]:
        """Ids of all its statements."""
        yield from (one.statement for one in self.accounts)
        yield from self.others


def project(reading: Reading, known: Lookup) -> Any:
    """The page of a reading as JSON; None where nothing is stated in it."""
    from .account import accounts

    told = accounts(reading, known)
    others = sorted({one.id for one in reading.statements} - {one.statement for one in told})
    if not told and not others:
        return None
    drawn = sketch(reading.document)
    return {
        "publisher": reading.document.publisher,
        "published": reading.document.published,
        "runs": drawn.runs,
        "least": base64.b85encode(drawn.least).decode("ascii"),
        "accounts": [[_packed(name, getattr(one, name)) for name in _FIELDS] for one in told],
        "others": others,
    }


def page(document: str, value: Any) -> Page:
    """The page that `project` packed."""
    published = value["published"]
    drawn = Sketch(document, published, value["runs"], base64.b85decode(value["least"]))
    said = window(published)
    told = (_account(document, said, record) for record in value["accounts"])
    return Page(document, value["publisher"], published, drawn, tuple(told), tuple(value["others"]))


def _account(document: str, said: tuple[int, int] | None, record: Iterable[Any]) -> Account:
    fields_ = zip(_FIELDS, record, strict=True)
    given = {name: _UNPACK[name](value) if name in _UNPACK else value for name, value in fields_}
    return Account(document=document, family=family(given["type"]), said=said, **given)


def _packed(name: str, value: Any) -> Any:
    if name in _SETS:
        return sorted(value)
    if name == "words":
        return " ".join(sorted(value))
    if name == "counted" and value is not None:
        return [value.low, value.best, value.high]
    if name == "day" and value is not None:
        return list(value)
    return value


_UNPACK: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_SETS, frozenset),
    "words": lambda value: frozenset(value.split()),
    "stage": Stage,
    "counted": lambda value: None if value is None else Bounds(*value),
    "day": lambda value: None if value is None else tuple(value),
}
