"""Hand-built parses: a sentence is a line of `form/TAG/relation/head[/lemma]`, heads counted from 1, root 0."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
import spacy
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from casusgraph.graph.reader import Tools, read_document
from casusgraph.ontology.records import Document, Reading

UNIVERSAL = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "MD": "AUX", "IN": "ADP", "TO": "PART", "DT": "DET",
    "CD": "NUM", "RB": "ADV", "PRP": "PRON", "PRP$": "PRON", "CC": "CCONJ", "RP": "ADP", "WDT": "PRON", "WP": "PRON",
    "WRB": "ADV", "EX": "PRON", "POS": "PART", "$": "SYM", "NNT": "PROPN", "UH": "INTJ",
}  # fmt: skip
CLOSING = frozenset({",", ".", "?", "!", ";", ":", "”", ")", "’s", "'s", "n’t", "n't", "%"})
OPENING = frozenset({"“", "(", "$", "‘", "£", "€"})


def _universal(tag: str, relation: str) -> str:
    if relation.startswith(("aux", "cop")):
        return "AUX"
    if relation == "mark" and tag == "IN":
        return "SCONJ"
    if tag.startswith("VB"):
        return "VERB"
    if tag.startswith("JJ"):
        return "ADJ"
    return UNIVERSAL.get(tag, "PUNCT" if relation == "punct" else "X")


def _spaces(words: list[str], tags: list[str]) -> list[bool]:
    pairs = list(zip(words, tags, strict=True))
    opens = [word in OPENING or tag == "``" for word, tag in pairs]
    closes = [word in CLOSING or tag == "''" for word, tag in pairs]
    return [not opening and not closing for opening, closing in zip(opens, [*closes[1:], False], strict=True)]


def build(table: str) -> Doc:
    """A Doc of the sentences in the table."""
    rows: list[list[str]] = []
    heads: list[int] = []
    for line in filter(str.strip, table.splitlines()):
        offset = len(rows)
        cells = [cell.rsplit("/", 4) if cell.count("/") == 4 else cell.rsplit("/", 3) for cell in line.split()]
        for number, cell in enumerate(cells):
            rows.append(cell)
            heads.append(offset + (int(cell[3]) - 1 if int(cell[3]) else number))
    words = [row[0] for row in rows]
    return Doc(
        _vocab(),
        words=words,
        spaces=_spaces(words, [row[1] for row in rows]),
        tags=[row[1] for row in rows],
        pos=[_universal(row[1], row[2]) for row in rows],
        deps=["ROOT" if row[2] == "root" else row[2] for row in rows],
        heads=heads,
        lemmas=[row[4] if len(row) > 4 else row[0].lower() for row in rows],
    )


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """The builder of hand-made parses."""
    return build


@pytest.fixture(scope="session")
def word() -> Callable[[Doc, str], Token]:
    """The first token with this form."""
    return lambda doc, form: next(token for token in doc if token.text == form)


def lines(reading: Reading) -> list[str]:
    """`Warned(China > recipient:Philippines) negative possible by Qatar`; what is positive and actual is left out."""
    labels = {entity.id: entity.label for entity in reading.entities}
    found = []
    for s in reading.statements:
        targets = ", ".join(f"{p.role}:{labels[p.entity]}" for p in s.targets)
        notes = [word for word in (str(s.polarity), str(s.modality)) if word not in ("positive", "actual")]
        notes += [f"by {labels[s.attribution.entity]}"] if s.attribution is not None else []
        notes += [f"{s.quantity:g}"] if s.quantity is not None else []
        actor = labels[s.actor.entity] if s.actor is not None else "-"
        found.append(" ".join([f"{s.type}({actor} > {targets})", *notes]))
    return found


@pytest.fixture(scope="session")
def reader() -> Callable[[str], list[str]]:
    """From a text to its statements, a line each."""
    tools = Tools.load()
    return lambda text: lines(read_document(Document(text, ("a.txt",), published="2024-05-16"), tools))
