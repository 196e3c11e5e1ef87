"""Small analysed texts by hand: one token a line, as word, part of speech, relation and head (counted from one)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc, Span

from casusgraph.graph.entities import KnowledgeBase, Linked, link, load_knowledge
from casusgraph.ontology.records import Document

VOCAB = spacy.blank("en").vocab


def analysed(
    text: str, tokens: str, *, ents: dict[str, str] | None = None, date: str | None = None
) -> tuple[Doc, Document]:
    """The text with the analysis that the lines give; heads count within a sentence, an empty line ends one.

    A line is `word POS relation head` and may end with a lemma; `ents` maps a name to its label.
    """
    words, pos, deps, heads, lemmas, starts = [], [], [], [], [], []
    for sentence in tokens.strip().split("\n\n"):
        begin = len(words)
        for number, line in enumerate(sentence.strip().splitlines()):
            word, tag, relation, head, *lemma = line.split()
            words.append(word)
            pos.append(tag)
            deps.append("ROOT" if head == "0" else relation)
            heads.append(begin + (number if head == "0" else int(head) - 1))
            lemmas.append(lemma[0] if lemma else word.lower())
            starts.append(number == 0)
    spaces, offset = [], 0
    for word in words:
        offset = text.index(word, offset) + len(word)
        spaces.append(text[offset : offset + 1] == " ")
    doc = Doc(VOCAB, words=words, spaces=spaces, pos=pos, deps=deps, heads=heads, lemmas=lemmas, sent_starts=starts)
    assert doc.text.rstrip() == text, doc.text
    doc.ents = [span for name, label in (ents or {}).items() for span in _spans(doc, name, label)]
    return doc, Document(text=text, sources=("text.txt",), published=date)


def _spans(doc: Doc, name: str, label: str) -> list[Span]:
    start = doc.text.index(name)
    span = doc.char_span(start, start + len(name), label=label)
    assert span is not None, name
    return [span]


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture
def read(knowledge: KnowledgeBase) -> Callable[..., Linked]:
    """Links a text analysed by hand, and checks what holds for every result."""

    def linked(text: str, tokens: str, *, ents: dict[str, str] | None = None, date: str | None = None) -> Linked:
        doc, document = analysed(text, tokens, ents=ents, date=date)
        found = link(doc, document, knowledge)
        assert list(found.mentions) == sorted(found.mentions, key=lambda mention: (mention.start, -mention.end))
        for mention in found.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert mention.entity in found.entities
        return found

    return linked
