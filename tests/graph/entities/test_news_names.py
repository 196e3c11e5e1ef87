"""Names in plain sentences of news through the whole reader: the labels of the nodes."""

from __future__ import annotations

import pytest

from casusgraph.graph.reader import Tools, read_document
from casusgraph.ontology.records import Document, EntityType


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The RSF killed at least 124 people in al-Sireha.", "al-Sireha"),
        ("The militia shelled el-Fashir and El Geneina.", "El Geneina"),
        ("The rockets hit a US destroyer in the Red Sea.", "US destroyer"),
        ("Sweden applied to the European Union. The bloc welcomed the application.", "European Union"),
        ("Colonel Ilse Varden spoke. Varden denied the raid.", "Ilse Varden"),
    ],
)
def test_a_node_is_called(text: str, label: str, tools: Tools) -> None:
    reading = read_document(Document(text, ("a.txt",), published="2024-05-16"), tools)
    assert label in {entity.label for entity in reading.entities}, sorted(e.label for e in reading.entities)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Sweden applied to the European Union. The bloc welcomed the application.", "bloc"),
        ("The rockets hit a US destroyer in the Red Sea.", "destroyers"),
        ("The RSF killed at least 124 people in al-Sireha.", "Sireha"),
    ],
)
def test_no_node_is_called(text: str, label: str, tools: Tools) -> None:
    reading = read_document(Document(text, ("a.txt",), published="2024-05-16"), tools)
    assert label not in {entity.label for entity in reading.entities}


NODES = [
    ("Ethnic Albanians in south Serbia demanded talks.", "ethnic Albanians in Serbia", "state.rs"),
    ("Bosnian Serbs demanded a truce.", "Bosnian Serbs", "state.ba"),
    ("Iraqi Kurds demonstrated on Sunday.", "Iraqi Kurds", "state.iq"),
    ("Turkish Cypriots voted on Sunday.", "Turkish Cypriots", "state.cy"),
    ("Villagers in Darfur fled.", "villagers in Darfur", "state.sd"),
    ("Residents of Omdurman reported drones.", "residents of Omdurman", "state.sd"),
    ("Russians living in Estonia protested.", "Russians in Estonia", "state.ee"),
    ("Police in Nairobi shot protesters.", "Police of Kenya", "state.ke"),
    ("Authorities in Kabul denied it.", "Government of Afghanistan", "state.af"),
    ("The government of President Pervez Musharraf arrested critics.", "Government of Pakistan", "state.pk"),
    ("President Francois Mitterand welcomed the envoy.", "Francois Mitterrand", "state.fr"),
    ("President Levy Mwanawasa broke his promise.", "Levy Mwanawasa", "state.zm"),
    ("UNITA rebels shelled Huambo.", "UNITA", "state.ao"),
    ("Rebel group M23 seized the road.", "M23", "state.cd"),
    ("Human rights organization Amnesty International criticised Sudan.", "Amnesty International", None),
    ("Georgia's ruling Georgian Dream party jailed an opponent.", "Georgian Dream", "state.ge"),
    ("Pakistan said it downed three Rafales.", "Rafale", "state.fr"),
    ("Japan scrambled F-15s from Naha.", "F-15 Eagle", "state.us"),
    ("PL-15 missiles were fired by J-10C fighters.", "J-10", "state.cn"),
    ("The Harry S. Truman carrier strike group hit Hodeidah.", "USS Harry S. Truman", "state.us"),
    ("Somali forces killed 12 al-Shabab fighters.", "al-Shabaab", "state.so"),
    ("Ukriane said it had struck a depot.", "Ukraine", None),
    ("Cambodia used BM-21 rockets.", "BM-21 Grad", "state.su"),
    ("The army received HIMARS launchers.", "M142 HIMARS", "state.us"),
    ("Gunmen left Khartoum, Omdurman and Bahri. The army shelled a market.", "Sudanese Armed Forces", "state.sd"),
]


@pytest.mark.parametrize(("text", "label", "country"), NODES)
def test_the_node_and_its_country(text: str, label: str, country: str | None, tools: Tools) -> None:
    reading = read_document(Document(text, ("a.txt",)), tools)
    found = {entity.label: entity.country for entity in reading.entities}
    assert label in found, found
    assert found[label] == country


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A group of Chechen refugees went on hunger strike.", "group"),
        ("India called it Operation Sindoor.", "Operation Sindoor"),
        ("Mali dismissed two generals. Tuareg rebels attacked.", "Tuareg"),
        ("The Taylor report was published by Clark.", "Charles Taylor"),
        ("Fur coats sold well.", "Furs"),
    ],
)
def test_no_such_node(text: str, label: str, tools: Tools) -> None:
    reading = read_document(Document(text, ("a.txt",)), tools)
    assert label not in {entity.label for entity in reading.entities}


def test_the_paramilitary_group_is_no_charity(tools: Tools) -> None:
    text = "The Rapid Support Forces shelled a camp, Amnesty International said. The paramilitary group denied it."
    reading = read_document(Document(text, ("a.txt",)), tools)
    group = next(mention for mention in reading.mentions if mention.text.endswith("group"))
    assert group.entity == "org.rapid-support-forces"


def test_unnamed_people_of_two_texts_are_not_the_same(tools: Tools) -> None:
    texts = ("Shells killed 12 civilians.", "A bomb killed two civilians.")
    first, second = (read_document(Document(text, ("a.txt",)), tools) for text in texts)
    civilians = [e.id for reading in (first, second) for e in reading.entities if "civilians" in e.label]
    assert len(set(civilians)) == len(civilians) == 2


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Police sought Tamerlan Ozdarov and Dzhokar Ozdarov. Tamerlan was killed.", 2),
        ("Maria Santos met Maria Lopez. Maria denied the charge.", 3),
    ],
)
def test_a_given_name_is_of_whom_the_document_has_introduced_by_it(text: str, persons: int, tools: Tools) -> None:
    reading = read_document(Document(text, ("a.txt",)), tools)
    assert sum(entity.type is EntityType.PERSON for entity in reading.entities) == persons


@pytest.mark.parametrize("name", ["Brandbergen Mosque", "Al-Noor Mosque", "Northgate Bridge"])
def test_a_facility_keeps_its_name(name: str, tools: Tools) -> None:
    reading = read_document(Document(f"The {name} was damaged on Friday.", ("a.txt",)), tools)
    assert name in {entity.label for entity in reading.entities}
