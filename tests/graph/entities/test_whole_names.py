"""Names are taken whole, and one thing has one node in a text: sentences through the whole reader."""

from __future__ import annotations

import pytest

from casusgraph.graph.reader import Tools, read_document
from casusgraph.ontology.records import Document, Entity, EntityType


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


def entities(text: str, tools: Tools) -> list[Entity]:
    return list(read_document(Document(text, ("a.txt",)), tools).entities)


WHOLE = [
    ("Rockets hit the Al-Rashid Mosque in Samarra.", "Al-Rashid Mosque", EntityType.PLACE),
    ("Worshippers left the Bradford mosque in silence.", "Bradford mosque", EntityType.PLACE),
    ("The jets took off from Harran Airfield East on Monday.", "Harran Airfield East", EntityType.PLACE),
    ("Police closed Waterloo Bridge in London.", "Waterloo Bridge", EntityType.PLACE),
    ("Gunmen attacked Camp Dwyer in Helmand.", "Camp Dwyer", EntityType.PLACE),
    ("Doctors at the Misrata Central Hospital treated them.", "Misrata Central Hospital", EntityType.PLACE),
    ("The blast destroyed the Harlan Federal Building in Denver.", "Harlan Federal Building", EntityType.PLACE),
    ("She studied at Aleppo University.[3][4]", "Aleppo University", EntityType.ORGANIZATION),
    ("He taught at the University of Maryland-Eastport.", "University of Maryland-Eastport", EntityType.ORGANIZATION),
    ("The photo was released by the Greater Bristol Police.", "Greater Bristol Police", EntityType.ORGANIZATION),
    ("Marla's Body Shop was searched on Friday.", "Marla's Body Shop", EntityType.ORGANIZATION),
    ("The Russian Republic of Ingushetia borders Georgia.", "Ingushetia", EntityType.PLACE),
    ("They met in Salina, Kan., on Friday.", "Kansas", EntityType.PLACE),
    ("Mortars fell near Tell Abida in northern Syria.", "Tell Abida", EntityType.PLACE),
    ("The army entered Sudan12 on Monday.", "Sudan", EntityType.STATE),
    ("WATCH: President Emmanuel MacronVideo", "Emmanuel Macron", EntityType.PERSON),
    ("Pentagon Press Secretary Dana Whitlow spoke.", "Dana Whitlow", EntityType.PERSON),
    ('"We strike," said Col. Peter "Buck" Halloran.', 'Peter "Buck" Halloran', EntityType.PERSON),
    ("Cleric Maulana Sami-ul-Haqqi spoke.", "Maulana Sami-ul-Haqqi", EntityType.PERSON),
    ("Kumyks and Avars live in Dagestan.", "Kumyks", EntityType.GROUP),
    ("Islamic State of Iraq and the Levant fighters fled.", "Islamic State", EntityType.ORGANIZATION),
    ("Ships of CTF 62 and Combined Joint Task Force 9 sailed.", "Combined Joint Task Force 9", EntityType.ORGANIZATION),
    (
        "The Front for the Liberation of the Enclave of Cabinda (FLEC) denied it.",
        "Front for the Liberation of the Enclave of Cabinda",
        EntityType.ORGANIZATION,
    ),
    ("Col. John “J.D.” Marlowe spoke. Marlowe denied it.", 'John "J.D." Marlowe', EntityType.PERSON),
]


@pytest.mark.parametrize(("text", "label", "kind"), WHOLE)
def test_a_name_is_whole(text: str, label: str, kind: EntityType, tools: Tools) -> None:
    found = {(entity.label, entity.type) for entity in entities(text, tools)}
    assert (label, kind) in found, sorted(found)


NOT_NODES = [
    ("The camera was part of a CCTV system in Leeds.", "CCTV"),
    ("The governor called on the Attorney General's office.", "Attorney General"),
    ("The Ministers of Foreign Affairs of Iran and Qatar met.", "Ministers of Foreign Affairs of Iran"),
    ("U.S. District Judge Martha Ellison ruled on Monday.", "U.S. District"),
    ("They drove a Ryder truck to the depot.", "Ryder"),
    ("The fleet began an exercise, Unified Trident, on Monday.", "Trident II"),
    ("USS Mahan (DDG 72) sailed from Norfolk.", "DDG"),
    ("The Minister of Foreign Affairs of Iraq left.", "Foreign Affairs"),
    ("She travelled through South and Central Asia.", "South"),
    ("The Federal Minister for Housing spoke in Lahore.", "Federal Minister"),
    ("The Qatari Special Representative for Sudan spoke.", "Special Representative"),
]


@pytest.mark.parametrize(("text", "label"), NOT_NODES)
def test_what_is_no_name_makes_no_node(text: str, label: str, tools: Tools) -> None:
    assert label not in {entity.label for entity in entities(text, tools)}


ONE = [
    ("Gov. Rafael el Hamdani spoke. The crowd left, el Hamdani said.", ["Rafael el Hamdani"]),
    ("Omar Salim Kadri preached. He listened to Salim Kadri for years.", ["Omar Salim Kadri"]),
    ("Zelimkhan Dargayev fled. Police found Zelimhan Dargayev in Grozny.", ["Zelimkhan Dargayev"]),
    ("Lucia Marquez, or “Tia Lu,” was freed on Monday.", ["Lucia Marquez"]),
    ("Ali Hassan Mirza, known as Abu Layth, was killed.", ["Ali Hassan Mirza"]),
    ("Paul T. Rennert IV died. Petty Officer Rennert was 31.", ["Paul T. Rennert IV"]),
    ("Two brothers, Aslan and Ruslan Idigov, fled. Aslan died.", ["Aslan Idigov", "Ruslan Idigov"]),
    ("Secretary Kerry left. SECRETARY KERRY: Thanks.", ["John Kerry"]),
    ("The Prime Minister and President Hollande met.", ["François Hollande"]),
]


@pytest.mark.parametrize(("text", "labels"), ONE)
def test_one_person_is_one_node(text: str, labels: list[str], tools: Tools) -> None:
    found = sorted(entity.label for entity in entities(text, tools) if entity.type is EntityType.PERSON)
    assert found == labels


def test_relatives_and_namesakes_are_not_merged(tools: Tools) -> None:
    text = "Ivan Petrenkov and Ivana Petrenkova spoke. Boris Petrenkov left."
    found = sorted(entity.label for entity in entities(text, tools) if entity.type is EntityType.PERSON)
    assert found == ["Boris Petrenkov", "Ivan Petrenkov", "Ivana Petrenkova"]


def test_a_family_is_no_person(tools: Tools) -> None:
    text = "Ruslan Idigov was charged. The Idigovs fled to Baku."
    assert ("Idigovs", EntityType.GROUP) in {(entity.label, entity.type) for entity in entities(text, tools)}


def test_a_given_name_is_of_nobody_whom_the_text_names_later(tools: Tools) -> None:
    text = "José, a driver, said no. Former leader José Luis Ferrero agreed."
    found = {entity.label for entity in entities(text, tools) if entity.type is EntityType.PERSON}
    assert found == {"José", "José Luis Ferrero"}


def test_a_contracted_acronym_is_one_with_its_long_form(tools: Tools) -> None:
    text = "Ships of the Northern Coastal Command (NORCOAST) left. NORCOAST denied it."
    found = {entity.label for entity in entities(text, tools) if entity.type is EntityType.ORGANIZATION}
    assert "Northern Coastal Command" in found
    assert "NORCOAST" not in found
