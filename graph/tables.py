"""The graph as pandas tables: statements, entities, documents, one row each, with types that group and plot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from ..ontology.records import Entity, Reading, Statement
from .table import Named, Row, Target, rows

_CATEGORIES = ("document", "kind", "type", "polarity", "modality")


def statement_table(readings: Sequence[Reading], background: Mapping[str, Entity]) -> pd.DataFrame:
    """One row a statement: labels for participants (`targets` joined by "; "), `date` as text at its known precision,
    `earliest` and `latest` as its first and last day (datetime64), `quantity` as Float64 with missing values.
    """
    frame = pd.DataFrame(list(map(_flat, rows(readings, background))), columns=list(_flat_columns()))
    for name in _CATEGORIES:
        frame[name] = frame[name].astype("category")
    frame["quantity"] = frame["quantity"].astype("Float64")
    first, last = zip(*map(_bounds, frame["date"]), strict=True) if len(frame) else ((), ())
    frame["earliest"] = pd.to_datetime(pd.Series(first, index=frame.index, dtype="object"))
    frame["latest"] = pd.to_datetime(pd.Series(last, index=frame.index, dtype="object"))
    return frame


def entity_table(readings: Sequence[Reading], background: Mapping[str, Entity]) -> pd.DataFrame:
    """One row an entity that the documents name, those named most first: mentions, statements and documents counted."""
    mentions = Counter(mention.entity for reading in readings for mention in reading.mentions)
    statements = Counter(entity for reading in readings for s in reading.statements for entity in _entities(s))
    documents = Counter(entity.id for reading in readings for entity in reading.entities)
    named = {entity.id: background.get(entity.id, entity) for reading in readings for entity in reading.entities}
    order = sorted(named.values(), key=lambda e: (-statements[e.id], -mentions[e.id], e.label, e.id))
    cells = (_entity(e, background, mentions[e.id], statements[e.id], documents[e.id]) for e in order)
    frame = pd.DataFrame(list(cells), columns=list(_ENTITY_COLUMNS))
    frame["type"] = frame["type"].astype("category")
    return frame


def document_table(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row a document; `published` is text at its known precision."""
    cells = (
        (d.name, d.title, d.publisher, d.published, d.url, len(d.text), len(reading.statements), "; ".join(d.sources))
        for reading in readings
        for d in (reading.document,)
    )
    columns = ["document", "title", "publisher", "published", "url", "characters", "statements", "sources"]
    return pd.DataFrame(list(cells), columns=columns)


_ENTITY_COLUMNS = ("id", "label", "type", "category", "country", "wikidata", "mentions", "statements", "documents")


def _flat_columns() -> Iterator[str]:
    yield from ("id", "document", "kind", "type", "actor", "targets", "polarity", "modality", "attribution", "date")
    yield from ("quantity", "unit", "confidence", "text", "start", "end")


def _flat(row: Row) -> tuple[object, ...]:
    cells = dict(row) | {
        "actor": _label(row["actor"]),
        "targets": "; ".join(target["label"] for target in row["targets"]) or None,
        "attribution": _label(row["attribution"]),
    }
    return tuple(cells[name] for name in _flat_columns())


def _label(named: Named | Target | None) -> str | None:
    return None if named is None else named["label"]


def _bounds(date: str | None) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """First and last day of a year, month or day."""
    if not isinstance(date, str):
        return None, None
    period = pd.Period(date, freq={4: "Y", 7: "M"}.get(len(date), "D"))
    return period.start_time.normalize(), period.end_time.normalize()


def _entity(
    entity: Entity, background: Mapping[str, Entity], mentions: int, statements: int, documents: int
) -> tuple[object, ...]:
    country = background.get(entity.country) if entity.country is not None else None
    return (
        entity.id,
        entity.label,
        str(entity.type),
        entity.category,
        country.label if country is not None else None,
        entity.wikidata,
        mentions,
        statements,
        documents,
    )


def _entities(statement: Statement) -> set[str]:
    people = (statement.actor, *statement.targets, statement.attribution)
    return {person.entity for person in people if person is not None}
