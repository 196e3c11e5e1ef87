"""What is known, indexed for reading texts: names, family names, demonyms, and who held an office on a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ...ontology.knowledge_files import Knowledge, Record, Role, Sense, collection_paused, read_knowledge
from ...ontology.records import Entity, EntityType, Office
from .bodies import body_id, national_body
from .surface import key, pieces
from .vocabulary import plural, vocabulary

_EXACT = 4
"""Acronyms of up to this many letters must be written as they are."""


class Name(NamedTuple):
    """One way to write an entity: as a name, as the adjective of a state, or as the noun for its people."""

    entity: str
    text: str
    kind: str
    """name, adjective or people."""
    exact: bool
    """The text must agree in case."""
    article: bool = False
    """Only after "the": The National is a newspaper, National is not."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office, and when; the end is excluded."""

    person: str
    office: Office


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeBase:
    """The knowledge files as the entity stage uses them. Shared between documents: do not change it."""

    records: Mapping[str, Record]
    senses: Mapping[str, tuple[Sense, ...]]
    """By key of the ambiguous name."""
    roles: Mapping[str, Role]
    titles: Mapping[str, str]
    """Key of a title -> office code."""
    title_starts: Mapping[str, int]
    """First atom of a title -> most atoms of a title that begins so."""
    names: Mapping[str, tuple[Name, ...]]
    longest: Mapping[str, int]
    """First atom of a name -> most atoms of a name that begins so."""
    families: Mapping[str, tuple[str, ...]]
    """Key of a family name -> persons."""
    seats: Mapping[str, str]
    """Place whose name stands for a government -> state."""
    tenures: Mapping[tuple[str, str], tuple[Tenure, ...]]
    """By role code and entity; only offices with a source."""

    def entity(self, entity: str) -> Entity | None:
        """The entity of that id; a national body without a record is made from its pattern."""
        record = self.records.get(entity)
        return record.entity if record is not None else self._pattern(entity)

    def _pattern(self, entity: str) -> Entity | None:
        slug, _, iso2 = entity.removeprefix("org.").rpartition("-")
        state = self.records.get(f"state.{iso2}")
        return national_body(slug, state) if entity.startswith("org.") and state is not None else None

    def body(self, name: str, state: str) -> str:
        return body_id(name, state)

    def adjective(self, state: str) -> str:
        """For example "Russian" of state.ru; the label where none is known."""
        record = self.records.get(state)
        if record is None:
            return state
        return record.adjectives[0] if record.adjectives else record.entity.label

    def find(self, name: str) -> tuple[str, ...]:
        """Ids of all entities that have this name in any case."""
        return tuple(dict.fromkeys(found.entity for found in self.names.get(key(name), ())))

    def holders(self, role: str, of: str, date: str | None) -> tuple[Tenure, ...]:
        """Who held the office at every moment of the date (a day, month or year); nobody where no date is given."""
        if date is None:
            return ()
        first, last = bounds(date)
        return tuple(tenure for tenure in self.tenures.get((role, of), ()) if _covers(tenure.office, first, last))

    def offices(self, person: str, date: str | None) -> tuple[Office, ...]:
        """The offices that a person held at the date; all of them where no date is given."""
        record = self.records.get(person)
        if record is None:
            return ()
        if date is None:
            return record.entity.offices
        first, last = bounds(date)
        return tuple(office for office in record.entity.offices if _covers(office, first, last))


def load_knowledge(*paths: Path | str) -> KnowledgeBase:
    """The packaged knowledge and the user's files; cached for the same files while they do not change."""
    return _load(tuple((str(path), Path(path).stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=4)
def _load(files: tuple[tuple[str, int], ...]) -> KnowledgeBase:
    with collection_paused():
        return index(read_knowledge(*(path for path, _ in files)))


def index(knowledge: Knowledge) -> KnowledgeBase:
    """The knowledge base over the records of the knowledge files."""
    records = knowledge.records
    names: dict[str, list[Name]] = {}
    families: dict[str, list[str]] = {}
    seats: dict[str, str] = {}
    tenures: dict[tuple[str, str], list[Tenure]] = {}
    for record in records.values():
        for name in _names(record):
            names.setdefault(key(name.text), []).append(name)
        for family in record.family:
            families.setdefault(key(family), []).append(record.entity.id)
        if record.seats and record.entity.type is EntityType.STATE:
            seats.update((seat, record.entity.id) for seat in record.seats)
        for office in record.entity.offices:
            if office.source is not None:
                tenures.setdefault((office.role, office.of), []).append(Tenure(record.entity.id, office))
    names.pop("", None)
    titles = _titles(knowledge.roles)
    return KnowledgeBase(
        records=records,
        senses={key(surface): senses for surface, senses in knowledge.senses.items()},
        roles=knowledge.roles,
        titles=titles,
        title_starts=_longest(titles),
        names={phrase: tuple(dict.fromkeys(found) if found[1:] else found) for phrase, found in names.items()},
        longest=_longest(names),
        families={family: tuple(dict.fromkeys(found)) for family, found in families.items()},
        seats=seats,
        tenures={office: tuple(found) for office, found in tenures.items()},
    )


def _titles(roles: Mapping[str, Role]) -> dict[str, str]:
    """The words of the offices, and the titles and ranks that are no office of their own."""
    found: dict[str, str] = {}
    for role in roles.values():
        for word in (*role.words, *(word for words in role.words_of.values() for word in words)):
            for form in (word, plural(word), *_plural_of_head(word)):
                found.setdefault(key(form), role.code)
    for title, code in vocabulary().titles.items():
        for form in _plural_of_head(title):
            found.setdefault(form, code)
        if code in ("RANK", "HON") or title not in found:
            found[title] = code
    return found


def _plural_of_head(title: str) -> Iterator[str]:
    """For example `ministers of foreign affairs`."""
    for joint in (" of ", " for "):
        head, found, rest = title.partition(joint)
        if found:
            yield f"{plural(head)}{joint}{rest}"


def _names(record: Record) -> Iterator[Name]:
    entity = record.entity
    generic = entity.type is EntityType.ORGANIZATION and entity.country is not None
    kinds = [("name", record.names)]
    if record.adjectives or record.people:
        kinds += [("adjective", record.adjectives), ("people", record.people)]
    for kind, texts in kinds:
        for text in texts:
            bare = text[4:] if text[:4].lower() == "the " else text
            if generic and bare[-1:].islower() and bare.rpartition(" ")[2].islower():
                continue  # "Russian troops" is read by the grammar of bodies, which knows "Russian troop losses"
            article = text.startswith("The ") and " " not in bare and bare not in texts
            yield Name(entity.id, bare, kind, _acronym(bare), article)


def _acronym(text: str) -> bool:
    """Capitals that must be written as they are: `US`, `U.S.`."""
    if len(text) > 2 * _EXACT or not text.isupper():
        return False
    return len(text.replace(".", "")) <= _EXACT


def _longest(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in names:
        first, _, rest = phrase.partition(" ")
        count = rest.count(" ") + 2 if rest else 1
        if longest.get(first, 0) < count:
            longest[first] = count
    return longest


def bounds(date: str) -> tuple[str, str]:
    """The first and the last day of an ISO 8601 date of any precision, as strings that sort."""
    if len(date) >= 10:
        return date[:10], date[:10]
    if len(date) >= 7:
        return f"{date[:7]}-01", f"{date[:7]}-31"
    return f"{date[:4]}-01-01", f"{date[:4]}-12-31"


def _covers(office: Office, first: str, last: str) -> bool:
    starts = office.start is None or bounds(office.start)[0] <= first
    return starts and (office.end is None or last < bounds(office.end)[0])


def initials(text: str) -> str:
    """The capital letters that begin the words of a name: `Army Tactical Missile System` gives `ATMS`."""
    return "".join(piece.group()[0] for piece in pieces(text) if piece.group()[0].isupper())
