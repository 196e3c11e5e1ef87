"""Stretches of days, and what relative expressions mean from a known day, month or year.

Everything is a `Span` of days; `iso` gives the finest of day, month and year that holds it, None where none does.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

PAST, FUTURE = "past", "future"


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, both included."""

    first: date
    last: date

    def iso(self) -> str | None:
        """ISO 8601 at the finest precision that is certain."""
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return self.first.isoformat()[:7]
        return f"{self.first.year:04}" if self.first.year == self.last.year else None


def parse_iso(text: str | None) -> tuple[Span, str] | None:
    """`2022`, `2022-05` or `2022-05-14` with its precision; None for anything else."""
    parts = (text or "")[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            day = date(numbers[0], numbers[1], numbers[2])
            return Span(day, day), "day"
        if len(numbers) == 2:
            return month(numbers[0], numbers[1]), "month"
        return (year(numbers[0]), "year") if len(numbers) == 1 else None
    except ValueError:
        return None


def year(number: int) -> Span:
    """A whole year. Raises ValueError outside 1 to 9999."""
    return Span(date(number, 1, 1), date(number, 12, 31))


def month(number: int, of: int) -> Span:
    """A whole month: year, then month. Raises ValueError for one that does not exist."""
    return Span(date(number, of, 1), date(number, of, monthrange(number, of)[1]))


def shifted_month(span: Span, by: int) -> Span:
    """The month that many months later."""
    index = span.first.year * 12 + span.first.month - 1 + by
    return month(index // 12, index % 12 + 1)


def week(day: date, by: int = 0) -> Span:
    """Monday to Sunday of the day's week, or of one so many weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by)
    return Span(monday, monday + timedelta(days=6))


def nearest_weekday(day: date, weekday: int, direction: str, *, strictly: bool = False) -> Span:
    """The weekday on or before the day, or on or after it."""
    if direction == PAST:
        back = (day.weekday() - weekday) % 7
        found = day - timedelta(days=back or (7 if strictly else 0))
    else:
        ahead = (weekday - day.weekday()) % 7
        found = day + timedelta(days=ahead or (7 if strictly else 0))
    return Span(found, found)


def nearest_month(published: Span, number: int, direction: str, *, strictly: bool = False) -> Span:
    """The month with this number that is at or before publication, or at or after it."""
    here = published.first.month
    if direction == PAST:
        back = (here - number) % 12
        return shifted_month(published, -(back or (12 if strictly else 0)))
    ahead = (number - here) % 12
    return shifted_month(published, ahead or (12 if strictly else 0))


def nearest_day(published: Span, number: int, day: int, direction: str) -> Span | None:
    """A day and month without its year: the last one up to publication, or the next one from it on."""
    steps = (0, -1) if direction == PAST else (0, 1)
    for step in steps:
        try:
            found = date(published.first.year + step, number, day)
        except ValueError:
            continue
        if found <= published.last if direction == PAST else found >= published.first:
            return Span(found, found)
    return None


def ago(published: Span, count: int, unit: str) -> Span | None:
    """So many days ago exactly; weeks give or take three days; months and years are too vague."""
    if unit == "day":
        day = published.last - timedelta(days=count)
        return Span(day, day)
    if unit == "week":
        day = published.last - timedelta(weeks=count)
        return Span(day - timedelta(days=3), day + timedelta(days=3))
    return None


def deictic(word: str, day: Span, precision: str) -> Span | None:
    """Today, tonight and this morning are the day itself, as far as known; yesterday and tomorrow need the day."""
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if step == 0:
        return day
    shifted = day.first + timedelta(days=step)
    return Span(shifted, shifted) if precision == "day" else None
