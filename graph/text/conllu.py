"""Treebank files in CoNLL-U: words with their annotation, and the running text rebuilt from them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a treebank; `head` counts from 1, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool
    """Whether white space follows in the text."""
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a treebank."""

    id: str
    words: tuple[Word, ...]
    paragraph: bool = False
    """Whether a document or paragraph begins here."""
    document: bool = False


def read_treebank(path: Path) -> Iterator[Sentence]:
    """The sentences of a `.conllu` or `.conllu.gz` file; empty nodes are left out, multiword tokens are split."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(_sentence, _blocks(lines))


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if stripped := line.rstrip("\r\n"):
            block.append(stripped)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _sentence(block: list[str]) -> Sentence:
    comments = [line[1:].strip() for line in block if line.startswith("#")]
    identifier = next((c.split("=", 1)[1].strip() for c in comments if c.startswith("sent_id")), "")
    document = any(c.startswith("newdoc") for c in comments)
    paragraph = document or any(c.startswith("newpar") for c in comments)
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    return Sentence(identifier, tuple(_words(rows)), paragraph, document)


def _words(rows: Sequence[Sequence[str]]) -> Iterator[Word]:
    multiword_end, space_after_multiword = 0, True
    for number, form, lemma, upos, xpos, feats, head, deprel, _, misc in rows:
        space = "SpaceAfter=No" not in misc
        if "." in number:
            continue
        if "-" in number:
            multiword_end, space_after_multiword = int(number.split("-")[1]), space
            continue
        if int(number) <= multiword_end:
            space = space_after_multiword and int(number) == multiword_end
        yield Word(form, lemma, upos, xpos, feats, int(head), deprel, space, misc)


def documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences grouped by document."""
    group: list[Sentence] = []
    for sentence in sentences:
        if sentence.document and group:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def text_of(sentences: Sequence[Sentence]) -> tuple[str, list[list[tuple[int, int]]]]:
    """The running text of a document, a blank line between paragraphs, and the offsets of every word in it."""
    parts: list[str] = []
    length = 0
    spans: list[list[tuple[int, int]]] = []
    for index, sentence in enumerate(sentences):
        if sentence.paragraph and index:
            parts.append("\n\n")
            length += 2
        spans.append([])
        for word in sentence.words:
            spans[-1].append((length, length + len(word.form)))
            parts.append(word.form + " " * word.space)
            length += len(parts[-1])
    return "".join(parts), spans
