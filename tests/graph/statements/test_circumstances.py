"""Polarity, modality, speaker and date together."""

from __future__ import annotations

from casusgraph.graph.statements.circumstances import Circumstancer
from casusgraph.ontology.records import Document, Entity, EntityType, Mention, Modality, Polarity


class Links:
    """One person."""

    def __init__(self) -> None:
        self.entities = {"person.olsen": Entity("person.olsen", EntityType.PERSON, "Olsen")}

    def at(self, token):
        known = token.text == "Olsen"
        return Mention(token.idx, token.idx + 5, "Olsen", "person.olsen", "name") if known else None


def test_all_circumstances_of_a_reported_plan(parse, word):
    doc = parse(
        "Olsen/NNP/nsubj/2 said/VBD/root/0/say rebels/NNS/nsubj/6/rebel would/MD/aux/6 not/RB/advmod/6 "
        "leave/VB/ccomp/2 on/IN/case/8 Friday/NNP/obl/6"
    )
    document = Document(doc.text, ("a.txt",), published="2023-03-13")
    found = Circumstancer(doc, document, Links()).of(word(doc, "leave"))
    assert (found.polarity, found.modality) == (Polarity.NEGATIVE, Modality.PLANNED)
    assert found.attribution is not None
    assert found.attribution.entity == "person.olsen"
    assert found.date == "2023-03-17"
    assert "negation:not" in found.rules
