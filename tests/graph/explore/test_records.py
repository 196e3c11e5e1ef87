"""From records to nodes and links."""

from __future__ import annotations

import pytest

from casusgraph.graph.explore.entities import facts, importance, merge
from casusgraph.graph.explore.links import links
from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Office,
    Participant,
    Reading,
    Statement,
)

ROLES = ("recipient", "object", "weapon", "place")


def statement(actor: str | None, *targets: tuple[str, str]) -> Statement:
    return Statement(
        "d1", Kind.EVENT, "Attacked", (Evidence("d1", 0, 1, "x"),), (0, 1),
        Participant("actor", actor) if actor else None, tuple(Participant(role, id) for role, id in targets),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("actor", "targets", "wanted"),
    [
        ("a", [("recipient", "b")], [("a", "b", True)]),
        ("a", [("place", "p"), ("recipient", "b")], [("a", "b", True), ("a", "p", False)]),
        ("a", [("recipient", "b"), ("recipient", "c")], [("a", "b", True), ("a", "c", True)]),
        ("a", [("topic", "t"), ("place", "p")], [("a", "p", True), ("a", "t", False)]),
        ("a", [("topic", "t")], [("a", "t", False)]),
        ("a", [("recipient", "a")], []),
        ("a", [("recipient", "b"), ("object", "b")], [("a", "b", True)]),
        ("a", [], []),
        (None, [("weapon", "w"), ("place", "p")], [("w", "p", False)]),
        (None, [("place", "p"), ("weapon", "w")], [("w", "p", False)]),
        (None, [("place", "p")], []),
        (None, [], []),
    ],
)
def test_links_of_a_statement(
    actor: str | None, targets: list[tuple[str, str]], wanted: list[tuple[str, str, bool]]
) -> None:
    assert [(link.head, link.tail, link.main) for link in links(statement(actor, *targets), ROLES)] == wanted


def test_a_type_without_edge_roles_takes_its_first_target() -> None:
    found = list(links(statement("a", ("topic", "t"), ("place", "p")), ()))
    assert [(link.tail, link.role, link.main) for link in found] == [("t", "topic", True), ("p", "place", False)]


def test_entities_are_merged_with_the_background_first() -> None:
    told = Entity("e1", EntityType.STATE, "Norland", aliases=("Norlandia",))
    again = Entity("e1", EntityType.STATE, "The Kingdom", aliases=())
    known = Entity("e1", EntityType.STATE, "Norland", aliases=("NL",), wikidata="Q1")
    readings = [Reading(Document(name, ("x.txt",)), entities=(entity,)) for name, entity in (("a", told), ("b", again))]
    assert merge(readings, {"e1": known})["e1"].wikidata == "Q1"
    assert merge(readings, {"e1": known})["e1"].aliases == ("NL", "Norlandia", "The Kingdom")
    assert merge(readings, {})["e1"].aliases == ("Norlandia", "The Kingdom")


def test_an_id_that_nobody_describes_is_shown_by_its_id() -> None:
    reading = Reading(Document("a", ("x.txt",)), statements=(statement("ghost"),))
    assert merge([reading], {})["ghost"].label == "ghost"


def test_importance_counts_a_statement_once() -> None:
    reading = Reading(
        Document("a", ("x.txt",)), statements=(statement("a", ("recipient", "b"), ("place", "b")), statement("b"))
    )
    assert importance([reading]) == {"a": 1, "b": 2}


def test_facts_name_what_they_lead_to() -> None:
    state = Entity("s", EntityType.STATE, "Norland", iso2="NL")
    person = Entity(
        "p", EntityType.PERSON, "Ada", country="s", category="Nonsense", description="A person",
        offices=(Office("HoS", "s", "President of Norland", "2019", "2020"), Office("FM", "s", "Minister", None, None)),
        members_of=("x",),
    )  # fmt: skip
    assert facts(person, {"s": state, "p": person}) == [
        ("Kind", "nonsense", None),
        ("Description", "A person", None),
        ("Office", "President of Norland, 2019 to 2020", "s"),
        ("Office", "Minister (Norland)", "s"),
        ("Country", "Norland", "s"),
        ("Member of", "x", "x"),
    ]
    assert facts(state, {}) == [("ISO 3166", "NL", None)]
