"""What parsers trained on little data get wrong in news, on sentences written for this test."""

import pytest


def word(doc, text):
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("On Friday, Latvian President Edgars Rinkevics arrived in Prague.", "Edgars", "arrived"),
        ("On Monday, Kenyan Foreign Minister Musalia Mudavadi met the rebels.", "Musalia", "met"),
        ("In June, Dutch Prime Minister Mark Rutte resigned.", "Mark", "resigned"),
        ("Foreign Minister Penny Wong warned the junta.", "Penny", "warned"),
        ("Chad borders Sudan.", "Chad", "borders"),
        ("Iran fears an attack.", "Iran", "fears"),
        ("Turkey blocks the deal.", "Turkey", "blocks"),
        (
            "Maria Kovacs, who led a brigade in the north for years before she was wounded, accused the ministry.",
            "Maria",
            "accused",
        ),
        (
            "The town of Kalina, a railway hub that had changed hands four times since spring, fell on Tuesday.",
            "town",
            "fell",
        ),
        ("Rebels led by Omar Said seized the airport.", "Rebels", "seized"),
    ],
)
def test_the_subject_is_found(nlp, text, subject, verb):
    found = word(nlp(text), subject)
    assert found.dep_ == "nsubj"
    assert found.head.text == verb


@pytest.mark.parametrize(
    ("text", "thing", "verb"),
    [
        ("Belarus borders Latvia.", "Latvia", "borders"),
        ("The army shelled Kalina overnight.", "Kalina", "shelled"),
        ("Norway will send tanks to Ukraine, the ministry said.", "tanks", "send"),
        ("The minister, in office since May, denied the reports.", "reports", "denied"),
    ],
)
def test_the_object_is_found(nlp, text, thing, verb):
    found = word(nlp(text), thing)
    assert found.dep_ == "obj"
    assert found.head.text == verb


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The bridge was destroyed by Ukrainian drones.", "drones"),
        ("Three villages were captured by the rebels on Sunday.", "rebels"),
    ],
)
def test_passives(nlp, text, agent):
    doc = nlp(text)
    assert [token.dep_ for token in doc if token.dep_.startswith("nsubj")] == ["nsubj:pass"]
    assert word(doc, agent).dep_ == "obl:agent"


def test_a_chain_of_titles_is_one_phrase(nlp):
    doc = nlp("Secretary of State Cordell Hull warned Japan.")
    subject = next(token for token in doc if token.dep_ == "nsubj")
    assert subject.head.text == "warned"
    assert {"Secretary", "State", "Cordell", "Hull"} <= {token.text for token in subject.subtree}
    assert word(doc, "Japan").dep_ in {"obj", "iobj"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mariupol fell in May.", ("Mariupol", "PLACE")),
        ("Rebels shelled Avdiivka.", ("Avdiivka", "PLACE")),
        ("Kenya sent police to Haiti.", ("Kenya", "STATE")),
        ("French troops left Gao.", ("French", "NORP")),
        ("“We are tired,” said Ngozi Adebayo, a teacher.", ("Ngozi Adebayo", "PERSON")),
        ("President Lopez said no.", ("Lopez", "PERSON")),
        ("The Security Council met on Tuesday.", ("Security Council", "ORG")),
        ("The Security Council met on Tuesday.", ("Tuesday", "DATE")),
        ("They fired two Javelin missiles at a T-72 tank.", ("T-72", "VEHICLE")),
        ("They fired two Javelin missiles at a T-72 tank.", ("two", "CARDINAL")),
        ("The loan of $40 million was refused.", ("$40 million", "MONEY")),
        ("The line is 30 kilometres long.", ("30 kilometres", "QUANTITY")),
    ],
)
def test_entities(nlp, text, expected):
    assert expected in [(ent.text, ent.label_) for ent in nlp(text).ents]


def test_a_title_is_no_person(nlp):
    doc = nlp("He told President Putin, and President Biden said that Prime Minister Mark Rutte agreed.")
    assert not {"President", "Prime", "Minister"} & {ent.text for ent in doc.ents}


def test_noun_chunks(nlp):
    doc = nlp("The Ukrainian army destroyed two Russian tanks near the old town of Kalina.")
    assert [chunk.text for chunk in doc.noun_chunks] == [
        "The Ukrainian army",
        "two Russian tanks",
        "the old town",
        "Kalina",
    ]
