import pytest

from casusgraph.graph.text.conllu import Word
from casusgraph.graph.text.training.entities import entities_of


def words(*rows):
    return [Word(form, form, upos, xpos, "_", head, rel, True, misc) for form, upos, xpos, head, rel, misc in rows]


def found(rows):
    return [(" ".join(word.form for word in rows[a : b + 1]), kind) for a, b, kind in entities_of(rows)]


def test_a_person_is_named_without_the_title():
    rows = words(
        ("President", "PROPN", "NNP", 2, "nmod:desc", "Entity=(1-person-new-nnnnn-cf1-2,3-coref"),
        ("Ana", "PROPN", "NNP", 4, "nsubj", "_"),
        ("Lima", "PROPN", "NNP", 2, "flat", "Entity=1)"),
        ("spoke", "VERB", "VBD", 0, "root", "_"),
    )
    assert found(rows) == [("Ana Lima", "PERSON")]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [("France", "place", "STATE"), ("France", "organization", "STATE"), ("Gao", "place", "PLACE")],
)
def test_places_are_divided(name, kind, expected):
    rows = words((name, "PROPN", "NNP", 0, "root", f"Entity=(1-{kind}-new-nnnnn-cf1-1-sgl)"))
    assert found(rows) == [(name, expected)]


def test_a_facility_by_its_last_word():
    rows = words(
        ("Kalina", "PROPN", "NNP", 2, "compound", "Entity=(1-place-new-nnnnn-cf1-2-sgl"),
        ("Airport", "PROPN", "NNP", 0, "root", "Entity=1)"),
    )
    assert found(rows) == [("Kalina Airport", "FACILITY")]


def test_peoples_numbers_and_amounts():
    rows = words(
        ("French", "ADJ", "JJ", 2, "amod", "_"),
        ("soldiers", "NOUN", "NNS", 3, "nsubj", "_"),
        ("paid", "VERB", "VBD", 0, "root", "_"),
        ("$", "SYM", "$", 3, "obj", "_"),
        ("5", "NUM", "CD", 4, "nummod", "_"),
        ("for", "ADP", "IN", 8, "case", "_"),
        ("two", "NUM", "CD", 8, "nummod", "_"),
        ("tanks", "NOUN", "NNS", 3, "obl", "_"),
        ("30", "NUM", "CD", 10, "nummod", "_"),
        ("miles", "NOUN", "NNS", 3, "obl", "_"),
    )
    assert found(rows) == [("French", "NORP"), ("$ 5", "MONEY"), ("two", "CARDINAL"), ("30 miles", "QUANTITY")]
