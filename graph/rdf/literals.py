"""Literals that come back from every store as they went in: the canonical form of few datatypes."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

import pyoxigraph as ox

from .iris import XSD

_INTEGER = ox.NamedNode(XSD + "integer")
_DECIMAL = ox.NamedNode(XSD + "decimal")
_DATE = ox.NamedNode(XSD + "date")
_DATE_TYPES = {4: ox.NamedNode(XSD + "gYear"), 7: ox.NamedNode(XSD + "gYearMonth"), 10: _DATE}
_PRECISIONS = {4: "Year", 7: "Month", 10: "Day"}
_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def text(value: str) -> ox.Literal:
    """A plain string; a lone surrogate, which no RDF can hold, becomes U+FFFD."""
    return ox.Literal(clean(value))


def clean(value: str) -> str:
    """The text with U+FFFD for each lone surrogate, of the same length."""
    return _SURROGATE.sub("\ufffd", value)


@lru_cache(maxsize=16384)
def integer(value: int) -> ox.Literal:
    """An xsd:integer; never xsd:nonNegativeInteger, which stores rewrite."""
    return ox.Literal(str(int(value)), datatype=_INTEGER)


@lru_cache(maxsize=4096)
def decimal(value: float) -> ox.Literal:
    """An xsd:decimal without trailing zeros, from which the same float is read again.

    What is not a finite number is written as a plain string, and fails validation.
    """
    number = Decimal(repr(float(value)))
    if not number.is_finite():
        return ox.Literal(str(value))
    digits = format(number, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return ox.Literal("0" if digits == "-0" else digits, datatype=_DECIMAL)


def number(value: int | float) -> ox.Literal:
    """A quantity: an int as xsd:integer, a float as xsd:decimal."""
    return integer(value) if isinstance(value, int) else decimal(value)


def read_number(literal: ox.Literal) -> int | float:
    """What `number` wrote."""
    return int(literal.value) if literal.datatype == _INTEGER else float(literal.value)


@lru_cache(maxsize=4096)
def partial_date(iso: str) -> ox.Literal:
    """An ISO 8601 date as xsd:date, xsd:gYearMonth or xsd:gYear; what is none of them as a plain string."""
    if bounds(iso) is None:
        return text(iso)
    return ox.Literal(iso, datatype=_DATE_TYPES[len(iso)])


@lru_cache(maxsize=4096)
def bounds(iso: str) -> tuple[ox.Literal, ox.Literal, str] | None:
    """First day, last day and precision (`Day`, `Month`, `Year`) of an ISO 8601 date; None where it is no date."""
    if not _ISO.fullmatch(iso):
        return None
    year, month, day = [int(part) for part in iso.split("-")] + [0] * (2 - iso.count("-"))
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return _date(first), _date(last), _PRECISIONS[len(iso)]


def read_bounds(earliest: str, precision: str) -> str:
    """The ISO 8601 date of which the first day and the precision are these."""
    return earliest[: next(length for length, name in _PRECISIONS.items() if name == precision)]


def _date(day: date) -> ox.Literal:
    return ox.Literal(day.isoformat(), datatype=_DATE)
