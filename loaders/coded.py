"""Tables of coded events (ACLED, UCDP GED, GDELT): each row is a document of its own, quoted as a whole.

Which column means what and which code is which event type is data, in tables/. Names stay as the table writes them;
the graph looks them up. Nothing is left out silently: what could not be mapped is counted with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..ontology.coded import Event, Party
from ..ontology.records import Modality, Noted, Rejected
from .columns import fold
from .dates import iso_date
from .mapping import PartyRule, Said, Table, tables
from .source import Article, Source, where

_QUOTE = 900  # characters that a quote may have
Row = tuple[int, list[str]]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row as text, `column: value` a line for each filled cell, and where each value stands in it."""

    text: str
    values: Mapping[str, str]
    spans: Mapping[str, Span]
    labels: Mapping[str, Span]


def table_of(first: Sequence[str]) -> Table | None:
    """The table whose columns the first row names or, where it has no such row, whose cells look like this one."""
    names = {fold(name) for name in first}
    for table in tables():
        if table.columns:
            if table.looks_like(first):
                return table
        elif all(fold(name) in names for name in table.signature):
            return table
    return None


def rows(
    given: Iterator[Row | Rejected], table: Table, first: Sequence[str], source: Source
) -> Iterator[Article | Rejected | Noted]:
    """An article for each row that has an event; at the end a remark for each reason why others have none."""
    names = [name.strip("\ufeff ") for name in (table.columns or first)]
    unmapped: Counter[str] = Counter()
    begins: dict[str, int] = {}
    total = events = 0
    for row in given:
        if isinstance(row, Rejected):
            yield Rejected(where(source.name, row.source), row.reason)
            continue
        number, cells = row
        total += 1
        article, reasons = _row(cells_of(names, cells), table, where(source.name, number))
        for reason in reasons:
            unmapped[reason] += 1
            begins.setdefault(reason, number)
        if article is not None:
            events += len(article.events or ())
            yield article
    gave = f"{counted(total, 'row')} gave {counted(events, 'statement')}"
    yield Noted(source.name, f"read as a table of {table.name}: {gave}")
    for reason, count in sorted(unmapped.items()):
        place = f"{counted(count, 'row')}, the first on line {begins[reason]}"
        yield Noted(source.name, f"not mapped: {reason} ({place})")


def counted(count: int, what: str) -> str:
    """For messages: `1 row`, `2,000 rows`."""
    return f"{count:,} {what}{'s' if count != 1 else ''}"


def cells_of(names: Sequence[str], cells: Sequence[str]) -> Cells:
    """The row's text and its places; cells on several lines become one."""
    text, values, spans, labels = "", {}, {}, {}
    for name, cell in zip(names, cells, strict=False):
        value = " ".join(cell.split())
        key = fold(name)
        if not value or not key or key in values:
            continue
        labels[key] = (len(text), len(text) + len(name))
        start = len(text) + len(name) + 2
        text += f"{name}: {value}\n"
        values[key], spans[key] = value, (start, start + len(value))
    return Cells(text.rstrip("\n"), values, spans, labels)


def _row(cells: Cells, table: Table, name: str) -> tuple[Article | None, list[str]]:
    """The article of a row, None where it has no event, and what of it could not be mapped."""
    code = cells.values.get(table.code.column, "")
    said = table.events_of(code)
    if not said:
        return None, [table.reason(code)]
    date = _date(cells, table)
    made = [_event(one, cells, table, date) for one in said if _has_quantity(one, cells)]
    events = tuple(event for event in made if isinstance(event, Event))
    reasons = [reason for reason in made if isinstance(reason, str)]
    if not events:
        return None, reasons or [f"{table.code.label} {code!r} without a quantity"]
    return _article(cells, table, name, events), reasons


def _has_quantity(said: Said, cells: Cells) -> bool:
    """Whether a statement that counts something has more than nothing to count."""
    return said.quantity is None or _whole(cells.values.get(said.quantity)) not in (None, 0)


def _event(said: Said, cells: Cells, table: Table, date: str | None) -> Event | str:
    """The event, or the reason why there is none: nobody did it and it happened to nobody."""
    parties, missing = [], []
    for role, party in said.parties.items():
        found = _party(role, table.parties[party], cells, table)
        if found is None:
            missing.append(role)
        else:
            parties.append(found)
    code = table.code.column
    if "actor" in said.parties and "actor" in missing:
        return f"{said.type} of code {cells.values[code]!r} without an actor that can be named"
    if not parties:
        return f"{said.type} of code {cells.values[code]!r} without anybody in it"
    trigger = cells.spans[code]
    return Event(
        said.type,
        trigger,
        tuple(parties),
        evidence=_evidence(cells, trigger, parties, said),
        modality=Modality(said.modality),
        date=date,
        quantity=_whole(cells.values.get(said.quantity)) if said.quantity is not None else None,
        confidence=table.confidence,
        rules=(f"{table.name}: {table.code.label} {cells.values[code]}",),
    )


def _evidence(cells: Cells, trigger: Span, parties: Sequence[Party], said: Said) -> tuple[Span, ...]:
    """The whole row where it is short enough to be a quote, else the lines that the statement was read from."""
    if len(cells.text) <= _QUOTE:
        return ((0, len(cells.text)),)
    used = [trigger, *((party.start, party.end) for party in parties)]
    if said.quantity is not None and said.quantity in cells.spans:
        used.append(cells.spans[said.quantity])
    return tuple(dict.fromkeys(_line(cells.text, span) for span in used))


def _line(text: str, span: Span) -> Span:
    """The line that holds a cell, cut where it is longer than a quote may be."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[0])
    end = len(text) if end < 0 else end
    return (start, end) if end - start <= _QUOTE else span


def _party(role: str, rule: PartyRule, cells: Cells, table: Table) -> Party | None:
    """Who or what is in the role; None where the cell is empty or no rule fits it."""
    span = cells.labels.get(rule.label) if rule.label is not None else cells.spans.get(rule.name or "")
    if span is None:
        return None
    written = cells.text[span[0] : span[1]]
    context = {field: cells.values.get(column, "") for field, column in rule.context.items()}
    country = table.country(context.get("country", ""))
    for like in table.rules[rule.like]:
        found = like.fits(written, context)
        if found is None or (like.needs == "country" and country is None):
            continue
        start, end = found.span("name") if "name" in found.re.groupindex else (0, len(written))
        inside = found.groupdict().get("country") or country
        place = (span[0] + start, span[0] + end)
        return Party(
            role, cells.text[place[0] : place[1]], *place, like.type, like.category, inside, like.body, like.noun
        )
    return None


def _article(cells: Cells, table: Table, name: str, events: tuple[Event, ...]) -> Article:
    about = table.document
    return Article(
        cells.text,
        name,
        title=about.title_of(cells.values),
        publisher=table.name,
        author=_first(cells, about.author),
        published=next((found for column in about.published if (found := iso_date(cells.values.get(column)))), None),
        url=_first(cells, about.url),
        language="en",
        events=events,
    )


def _first(cells: Cells, columns: Sequence[str]) -> str | None:
    return next((cells.values[column][:300] for column in columns if column in cells.values), None)


def _date(cells: Cells, table: Table) -> str | None:
    """The day, month or year of the event, by the precision that the table states."""
    rule = table.date
    day = iso_date(cells.values.get(rule.column))
    if day is None:
        return None
    precision = cells.values.get(rule.precision or "", "").removesuffix(".0")
    kept = 4 if precision in rule.year else 7 if precision in rule.month else 10
    end = iso_date(cells.values.get(rule.end or ""))
    while end is not None and kept < 10 and day[:kept] != end[:kept]:
        if kept == 4:
            return None
        kept = 4
    return day[:kept]


def _whole(value: str | None) -> int | None:
    try:
        number = float(value) if value else None
    except ValueError:
        return None
    return int(number) if number is not None and 0 <= number < 1e9 and number == int(number) else None
