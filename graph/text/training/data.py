"""Training examples: encoded windows with the label of every word, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import torch
from spacy.language import Language
from torch import Tensor

from ..conllu import Sentence
from ..encoding import Encoded, WordPieces, batch_of, shape_of
from ..labels import ENTITY_TYPES, ROOT, UPOS, entity_tags
from .entities import entities_of
from .news import Annotated, mark, words_and_tags

IGNORED = -100
_EXCHANGED = {'"': ("“", "”"), "'": ("’", "’"), "“": ('"', '"'), "”": ('"', '"'), "’": ("'", "'")}

Labels = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Example:
    """Words with label indices by annotation; an annotation that the source lacks is not there."""

    words: list[str]
    targets: dict[str, list[int]] = field(default_factory=dict)


def label_sets(sentences: Iterable[Sentence]) -> Labels:
    """The labels of the treebanks, sorted."""
    words = [word for sentence in sentences for word in sentence.words]
    found = {name: sorted({getattr(word, name) for word in words}) for name in ("xpos", "feats", "deprel")}
    return {"upos": list(UPOS), **found, "entities": list(ENTITY_TYPES)}


def from_treebank(sentence: Sentence, labels: Labels, *, with_entities: bool) -> Example:
    """A parsed sentence; `with_entities` where its source marks them."""
    words = sentence.words
    names = ("upos", "xpos", "feats", "deprel")
    targets = {name: [labels[name].index(getattr(word, name)) for word in words] for name in names}
    targets["arcs"] = [word.head for word in words]
    if with_entities:
        tags = ["O"] * len(words)
        for first, last, kind in entities_of(words):
            mark(tags, first, last, kind)
        targets["entities"] = _tag_indices(tags)
    return Example([word.form for word in words], targets)


def from_news(item: Annotated, nlp: Language) -> Example:
    """An annotated sentence, without a tree."""
    words, tags = words_and_tags(item, nlp)
    return Example(words, {"entities": _tag_indices(tags)})


def _tag_indices(tags: Sequence[str]) -> list[int]:
    order = {tag: i for i, tag in enumerate(entity_tags(ENTITY_TYPES))}
    return [order[tag] for tag in tags]


def noisy(example: Example, noise: Mapping[str, float], dice: random.Random, root: int) -> tuple[Example, list[int]]:
    """The example as another newsroom would print it; and the shapes of its words."""
    if dice.random() < noise["unstopped"]:
        example = _unstopped(example, root)
    words = example.words
    if dice.random() < noise["quotes"]:
        words = [_EXCHANGED.get(word, (word, word))[i % 2] for i, word in enumerate(words)]
        words = [word.replace("'", "’") if dice.random() < 0.9 else word for word in words]
        example = replace(example, words=words)
    shapes = [shape_of(word) for word in words]
    chance = dice.random()
    if chance < noise["upper"]:
        shapes = [3 if shape in {1, 2, 5} else shape for shape in shapes]
    elif chance < noise["upper"] + noise["title"]:
        shapes = [2 if shape == 1 and len(word) > 3 else shape for shape, word in zip(shapes, words, strict=True)]
    return example, shapes


def _unstopped(example: Example, root: int) -> Example:
    """Without the full stop at the end, where nothing hangs on it."""
    last = len(example.words)
    heads = example.targets.get("arcs")
    if last < 3 or example.words[-1] != "." or heads is None or last in heads:
        return example
    return Example(example.words[:-1], {name: values[:-1] for name, values in example.targets.items()})


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs of the network by name, and targets (batch, words) by annotation."""

    inputs: dict[str, Tensor]
    targets: dict[str, Tensor]

    def on(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        inputs = {name: tensor.to(device, non_blocking=True) for name, tensor in self.inputs.items()}
        return Batch(inputs, {name: tensor.to(device, non_blocking=True) for name, tensor in self.targets.items()})


class Batches:
    """Deals the examples of an epoch into batches of similar length."""

    def __init__(
        self, pieces: WordPieces, *, size: int, longest: int, noise: Mapping[str, float], labels: Labels
    ) -> None:
        self._pieces = pieces
        self._size = size
        self._longest = longest
        self._noise = noise
        self._root = labels["deprel"].index(ROOT)

    def of(self, examples: Sequence[Example], dice: random.Random) -> list[Batch]:
        """One epoch, shuffled."""
        made = [self._encode(example, dice) for example in examples]
        made = [pair for pair in made if len(pair[1].pieces) <= self._longest]
        dice.shuffle(made)
        groups = [group for start in range(0, len(made), 3000) for group in self._groups(made[start : start + 3000])]
        dice.shuffle(groups)
        return [_batch(group) for group in groups]

    def _encode(self, example: Example, dice: random.Random) -> tuple[Example, Encoded]:
        example, shapes = noisy(example, self._noise, dice, self._root)
        window = self._pieces.encode(example.words)
        lengths = [len(self._pieces[word][0]) for word in example.words]
        spread = [shape for shape, length in zip(shapes, lengths, strict=True) for _ in range(length)]
        return example, Encoded(window.pieces, [0, *spread, 0], window.first)

    def _groups(self, made: Sequence[tuple[Example, Encoded]]) -> Iterator[list[tuple[Example, Encoded]]]:
        group: list[tuple[Example, Encoded]] = []
        for pair in sorted(made, key=lambda pair: len(pair[1].pieces)):
            if group and len(pair[1].pieces) * (len(group) + 1) > self._size:
                yield group
                group = []
            group.append(pair)
        if group:
            yield group


def _batch(group: Sequence[tuple[Example, Encoded]]) -> Batch:
    inputs = {name: torch.from_numpy(array) for name, array in batch_of([window for _, window in group]).items()}
    words = max(len(example.words) for example, _ in group)
    names = sorted({name for example, _ in group for name, values in example.targets.items() if values})
    targets = {name: torch.full((len(group), words), IGNORED) for name in names}
    for row, (example, _) in enumerate(group):
        for name, values in example.targets.items():
            targets[name][row, : len(values)] = torch.tensor(values)
    return Batch(inputs, targets)
