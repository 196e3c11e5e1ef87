"""What the knowledge holds, in a few lines: the closing word of `kb validate`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from .knowledge_files import read_knowledge
from .knowledge_records import Record
from .records import Office


def summary(*user_files: Path | str) -> str:
    """Counts of a sound knowledge base; OntologyError names every violation where it is not sound."""
    knowledge = read_knowledge(*user_files)
    records = knowledge.records.values()
    types = Counter(str(record.entity.type) for record in records)
    offices = [office for record in records for office in record.entity.offices]
    items = Counter(str(record.qid_source) for record in records if record.entity.wikidata is not None)
    lines = [
        f"{len(knowledge.records):,} records: {_counts(types)}",
        f"{sum(map(_verified, offices)):,} of {len(offices):,} offices have dates with a source",
        f"{items.total():,} Wikidata items, verified against: {_counts(items)}",
        f"{len(knowledge.senses):,} ambiguous names",
    ]
    for name in dict.fromkeys(Path(path).name for path in user_files):
        own = [record for record in records if record.where.startswith(f"{name}:")]
        lines.append(f"{name}: {len(own):,} records, sources: {', '.join(_sources(own)) or 'none named'}")
    return "\n".join(lines)


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counter.most_common())


def _verified(office: Office) -> bool:
    return office.source is not None and office.start is not None


def _sources(records: list[Record]) -> list[str]:
    named = {source for record in records for source in record.sources}
    named |= {office.source for record in records for office in record.entity.offices if office.source is not None}
    return sorted(named | {record.qid_source for record in records if record.qid_source is not None})
