"""What must hold of knowledge files before anything is built on them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from .errors import OntologyError
from .knowledge_records import Knowledge, Record
from .records import EntityType, Office

QID = re.compile(r"Q[1-9]\d{0,9}")
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
ID = re.compile(r"[a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*")


def validate(knowledge: Knowledge) -> None:
    """OntologyError that names each violation by file, line, record and reason."""
    found = list(violations(knowledge))
    if found:
        more = f"\n… and {len(found) - 20} more" if len(found) > 20 else ""
        raise OntologyError("\n".join(found[:20]) + more)


def violations(knowledge: Knowledge) -> Iterator[str]:
    for rule in RULES:
        yield from rule(knowledge)


def _ids(knowledge: Knowledge) -> Iterator[str]:
    for key, record in knowledge.records.items():
        if not ID.fullmatch(key):
            yield f"{record.where}: {key}: an id is a type, a point and lower-case letters, digits and single hyphens"


def _wikidata(knowledge: Knowledge) -> Iterator[str]:
    seen: dict[str, str] = {}
    for key, record in knowledge.records.items():
        qid = record.entity.wikidata
        if qid is None:
            continue
        if not QID.fullmatch(qid):
            yield f"{record.where}: {key}: {qid!r} is not a Wikidata item such as Q212"
        if record.qid_source is None:
            yield f"{record.where}: {key}: qid without qid_source; only verified items are kept"
        elif not _declared(record.qid_source, knowledge):
            yield f"{record.where}: {key}: qid_source {record.qid_source!r} is not declared under `sources:`"
        if qid in seen:
            yield f"{record.where}: {key}: {qid} already belongs to {seen[qid]}"
        seen.setdefault(qid, key)


def _references(knowledge: Knowledge) -> Iterator[str]:
    records = knowledge.records
    for key, record in records.items():
        for field, target in _targets(record):
            if target not in records:
                yield f"{record.where}: {key}: {field} {target} is no record"
            elif field in ("country", "origin") and records[target].entity.type is not EntityType.STATE:
                yield f"{record.where}: {key}: {field} {target} is no state"
            elif target == key and field in ("parent", "country"):
                yield f"{record.where}: {key}: {field} is the record itself"
        if _circular(key, records):
            yield f"{record.where}: {key}: its parents run in a circle"


def _targets(record: Record) -> Iterator[tuple[str, str]]:
    entity = record.entity
    for field, target in (("country", entity.country), ("parent", entity.parent), ("capital", record.capital)):
        if target is not None:
            yield field, target
    yield from (("seats", seat) for seat in record.seats)
    yield from (("origin", state) for state in record.origin)
    yield from (("members_of", member) for member in entity.members_of)
    yield from (("office of", office.of) for office in entity.offices)


def _circular(key: str, records: Mapping[str, Record]) -> bool:
    seen = {key}
    parent = records[key].entity.parent
    while parent is not None and parent in records:
        if parent == key:
            return True
        if parent in seen:
            return False
        seen.add(parent)
        parent = records[parent].entity.parent
    return False


def _categories(knowledge: Knowledge) -> Iterator[str]:
    from .vocabulary import entity_classes

    classes = entity_classes()

    def is_a(category: str | None, type_: str) -> bool:
        while category is not None and category != type_:
            category = classes[category].parent
        return category is not None

    for key, record in knowledge.records.items():
        category = record.entity.category
        if category is None:
            continue
        if category not in classes:
            yield f"{record.where}: {key}: unknown category {category!r}; see the classes of casus.ttl"
        elif not is_a(category, record.entity.type):
            yield f"{record.where}: {key}: category {category} is no kind of {record.entity.type}"


def _dates(knowledge: Knowledge) -> Iterator[str]:
    for key, record in knowledge.records.items():
        spans = [(office.start, office.end, f"office {office.role}") for office in record.entity.offices]
        for start, end, what in [*spans, (record.start, record.end, "existence")]:
            for date in filter(None, (start, end)):
                if not DATE.fullmatch(date):
                    yield f"{record.where}: {key}: {what}: {date!r} is not a date such as 2022, 2022-05 or 2022-05-14"
            if start and end and end < start:
                yield f"{record.where}: {key}: {what} ends {end}, before it starts {start}"


def _offices(knowledge: Knowledge) -> Iterator[str]:
    holders: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for key, record in knowledge.records.items():
        for office in record.entity.offices:
            role = knowledge.roles.get(office.role)
            if role is None:
                yield f"{record.where}: {key}: unknown office {office.role!r}; see offices.yaml"
            elif office.source is not None and office.start is None:
                yield f"{record.where}: {key}: the office {office.role} has a source but no start"
            elif office.source is not None and not _declared(office.source, knowledge):
                yield f"{record.where}: {key}: source {office.source!r} is not declared under `sources:`"
            elif role.single and _resolves(office):
                holders[office.role, office.of].append((office.start or "", office.end or "9999", key))
    for (code, of), spans in holders.items():
        spans.sort()
        for (_, end, first), (start, _, second) in pairwise(spans):
            if start < end:
                yield (
                    f"{knowledge.records[second].where}: {second}: {code} of {of} from {start} overlaps {first}, "
                    f"who holds it until {'now' if end == '9999' else end}"
                )


def _resolves(office: Office) -> bool:
    return office.source is not None and office.start is not None


def _declared(source: str, knowledge: Knowledge) -> bool:
    return source in knowledge.sources or source.startswith(("http://", "https://"))


def _aliases(knowledge: Knowledge) -> Iterator[str]:
    for key, record in knowledge.records.items():
        for name in (*record.names, *record.family, *record.adjectives, *record.people):
            if len(name) < 2:
                yield f"{record.where}: {key}: the name {name!r} has fewer than two characters"
            if name != " ".join(name.split()):
                yield f"{record.where}: {key}: the name {name!r} has stray white space"
        if len(set(record.entity.aliases)) != len(record.entity.aliases):
            yield f"{record.where}: {key}: an alias stands twice"


def _collisions(knowledge: Knowledge) -> Iterator[str]:
    owners: dict[str, list[str]] = defaultdict(list)
    for key, record in knowledge.records.items():
        for name in dict.fromkeys((*record.names, *record.adjectives)):
            owners[name].append(key)
    for name, keys in owners.items():
        if len(keys) == 1 or name in knowledge.senses:
            continue
        *others, last = keys
        yield (
            f"{knowledge.records[last].where}: {last}: the name {name!r} is also that of {', '.join(others)}; "
            "declare it under `ambiguous:`"
        )


def _senses(knowledge: Knowledge) -> Iterator[str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for key, record in knowledge.records.items():
        for name in (*record.names, *record.adjectives):
            if name in knowledge.senses:
                owners[name].add(key)
    for surface, senses in knowledge.senses.items():
        for position, sense in enumerate(senses):
            if sense.entity is not None and sense.entity not in knowledge.records:
                yield f"ambiguous {surface!r}: {sense.entity} is no record"
            if not sense.default and not sense.has_cue:
                yield f"ambiguous {surface!r}: the reading {sense.entity} has neither a cue nor default: true"
            if sense.default and position + 1 < len(senses):
                yield f"ambiguous {surface!r}: nothing after the default can be reached"
        if unread := owners[surface] - {sense.entity for sense in senses}:
            yield f"ambiguous {surface!r} is a name of {', '.join(sorted(unread))}, which has no reading"


RULES: tuple[Callable[[Knowledge], Iterator[str]], ...] = (
    _ids, _wikidata, _references, _categories, _dates, _offices, _aliases, _collisions, _senses
)


def case_sensitive(name: str) -> bool:
    """Whether a name is matched only as it is written: capitals of up to four letters (US, WHO, IS)."""
    letters = name.replace(".", "")
    return letters.isupper() and len(letters) <= 4
