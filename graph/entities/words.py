"""A spaCy Doc as plain lists, which rules read many times faster than tokens."""

from __future__ import annotations

from bisect import bisect_right

from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    HEAD,
    IDX,
    LEMMA,
    LENGTH,
    POS,
    SENT_START,
)
from spacy.tokens import Doc


class Words:
    """Text, lemma, part of speech, relation and head of each token by index; children; sentence numbers."""

    __slots__ = ("children", "dep", "end", "ents", "head", "lemma", "lower", "pos", "sent", "sents", "start", "text")

    def __init__(self, doc: Doc) -> None:
        strings = doc.vocab.strings
        table = doc.to_array([IDX, LENGTH, LEMMA, POS, DEP, HEAD, SENT_START]).tolist() if len(doc) else []
        names = {code: strings[code] if code else "" for row in table for code in row[2:5]}
        self.text: list[str] = [token.text for token in doc]
        self.lower = [text.lower() for text in self.text]
        self.start: list[int] = [row[0] for row in table]
        self.end: list[int] = [row[0] + row[1] for row in table]
        self.lemma = [names[row[2]] or lower for row, lower in zip(table, self.lower, strict=True)]
        self.pos = [names[row[3]] for row in table]
        self.dep = [names[row[4]] for row in table]
        self.head: list[int] = [index + _signed(row[5]) for index, row in enumerate(table)]
        self.ents: list[tuple[int, int, str]] = [(ent.start, ent.end - 1, ent.label_) for ent in doc.ents]
        """First and last token and label of each named entity of the language model."""
        self.children: list[list[int]] = [[] for _ in table]
        for index, head in enumerate(self.head):
            if head != index:
                self.children[head].append(index)
        self.sent: list[int] = []
        self.sents: list[tuple[int, int]] = []
        self._number_sentences([row[6] for row in table])

    def _number_sentences(self, starts: list[int]) -> None:
        begin = 0
        for index, start in enumerate(starts):
            if index and start == 1:
                self.sents.append((begin, index))
                begin = index
            self.sent.append(len(self.sents))
        if self.text:
            self.sents.append((begin, len(self.text)))

    def __len__(self) -> int:
        return len(self.text)

    def at(self, offset: int) -> int:
        """The token that holds the character offset, or the last one before it."""
        return max(bisect_right(self.start, offset) - 1, 0)

    def entity(self, first: int, last: int) -> str:
        """The label of the model's entity that holds the tokens; empty where none does."""
        found = bisect_right(self.ents, (first, len(self.text), "")) - 1
        return self.ents[found][2] if found >= 0 and last <= self.ents[found][1] else ""

    def root(self, first: int, last: int) -> int:
        """The first token of the span whose head lies outside it."""
        head = self.head
        for index in range(first, last + 1):
            if not first <= head[index] <= last or head[index] == index:
                return index
        return last

    def child(self, index: int, *relations: str) -> int | None:
        """The first child with one of the relations (without subtype)."""
        for child in self.children[index]:
            if self.dep[child] in relations or self.dep[child].partition(":")[0] in relations:
                return child
        return None

    def case(self, index: int) -> str:
        """The lower-case preposition of a nominal; empty where it has none."""
        found = self.child(index, "case")
        return self.lower[found] if found is not None and self.text[found] not in ("'s", "’s", "'", "’") else ""

    def apposed(self, index: int) -> bool:
        """The token is an apposition of its head; a description after the name is one as well."""
        return self.dep[index] == "appos" or (self.dep[index] == "nmod:desc" and index > self.head[index])

    def capitalised(self, index: int) -> bool:
        return self.text[index][:1].isupper()


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
