"""Relations of small texts analysed by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from casusgraph.graph.entities import KnowledgeBase, link, load_knowledge
from casusgraph.graph.statements.relations import relations
from casusgraph.ontology.records import Document, Kind, Statement

LEMMAS = {"borders": "border", "allies": "ally"}
VOCAB = spacy.blank("en").vocab


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


def read(knowledge: KnowledgeBase, tokens: str, **ents: str) -> list[tuple[str, str, str, str]]:
    """Type, labels of subject and object, and polarity of each relation of one sentence of `word/POS/relation/head`."""
    rows = [token.rsplit("/", 3) for token in tokens.split()]
    words = [row[0] for row in rows]
    doc = Doc(
        VOCAB,
        words=words,
        pos=[row[1] for row in rows],
        deps=["ROOT" if row[3] == "0" else row[2] for row in rows],
        heads=[number if row[3] == "0" else int(row[3]) - 1 for number, row in enumerate(rows)],
        lemmas=[LEMMAS.get(row[0], row[0].lower()) for row in rows],
        tags=["VBN" if row[0].endswith("ed") else "" for row in rows],
        sent_starts=[number == 0 for number in range(len(rows))],
    )
    spans = [
        doc.char_span(doc.text.index(name), doc.text.index(name) + len(name), label) for name, label in ents.items()
    ]
    doc.ents = [span for span in spans if span is not None]
    document = Document(text=doc.text, sources=("text.txt",), published="2023-03-01")
    linked = link(doc, document, knowledge)
    found: list[Statement] = list(relations(doc, document, linked))
    rows_found = []
    for statement in found:
        assert statement.kind is Kind.RELATION
        assert statement.actor is not None
        quote = statement.evidence[0]
        assert document.text[quote.start : quote.end] == quote.text
        (target,) = statement.targets
        labels = [linked.entities[entity].label for entity in (statement.actor.entity, target.entity)]
        rows_found.append((statement.type, *labels, statement.polarity.value))
    return rows_found


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (
            "Finnish/ADJ/amod/2 President/PROPN/nmod:desc/3 Sauli/PROPN/nsubj/5 Niinistö/PROPN/flat/3 "
            "spoke/VERB/root/0",
            [("holdsPosition", "Sauli Niinistö", "President of Finland", "positive")],
        ),
        (
            "Chad/PROPN/nsubj/2 borders/VERB/root/0 Sudan/PROPN/obj/2",
            [("borders", "Chad", "Sudan", "positive")],
        ),
        (
            "Chad/PROPN/nsubj/6 is/AUX/cop/6 not/PART/advmod/6 a/DET/det/6 full/ADJ/amod/6 "
            "member/NOUN/root/0 of/ADP/case/8 NATO/PROPN/nmod/6",
            [("memberOf", "Chad", "NATO", "negative")],
        ),
        (
            "Mali/PROPN/nsubj/9 ,/PUNCT/punct/6 one/NUM/appos/1 of/ADP/case/7 Niger/PROPN/nmod:poss/7 's/PART/case/5 "
            "allies/NOUN/nmod/3 ,/PUNCT/punct/1 agreed/VERB/root/0",
            [("alliedWith", "Mali", "Niger", "positive")],
        ),
        (
            "Musa/PROPN/nsubj/8 Dako/PROPN/flat/1 ,/PUNCT/punct/4 head/NOUN/appos/1 of/ADP/case/6 "
            "Hezbollah/PROPN/nmod/4 ,/PUNCT/punct/1 resigned/VERB/root/0",
            [("leads", "Musa Dako", "Hezbollah", "positive")],
        ),
        (
            "Kenya/PROPN/nsubj/2 hosted/VERB/root/0 Sudan/PROPN/obj/2",
            [],
        ),
    ],
)
def test_relations_of_a_sentence(
    knowledge: KnowledgeBase, tokens: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert read(knowledge, tokens, **{"Musa Dako": "PERSON"} if "Musa" in tokens else {}) == expected


def test_a_title_is_stated_once_a_document(knowledge: KnowledgeBase) -> None:
    tokens = (
        "President/PROPN/nmod:desc/2 Emmanuel/PROPN/nsubj/4 Macron/PROPN/flat/2 met/VERB/root/0 "
        "President/PROPN/nmod:desc/6 Emmanuel/PROPN/obj/4 Macron/PROPN/flat/6"
    )
    assert read(knowledge, tokens) == [("holdsPosition", "Emmanuel Macron", "President of France", "positive")]
