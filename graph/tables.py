"""The graph as pandas tables: statements, entities, documents, one row each, with types that group and plot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pandas as pd

from ..ontology.records import Entity, Reading
from .entity_view import participants
from .projection import edges
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
    statements = Counter(entity for reading in readings for s in reading.statements for entity in participants(s))
    documents = Counter(entity.id for reading in readings for entity in reading.entities)
    named = {entity.id: background.get(entity.id, entity) for reading in readings for entity in reading.entities}
    order = sorted(named.values(), key=lambda e: (-statements[e.id], -mentions[e.id], e.label, e.id))
    cells = (_entity(e, background, mentions[e.id], statements[e.id], documents[e.id]) for e in order)
    frame = pd.DataFrame(list(cells), columns=list(_ENTITY_COLUMNS))
    frame["type"] = frame["type"].astype("category")
    return frame


def neighbour_table(entity: str, readings: Iterable[Reading], background: Mapping[str, Entity]) -> pd.DataFrame:
    """Who shares statements with an entity, most first: id, label, type and the number of statements."""
    counts: Counter[str] = Counter()
    named = dict(background)
    for reading in readings:
        named |= {e.id: e for e in reading.entities if e.id not in named}
        counts.update(other for s in reading.statements for other in sorted(participants(s) - {entity}))
    found = sorted(counts, key=lambda other: (-counts[other], other))
    cells = [(other, named[other].label, str(named[other].type), counts[other]) for other in found if other in named]
    return pd.DataFrame(cells, columns=["id", "label", "type", "statements"]).astype({"statements": "int64"})


def edge_table(
    readings: Iterable[Reading],
    background: Mapping[str, Entity],
    *,
    every_role: bool = False,
    retracted: Collection[str] = (),
) -> pd.DataFrame:
    """One row an edge of `to_networkx`: source and target with their labels, and the attributes of the statement.

    `direct` is true where the act is done to the target: without `every_role` always. `asserted` is true only for what
    an article itself states as done; `quantity` is Float64.
    """
    readings = tuple(readings)
    labels = {e.id: e.label for reading in readings for e in reading.entities}
    labels |= {e.id: e.label for e in background.values()}
    cells = [
        {"source": labels.get(a, a), "target": labels.get(b, b), "source_id": a, "target_id": b, **attributes}
        for a, b, _, attributes in edges(readings, background, every_role=every_role, retracted=retracted)
    ]
    frame = pd.DataFrame(cells, columns=list(_EDGE_COLUMNS))
    frame["quantity"] = frame["quantity"].astype("Float64")
    frame = frame.astype({"asserted": bool, "direct": bool})
    frame["confidence"] = frame["confidence"].astype("float64")
    for name in ("statement_type", "role", "polarity", "modality", "document"):
        frame[name] = frame[name].astype("category")
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


_EDGE_COLUMNS = (
    "source", "label", "target", "statement_type", "role", "polarity", "modality", "attribution", "direct",
    "asserted", "date",
    "quantity", "confidence", "document", "text", "text_start", "text_end", "statement", "source_id", "target_id",
)  # fmt: skip


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

