"""Knowledge from elsewhere as a knowledge file of ours: Wikidata (SPARQL results, entity JSON) and FollowTheMoney.

Each importer gives an `Imported`, whose `yaml()` is a file for `--kb`. What could not be used is listed with its
reason. An item that the packaged knowledge already has (by its Wikidata item) keeps its id and only gains names and
offices.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from .errors import OntologyError
from .ids import slug
from .knowledge_files import read_knowledge
from .knowledge_records import Knowledge, Role

PEOPLE_QUERY = """\
# People who hold or held a position, for https://query.wikidata.org: put the item of the position where Q191954 stands,
# run it, and download the result as JSON or CSV.
SELECT ?item ?itemLabel (GROUP_CONCAT(DISTINCT ?alt; separator="|") AS ?altLabels) ?country
       ?position ?positionLabel ?of ?start ?end WHERE {
  VALUES ?position { wd:Q191954 }
  ?item p:P39 ?statement . ?statement ps:P39 ?position .
  OPTIONAL { ?statement pq:P580 ?start } OPTIONAL { ?statement pq:P582 ?end }
  OPTIONAL { ?position wdt:P1001 ?of }
  OPTIONAL { ?item wdt:P27 ?country }
  OPTIONAL { ?item skos:altLabel ?alt FILTER(LANG(?alt) = "en") }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" }
} GROUP BY ?item ?itemLabel ?country ?position ?positionLabel ?of ?start ?end
"""
ORGANIZATIONS_QUERY = """\
# Organizations of a class and country: armed groups (Q17149090) of Mali (Q912) here.
SELECT ?item ?itemLabel (GROUP_CONCAT(DISTINCT ?alt; separator="|") AS ?altLabels) ?country ?class WHERE {
  VALUES ?class { wd:Q17149090 }
  ?item wdt:P31/wdt:P279* ?class ; wdt:P17 ?country . FILTER(?country = wd:Q912)
  OPTIONAL { ?item skos:altLabel ?alt FILTER(LANG(?alt) = "en") }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" }
} GROUP BY ?item ?itemLabel ?country ?class
"""

QUERIES: Mapping[str, str] = {"people": PEOPLE_QUERY, "organizations": ORGANIZATIONS_QUERY}

CLASSES: Mapping[str, tuple[str, str | None]] = {
    "Q5": ("person", None),
    "Q6256": ("state", None),
    "Q3624078": ("state", None),
    "Q43229": ("org", None),
    "Q4830453": ("org", "Company"),
    "Q783794": ("org", "Company"),
    "Q7278": ("org", "PoliticalParty"),
    "Q11032": ("org", "MediaOrganization"),
    "Q245065": ("org", "IntergovernmentalOrganization"),
    "Q772547": ("org", "ArmedForces"),
    "Q176799": ("org", "MilitaryUnit"),
    "Q192350": ("org", "Ministry"),
    "Q47913": ("org", "IntelligenceService"),
    "Q155271": ("org", "ThinkTank"),
    "Q79913": ("org", "Ngo"),
    "Q17149090": ("org", "ArmedGroup"),
    "Q515": ("place", "City"),
    "Q486972": ("place", "City"),
    "Q728": ("weapon", None),
    "Q15142889": ("weapon", None),
    "Q15142894": ("weapon", None),
}
"""Wikidata classes (P31) that say what a record is; other items are left out with the reason."""
SCHEMATA: Mapping[str, tuple[str, str | None]] = {
    "Person": ("person", None),
    "Organization": ("org", None),
    "LegalEntity": ("org", None),
    "PublicBody": ("org", "GovernmentBody"),
    "Company": ("org", "Company"),
}


@dataclass(slots=True)
class Imported:
    """Records in the form of a knowledge file, and what was left out."""

    source: str
    about: str
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    ambiguous: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def yaml(self) -> str:
        """The knowledge file, sorted by id."""
        tree: dict[str, Any] = {"sources": {self.source: self.about}}
        tree["records"] = [self.records[key] for key in sorted(self.records)]
        if self.ambiguous:
            tree["ambiguous"] = self.ambiguous
        return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=110)


@dataclass(slots=True)
class _Item:
    """A thing found in the input, before it has an id of ours."""

    prefix: str
    category: str | None
    label: str
    aliases: list[str]
    country: str | None
    qid: str | None
    fields: dict[str, str] = field(default_factory=dict)
    offices: list[dict[str, str]] = field(default_factory=list)


def from_sparql(content: str) -> Imported:
    """The result of one of the queries above, as SPARQL 1.1 JSON or CSV."""
    builder = _Builder(Imported("wikidata-query", "Wikidata (CC0), result of a query"))
    items: dict[str, _Item] = {}
    for row in _rows(content):
        qid = _qid(row.get("item", ""))
        label = row.get("itemLabel", "")
        if qid is None or not label or label == qid:
            builder.leave(row.get("item", "a row"), "no item with an English label")
            continue
        prefix, category = CLASSES.get(_qid(row.get("class", "")) or "Q5", ("org", None))
        names = [name for name in row.get("altLabels", "").split("|") if name]
        item = items.setdefault(qid, _Item(prefix, category, label, names, builder.state(row.get("country")), qid))
        if row.get("positionLabel"):
            of = builder.state(row.get("of")) or item.country
            builder.office(item, row["positionLabel"], of, row.get("start"), row.get("end"))
    return builder.build(items.values())


def from_wikidata_json(content: str) -> Imported:
    """Entity JSON: one document of Special:EntityData, or the lines of a dump."""
    builder = _Builder(Imported("wikidata-json", "Wikidata (CC0), entity JSON"))
    documents = _json_documents(content)
    entities = {entity["id"]: entity for document in documents for entity in _entities(document)}
    return builder.build(item for entity in entities.values() if (item := _wikidata_item(entity, entities, builder)))


def from_ftm(content: str) -> Imported:
    """FollowTheMoney entities as JSON lines: people and organizations, with Position, Occupancy and Membership."""
    about = "FollowTheMoney export; mind its licence: OpenSanctions data, for one, is CC BY-NC"
    builder = _Builder(Imported("followthemoney", about))
    entities = {str(document.get("id")): document for document in _json_documents(content)}
    items: dict[str, _Item] = {}
    for key, entity in entities.items():
        schema = str(entity.get("schema"))
        if schema in SCHEMATA:
            items[key] = _ftm_item(entity, SCHEMATA[schema], builder)
        elif schema not in ("Position", "Occupancy"):
            builder.leave(key, f"schema {schema} is not read")
    for entity in entities.values():
        if entity.get("schema") != "Occupancy":
            continue
        holder, post = items.get(_value(entity, "holder")), entities.get(_value(entity, "post"))
        if holder is not None and post is not None:
            of = builder.country(_value(post, "country")) or holder.country
            builder.office(holder, _value(post, "name"), of, _value(entity, "startDate"), _value(entity, "endDate"))
    return builder.build(items.values())


READERS: Mapping[str, Callable[[str], Imported]] = {
    "wikidata-sparql": from_sparql,
    "wikidata-json": from_wikidata_json,
    "ftm": from_ftm,
}


# From items to records


class _Builder:
    """Gives ids, finds what the packaged knowledge has already, and keeps names that would collide apart."""

    def __init__(self, imported: Imported) -> None:
        self.imported = imported
        self.knowledge: Knowledge = read_knowledge()
        records = self.knowledge.records
        self.by_qid = {r.entity.wikidata: key for key, r in records.items() if r.entity.wikidata is not None}
        self.by_iso2 = {r.entity.iso2.lower(): key for key, r in records.items() if r.entity.iso2 is not None}
        self.owners: dict[str, str] = {}
        for key, record in records.items():
            for name in (*record.names, *record.adjectives):
                self.owners.setdefault(name, key)

    def leave(self, what: str, reason: str) -> None:
        self.imported.left_out.append(f"{what}: {reason}")

    def state(self, item: str | None) -> str | None:
        found = self.by_qid.get(_qid(item or "") or "")
        return found if found is not None and found.startswith("state.") else None

    def country(self, code: str) -> str | None:
        return self.by_iso2.get(code.lower())

    def office(self, item: _Item, title: str, of: str | None, start: str | None, end: str | None) -> None:
        role = role_of(title, self.knowledge.roles)
        if role is None or of is None:
            self.leave(item.label, f"{title}: " + ("no role code fits" if role is None else "the state is unknown"))
            return
        dates = {"start": _date(start), "end": _date(end)}
        office = {"role": role, "of": of, "title": title} | {name: date for name, date in dates.items() if date}
        if dates["start"]:
            office["source"] = self.imported.source
        if office not in item.offices:
            item.offices.append(office)

    def build(self, items: Iterable[_Item]) -> Imported:
        for item in items:
            known = self.by_qid.get(item.qid or "")
            record = self._addition(known, item) if known is not None else self._new(item)
            if record is not None:
                self.imported.records[record["id"]] = record
        return self.imported

    def _addition(self, key: str, item: _Item) -> dict[str, Any] | None:
        old = self.knowledge.records[key]
        held = {(office.role, office.of) for office in old.entity.offices}
        names = [name for name in (item.label, *item.aliases) if self._free(name, key)]
        offices = [office for office in item.offices if (office["role"], office["of"]) not in held]
        record: dict[str, Any] = {"id": key}
        if names := [name for name in dict.fromkeys(names) if name not in old.names]:
            record["aliases+"] = names
        if offices:
            record["offices+"] = offices
        return record if len(record) > 1 else None

    def _new(self, item: _Item) -> dict[str, Any] | None:
        stem = slug(item.label)
        if not stem:
            self.leave(item.label, "its name has no Latin letters")
            return None
        key = f"{item.prefix}.{stem}"
        if key in self.knowledge.records or key in self.imported.records:
            key += f"-{(item.qid or slug(item.country or 'x')).lower()}"
        if not self._free(item.label, key) and not self._declare(item, key):
            return None
        aliases = [name for name in dict.fromkeys(item.aliases) if name != item.label and self._free(name, key)]
        for name in (item.label, *aliases):
            self.owners.setdefault(name, key)
        record: dict[str, Any] = {"id": key, "label": item.label, "category": item.category, "aliases": aliases}
        record["family"] = [item.label.split()[-1]] if item.prefix == "person" and " " in item.label else None
        record |= {"country": item.country, **item.fields, "qid": item.qid}
        record["qid_source"] = self.imported.source if item.qid else None
        record |= {"offices": item.offices, "sources": [self.imported.source]}
        return {name: value for name, value in record.items() if value}

    def _free(self, name: str, key: str) -> bool:
        return len(name) > 1 and name == " ".join(name.split()) and self.owners.get(name, key) == key

    def _declare(self, item: _Item, key: str) -> bool:
        """The name of somebody else: told apart by the country of the new one, else left out."""
        other = self.owners.get(item.label)
        state = self.knowledge.records.get(item.country or "")
        if other is None or state is None or item.label in self.knowledge.senses:
            self.leave(item.label, f"its name is that of {other}")
            return False
        words = [state.entity.label, *state.adjectives]
        senses = [{"entity": key, "in_document": words}, {"entity": other, "default": True}]
        if self.knowledge.records[other].entity.country == item.country if other in self.knowledge.records else True:
            self.leave(item.label, f"its name is that of {other}")
            return False
        self.imported.ambiguous.append({"surface": item.label, "senses": senses})
        return True


def role_of(title: str, roles: Mapping[str, Role]) -> str | None:
    """The role code whose words are the longest part of a title; of a deputy, the code for deputies or none."""
    padded = f" {title.lower().replace('-', ' ')} "
    best: tuple[int, str, str] | None = None
    for code, role in roles.items():
        for word in (*role.words, *(word for words in role.words_of.values() for word in words)):
            phrase = word.lower().replace("-", " ")
            if phrase not in _VAGUE and f" {phrase} " in padded and (best is None or len(phrase) > best[0]):
                best = (len(phrase), code, phrase)
    if best is None:
        return None
    _, code, phrase = best
    if any(f" {rank} {phrase} " in padded for rank in ("deputy", "vice", "assistant", "first deputy")):
        return f"{code}-deputy" if f"{code}-deputy" in roles else None
    return code


_VAGUE = frozenset(("boss", "chief", "head", "owner"))


# Reading the inputs


def _rows(content: str) -> Iterator[dict[str, str]]:
    if not content.lstrip().startswith("{"):
        yield from csv.DictReader(io.StringIO(content))
        return
    try:
        bindings = json.loads(content)["results"]["bindings"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise OntologyError(f"not a SPARQL result: expected CSV, or JSON with results.bindings ({error})") from error
    for binding in bindings:
        yield {name: str(cell.get("value", "")) for name, cell in binding.items()}


def _json_documents(content: str) -> list[dict[str, Any]]:
    """One JSON object, or one a line (a dump's brackets and commas are ignored)."""
    try:
        whole = json.loads(content)
        return [whole] if isinstance(whole, dict) else list(whole)
    except json.JSONDecodeError:
        pass
    documents = []
    for number, line in enumerate(content.splitlines(), 1):
        line = line.strip().rstrip(",")
        if line in ("", "[", "]"):
            continue
        try:
            documents.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise OntologyError(f"line {number}: not JSON: {error.msg}") from error
    return documents


def _entities(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    entities = document.get("entities", {document.get("id", ""): document})
    yield from (entity for entity in entities.values() if isinstance(entity, dict) and entity.get("id"))


def _wikidata_item(
    entity: Mapping[str, Any], entities: Mapping[str, Mapping[str, Any]], builder: _Builder
) -> _Item | None:
    label = _english(entity)
    kinds = [CLASSES[value] for value in _claims(entity, "P31") if value in CLASSES]
    if label is None or not kinds:
        if not _claims(entity, "P1001"):  # positions are only looked up
            builder.leave(str(entity["id"]), "no English label" if label is None else "of no class that is read")
        return None
    prefix, category = kinds[0]
    aliases = [alias["value"] for alias in entity.get("aliases", {}).get("en", ())]
    countries = [builder.state(value) for claim in ("P27", "P17") for value in _claims(entity, claim)]
    country = next(filter(None, countries), None) if prefix != "state" else None
    item = _Item(prefix, category, label, aliases, country, str(entity["id"]))
    for name, claim in (("iso2", "P297"), ("iso3", "P298")):
        if values := _claims(entity, claim):
            item.fields[name] = values[0]
    for statement in entity.get("claims", {}).get("P39", ()):
        position = entities.get(_snak(statement.get("mainsnak", {})) or "", {})
        title, of = _english(position), [builder.state(value) for value in _claims(position, "P1001")]
        if title is None:
            builder.leave(label, f"the position {_snak(statement.get('mainsnak', {}))} is not in the file")
            continue
        start, end = (_first_qualifier(statement, claim) for claim in ("P580", "P582"))
        builder.office(item, title, (of and of[0]) or item.country, start, end)
    return item


def _ftm_item(entity: Mapping[str, Any], kind: tuple[str, str | None], builder: _Builder) -> _Item:
    names = [str(name) for name in entity.get("properties", {}).get("name", ())]
    aliases = [*names[1:], *map(str, entity.get("properties", {}).get("alias", ()))]
    country = builder.country(_value(entity, "country") or _value(entity, "nationality"))
    label = names[0] if names else str(entity.get("caption") or entity.get("id"))
    return _Item(*kind, label, aliases, country, _qid(_value(entity, "wikidataId")))


def _value(entity: Mapping[str, Any], name: str) -> str:
    values = entity.get("properties", {}).get(name) or [""]
    first = values[0]
    return str(first.get("id", "") if isinstance(first, dict) else first)


def _english(entity: Mapping[str, Any]) -> str | None:
    label = entity.get("labels", {}).get("en", {}).get("value")
    return str(label) if label else None


def _claims(entity: Mapping[str, Any], claim: str) -> list[str]:
    statements = entity.get("claims", {}).get(claim, ())
    return [value for statement in statements if (value := _snak(statement.get("mainsnak", {}))) is not None]


def _snak(snak: Mapping[str, Any]) -> str | None:
    value = snak.get("datavalue", {}).get("value")
    if isinstance(value, dict):
        return value.get("id") or value.get("time")
    return str(value) if value is not None else None


def _first_qualifier(statement: Mapping[str, Any], claim: str) -> str | None:
    return _snak(statement.get("qualifiers", {}).get(claim, [{}])[0])


def _qid(text: str) -> str | None:
    last = text.rsplit("/", 1)[-1].removeprefix("wd:")
    return last if last.startswith("Q") and last[1:].isdigit() else None


def _date(text: str | None) -> str | None:
    """`+2019-05-20T00:00:00Z` as 2019-05-20; months and days that Wikidata leaves at 00 are dropped."""
    if not text:
        return None
    day = text.lstrip("+").partition("T")[0]
    return "-".join(part for part in day.split("-") if part != "00") or None
