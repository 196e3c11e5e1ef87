"""Rows of coded events become readings: names are looked up, the row is the quote, shapes hold."""

from __future__ import annotations

import pytest

from casusgraph.graph.coded import coded_reading
from casusgraph.graph.entities import KnowledgeBase, load_knowledge
from casusgraph.graph.validate import broken
from casusgraph.ontology.coded import Coded, Event, Party
from casusgraph.ontology.records import Document, EntityType

TEXT = "type: Battles\nactor: Military Forces of Peru\nother: Example Front\nharmed: Civilians (Peru)\nplace: Nowhere"


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


def party(role: str, name: str, kind: EntityType, **how: str) -> Party:
    start = TEXT.index(name)
    return Party(role, name, start, start + len(name), kind, **how)


def row(*parties: Party) -> Coded:
    trigger = (6, 13)
    event = Event("Attacked", trigger, parties, evidence=((0, len(TEXT)),), date="2031-02-03", quantity=4)
    return Coded(Document(TEXT, ("a.csv!2",)), (event,))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (("Military Forces of Peru", EntityType.ORGANIZATION, {"body": "armed-forces", "country": "Peru"}),
         "org.armed-forces-pe"),
        (("Military Forces of Peru", EntityType.STATE, {"country": "PER"}), "state.pe"),
        (("Example Front", EntityType.ORGANIZATION, {"category": "ArmedGroup"}), "nil.org.example-front-"),
        (("Civilians (Peru)", EntityType.GROUP, {"noun": "civilians", "country": "PER"}), "nil.group.peruvians-"),
        (("Nowhere", EntityType.PLACE, {"country": "PER"}), "nil.place.nowhere-"),
    ],
)  # fmt: skip
def test_a_party_is_the_known_entity_or_one_of_its_own(
    knowledge: KnowledgeBase, made: tuple[str, EntityType, dict[str, str]], expected: str
) -> None:
    name, kind, how = made
    reading = coded_reading(row(party("actor", name, kind, **how)), knowledge)
    assert [entity.id.startswith(expected) for entity in reading.entities] == [True]
    assert reading.statements[0].actor is not None
    assert reading.statements[0].actor.entity == reading.entities[0].id


def test_the_row_is_the_quote_and_no_shape_is_broken(knowledge: KnowledgeBase) -> None:
    reading = coded_reading(
        row(
            party("actor", "Military Forces of Peru", EntityType.ORGANIZATION, body="armed-forces", country="Peru"),
            party("recipient", "Example Front", EntityType.ORGANIZATION),
            party("place", "Nowhere", EntityType.PLACE),
        ),
        knowledge,
    )
    assert broken(reading) == {}
    statement = reading.statements[0]
    assert [evidence.text for evidence in statement.evidence] == [TEXT]
    assert [participant.role for participant in statement.targets] == ["recipient", "place"]
    assert {mention.text for mention in reading.mentions} == {"Military Forces of Peru", "Example Front", "Nowhere"}
