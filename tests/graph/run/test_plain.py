"""Records as JSON and back."""

from __future__ import annotations

import pytest

from casusgraph.graph.run import plain
from casusgraph.ontology.coded import Coded, Event, Party
from casusgraph.ontology.records import Document, Entity, EntityType, Modality, Office, Polarity, Region

PARTY = Party("actor", "Mali \ud800", 0, 4, EntityType.STATE, country="MLI")
EVENT = Event("Warned", (5, 11), (PARTY,), ((0, 11),), Polarity.NEGATIVE, Modality.PLANNED, quantity=3, rules=("row",))
RECORDS = (
    Document("text", ("a", "b"), title="“Ü”", boilerplate=(Region(0, 1, "menu"), Region(2, 3, "caption"))),
    Coded(Document("", ()), (EVENT, EVENT)),
    Entity("person.x", EntityType.PERSON, "X", offices=(Office("HoS", "state.y", "president"),)),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_records_come_back_as_they_were(record: object) -> None:
    assert plain.load(type(record), plain.dump(record)) == record
