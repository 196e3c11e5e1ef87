"""The cue lists and their validation."""

from __future__ import annotations

import pytest

from casusgraph.graph.statements.clauses import lemma
from casusgraph.graph.statements.cues import grouped, known_verbs, read_cues, words, wordset
from casusgraph.graph.statements.quantity import quantity_cues
from casusgraph.graph.statements.speech import attribution_cues
from casusgraph.graph.statements.time_patterns import time_cues
from casusgraph.ontology.errors import OntologyError


def test_a_list_is_one_string_with_commas_or_a_list():
    assert words("rule out,  call\n  off") == words(["rule out", "call off"]) == ("rule out", "call off")


def test_a_word_in_two_groups_is_refused():
    with pytest.raises(OntologyError, match="'may' is under 'a' and 'b'"):
        grouped({"verbs": {"a": "may", "b": "may"}}, "verbs", "x")


@pytest.mark.parametrize(("data", "message"), [({}, "has no list"), ({"verbs": "say, say"}, "stands there twice")])
def test_a_missing_or_doubled_list_is_refused(data, message):
    with pytest.raises(OntologyError, match=message):
        wordset(data, "verbs", "x")


def test_the_packaged_lists_are_valid():
    assert "say" in attribution_cues().speech
    assert time_cues().months["Sept"] == 9
    assert quantity_cues().currencies["€"] == "EUR"


@pytest.mark.parametrize("name", ["attribution", "factuality", "time", "quantity"])
def test_no_entry_is_empty(name):
    def leaves(value):
        if isinstance(value, dict):
            return [leaf for part in value.values() for leaf in leaves(part)]
        return [leaf for part in value for leaf in leaves(part)] if isinstance(value, list) else [value]

    assert all(str(leaf).strip() for leaf in leaves(read_cues(name)))


@pytest.mark.parametrize(
    ("form", "guess", "expected"),
    [
        ("ruled", "rul", "rule"),
        ("planning", "plann", "plan"),
        ("denied", "denie", "deny"),
        ("strolled", "stroll", "stroll"),
    ],
)
def test_a_guessed_lemma_of_a_listed_verb_is_mended(parse, form, guess, expected):
    assert "stroll" not in known_verbs()
    assert lemma(parse(f"They/PRP/nsubj/2 {form}/VBD/root/0/{guess} it/PRP/obj/2")[1]) == expected
