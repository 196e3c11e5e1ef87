"""Verbs and nouns with many senses: sport, business, courts, weather, culture and daily life tell no event of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SILENT = Path(__file__).with_name("other_senses.txt").read_text(encoding="utf-8").splitlines()
"""Sentences of which none tells an event."""
TOLD = [
    ("Israeli jets bombed a depot in Damascus.", "Struck(Israel > weapon:Israeli jets"),
    ("Gunmen raided a village in northern Nigeria.", "Attacked(gunmen > object:village"),
    ("Police raided the offices of a newspaper in Caracas.", "Coerced(police > recipient:newspaper"),
    ("The army fought the rebels in Darfur.", "Attacked(army > recipient:rebels"),
    ("Police and protesters clashed in Tbilisi.", "Attacked(police > recipient:protesters"),
    ("North Korea launched two missiles on Sunday.", "Launched(North Korea > weapon:missiles) 2"),
    ("Border guards shot a smuggler near Arica.", "Attacked(border guards > recipient:smuggler"),
    ("Nine soldiers died in an ambush near Gao.", "Killed(- > recipient:soldiers, place:Gao) 9"),
    ("Shelling destroyed a school in Kharkiv.", "Destroyed(- > object:school"),
    ("Egypt agreed to open its border to refugees.", "Pledged(Egypt > "),
    ("Serbia and Kosovo reached an agreement on number plates.", "Agreed(Serbia > recipient:Kosovo)"),
    ("The European Union imposed sanctions on Belarus.", "Sanctioned(European Union > recipient:Belarus)"),
    ("Peru expelled the Mexican ambassador.", "ReducedRelations(Peru > "),
    ("The rebels laid down their arms in Juba.", "Withdrew(rebels > "),
    ("Troops withdrew from Kherson.", "Withdrew(troops > origin:Kherson)"),
    ("Egypt released a journalist on Monday.", "Conceded(Egypt > recipient:journalist)"),
    ("Norway sent howitzers to Ukraine.", "Supplied(Norway > recipient:Ukraine, weapon:howitzers)"),
    ("Kenya extradited a smuggler to the United States.", "Cooperated(Kenya > recipient:United States)"),
    ("The opposition boycotted the election in Algeria.", "Rejected(opposition > "),
    ("Students marched through Belgrade on Saturday.", "Protested(students > place:Belgrade)"),
    ("Prosecutors charged a Bolivian general with murder.", "Accused(prosecutors > recipient:"),
    ("Police arrested two activists in Minsk.", "Detained(police > recipient:activists"),
    ("Turkey deported 200 Afghans.", "Coerced(Turkey > recipient:Afghans) 200"),
    ("Ukraine asked Germany for missiles.", "Urged(Ukraine > recipient:Germany)"),
]


@pytest.mark.parametrize("text", SILENT)
def test_another_sense_tells_no_event(text: str, reader: Callable[[str], list[str]]) -> None:
    found = [line for line in reader(text) if line[0].isupper()]
    assert found == []


@pytest.mark.parametrize(("text", "there"), TOLD)
def test_the_sense_that_is_meant_is_told(text: str, there: str, reader: Callable[[str], list[str]]) -> None:
    found = reader(text)
    assert any(line.startswith(there) for line in found), found


def test_a_word_of_the_sentence_can_tell_the_world_it_is_about(reader: Callable[[str], list[str]]) -> None:
    assert reader("Iraqi tanks invaded Kuwait.")
    assert not any("Invaded" in line for line in reader("In the novel Iraqi tanks invaded Kuwait."))


def test_a_noun_without_a_doer_in_the_background_is_no_statement(reader: Callable[[str], list[str]]) -> None:
    told = reader("The rebels' offensive in Darfur began.")
    assert any(line.startswith("Attacked(rebels") for line in told), told
    assert not any("Agreed(" in line for line in reader("Norway pays as required by the 2015 agreement with Peru."))
