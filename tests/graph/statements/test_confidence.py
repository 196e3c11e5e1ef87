"""What makes a statement sure, and that the least sure are left out."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from casusgraph.graph.entities import link, load_knowledge
from casusgraph.graph.statements import MINIMUM, extract, load_lexicon
from casusgraph.graph.statements.confidence import confidence, weights
from casusgraph.graph.statements.extract import Made, make
from casusgraph.graph.text import load_model, read
from casusgraph.ontology.records import Document


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def made(nlp: Language, text: str) -> list[Made]:
    document = Document(text=text, sources=("a.txt",), published="2023-05-04")
    doc = read(nlp, document)
    return make(doc, document, link(doc, document, load_knowledge()), load_lexicon())


def one(nlp: Language, text: str, kind: str) -> Made:
    return next(one for one in made(nlp, text) if one.statement.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Chad attacked Niger.", "Attacked", {"target", "type Attacked"}),
        ("The village was attacked.", "Attacked", {"passive without agent"}),
        ("Chad may attack Niger.", "Attacked", {"possible"}),
        ("Chad plans to attack Niger.", "Attacked", {"intended", "in a complement"}),
        ("Chad did not attack Niger.", "Attacked", {"negative"}),
        ("The attack on Niger by Chad ended.", "Attacked", {"event noun"}),
        ("Chad warned Niger that it would respond.", "Warned", {"speech"}),
        ("Chad carried out an attack on Niger.", "Attacked", {"light verb", "event noun"}),
    ],
)
def test_features_say_how_a_statement_was_read(nlp: Language, text: str, kind: str, names: set[str]) -> None:
    found = [item for item in made(nlp, text) if item.statement.type == kind]
    assert any(names <= set(item.features) for item in found)
    assert all(0 < value <= 1 for item in found for name, value in item.features.items() if name != "doubtful syntax")


def test_confidence_is_the_logistic_sum_of_the_weights() -> None:
    known = weights()
    odds = known["bias"] + known["possible"] + 0.5 * known["distance"]
    assert confidence({"possible": 1.0, "distance": 0.5}) == round(1 / (1 + math.exp(-odds)), 2)


@given(st.dictionaries(st.sampled_from(sorted(weights())) | st.text(), st.floats(0, 1), max_size=12))
def test_confidence_is_a_probability_whatever_the_features(values: dict[str, float]) -> None:
    assert 0 <= confidence(values) <= 1


def test_the_least_sure_are_left_out_and_nothing_points_to_them(nlp: Language) -> None:
    text = (
        "Chad warned that Niger may have been preparing to attack the depots of its allies. "
        "Mali attacked Burkina Faso on Monday. Togo denied that rebels loyal to it had been planning an attack."
    )
    document = Document(text=text, sources=("a.txt",))
    doc = read(nlp, document)
    linked = link(doc, document, load_knowledge())
    whole = list(extract(doc, document, linked, load_lexicon(), minimum=0))
    levels = sorted({statement.confidence for statement in whole})
    assert len(levels) > 1
    for least in levels:
        kept = list(extract(doc, document, linked, load_lexicon(), minimum=least))
        wanted = {s.id for s in whole if s.confidence >= least or s.kind == "relation"}
        assert {s.id for s in kept} == wanted
        assert all(set(s.about) <= wanted for s in kept)


def test_what_is_usual_is_left_out_below_the_minimum(nlp: Language) -> None:
    document = Document(text="Mali attacked Burkina Faso on Monday.", sources=("a.txt",))
    doc = read(nlp, document)
    linked = link(doc, document, load_knowledge())
    found = list(extract(doc, document, linked, load_lexicon()))
    assert found
    assert all(statement.confidence >= MINIMUM for statement in found)
