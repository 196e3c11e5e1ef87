"""Plain sentences of news through the whole reader: what must, and what must never, come out of them."""

from __future__ import annotations

import pytest

from casusgraph.graph.reader import Tools, read_document
from casusgraph.ontology.records import Document, Reading


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


def lines(reading: Reading) -> list[str]:
    """`Warned(China > recipient:Philippines) negative possible by Qatar`; what is positive and actual is left out."""
    labels = {entity.id: entity.label for entity in reading.entities}
    found = []
    for s in reading.statements:
        targets = ", ".join(f"{p.role}:{labels[p.entity]}" for p in s.targets)
        notes = [word for word in (str(s.polarity), str(s.modality)) if word not in ("positive", "actual")]
        notes += [f"by {labels[s.attribution.entity]}"] if s.attribution is not None else []
        notes += [f"{s.quantity:g}"] if s.quantity is not None else []
        actor = labels[s.actor.entity] if s.actor is not None else "-"
        found.append(" ".join([f"{s.type}({actor} > {targets})", *notes]))
    return found


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Sweden applied to join NATO.", "AppliedToJoin(Sweden > recipient:NATO)"),
        ("Ukraine has applied to join the European Union.", "AppliedToJoin(Ukraine > recipient:European Union)"),
        ("Georgia submitted its application to join NATO.", "AppliedToJoin(Georgia > recipient:NATO)"),
        ("Georgia is expected to apply to join NATO.", "AppliedToJoin(Georgia > recipient:NATO) expected"),
        (
            "Houthi rebels fired ballistic missiles at a US destroyer, but they were intercepted.",
            "Launched(Houthis > ",
        ),
        ("China warned the Philippines against sending ships to Scarborough Shoal.", "Deployed(Philippines > "),
        ("Gunmen killed 60 people in an attack on a village.", "Attacked(gunmen > "),
        (
            "Colonel Ilse Varden said that the coast guard had fired two Kestrel missiles at a boat.",
            "Launched(coast guard > ",
        ),
        ("Two soldiers were killed and five wounded when a bomb exploded near Timbuktu.", "Wounded(- > "),
        ("Hezbollah threatened to attack Israel.", "Threatened(Hezbollah > recipient:Israel)"),
    ],
)
def test_it_is_read(text: str, there: str, tools: Tools) -> None:
    found = lines(read_document(Document(text, ("a.txt",), published="2024-05-16"), tools))
    assert any(line.startswith(there) for line in found), found


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Finland and Sweden formally applied for NATO membership on Wednesday.", "Joined("),
        ("Sweden applied to join NATO.", "Joined(Sweden > recipient:NATO) attempted"),
        ("Turkey will deploy F-16 jets to Romania, Minister Yasar Guler told reporters.", " 16"),
        ("Turkey will deploy F-16 jets to Romania, Minister Yasar Guler told reporters.", "Deployed(Yaşar Güler"),
        ("Houthi rebels fired missiles at a US destroyer, but they were intercepted.", "Struck("),
        ("China warned the Philippines against sending ships to Scarborough Shoal.", "Supplied("),
        ("India accused Pakistan of violating the ceasefire along the Line of Control.", "Rejected("),
        ("India accused Pakistan of violating the ceasefire along the Line of Control.", "Attacked("),
        ("Two soldiers were killed when a roadside bomb exploded near Timbuktu.", "object:Timbuktu"),
        ("The White House hopes to deter further Russian aggression against Ukraine.", "negative"),
    ],
)
def test_it_is_never_read(text: str, never: str, tools: Tools) -> None:
    found = lines(read_document(Document(text, ("a.txt",), published="2024-05-16"), tools))
    assert not any(never in line for line in found), found
