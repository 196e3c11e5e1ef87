"""A small reading made by hand: a warning, a denial, a claim by a ministry, a membership."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Modality,
    Office,
    Participant,
    Polarity,
    Reading,
    Region,
    Statement,
)

TEXT = "Menu\nArland warned Borland of new missiles. The ministry said Borland struck Portsea. Arland has joined NATO."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def quote(document: Document, words: str) -> Evidence:
    return Evidence(document.id, *span(words), words)


def who(role: str, entity: str, words: str | None = None) -> Participant:
    return Participant(role, entity, *span(words)) if words is not None else Participant(role, entity)


def small_reading() -> Reading:
    document = Document(TEXT, ("news/a.txt",), title="A warning", published="2022-05")
    document = replace(document, boilerplate=(Region(0, 4, "menu"),))
    first = quote(document, "Arland warned Borland of new missiles.")
    second = quote(document, "The ministry said Borland struck Portsea.")
    third = quote(document, "Arland has joined NATO.")
    arland, borland = who("actor", "state.aa", "Arland"), who("recipient", "state.bb", "Borland")
    source = who("speaker", "nil.organization.ministry", "The ministry")
    struck = Statement(
        *(document.id, Kind.EVENT, "Struck", (second,), span("struck")),
        actor=who("actor", "state.bb", "Borland"),
        targets=(who("place", "nil.place.portsea", "Portsea"),),
        attribution=source,
        date="2022-05-14",
        quantity=2,
        confidence=0.5,
    )
    said = Statement(
        *(document.id, Kind.EVENT, "Said", (second,), span("said")),
        actor=who("actor", "nil.organization.ministry", "The ministry"),
        about=(struck.id,),
    )
    warned = Statement(
        *(document.id, Kind.EVENT, "Warned", (first,), span("warned")),
        actor=arland,
        targets=(borland, who("weapon", "weapon.x", "missiles")),
        rules=("frame:warn",),
    )
    denied = Statement(
        *(document.id, Kind.EVENT, "Supplied", (first,), span("of")),
        actor=arland,
        targets=(borland,),
        polarity=Polarity.NEGATIVE,
        modality=Modality.PLANNED,
    )
    member = Statement(
        *(document.id, Kind.RELATION, "memberOf", (third,), span("joined")),
        actor=who("subject", "state.aa"),
        targets=(who("object", "org.nato", "NATO"),),
    )
    met = Statement(
        *(document.id, Kind.EVENT, "Consulted", (third,), span("has")), actor=arland, targets=(borland,)
    )
    office = Office("HoS", "state.aa", "President of Arland", start="2019-05-20", source="test")
    return Reading(
        document,
        (Mention(*span("Arland"), "Arland", "state.aa", "name"), Mention(*span("NATO"), "NATO", "org.nato", "name")),
        (
            Entity("state.aa", EntityType.STATE, "Arland", aliases=("AA",), wikidata="Q1", offices=(office,)),
            Entity("state.bb", EntityType.STATE, "Borland"),
            Entity("org.nato", EntityType.ORGANIZATION, "NATO", category="Alliance"),
            Entity("weapon.x", EntityType.WEAPON, "missiles", category="Missile"),
            Entity("nil.place.portsea", EntityType.PLACE, "Portsea", category="City", known=False),
            Entity("nil.organization.ministry", EntityType.ORGANIZATION, "ministry", country="state.aa", known=False),
        ),
        (warned, denied, said, struck, member, met),
    )


@pytest.fixture
def reading() -> Reading:
    return small_reading()
