"""What a time expression means, given the day of publication and whether its clause tells of the past or the future."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from spacy.tokens import Token

from ...ontology.records import Modality
from . import calendar
from .calendar import FUTURE, PAST
from .clauses import children, governor, is_progressive, lemma, marker, tense
from .factuality import factuality
from .time_patterns import Found, time_cues


def resolve(found: Found, root: Token, published: tuple[calendar.Span, str] | None) -> calendar.Span | None:
    """The days meant. Calendar dates with a year need nothing; all others need publication, some a tense."""
    parts = found.parts
    try:
        absolute = _absolute(found.kind, parts)
        if absolute is not None or published is None:
            return absolute
        when, precision = published
        return _relative(found.kind, parts, when, precision, direction(root))
    except (ValueError, OverflowError):
        return None


def _absolute(kind: str, parts: Mapping[str, str]) -> calendar.Span | None:
    if "year" not in parts:
        return None
    number = int(parts["year"])
    if kind in ("year", "season-year"):
        return None if parts.get("season") == "winter" else calendar.year(number)
    of = int(parts["number"]) if "number" in parts else time_cues().months[parts["month"]]
    if "day" not in parts:
        return calendar.month(number, of)
    day = date(number, of, int(parts["day"]))
    return calendar.Span(day, day)


def _relative(
    kind: str, parts: Mapping[str, str], when: calendar.Span, precision: str, toward: str | None
) -> calendar.Span | None:
    toward = {"last": PAST, "next": FUTURE}.get(parts.get("relative", "").lower(), toward or "") or None
    strictly = parts.get("relative", "").lower() in ("last", "next")
    if kind == "day-number" or precision == "year":
        return _year_relative(parts, when) if kind == "relative" else None
    if kind == "relative":
        return _unit_relative(parts, when, precision, toward)
    if kind in ("month", "day-range") and toward is not None:
        return calendar.nearest_month(when, time_cues().months[parts["month"]], toward, strictly=strictly)
    if kind == "today":
        return calendar.deictic(parts["word"].lower(), when, precision)
    if precision != "day":
        return None
    if kind == "ago":
        return calendar.ago(when, _count(parts["count"]), parts["unit"])
    if kind == "day" and toward is not None:
        return calendar.nearest_day(when, time_cues().months[parts["month"]], int(parts["day"]), toward)
    if kind == "weekday" and toward is not None:
        return calendar.nearest_weekday(when.first, time_cues().weekdays[parts["weekday"]], toward, strictly=strictly)
    return None


def _year_relative(parts: Mapping[str, str], when: calendar.Span) -> calendar.Span | None:
    step = {"last": -1, "this": 0, "next": 1}[parts["relative"].lower()]
    return calendar.year(when.first.year + step) if parts["unit"] == "year" else None


def _unit_relative(
    parts: Mapping[str, str], when: calendar.Span, precision: str, toward: str | None
) -> calendar.Span | None:
    """"last week", "this month", "next year", "last summer"."""
    unit = parts["unit"]
    step = {"last": -1, "this": 0, "next": 1}[parts["relative"].lower()]
    if unit == "year":
        return _year_relative(parts, when)
    if unit == "month":
        return calendar.shifted_month(when, step)
    if unit in time_cues().seasons:
        return _season(time_cues().seasons[unit], when, step)
    if precision != "day":
        return None
    if unit == "night":
        day = when.first + timedelta(days=step)
        return calendar.Span(day, day)
    if unit == "weekend":
        saturday = calendar.week(when.first, step).last - timedelta(days=1)
        return calendar.Span(saturday, saturday + timedelta(days=1)) if step else None
    return _week(when, step, toward, parts.get("within", "").lower()) if unit == "week" else None


def _week(when: calendar.Span, step: int, toward: str | None, within: str) -> calendar.Span:
    week = calendar.week(when.first, step)
    if step == 0 and (within == "earlier" or toward == PAST):
        return calendar.Span(week.first, when.last)
    if step == 0 and (within == "later" or toward == FUTURE):
        return calendar.Span(when.first, week.last)
    return week


def _season(months: tuple[int, int], when: calendar.Span, step: int) -> calendar.Span:
    """The year of "last summer": this year's where it is over, else last year's."""
    over = when.first.month > months[1]
    ahead = when.first.month < months[0]
    shift = {-1: 0 if over else -1, 0: 0, 1: 0 if ahead else 1}[step]
    return calendar.year(when.first.year + shift)


def _count(word: str) -> int:
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return int(word) if word.isdecimal() else words.index(word) + 1 if word in words else 1


def direction(root: Token) -> str | None:
    """Whether what the expression dates is told as past or as future; None where the text does not say.

    What was planned, feared or asked for in the past may lie on either side of today.
    """
    node = governor(root)
    unreal = node is not None and factuality(node).modality is not Modality.ACTUAL
    for _ in range(len(root.doc)):
        if node is None:
            return None
        told = _told(node)
        if told is not None:
            return {"past": None if unreal else PAST, "future": FUTURE, "present": FUTURE if unreal else None}[told]
        unreal = unreal or marker(node) in ("ahead of", "until", "in advance of")
        node = governor(node)
    return None


def _told(node: Token) -> str | None:
    """The time of a finite clause; a modal verb without "have" points ahead, as does "is meeting"."""
    found = tense(node)
    if found == "present":
        return "future" if is_progressive(node) else "present"
    if found is None and any(word.tag_ == "MD" for word in node.children):
        return "past" if any(lemma(word) == "have" for word in children(node, "aux")) else "future"
    return found
