"""The spaCy components of the pipeline, registered under the names casus_sentences, casus_parser, casus_lemmatizer."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_SPACE,
    MORPH,
    POS,
    SENT_START,
    TAG,
)
from spacy.language import Language
from spacy.parts_of_speech import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ...ontology.errors import ModelError
from .labels import ROOT
from .lemma import Lemmas
from .network import Analysis, Network
from .noun_chunks import noun_chunks
from .regions import inside_boilerplate
from .sentences import Splitter

_COLUMNS: list[int | str] = [POS, TAG, MORPH, HEAD, DEP, ENT_IOB, ENT_TYPE]
_POS, _TAG, _MORPH, _HEAD, _DEP, _IOB_COLUMN, _TYPE = range(len(_COLUMNS))
_IOB = {"I": 1, "E": 1, "O": 2, "B": 3, "S": 3}

Rows = npt.NDArray[np.int64]

CERTAINTY = "casus_certainty"
"""Key of `Doc.user_data` under which the parser keeps, for every token, the probability of its head."""


class Window(NamedTuple):
    """Words that the network reads at once: a sentence, or a part of a very long one."""

    words: list[int]
    texts: list[str]


class Sentences:
    """Sets sentence boundaries; a region of boilerplate is one sentence of its own."""

    def __init__(self, name: str = "casus_sentences") -> None:
        self.name = name
        self._splitter: Splitter | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self._splitter is None:
            raise ModelError("the sentence splitter has no model; load a model folder first")
        if len(doc):
            starts = np.where(self._splitter.starts(doc), 1, -1)
            _write(doc, [SENT_START], starts.astype(np.int64).reshape(-1, 1))
        return doc

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Sentences:
        """Reads the splitter of a model folder."""
        self._splitter = Splitter.read(Path(path))
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the splitter."""
        if self._splitter is not None:
            self._splitter.write(Path(path))


class Parser:
    """Sets parts of speech, morphology, the dependency tree and the named entities of every sentence."""

    def __init__(self, vocab: Vocab, name: str = "casus_parser", *, threads: int = 1) -> None:
        self.vocab = vocab
        self.name = name
        self.threads = threads
        self._network: Network | None = None
        self._folder: Path | None = None
        self._values: dict[str, npt.NDArray[Any]] = {}

    @property
    def labels(self) -> dict[str, list[str]]:
        """Names of the labels by annotation: upos, xpos, feats, deprel, entities."""
        return {} if self._network is None else self._network.labels

    def __call__(self, doc: Doc) -> Doc:
        if self._network is None:
            raise ModelError("the parser has no model; load a model folder first")
        if not len(doc):
            return doc
        rows = self._blank(doc)
        windows, later = self._windows(doc)
        certainty = np.ones(len(doc), dtype=np.float32)
        if windows:
            self._fill(rows, certainty, windows, later)
        doc.user_data[CERTAINTY] = tuple(round(value, 3) for value in certainty.tolist())
        self._attach_spaces(rows, doc)
        return _write(doc, _COLUMNS, rows)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Parser:
        """Reads the network of a model folder."""
        self._folder = Path(path)
        self._network = Network(self._folder, threads=self.threads)
        labels, tags = self._network.labels, self._network.tags
        self._values = {
            "upos": np.array([IDS[name] for name in labels["upos"]]),
            "xpos": self._hashes(labels["xpos"]),
            "feats": np.array([_signed(self.vocab.morphology.add(feats)) for feats in labels["feats"]]),
            "deprel": self._hashes(["ROOT" if name == ROOT else name for name in labels["deprel"]]),
            "type": self._hashes([tag[2:] for tag in tags]),
            "iob": np.array([_IOB[tag[0]] for tag in tags]),
            "single": np.array([tag[0] == "S" for tag in tags]),
        }
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Copies the files of the network."""
        if self._folder is None:
            return
        Path(path).mkdir(parents=True, exist_ok=True)
        for name in Network.FILES:
            shutil.copyfile(self._folder / name, Path(path) / name)

    def _hashes(self, names: Sequence[str]) -> Rows:
        return np.array([_signed(self.vocab.strings.add(name)) for name in names])

    def _windows(self, doc: Doc) -> tuple[list[Window], list[bool]]:
        """What the network reads at once, and whether it goes on with the sentence of the window before it."""
        assert self._network is not None
        windows, later = [], []
        for words in _sentences(doc):
            texts = [doc[i].text for i in words]
            start = 0
            for end in self._network.pieces.windows(texts):
                windows.append(Window(words[start:end], texts[start:end]))
                later.append(start > 0)
                start = end
        return windows, later

    def _blank(self, doc: Doc) -> Rows:
        """What boilerplate keeps: every stretch of it is flat under its first token."""
        rows = np.zeros((len(doc), len(_COLUMNS)), dtype=np.int64)
        starts = doc.to_array(SENT_START) == 1
        starts[0] = True
        numbers = np.arange(len(doc))
        rows[:, _HEAD] = np.maximum.accumulate(np.where(starts, numbers, 0)) - numbers
        rows[:, _POS] = IDS["X"]
        rows[:, _DEP] = np.where(starts, *self._hashes(["ROOT", "dep"]))
        rows[:, _IOB_COLUMN] = _IOB["O"]
        return rows

    def _fill(
        self, rows: Rows, certainty: npt.NDArray[np.float32], windows: Sequence[Window], later: Sequence[bool]
    ) -> None:
        """Writes what the network says. The root of a later window of a sentence hangs on that of the one before."""
        assert self._network is not None
        analysis, values = self._network.analyse([window.texts for window in windows]), self._values
        counts = [len(window.words) for window in windows]
        words = np.concatenate([window.words for window in windows])
        offsets = np.repeat(np.cumsum([0, *counts[:-1]]), counts)
        roots = np.flatnonzero(analysis.heads == 0)
        heads = words[offsets + np.maximum(analysis.heads, 1) - 1]
        heads[roots] = words[np.where(later, np.roll(roots, 1), roots)]
        rows[words, _POS] = values["upos"][analysis.upos]
        rows[words, _TAG] = values["xpos"][analysis.xpos]
        rows[words, _MORPH] = values["feats"][analysis.feats]
        rows[words, _HEAD] = heads - words
        rows[words, _DEP] = values["deprel"][analysis.deprel]
        rows[words[roots[later]], _DEP] = _signed(self.vocab.strings.add("parataxis"))
        certainty[words] = analysis.certainty
        named = analysis.entities * ~self._titles(analysis)
        rows[words, _IOB_COLUMN] = values["iob"][named]
        rows[words, _TYPE] = values["type"][named]

    def _titles(self, analysis: Analysis) -> npt.NDArray[np.bool_]:
        """Words of persons that are nothing but a title, as the tree has it: `President` of `President Lima`."""
        values = self._values
        title = np.isin(values["deprel"][analysis.deprel], self._hashes(["nmod:desc", "amod"]))
        person = values["type"][analysis.entities] == self._hashes(["PERSON"])[0]
        result: npt.NDArray[np.bool_] = values["single"][analysis.entities] & person & title
        return result

    def _attach_spaces(self, rows: Rows, doc: Doc) -> None:
        """White space that spaCy keeps as tokens hangs on the word before it, or on the one after."""
        tag, dep = self._hashes(["_SP", "dep"])
        boilerplate = set(inside_boilerplate(doc))
        for i in np.flatnonzero(doc.to_array(IS_SPACE)).tolist():
            if i in boilerplate:
                continue
            token = doc[i]
            rows[token.i, [_POS, _TAG, _DEP]] = IDS["SPACE"], tag, dep
            rows[token.i, _HEAD] = _neighbour(doc, token.i) - token.i
            if rows[token.i, _HEAD] == 0:
                rows[token.i, _DEP] = _signed(self.vocab.strings["ROOT"])
            following = rows[token.i + 1] if token.i + 1 < len(doc) else None
            if following is not None and following[_IOB_COLUMN] == _IOB["I"]:
                rows[token.i, [_IOB_COLUMN, _TYPE]] = following[[_IOB_COLUMN, _TYPE]]


class Lemmatizer:
    """Sets lemmas from the word, its part of speech and its morphology."""

    def __init__(self, name: str = "casus_lemmatizer") -> None:
        self.name = name
        self._lemmas: Lemmas | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self._lemmas is None:
            raise ModelError("the lemmatizer has no model; load a model folder first")
        for token in doc:
            token.lemma_ = self._lemmas.of(token.text, token.pos_, token.tag_)
        return doc

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Lemmatizer:
        """Reads the tables of a model folder."""
        self._lemmas = Lemmas.read(Path(path))
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the tables."""
        if self._lemmas is not None:
            self._lemmas.write(Path(path))


def _write(doc: Doc, attributes: list[int | str], rows: Rows) -> Doc:
    values: Any = rows.view(np.uint64)
    return doc.from_array(attributes, values)


def _signed(value: int) -> int:
    """The 64 bits of a hash as a signed number, as numpy adds and compares them."""
    return value - (1 << 64) if value >= 1 << 63 else value


def _sentences(doc: Doc) -> Iterator[list[int]]:
    """Indices of the words of every sentence of the body, without white space."""
    boilerplate = set(inside_boilerplate(doc))
    layout = doc.to_array([SENT_START, IS_SPACE]).tolist()
    words: list[int] = []
    for i, (start, space) in enumerate(layout):
        if start == 1 and words:
            yield words
            words = []
        if not space and i not in boilerplate:
            words.append(i)
    if words:
        yield words


def _neighbour(doc: Doc, index: int) -> int:
    """The nearest word before a white space token in its sentence, else the nearest after it, else the first token."""
    start = index
    while not doc[start].is_sent_start and start > 0:
        start -= 1
        if not doc[start].is_space:
            return start
    end = index + 1
    while end < len(doc) and not doc[end].is_sent_start:
        if not doc[end].is_space:
            return end
        end += 1
    return start


@Language.factory("casus_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The sentence splitter, empty until it is read from a folder."""
    return Sentences(name)


@Language.factory(
    "casus_parser",
    assigns=["token.pos", "token.tag", "token.morph", "token.head", "token.dep", "doc.ents"],
    requires=["token.is_sent_start"],
    default_config={"threads": 1},
)
def make_parser(nlp: Language, name: str, threads: int) -> Parser:
    """The joint tagger, parser and entity recognizer, empty until it is read from a folder."""
    nlp.vocab.get_noun_chunks = noun_chunks  # type: ignore[assignment]
    return Parser(nlp.vocab, name, threads=threads)


@Language.factory("casus_lemmatizer", assigns=["token.lemma"], requires=["token.pos", "token.tag"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """The lemmatizer, empty until it is read from a folder."""
    return Lemmatizer(name)
