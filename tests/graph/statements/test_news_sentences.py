"""Plain sentences of news through the whole reader: what must, and what must never, come out of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]


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
def test_it_is_read(text: str, there: str, reader: Read) -> None:
    found = reader(text)
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
def test_it_is_never_read(text: str, never: str, reader: Read) -> None:
    found = reader(text)
    assert not any(never in line for line in found), found
