"""The form of a reading that its quads hold: what is equal in it is equal in RDF, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...ontology.records import (
    Document,
    Entity,
    Evidence,
    Kind,
    Mention,
    Office,
    Participant,
    Reading,
    Region,
    Statement,
)
from .facts import quoted
from .literals import clean
from .participants import SPEAKER


def canonical(reading: Reading) -> Reading:
    """The reading with sets in sorted order and lone surrogates replaced; entities are those that it names.

    Quotes are stretches of the text, which stays as it was, lone surrogates and all.
    """
    statements = {statement.id: _statement(statement, reading.document) for statement in reading.statements}
    mentions = {_mention(mention, reading.document.text) for mention in reading.mentions}
    named = {mention.entity for mention in mentions} | {e for s in statements.values() for e in entity_ids(s)}
    return Reading(
        canonical_document(reading.document),
        tuple(sorted(mentions, key=mention_key)),
        tuple(sorted((entity(e) for e in reading.entities if e.id in named), key=lambda e: e.id)),
        tuple(sorted(statements.values(), key=statement_key)),
    )


def entity(record: Entity) -> Entity:
    """The entity with its sets sorted."""
    return replace(
        record,
        label=clean(record.label),
        category=_clean(record.category),
        aliases=tuple(sorted({clean(alias) for alias in record.aliases})),
        iso2=_clean(record.iso2),
        iso3=_clean(record.iso3),
        description=_clean(record.description),
        offices=tuple(sorted({_office(office) for office in record.offices}, key=office_key)),
        members_of=tuple(sorted(set(record.members_of))),
    )


def entity_ids(statement: Statement) -> set[str]:
    """Entities that take part in a statement or are its sources."""
    people = (statement.actor, *statement.targets, statement.attribution, *statement.attribution_chain)
    return {person.entity for person in people if person is not None}


def mention_key(mention: Mention) -> tuple[object, ...]:
    """Order of mentions: that of the text."""
    return mention.start, mention.end, mention.entity, mention.kind, mention.confidence, mention.chain, mention.rule


def statement_key(statement: Statement) -> tuple[object, ...]:
    """Order of statements: that of the words that were read as their types."""
    return *statement.trigger, statement.id


def office_key(office: Office) -> tuple[str, ...]:
    """Order of offices: by time."""
    return office.start or "", office.end or "", office.of, office.role, office.title, office.source or ""


def region_key(region: Region) -> tuple[int, int, str]:
    """Order of boilerplate: that of the text."""
    return region.start, region.end, region.kind


def bare(person: Participant, role: str | None = None) -> Participant:
    """The participant in the role, without words unless both their ends are known."""
    whole = person.start is not None and person.end is not None
    role = person.role if role is None else role
    return Participant(role, person.entity, *((person.start, person.end) if whole else (None, None)))


def first_role(kind: Kind) -> str:
    """The role of the actor of an event, of the subject of a relation."""
    return "subject" if kind is Kind.RELATION else "actor"


def canonical_document(document: Document) -> Document:
    """The document with its sets sorted and lone surrogates replaced; its text is as it was."""
    return replace(
        document,
        sources=tuple(sorted({clean(source) for source in document.sources})),
        title=_clean(document.title),
        publisher=_clean(document.publisher),
        author=_clean(document.author),
        published=_clean(document.published),
        url=_clean(document.url),
        language=_clean(document.language),
        boilerplate=tuple(sorted({_region(region) for region in document.boilerplate}, key=region_key)),
        pages=tuple(sorted(set(document.pages))),
    )


def _region(region: Region) -> Region:
    return replace(region, kind=clean(region.kind))


def _mention(mention: Mention, original: str) -> Mention:
    quote = quoted(original, mention.start, mention.end, clean(mention.text))
    return replace(mention, text=quote, rule=clean(mention.rule))


def _evidence(evidence: Evidence, document: Document) -> Evidence:
    own = evidence.document == document.id
    exact = clean(evidence.text)
    return replace(evidence, text=quoted(document.text, evidence.start, evidence.end, exact) if own else exact)


def _statement(statement: Statement, document: Document) -> Statement:
    return replace(
        statement,
        actor=bare(statement.actor) if statement.actor is not None else None,
        targets=tuple(bare(target) for target in statement.targets),
        attribution=bare(statement.attribution, SPEAKER) if statement.attribution is not None else None,
        attribution_chain=tuple(bare(source, SPEAKER) for source in statement.attribution_chain),
        evidence=tuple(_evidence(evidence, document) for evidence in statement.evidence),
        date=_clean(statement.date),
        unit=_clean(statement.unit),
        about=tuple(sorted(set(statement.about))),
    )


def _office(office: Office) -> Office:
    return replace(
        office,
        role=clean(office.role),
        title=clean(office.title),
        start=_clean(office.start),
        end=_clean(office.end),
        source=_clean(office.source),
    )


def _clean(value: str | None) -> str | None:
    return None if value is None else clean(value)


def of_entities(entities: Iterable[Entity]) -> list[Entity]:
    """The entities in canonical form, sorted, each once."""
    return sorted({record.id: entity(record) for record in entities}.values(), key=lambda e: e.id)
