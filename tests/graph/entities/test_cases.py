"""Sentences on many conflicts, with the node that a mention in each must denote; the analysis is stored with them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from casusgraph.graph.entities import KnowledgeBase, link
from casusgraph.ontology.records import Document

VOCAB = spacy.blank("en").vocab
LINES = Path(__file__).with_name("cases.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [
    pytest.param(text, case, id=f"{case['mention']}: {text['text'][:40]}")
    for text in map(json.loads, LINES)
    for case in text["cases"]
]


def analysed(text: str, tokens: list[str]) -> Doc:
    """The stored analysis: word, part of speech, relation, head, lemma, entity tag and sentence start of each token."""
    rows = [token.split(" ") for token in tokens]
    spaces, offset = [], 0
    for row in rows:
        offset = text.index(row[0], offset) + len(row[0])
        spaces.append(text[offset : offset + 1] == " ")
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        spaces=spaces,
        pos=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        lemmas=[row[4] for row in rows],
        ents=[row[5] for row in rows],
        sent_starts=[row[6] == "1" for row in rows],
    )


@pytest.mark.parametrize(("text", "case"), CASES)
def test_the_mention_denotes_the_expected_node(
    knowledge: KnowledgeBase, text: dict[str, object], case: dict[str, object]
) -> None:
    """`expect` is an id, the beginning of one that no table has, or null where no known node may be linked."""
    document = Document(text=str(text["text"]), sources=("case.txt",), published=str(text["date"]))
    found = link(analysed(document.text, text["tokens"]), document, knowledge)  # type: ignore[arg-type]
    there = {m.entity for m in found.mentions if m.start < int(str(case["end"])) and int(str(case["start"])) < m.end}
    expected = case["expect"]
    if expected is None:
        assert not any(found.entities[entity].known for entity in there)
    elif str(expected).startswith("nil."):
        assert any(entity.startswith(str(expected)) for entity in there)
    else:
        assert expected in there


def test_there_are_more_than_a_hundred_cases() -> None:
    assert len(CASES) > 100


@pytest.mark.parametrize("text", [json.loads(line) for line in LINES], ids=lambda text: text["text"][:40])
def test_mentions_are_exact_and_only_adjectives_lie_inside_others(
    knowledge: KnowledgeBase, text: dict[str, object]
) -> None:
    document = Document(text=str(text["text"]), sources=("case.txt",), published=str(text["date"]))
    found = link(analysed(document.text, text["tokens"]), document, knowledge)  # type: ignore[arg-type]
    starts = {mention.start for mention in found.mentions}
    for mention in found.mentions:
        assert document.text[mention.start : mention.end] == mention.text
        assert set(mention.chain) <= starts
        assert 0 < mention.confidence <= 1
    for first, second in pairwise(found.mentions):
        assert first.end <= second.start or (second.kind == "adjective" and second.end <= first.end)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”’", "\u200b\ufeff NATO\x00", 'I said: "he "said" it" ' * 20])
def test_a_text_without_analysis_breaks_nothing(knowledge: KnowledgeBase, text: str) -> None:
    found = link(spacy.blank("en")(text), Document(text=text, sources=("odd.txt",)), knowledge)
    assert {mention.entity for mention in found.mentions} <= {"org.nato"}
