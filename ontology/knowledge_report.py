"""What the knowledge holds, and how a name in it resolves: the text of `kb validate` and `kb show`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .knowledge_files import CUE_FIELDS, Knowledge, Record, Sense, read_knowledge
from .knowledge_rules import case_sensitive
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


def show(name: str, *user_files: Path | str) -> str:
    """What a name denotes, by which rule, and what is known of each candidate; says so where nothing is known."""
    knowledge = read_knowledge(*user_files)
    found = list(bearers(name, knowledge))
    if not found:
        return f"{name!r} is no name in the knowledge files."
    lines = [f"{name!r}: " + ("matched as it is written" if case_sensitive(name) else "matched in any case")]
    for surface, senses in knowledge.senses.items():
        if surface.casefold() == name.casefold():
            lines.append("ambiguous; the first that holds is taken:")
            lines += [f"  {position}. {_sense(sense)}" for position, sense in enumerate(senses, 1)]
    for record, kind in found:
        lines += _described(record, kind)
    return "\n".join(lines)


def bearers(name: str, knowledge: Knowledge) -> Iterator[tuple[Record, str]]:
    """The records that have a name in any case, and how: id, label, alias, family name, adjective or people."""
    wanted = name.casefold()
    for key, record in knowledge.records.items():
        kinds = {
            "id": (key,),
            "label": (record.entity.label,),
            "NATO name": record.nato,
            "designation": record.designations,
            "alias": record.entity.aliases,
            "family name": record.family,
            "adjective": record.adjectives,
            "people": record.people,
        }
        for kind, texts in kinds.items():
            if any(text.casefold() == wanted for text in texts):
                yield record, kind
                break


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counter.most_common())


def _described(record: Record, kind: str) -> Iterator[str]:
    entity = record.entity
    category = f", {entity.category}" if entity.category else ""
    yield f"{entity.id} ({kind}): {entity.label}, {entity.type}{category}  [{record.where}]"
    for title, value in (
        ("country", entity.country), ("part of", entity.parent), ("also", "; ".join(entity.aliases)),
        ("origin", ", ".join(record.origin)), ("region", record.admin), ("capital", record.capital),
        ("Wikidata", f"{entity.wikidata} ({record.qid_source})" if entity.wikidata else None),
        ("known until", record.as_of),
    ):
        if value:
            yield f"    {title}: {value}"
    for office in entity.offices:
        yield f"    {_tenure(office)}"


def _tenure(office: Office) -> str:
    source = office.source or "unverified: resolves nothing"
    return f"{office.role} of {office.of}, {office.title}, {office.start or '?'} to {office.end or '…'} ({source})"


def _sense(sense: Sense) -> str:
    cues = [f"{name.replace('_', ' ')} {', '.join(words[:8])}{' …' if len(words) > 8 else ''}"
            for name in CUE_FIELDS if (words := getattr(sense, name))]
    return f"{sense.entity or 'not linked'} " + ("by default" if sense.default else "if " + " and ".join(cues))


def _verified(office: Office) -> bool:
    return office.source is not None and office.start is not None


def _sources(records: list[Record]) -> list[str]:
    named = {source for record in records for source in record.sources}
    named |= {office.source for record in records for office in record.entity.offices if office.source is not None}
    return sorted(named | {record.qid_source for record in records if record.qid_source is not None})
