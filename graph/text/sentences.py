"""Where sentences begin: at paragraphs, lines that are units of their own, and where a learned classifier says so.

The classifier is linear over the words around a place (which of them stand there, their shapes, open quotation marks
and brackets, the length of the sentence so far). It decides only where a sentence could begin at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from ...ontology.errors import ModelError
from .encoding import shape_of
from .regions import inside_boilerplate

_TERMINAL = frozenset(".!?…:;") | {"...", "....", ". . .", "!!", "!!!", "??", "???", "?!", "!?"}
_CLOSING = frozenset("\"'”’»)]}") | {"''"}
_OPENING = frozenset("\"'“‘«([{") | {"``"}
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_QUOTES = {"“": 1, "«": 1, "``": 1, "”": -1, "»": -1, "''": -1}
_WRAPPED_LINE = 60
"""A line this long that ends without a full stop may go on in the next one."""


@dataclass(frozen=True, slots=True)
class Splitter:
    """Weights of features by name."""

    weights: Mapping[str, float]

    def starts(self, doc: Doc) -> npt.NDArray[np.bool_]:
        """True for every token that begins a sentence."""
        starts = np.zeros(len(doc), dtype=np.bool_)
        texts = [token.text for token in doc]
        white = [*(text.isspace() for text in texts[1:]), False]
        followed = [token.whitespace_ != "" or before for token, before in zip(doc, white, strict=True)]
        for paragraph in paragraphs(doc):
            starts[paragraph[0]] = True
            forms = [texts[i] for i in paragraph]
            spaces = [followed[i] for i in paragraph]
            for position in self.boundaries(forms, spaces):
                starts[paragraph[position]] = True
        boilerplate = list(inside_boilerplate(doc))
        starts[boilerplate] = False
        for i in boilerplate:
            starts[i] = i == 0 or i - 1 not in boilerplate
        return starts

    def boundaries(self, forms: Sequence[str], spaces: Sequence[bool]) -> Iterator[int]:
        """Positions after the first at which a sentence of this paragraph begins."""
        view = Paragraph(forms, spaces)
        last = 0
        for position in view.candidates():
            score = sum(self.weights.get(name, 0.0) for name in view.features(position, last))
            if score > 0:
                yield position
                last = position

    @classmethod
    def read(cls, folder: Path) -> Splitter:
        """Reads `sentences.json` of a folder; raises ModelError where it is missing or damaged."""
        try:
            weights = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))["weights"]
            return cls({str(name): float(weight) for name, weight in weights.items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"the sentence splitter can not be read: {error}; reinstall the model") from error

    def write(self, folder: Path) -> None:
        """Writes `sentences.json`."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"weights": self.weights}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (folder / "sentences.json").write_text(text, encoding="utf-8")


class Paragraph:
    """The words of one paragraph and what is open before each of them."""

    def __init__(self, forms: Sequence[str], spaces: Sequence[bool]) -> None:
        self.forms = forms
        self.spaces = spaces
        self.lower = [form.lower() for form in forms]
        self.shapes = [_shape(form) for form in forms]
        self.open = list(_open_marks(forms))

    def candidates(self) -> Iterator[int]:
        """Positions where a sentence could begin: after a mark, or at a word that is not in lower case."""
        for i in range(1, len(self.forms)):
            if (self.shapes[i] != "a" or not self.forms[i - 1][-1].isalnum()) and not self._quoted_comma(i - 1):
                yield i

    def _quoted_comma(self, end: int) -> bool:
        """Whether quotation marks or brackets close here after a comma: `they left,” she said`."""
        i = end
        while i > 0 and self.forms[i] in _CLOSING:
            i -= 1
        return i < end and self.forms[i] == ","

    def features(self, i: int, last: int) -> list[str]:
        """Names of what is seen at a place, when the sentence so far began at `last`."""
        left, right, a, b = self.lower[i - 1], self.lower[i], self.shapes[i - 1], self.shapes[i]
        left2, a2 = self._at(i - 2)
        left3, a3 = self._at(i - 3)
        right2, b2 = self._at(i + 1)
        right3, b3 = self._at(i + 2)
        stop = i - 1
        while stop > last and self.forms[stop] in _CLOSING:
            stop -= 1
        end = self.lower[stop] if self.lower[stop] in _TERMINAL else self.shapes[stop]
        before = self.lower[stop - 1] if stop > last else "<s>"
        before_shape = self.shapes[stop - 1] if stop > last else "<s>"
        space = "_" if self.spaces[i - 1] else "+"
        length, rest = _bucket(i - last), _bucket(len(self.forms) - i)
        marks = self.open[i]
        first = b if self.forms[i] not in _OPENING else "o" + b2
        return [
            "bias", "l=" + left, "r=" + right, f"ab={a}{space}{b}", f"lb={left} {space}{b}", f"ar={a} {right}",
            f"l2l={left2} {left} {b}", f"lr={left} {right}", f"e={end} {space}{first}", f"eb={end} {before} {first}",
            f"es={end} {before_shape} {first} {b2}", f"er={end} {right} {b2}", f"m={marks} {end} {first}",
            f"n={length} {end} {first}", f"q={rest} {end} {first}", f"nq={length} {rest} {end}",
            f"s={a3} {a2} {a}{space}{b} {b2}", f"t={a2} {a}{space}{b} {b2} {b3}", f"r2={right} {right2}",
            "r2b=" + right2 + b, f"l2={left2} {a}", f"l3={left3} {left2} {left}", f"r3={b} {b2} {right3}",
            f"mm={marks}",
        ]  # fmt: skip

    def _at(self, i: int) -> tuple[str, str]:
        return (self.lower[i], self.shapes[i]) if 0 <= i < len(self.forms) else ("<>", "<>")


def paragraphs(doc: Doc) -> Iterator[list[int]]:
    """Indices of the words of every stretch that no sentence crosses: a paragraph, a heading, an item of a list."""
    boilerplate = set(inside_boilerplate(doc))
    words: list[int] = []
    line_start = 0
    for token in doc:
        breaks = token.i in boilerplate
        if token.is_space:
            lines = token.text.count("\n") + token.text.count("\r") - token.text.count("\r\n")
            line = doc.text[line_start : token.idx] if lines == 1 else ""
            line_start = token.idx + len(token.text) if lines else line_start
            breaks = breaks or lines > 1 or (lines == 1 and not _goes_on(line, doc, token.i + 1))
        if breaks and words:
            yield words
            words = []
        if not token.is_space and token.i not in boilerplate:
            words.append(token.i)
    if words:
        yield words


def _goes_on(line: str, doc: Doc, following: int) -> bool:
    """Whether a line break is one of running text: a long line before it, or a word in lower case after it."""
    stripped = line.rstrip()
    if not stripped or following >= len(doc):
        return False
    if doc[following].text[:1].islower():
        return True
    return len(stripped) >= _WRAPPED_LINE and stripped[-1] not in ".!?…\"”’)" and doc[following].text[0].isalnum()


def _open_marks(forms: Sequence[str]) -> Iterator[str]:
    """What is open before each word: nothing, a quotation, a bracket, both."""
    quotes = brackets = 0
    for form in forms:
        yield ("q" if quotes else "") + ("b" if brackets else "")
        brackets = max(0, brackets + _BRACKETS.get(form, 0))
        quotes = 1 - quotes if form == '"' else max(0, min(1, quotes + _QUOTES.get(form, 0)))


def _shape(form: str) -> str:
    """The encoder's shape, and which punctuation mark a mark is."""
    shape = shape_of(form)
    if shape == 7:
        return "o" if form in _OPENING else "c" if form in _CLOSING else "." if form in _TERMINAL else ","
    return "?aAUL*9"[shape] + ("." if form[-1] == "." else "")


def _bucket(count: int) -> str:
    return str(count) if count < 4 else "4" if count < 7 else "7" if count < 12 else "12" if count < 25 else "25"
