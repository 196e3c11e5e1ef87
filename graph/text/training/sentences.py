"""Learns the sentence splitter's weights from treebanks: logistic regression over named features."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import torch
from torch import nn

from ..conllu import Sentence, documents
from ..sentences import Paragraph, Splitter

Example = tuple[list[str], bool]


def paragraphs_of(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of every paragraph that the treebank marks."""
    group: list[Sentence] = []
    for sentence in sentences:
        if sentence.paragraph and group:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def examples(paragraph: Sequence[Sentence]) -> Iterator[Example]:
    """Features and answer of every place where a sentence could begin, with the true boundaries before it."""
    words = [word for sentence in paragraph for word in sentence.words]
    starts, count = set(), 0
    for sentence in paragraph:
        starts.add(count)
        count += len(sentence.words)
    view = Paragraph([word.form for word in words], [word.space for word in words])
    last = 0
    for i in view.candidates():
        yield view.features(i, last), i in starts
        last = i if i in starts else last


def learn_sentences(
    sentences: Sequence[Sentence], *, epochs: int = 8, seed: int = 1, rare: int = 3, lean: float = 0.5
) -> Splitter:
    """Weights of the features that occur at least `rare` times.

    `lean` is added to the bias: headings that run into the text make the classifier too careful (found on the
    development parts of the treebanks).
    """
    torch.manual_seed(seed)
    groups = [group for document in documents(sentences) for group in paragraphs_of(document)]
    found = [example for group in groups for example in examples(group)]
    counts = Counter(name for names, _ in found for name in names)
    index = {name: i + 1 for i, name in enumerate(sorted(n for n, c in counts.items() if c >= rare))}
    rows = torch.tensor([[index.get(name, 0) for name in names] for names, _ in found])
    answers = torch.tensor([float(answer) for _, answer in found])
    weights = nn.Embedding(len(index) + 1, 1, padding_idx=0)
    nn.init.zeros_(weights.weight)
    optimizer = torch.optim.Adam(weights.parameters(), lr=0.02)
    order = list(range(len(found)))
    shuffler = random.Random(seed)
    size = 2048
    for epoch in range(epochs):
        shuffler.shuffle(order)
        for group_ in optimizer.param_groups:
            group_["lr"] = 0.02 * (1 - epoch / epochs)
        for start in range(0, len(order), size):
            part = order[start : start + size]
            scores = weights(rows[part]).sum((1, 2))
            loss = nn.functional.binary_cross_entropy_with_logits(scores, answers[part])
            loss = loss + 1e-6 * weights.weight.square().sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    values = weights.weight.detach().flatten().tolist()
    learned = {name: round(values[i], 3) for name, i in index.items() if abs(values[i]) >= 0.02}
    return Splitter(learned | {"bias": round(learned.get("bias", 0.0) + lean, 3)})
