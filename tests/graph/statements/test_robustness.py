"""Whatever the parse, the rules answer: random trees over words that the rules look for."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from casusgraph.graph.statements.circumstances import Circumstancer
from casusgraph.graph.statements.quantity import quantity
from casusgraph.graph.statements.quotes import quotes
from casusgraph.ontology.records import Document, Entity, EntityType, Mention, Modality, Polarity

WORDS = [
    "Olsen",
    "said",
    "denied",
    "that",
    "rebels",
    "will",
    "not",
    "attack",
    "to",
    "plan",
    "“",
    "”",
    '"',
    "according",
    "if",
    "on",
    "Monday",
    "May",
    "4",
    ",",
    "2023",
    "no",
    "is",
    "expected",
    "?",
    "would",
    "have",
    "raid",
    "threat",
    "of",
    "citing",
    "he",
    "nearly",
    "$",
    "5",
    "million",
    "until",
    "last",
    "week",
    "ago",
    "day",
    "statement",
    "the",
    "as",
    "\n\n",
    ".",
    "neither",
    "and",
]
TAGS = [
    "NN",
    "NNS",
    "NNP",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBZ",
    "MD",
    "IN",
    "TO",
    "CD",
    "PRP",
    "RB",
    "JJ",
    "DT",
    "WDT",
    "CC",
]
POS = ["NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "PRON", "NUM", "ADP", "PUNCT", "SYM", "DET", "SPACE"]
RELATIONS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "obl:agent",
    "obl:unmarked",
    "nmod",
    "nmod:poss",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "conj",
    "cc",
    "mark",
    "case",
    "aux",
    "aux:pass",
    "cop",
    "advmod",
    "amod",
    "det",
    "nummod",
    "compound",
    "compound:prt",
    "parataxis",
    "appos",
    "flat",
    "punct",
    "fixed",
    "csubj",
    "dep",
    "expl",
]


class Links:
    """Every third word names somebody."""

    def __init__(self) -> None:
        self.entities = {"person.x": Entity("person.x", EntityType.PERSON, "X")}

    def at(self, token):
        known = token.i % 3 == 0
        return Mention(token.idx, token.idx + len(token), token.text, "person.x", "name") if known else None


@pytest.fixture(scope="module")
def vocab():
    return spacy.blank("en").vocab


@st.composite
def tables(draw):
    """Words, tags and a tree: each word but the first of the order depends on one before it in the order."""
    size = draw(st.integers(1, 18))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    order = draw(st.permutations(range(size)))
    heads = list(range(size))
    for place, index in enumerate(order[1:], start=1):
        heads[index] = order[draw(st.integers(0, place - 1))]
    tags, pos = (draw(st.lists(st.sampled_from(names), min_size=size, max_size=size)) for names in (TAGS, POS))
    deps = draw(st.lists(st.sampled_from(RELATIONS), min_size=size, max_size=size))
    deps[order[0]] = "ROOT"
    return words, heads, tags, pos, deps


@settings(deadline=None, max_examples=150)
@given(tables(), st.sampled_from([None, "2023", "2023-05", "2023-05-14", "0001-01-01", "9999-12-31", "May"]))
def test_any_tree_is_read(vocab, table, published):
    words, heads, tags, pos, deps = table
    doc = Doc(vocab, words=words, heads=heads, tags=tags, pos=pos, deps=deps, lemmas=[word.lower() for word in words])
    reader = Circumstancer(doc, Document(doc.text, ("a.txt",), published=published), Links())
    for token in doc:
        found = reader.of(token, events=frozenset({1, 4}))
        assert found.polarity in Polarity
        assert found.modality in Modality
        assert found.attribution is not None or not found.attribution_chain
        quantity(token)
    assert all(0 <= date.start < date.end <= len(doc.text) for date in reader.dates)
    assert all(doc.text[date.start : date.end].strip() for date in reader.dates)
    assert all(doc.text[quote.start] in '“"‘«„' for quote in quotes(doc.text))
