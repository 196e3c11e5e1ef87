"""Dates as files write them to ISO 8601 at the precision given; what can be read two ways is read in none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from dateutil import parser

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:$|[T\s])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?:T\d{6}Z?)?$")
_SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:$|[,T\s])")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})(?:$|[,T\s])")
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?$")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE)
_FIRST_YEAR = 1600
_LONGEST = 64


def iso_date(value: object) -> str | None:
    """`2022`, `2022-05` or `2022-05-14`; None where the value is no date or could mean two.

    The day is that of the place where it was written: a time zone does not move it.
    """
    if isinstance(value, datetime | date):
        return _day(value.year, value.month, value.day)
    text = " ".join(str(value).split()) if value is not None else ""
    if not text or len(text) > _LONGEST:
        return None
    for read in (_epoch, _compact, _iso, _slashed):
        found = read(text)
        if found is not None:
            return found
    return _worded(text)


def _iso(text: str) -> str | None:
    found = _ISO.match(text) or _YEAR_FIRST.match(text)
    if found is None:
        return None
    year, month, day = found.groups()
    if _day(int(year), int(month or 1), int(day or 1)) is None:
        return None
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _compact(text: str) -> str | None:
    found = _COMPACT.match(text)
    return _day(*map(int, found.groups())) if found is not None else None


def _epoch(text: str) -> str | None:
    found = _EPOCH.match(text)
    if found is None:
        return None
    moment = datetime.fromtimestamp(int(found.group(1)), UTC)
    return moment.date().isoformat()


def _slashed(text: str) -> str | None:
    """Day and month in the order that only one of them allows; 03/04/2022 is two dates, so it is none."""
    found = _SLASHED.match(text)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _worded(text: str) -> str | None:
    """A date with a month's name; what it does not say is found by reading it over two different defaults."""
    if _MONTH.search(text) is None:
        return None
    try:
        one, two = (parser.parse(text, default=default, ignoretz=True) for default in _DEFAULTS)
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
        return None
    if one.year != two.year or one.month != two.month:
        return None
    whole = _day(one.year, one.month, one.day)
    return whole if one.day == two.day or whole is None else whole[:7]


_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= _FIRST_YEAR else None
    except ValueError:
        return None
