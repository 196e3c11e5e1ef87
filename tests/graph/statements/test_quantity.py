"""Quantities of noun phrases on hand-made parses of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casusgraph.graph.statements.quantity import Quantity, evaluate, quantity, quantity_cues

CASES = [
    ("trucks", Quantity(1450), "1,450/CD/nummod/2 trucks/NNS/root/0/truck"),
    ("boats", Quantity(3), "three/CD/nummod/3 small/JJ/amod/3 boats/NNS/root/0/boat"),
    ("people", Quantity(1_300_000, None, True),
     "some/RB/advmod/3 1.3/CD/compound/3 million/CD/nummod/4 people/NNS/root/0"),
    ("drones", Quantity(40, None, True), "at/IN/case/3 least/JJS/nmod/3 40/CD/nummod/4 drones/NNS/root/0/drone"),
    ("drones", Quantity(40, None, True), "more/JJR/advmod/3 than/IN/fixed/1 40/CD/nummod/4 drones/NNS/root/0/drone"),
    ("$", Quantity(450_000_000, "USD", True),
     "nearly/RB/advmod/3 $/$/ROOT/0 450/CD/compound/4 million/CD/nummod/2"),
    ("package", Quantity(450_000_000, "USD"),
     "a/DT/det/2 package/NN/root/0 worth/JJ/amod/2 $/$/obj/3 450/CD/compound/6 million/CD/nummod/4"),
    ("loan", Quantity(2_000_000, "CAD"),
     "a/DT/det/2 loan/NN/root/0 of/IN/case/7 two/CD/compound/5 million/CD/nummod/7 Canadian/JJ/amod/7 "
     "dollars/NNS/nmod/2/dollar"),
    ("aid", Quantity(7_500_000, "EUR"),
     "€/$/ROOT/0 7.5/CD/compound/3 million/CD/nummod/1 in/IN/case/5 aid/NN/nmod/1"),
    ("grain", Quantity(20, "t"), "20/CD/nummod/2 tonnes/NNS/root/0/tonne of/IN/case/4 grain/NN/nmod/2"),
    ("thousands", None, "thousands/NNS/root/0/thousand of/IN/case/3 soldiers/NNS/nmod/1/soldier"),
    ("tanks", None, "20/CD/nummod/4 to/IN/case/3 30/CD/nmod/1 tanks/NNS/root/0/tank"),
    ("tanks", None, "20/CD/nummod/4 or/CC/cc/3 30/CD/conj/1 tanks/NNS/root/0/tank"),
    ("treaty", None, "the/DT/det/3 1994/CD/nummod/3 treaty/NN/root/0"),
    ("Article", None, "Article/NN/root/0 5/CD/nummod/1"),
    ("tanks", None, "no/DT/det/2 tanks/NNS/root/0/tank"),
    ("soldiers", Quantity(250), "two/CD/compound/2 hundred/CD/nummod/5 and/CC/cc/4 fifty/CD/conj/2 "
     "soldiers/NNS/root/0/soldier"),
    ("barrels", Quantity(500_000, "[bbl_us]"),
     "half/DT/det/3 a/DT/det/3 million/CD/nummod/4 barrels/NNS/root/0/barrel"),
    ("jets", Quantity(20),
     "20/CD/nummod/2 attack/NN/root/0 ,/,/punct/5 and/CC/cc/5 transport/NN/conj/2 jets/NNS/conj/2/jet"),
    ("vans", Quantity(8),
     "They/PRP/nsubj/2 took/VBD/root/0/take 9/CD/nummod/4 cars/NNS/obj/2/car ,/,/punct/7 8/CD/nummod/4 "
     "vans/NNS/conj/4/van"),
    ("12", Quantity(12), "12/CD/nsubj:pass/3 were/VBD/aux:pass/3/be killed/VBN/root/0/kill"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "expected", "table"), CASES)
def test_quantity(parse, word, form, expected, table):
    assert quantity(word(parse(table), form)) == expected


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_digits_are_read_exactly(number):
    assert evaluate([f"{number:,}"], quantity_cues()) == number


WORDS = ["12", "1.5", "two", "hundred", "million", "a", "half", "to", "and", "-", "x", "3k", ""]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS)))
def test_any_words_are_evaluated_without_an_error(parts):
    value = evaluate(parts, quantity_cues())
    assert value is None or value >= 0
