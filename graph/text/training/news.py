"""Annotated news sentences: one a line, entities as `[TYPE words]`; lines that begin with `#` are comments.

    [NORP French] troops left [PLACE Gao] on [DATE 18 April 2022], said [PERSON Oumar Diallo].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from ..labels import ENTITY_TYPES

_MARKED = re.compile(r"\[([A-Z]+) ([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and its entities: start, end (characters), type."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


def parse_line(line: str) -> Annotated:
    """One line of the corpus; raises ValueError where a type is unknown or a bracket is left over."""
    text, entities, position = "", [], 0
    for found in _MARKED.finditer(line):
        if found[1] not in ENTITY_TYPES:
            raise ValueError(f"unknown entity type {found[1]} in: {line}")
        text += line[position : found.start()]
        entities.append((len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        position = found.end()
    text += line[position:]
    if "[" in text or "]" in text:
        raise ValueError(f"a bracket without a type or an end in: {line}")
    return Annotated(text, tuple(entities))


def read_news(path: Path) -> Iterator[Annotated]:
    """The annotated sentences of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield parse_line(line.strip())


def words_and_tags(item: Annotated, nlp: Language) -> tuple[list[str], list[str]]:
    """Its words as the pipeline divides them, and their entity tags; raises ValueError where a word is cut in two."""
    doc = nlp.make_doc(item.text)
    tokens = [token for token in doc if not token.is_space]
    tags = ["O"] * len(tokens)
    for start, end, kind in item.entities:
        inside = [i for i, token in enumerate(tokens) if token.idx < end and token.idx + len(token) > start]
        if not inside or tokens[inside[0]].idx != start or tokens[inside[-1]].idx + len(tokens[inside[-1]]) != end:
            raise ValueError(f"the entity {item.text[start:end]!r} does not begin and end with words in: {item.text}")
        mark(tags, inside[0], inside[-1], kind)
    return [token.text for token in tokens], tags


def mark(tags: list[str], first: int, last: int, kind: str) -> None:
    """Writes the tags of one entity."""
    if first == last:
        tags[first] = f"S-{kind}"
        return
    tags[first], tags[last] = f"B-{kind}", f"E-{kind}"
    tags[first + 1 : last] = [f"I-{kind}"] * (last - first - 1)


def held_out(items: Sequence[Annotated], every: int = 8) -> tuple[list[Annotated], list[Annotated]]:
    """The sentences to train on and those to score on: each eighth one."""
    return [x for i, x in enumerate(items) if i % every], [x for i, x in enumerate(items) if i % every == 0]
