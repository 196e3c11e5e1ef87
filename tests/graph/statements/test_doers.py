"""Who does it, to whom, and whether it was done: sentences of news through the whole reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]
DOERS = {
    "as opens a clause": (
        "Danish bombers attacked the besieged town, killing dozens of people, as villagers who stayed feared worse.",
        "Killed(Denmark > recipient:people",
        "Killed(villagers",
    ),
    "for and to": (
        "The envoy is waiting for the Kenyan army to investigate the raid.",
        "Investigated(Kenya Defence Forces > ) planned",
        "Investigated(envoy",
    ),
    "for a state to": (
        "Norway is waiting for Denmark to withdraw its troops from the island.",
        "Withdrew(Denmark > object:troops, origin:island) planned",
        "Withdrew(Norway",
    ),
    "called on": (
        "The mayor called on the Ghanaian police to arrest the smugglers.",
        "Detained(Police of Ghana > recipient:smugglers) requested",
        "Detained(mayor",
    ),
    "responsible for": (
        "Officials responsible for jailing the editor Pavel Petrov were sanctioned by Norway.",
        "Detained(officials > recipient:Pavel Petrov)",
        "Detained(- >",
    ),
    "strikes that kill": (
        "Swedish air strikes hit the town of Lund, killing 14 villagers.",
        "Killed(Sweden > recipient:villagers) 14",
        "Killed(- >",
    ),
    "killed after": (
        "At least nine villagers were killed after gunmen shelled a market in Mombasa.",
        "Killed(gunmen > recipient:villagers) 9",
        "Killed(- >",
    ),
    "killed in an attack by": (
        "Nine villagers were killed in an attack by Boko Haram.",
        "Killed(Boko Haram > recipient:villagers) 9",
        "Killed(- >",
    ),
    "fire from": (
        "A guard was killed by shellfire from Boko Haram.",
        "Killed(Boko Haram > ",
        "origin:Boko Haram",
    ),
    "one side of a clash": (
        "Four policemen were wounded in a clash with rebels.",
        "Attacked(policemen > recipient:rebels)",
        "Attacked(- >",
    ),
    "two sides of a clash": (
        "A farmer was killed in a battle between soldiers and rebels.",
        "Killed(- > recipient:farmer)",
        "Killed(soldiers",
    ),
    "engaged in": (
        "Kenyan forces were engaged in a bombardment of Lund.",
        "Struck(Kenya Defence Forces > object:Lund)",
        "recipient:Kenya Defence Forces",
    ),
    "a suspension of": (
        "Norway announced a suspension of aid to Kenya.",
        "Supplied(Norway > recipient:Kenya) negative",
        "Supplied(- >",
    ),
    "hit by": (
        "Residents of Lund hit by an air raid were evacuated.",
        "Evacuated(- > object:",
        "Struck(residents",
    ),
}
TARGETS = {
    "partner of a deal": ("Kenya struck a deal with Uganda.", "Agreed(Kenya > recipient:Uganda)", "topic:"),
    "to whom it goes": (
        "Germany sent Ukraine 14 tanks.",
        "Supplied(Germany > recipient:Ukraine, weapon:tanks) 14",
        "Deployed(",
    ),
    "left is origin": (
        "Ethiopia withdrew its peacekeepers from Darfur.",
        "Withdrew(Ethiopia > object:peacekeepers, origin:Darfur)",
        "object:Darfur",
    ),
    "members are not the group": (
        "Police arrested 40 members of Boko Haram.",
        "Detained(police > ) 40",
        "recipient:Boko Haram",
    ),
    "a distance": (
        "Gunmen attacked two villages about 30 kilometers (19 miles) from Mopti.",
        "Attacked(gunmen > object:villages) 2",
        "Mopti",
    ),
    "place of what is condemned": (
        "Norway condemned the attack on a church in Mombasa.",
        "Condemned(Norway > )",
        "Condemned(Norway > place",
    ),
    "whose claims": (
        "Norway denied the claims by Denmark.",
        "Denied(Norway > )",
        "topic:Denmark",
    ),
}
FACTUALITY = {
    "held for": (
        "Two farmers were arrested for collaborating with a militia.",
        "Cooperated(farmers > recipient:militia) possible",
        "Cooperated(farmers > recipient:militia) 2",
    ),
    "withheld until": (
        "Norway suspended food aid until wheat was delivered to the camps.",
        "Supplied(- > destination:camps) possible",
        "Supplied(- > destination:camps) by",
    ),
    "claimed": (
        "Hamas claimed responsibility for the attack on the bus.",
        "Attacked(Hamas > object:buses) possible",
        "Attacked(- >",
    ),
    "refused talks": (
        "The Taliban rejected talks with Norway.",
        "Consulted(Taliban > recipient:Norway) negative",
        "Consulted(- >",
    ),
    "protest by deed": (
        "Dozens of villagers blocked the road to protest the arrests.",
        "Protested(villagers > ",
        "attempted",
    ),
}


@pytest.mark.parametrize("case", [*DOERS, *TARGETS, *FACTUALITY])
def test_what_is_told_and_what_is_not(case: str, reader: Read) -> None:
    text, there, never = {**DOERS, **TARGETS, **FACTUALITY}[case]
    found = reader(text)
    assert any(line.startswith(there) for line in found), found
    assert not any(never in line for line in found), found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A spokesman said that they had tried to shoot the mayor of Lund.", "Killed(spokesman"),
        ("Two sailors were abducted in a pirate attack off Nigeria.", "Attacked("),
        ("Bosnians defied a ban.", "Sanctioned("),
        ("Summit protests went on as Norway defended the NATO protests.", "Protested(NATO"),
        ("Boko Haram raided two villages in a third week of raids.", "Attacked(- >"),
        ("Norway sent food alongside humanitarian assistance to Kenya.", "Supplied(- >"),
    ],
)
def test_a_deed_without_its_doer_is_left_out(text: str, kind: str, reader: Read) -> None:
    assert not any(line.startswith(kind) for line in reader(text))
