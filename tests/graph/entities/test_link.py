"""The entity stage on small texts analysed by hand: what each mention denotes and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casusgraph.graph.entities import KnowledgeBase, Linked, background
from casusgraph.ontology.records import EntityType

Read = Callable[..., Linked]


def by_text(found: Linked, text: str) -> str:
    return next(mention.entity for mention in found.mentions if mention.text == text)


def test_armed_forces_of_a_state(read: Read) -> None:
    found = read(
        "Ethiopian troops shelled Eritrea's army.",
        "Ethiopian ADJ amod 2\ntroops NOUN nsubj 3\nshelled VERB root 0 shell\nEritrea PROPN nmod:poss 6\n"
        "'s PART case 4\narmy NOUN obj 3\n. PUNCT punct 3",
    )
    assert by_text(found, "Ethiopian troops") == "org.armed-forces-et"
    assert by_text(found, "Eritrea's army") == "org.armed-forces-er"
    assert [m.kind for m in found.mentions if m.text == "Ethiopian"] == ["adjective"]
    heads = [found.at(1), found.at(5)]
    assert [mention.text for mention in heads if mention is not None] == ["Ethiopian troops", "Eritrea's army"]
    assert found.at(2) is None


def test_a_noun_that_modifies_another_is_no_army(read: Read) -> None:
    found = read(
        "Ethiopian military aid arrived.",
        "Ethiopian ADJ amod 3\nmilitary NOUN compound 3\naid NOUN nsubj 4\narrived VERB root 0 arrive\n. PUNCT punct 4",
    )
    assert [(m.text, m.entity) for m in found.mentions] == [("Ethiopian", "state.et")]


@pytest.mark.parametrize(
    ("text", "tokens", "entity"),
    [
        (
            "Beijing protested.",
            "Beijing PROPN nsubj 2\nprotested VERB root 0 protest\n. PUNCT punct 2",
            "org.government-cn",
        ),
        (
            "They met in Beijing.",
            "They PRON nsubj 2\nmet VERB root 0 meet\nin ADP case 4\nBeijing PROPN obl 2\n. PUNCT punct 2",
            "place.beijing",
        ),
        (
            "It urged Beijing.",
            "It PRON nsubj 2\nurged VERB root 0 urge\nBeijing PROPN obj 2\n. PUNCT punct 2",
            "org.government-cn",
        ),
        (
            "Beijing was bombed.",
            "Beijing PROPN nsubj:pass 3\nwas AUX aux:pass 3\nbombed VERB root 0 bomb\n. PUNCT punct 3",
            "place.beijing",
        ),
    ],
)
def test_a_capital_is_a_city_or_a_government_by_its_role(read: Read, text: str, tokens: str, entity: str) -> None:
    assert by_text(read(text, tokens), "Beijing") == entity


def test_an_unknown_person_keeps_one_node_and_a_family_name(read: Read) -> None:
    found = read(
        "Colonel Tesfaye Alemu resigned. Alemu left.",
        "Colonel PROPN nmod:desc 2\nTesfaye PROPN nsubj 4\nAlemu PROPN flat 2\n"
        "resigned VERB root 0 resign\n. PUNCT punct 4\n\n"
        "Alemu PROPN nsubj 2\nleft VERB root 0 leave\n. PUNCT punct 2",
        ents={"Tesfaye Alemu": "PERSON"},
    )
    first, second = found.mentions
    assert first.text == "Colonel Tesfaye Alemu"
    assert second.text == "Alemu"
    assert first.entity == second.entity
    entity = found.entities[first.entity]
    assert (entity.type, entity.label, entity.known) == (EntityType.PERSON, "Tesfaye Alemu", False)
    assert [(title.code, title.position, title.beside) for title in found.titles] == [
        ("RANK", "position.colonel", False)
    ]


def test_an_acronym_that_the_text_defines(read: Read) -> None:
    found = read(
        "The Lake Basin Union (LBU) met. The LBU agreed.",
        "The DET det 4\nLake PROPN compound 4\nBasin PROPN compound 4\nUnion PROPN nsubj 8\n"
        "( PUNCT punct 6\nLBU PROPN appos 4\n"
        ") PUNCT punct 6\nmet VERB root 0 meet\n. PUNCT punct 8\n\nThe DET det 2\nLBU PROPN nsubj 3\n"
        "agreed VERB root 0 agree\n. PUNCT punct 3",
    )
    assert len({m.entity for m in found.mentions}) == 1
    assert found.entities[found.mentions[0].entity].label == "Lake Basin Union"


def test_classes_of_weapons_groups_and_things(read: Read) -> None:
    found = read(
        "Rebels destroyed two APCs near the bridge.",
        "Rebels NOUN nsubj 2 rebel\ndestroyed VERB root 0 destroy\ntwo NUM nummod 4\n"
        "APCs NOUN obj 2 apc\nnear ADP case 7\n"
        "the DET det 7\nbridge NOUN obl 2\n. PUNCT punct 2",
    )
    assert [(found.entities[m.entity].type, found.entities[m.entity].label) for m in found.mentions] == [
        (EntityType.GROUP, "rebels"),
        (EntityType.WEAPON, "armored personnel carriers"),
        (EntityType.PLACE, "bridge"),
    ]


def test_an_unknown_variant_of_a_weapon_and_a_unit(read: Read) -> None:
    found = read(
        "The 77th Mountain Brigade lost a T-72X9 tank.",
        "The DET det 4\n77th ADJ amod 4\nMountain PROPN compound 4\nBrigade PROPN nsubj 5\n"
        "lost VERB root 0 lose\na DET det 8\n"
        "T-72X9 PROPN compound 8\ntank NOUN obj 5\n. PUNCT punct 5",
    )
    unit = found.entities[by_text(found, "77th Mountain Brigade")]
    assert (unit.type, unit.category) == (EntityType.ORGANIZATION, "MilitaryUnit")
    tank = found.entities[by_text(found, "T-72X9 tank")]
    assert tank.type is EntityType.WEAPON
    assert tank.parent == "weapon.t-72"


def test_pronouns_with_one_possible_antecedent(read: Read) -> None:
    found = read(
        "Emmanuel Macron left before his plane landed. He spoke.",
        "Emmanuel PROPN nsubj 3\nMacron PROPN flat 1\nleft VERB root 0 leave\nbefore SCONJ mark 7\n"
        "his PRON nmod:poss 6\n"
        "plane NOUN nsubj 7\nlanded VERB advcl 3 land\n. PUNCT punct 3\n\nHe PRON nsubj 2\n"
        "spoke VERB root 0 speak\n. PUNCT punct 2",
    )
    pronouns = [m for m in found.mentions if m.kind == "pronoun"]
    assert [(m.text, m.entity) for m in pronouns] == [
        ("his", "person.emmanuel-macron"),
        ("He", "person.emmanuel-macron"),
    ]
    assert pronouns[0].chain == (0,)
    assert all(m.confidence < 1 for m in pronouns)


def test_a_pronoun_between_two_equal_men_is_left_alone(read: Read) -> None:
    found = read(
        "Emmanuel Macron and Olaf Scholz met. He smiled.",
        "Emmanuel PROPN nsubj 6\nMacron PROPN flat 1\nand CCONJ cc 4\nOlaf PROPN conj 1\n"
        "Scholz PROPN flat 4\nmet VERB root 0 meet\n"
        ". PUNCT punct 6\n\nHe PRON nsubj 2\nsmiled VERB root 0 smile\n. PUNCT punct 2",
    )
    assert all(m.confidence < 0.9 for m in found.mentions if m.kind == "pronoun")


def test_first_person_is_the_speaker(read: Read) -> None:
    found = read(
        "“I will stay,” Emmanuel Macron said.",
        "“ PUNCT punct 4\nI PRON nsubj 4\nwill AUX aux 4\nstay VERB ccomp 9\n, PUNCT punct 4\n"
        "” PUNCT punct 4\nEmmanuel PROPN nsubj 9\n"
        "Macron PROPN flat 7\nsaid VERB root 0 say\n. PUNCT punct 9",
    )
    assert by_text(found, "I") == "person.emmanuel-macron"


def test_background_brings_what_entities_refer_to(knowledge: KnowledgeBase) -> None:
    forces = knowledge.entity("org.armed-forces-et")
    assert forces is not None
    found = background([forces], knowledge)
    assert {"org.armed-forces-et", "state.et"} <= set(found)
    assert list(found) == sorted(found)


def test_the_same_input_gives_the_same_mentions(read: Read) -> None:
    text = "Beijing protested."
    tokens = "Beijing PROPN nsubj 2\nprotested VERB root 0 protest\n. PUNCT punct 2"
    assert read(text, tokens) == read(text, tokens)


def test_a_unit_is_taken_up_by_its_noun(read: Read) -> None:
    found = read(
        "The 77th Mountain Brigade arrived. The brigade rested.",
        "The DET det 4\n77th ADJ amod 4\nMountain PROPN compound 4\nBrigade PROPN nsubj 5\narrived VERB root 0 arrive\n"
        ". PUNCT punct 5\n\nThe DET det 2\nbrigade NOUN nsubj 3\nrested VERB root 0 rest\n. PUNCT punct 3",
    )
    assert len({mention.entity for mention in found.mentions}) == 1
    assert found.mentions[-1].chain == (4,)
