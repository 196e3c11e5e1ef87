"""Time expressions in the text, before they are resolved: a surface grammar of dates and relative words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from .cues import grouped, read_cues, wordset


@dataclass(frozen=True, slots=True)
class TimeCues:
    """ontology/cues/time.yaml."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    before_month: frozenset[str]
    before_year: frozenset[str]
    bounds: frozenset[str]
    occasions: frozenset[str]
    phases: frozenset[str]
    parts: frozenset[str]
    named_days: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression as written: which pattern, where, and its parts."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, str]


@cache
def time_cues() -> TimeCues:
    """The calendar words, checked. Raises OntologyError."""
    file = "time"
    data = read_cues(file)
    seasons = {word: key.split("-") for word, key in grouped(data, "seasons", file).items()}
    return TimeCues(
        months={word: int(number) for word, number in grouped(data, "months", file).items()},
        weekdays={word: int(number) for word, number in grouped(data, "weekdays", file).items()},
        seasons={word: (int(first), int(last)) for word, (first, last) in seasons.items()},
        before_month=wordset(data, "before_month", file),
        before_year=wordset(data, "before_year", file),
        bounds=wordset(data, "bounds", file),
        occasions=wordset(data, "occasions", file),
        phases=wordset(data, "phases", file),
        parts=wordset(data, "parts", file),
        named_days=wordset(data, "named_days", file),
    )


_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_PHASE = r"(?:the\s+)?(?:beginning|start|middle|end|first\s+half|second\s+half)\s+of"
_PART = rf"(?:(?:early|mid|late|{_PHASE})[\s-]+(?:in\s+)?)"
_COUNT = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
_REL = r"(?P<relative>[Ll]ast|[Tt]his|[Nn]ext)"
_STOP = r"(?:(?<!May)(?:(?<=\b[A-Z][a-z]{2})|(?<=Sept))\.(?=\s*\d))?"
"""The full stop of an abbreviation before a number: "Feb. 24"."""
_EVENT = r"(?P<of>[\w’'-]+(?:\s+[\w’'-]+){0,2})"
_THE_DAY = r"(?P<nth>first|second|third|fourth|fifth)\s+day\s+of\s+the"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kind and pattern, the longest reading first."""
    cues = time_cues()
    names = sorted(cues.months, key=len, reverse=True)
    named = rf"(?P<month>{'|'.join(names)})\b{_STOP}"
    weekday = rf"(?P<weekday>{'|'.join(cues.weekdays)})"
    dated = rf"(?:{'|'.join(cues.weekdays)}),?\s+(?:the\s+)?"
    season = rf"(?P<season>{'|'.join(cues.seasons)}|winter)"
    unit = rf"(?P<unit>night|day|week|weekend|month|quarter|year|decade|century|{'|'.join(cues.seasons)}|winter)"
    texts = (
        ("iso", rf"{_YEAR}-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
        ("day-range", rf"(?:\d{{1,2}}\s*(?:-|–|to|and|or)\s*)\d{{1,2}}\s+{named}(?:,?\s+{_YEAR})?"),
        ("day-range", rf"{named}\s+\d{{1,2}}\s*(?:-|–|to|and|or)\s*\d{{1,2}}(?:,?\s+{_YEAR})?(?!\d)"),
        ("day", rf"(?:{dated})?{_DAY}(?:\s+of)?\s+{named}(?:,?\s+\(?{_YEAR}\)?)?(?!\d)"),
        ("day", rf"(?:{dated})?{named}\s+(?:the\s+)?{_DAY}(?![\d,.]*\d|:)(?:,?\s+\(?{_YEAR}\)?)?(?!\d)"),
        ("month-year", rf"{_PART}?{named},?\s+(?:of\s+)?{_YEAR}(?!\d)"),
        ("season-year", rf"{_PART}?{season},?\s+(?:of\s+)?{_YEAR}(?!\d)"),
        ("season-year", rf"(?:first|second|third|fourth|Q[1-4]|last)\s+(?:quarter\s+|half\s+)?of\s+{_YEAR}(?!\d)"),
        ("month", rf"(?P<part>{_PART})?(?:{_REL}\s+)?{named}(?!\s*\d)"),
        ("weekday", rf"(?:{_REL}\s+)?{weekday}(?:\s+(?:morning|afternoon|evening|night|noon))?"),
        ("day-number", rf"[Dd]ay\s+(?P<nth>\d{{1,4}})\s+of\s+(?:the|its|their|his)\s+{_EVENT}"),
        ("day-number", rf"{_THE_DAY}\s+{_EVENT}"),
        ("today", r"(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his\s+(?:morning|afternoon|evening))"),
        ("relative", rf"(?:(?P<within>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?{_REL}\s+{unit}"),
        ("ago", rf"{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+ago"),
        ("year", rf"{_YEAR}(?!\d|[,.]\d|-\w|s\b|%)"),
    )
    return tuple((kind, re.compile(rf"(?<![\w$£€.,-]){text}(?!\w)")) for kind, text in texts)


def find(text: str) -> Iterator[Found]:
    """Time expressions of a text, not overlapping, in textual order."""
    taken: list[Found] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            parts = {name: part for name, part in match.groupdict().items() if part is not None}
            found = Found(kind, match.start(), match.end(), parts)
            if _stands(found, text) and not any(found.start < t.end and t.start < found.end for t in taken):
                taken.append(found)
    yield from sorted(taken, key=lambda found: found.start)


def _stands(found: Found, text: str) -> bool:
    """Whether the words before let a bare month, year or "last week" be a date."""
    before = re.findall(r"[\w’']+", text[max(0, found.start - 30) : found.start])
    word = before[-1].lower() if before else ""
    if found.kind == "relative":
        return word not in ("the", "over", "past")
    if found.kind == "month" and not {"relative", "part"} & found.parts.keys():
        return word in time_cues().before_month
    return True
