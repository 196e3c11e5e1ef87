"""The probability that the parser gives to the head of each word."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

from casusgraph.graph.text.components import CERTAINTY
from casusgraph.graph.text.decode import probabilities


def test_certainty_of_heads_is_the_softmax_of_their_scores() -> None:
    scores = np.log(np.array([[[0.7, 0.2, 0.1], [0.1, 0.5, 0.4]]], dtype=np.float32))
    assert probabilities(scores, np.array([[0, 2]])) == pytest.approx(np.array([[0.7, 0.4]]), abs=1e-6)


def test_a_head_that_scores_far_below_another_is_improbable_and_no_overflow() -> None:
    scores = np.array([[[0.0, 1e30, 0.0]]], dtype=np.float32)
    assert probabilities(scores, np.array([[0]]))[0, 0] < 1e-6


def test_every_token_has_a_certainty(nlp: Language) -> None:
    doc = nlp("The convoy left Goma.\n\nNobody knows why.")
    values = doc.user_data[CERTAINTY]
    assert len(values) == len(doc)
    assert all(0 < value <= 1 for value in values)
