"""What speaks for and against a person: names of unknown things through the whole reader."""

from __future__ import annotations

import pytest

from casusgraph.graph.reader import Tools, read_document
from casusgraph.ontology.records import Document, EntityType


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


def nodes(text: str, tools: Tools) -> set[tuple[str, EntityType]]:
    return {(entity.label, entity.type) for entity in read_document(Document(text, ("a.txt",)), tools).entities}


NO_PERSONS = [
    ("Shelling hit Karmeen and Taftanaz near Saraqib.", "Taftanaz", EntityType.PLACE),
    ("Residents fled from Mansif overnight. Mansif was empty.", "Mansif", EntityType.PLACE),
    ("He was born in Larnow, and Larnow honoured him.", "Larnow", EntityType.PLACE),
    ("Police searched Rue Lamarck and Calle Velarde.", "Rue Lamarck", EntityType.PLACE),
    ("Gunmen stormed the Marquina nightclub. Marquina reopened in spring.", "Marquina", EntityType.PLACE),
    (
        "Al-Thawra reported the strike. The minister told Al-Thawra that it was a lie.",
        "Al-Thawra",
        EntityType.ORGANIZATION,
    ),
    ("Fighters of the Shammar tribe gathered.", "Shammar", EntityType.GROUP),
    ("Fighters of the al-Jubour clan gathered.", "al-Jubour", EntityType.GROUP),
    ("Officials told Al-Monitor of the plan.", "Al-Monitor", EntityType.ORGANIZATION),
    ("Mortars fell on the Shorsh area of Erbil.", "Shorsh area", EntityType.PLACE),
]


@pytest.mark.parametrize(("text", "label", "kind"), NO_PERSONS)
def test_a_name_is_no_person_against_the_evidence(text: str, label: str, kind: EntityType, tools: Tools) -> None:
    found = nodes(text, tools)
    assert (label, kind) in found, sorted(found)
    assert (label, EntityType.PERSON) not in found


PERSONS = [
    ("Kadrova said the talks had failed.", "Kadrova"),
    ("Bremmer denied it. Bremmer, 54, lives in Oslo.", "Bremmer"),
    ("Al-Shami told reporters that he had left. Al-Shami's wife agreed.", "Al-Shami"),
    ("Sefton, a lawyer, spoke on Monday.", "Sefton"),
    ("Aid reached Kessana. The mayor of Kessana, Tomas Brill, was pleased.", "Tomas Brill"),
    ("Tech. Sgt. John P. Marsh and Ann Q. Doyle arrived.", "Ann Q. Doyle"),
    ("Witnesses blamed the Assad regime for the raid.", "Bashar al-Assad"),
]


@pytest.mark.parametrize(("text", "label"), PERSONS)
def test_a_name_is_a_person_with_evidence(text: str, label: str, tools: Tools) -> None:
    found = nodes(text, tools)
    assert (label, EntityType.PERSON) in found, sorted(found)


NOTHING = [
    ("He wore Bermuda shorts.", "Bermuda"),
    ("The Yazidi village was burned.", "Yazidi village"),
    ("Alawite villages were burned.", "Alawite"),
    ("The Women's World Cup begins in Lyon.", "women"),
    ("A text (Kitab al-Nour in Arabic) was found.", "Kitab al-Nour"),
]


@pytest.mark.parametrize(("text", "label"), NOTHING)
def test_what_names_nothing_makes_no_node(text: str, label: str, tools: Tools) -> None:
    assert label not in {name for name, _ in nodes(text, tools)}


WHOLE = [
    ("She joined the U.S. Air Force Office of Special Inspections.", "U.S. Air Force Office of Special Inspections"),
    ("The Belgrade Brigade claimed the raid.", "Belgrade Brigade"),
    ("He was held by the Jordanian 81st Counter Terrorism Battalion.", "81st Counter Terrorism Battalion"),
    ("The Ministry of Housing is pouring money into concrete.", "Ministry of Housing"),
    ("She told AFP.District mayor Ivan Dorsey agreed.", "Agence France-Presse"),
]


@pytest.mark.parametrize(("text", "label"), WHOLE)
def test_a_body_is_named_whole(text: str, label: str, tools: Tools) -> None:
    found = nodes(text, tools)
    assert (label, EntityType.ORGANIZATION) in found, sorted(found)


def test_the_government_of_an_unknown_ruler_is_not_that_of_the_state_named_before(tools: Tools) -> None:
    text = "The Biden administration and the Duarte government agreed."
    labels = [entity.label for entity in read_document(Document(text, ("a.txt",)), tools).entities]
    assert any("Duarte" in label for label in labels), labels
