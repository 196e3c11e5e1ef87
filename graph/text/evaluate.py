"""Scores of a pipeline against treebanks: on gold words and sentences, and from raw text as CoNLL 2018 scored it.

Fractions from 0 to 1 under flat names: `ewt_test.las`, `gum_test.raw_sentence_f`. `las` compares whole labels and
counts punctuation; `raw_las` compares universal labels, as CoNLL 2018 did. The part `gum_test_free` holds the documents
of the genres that are free to train on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .conllu import Sentence, documents, read_treebank, text_of
from .labels import CORE_RELATIONS, ROOT
from .training.entities import entities_of
from .training.news import held_out, read_news

FREE_GENRES = ("academic", "bio", "court", "interview", "news", "voyage")
FOLDED = {
    "PERSON": "person",
    "ORG": "organization",
    "MILUNIT": "organization",
    "STATE": "place",
    "PLACE": "place",
    "FACILITY": "place",
    "DATE": "time",
    "EVENT": "event",
}
"""The types that GUM has too; others are left out of the folded score."""

_BATCH = 40

Row = tuple[tuple[int, int] | None, str, str, str, str, str]
"""The place of the head (None: the root) and the labels of a word."""


def evaluate(nlp: Language, data_folder: Path) -> dict[str, float]:
    """All scores on EWT test, GUM test, its free part, and the held-out annotated news.

    Sentences of a treebank are read in groups of 40, as an article would be.
    """
    gum = list(read_treebank(data_folder / "gum-test.conllu.gz"))
    sets = {
        "ewt_test": list(read_treebank(data_folder / "ewt-test.conllu.gz")),
        "gum_test": gum,
        "gum_test_free": [s for s in gum if s.id.removeprefix("GUM_").split("_")[0] in FREE_GENRES],
    }
    scores: dict[str, float] = {}
    for name, sentences in sets.items():
        scores |= {f"{name}.{key}": value for key, value in gold_scores(nlp, sentences).items()}
        scores |= {f"{name}.raw_{key}": value for key, value in raw_scores(nlp, sentences).items()}
        if name.startswith("gum"):
            scores |= {f"{name}.{key}": value for key, value in entity_scores(nlp, sentences).items()}
    return scores | {f"news.{key}": value for key, value in news_scores(nlp).items()}


def gold_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Accuracy of each annotation on gold words and sentences; F of head and label over the core arguments."""
    right: Counter[str] = Counter()
    total = core_gold = core_found = core_right = 0
    for sentence, span in _analysed(nlp, sentences):
        for word, token in zip(sentence.words, span, strict=True):
            deprel, upos, xpos, feats, lemma = _labels(token)
            attached = word.head == (0 if token.head.i == token.i else token.head.i - span.start + 1)
            right["uas"] += attached
            right["las"] += attached and deprel == word.deprel
            right["las_universal"] += attached and _universal(deprel) == _universal(word.deprel)
            right["upos"] += upos == word.upos
            right["xpos"] += xpos == word.xpos
            right["feats"] += feats == word.feats
            right["lemma"] += lemma == word.lemma or word.lemma == "_"
            core_gold += word.deprel in CORE_RELATIONS
            core_found += deprel in CORE_RELATIONS
            core_right += attached and deprel == word.deprel and deprel in CORE_RELATIONS
            total += 1
    names = ("uas", "las", "las_universal", "upos", "xpos", "feats", "lemma")
    return {name: right[name] / max(1, total) for name in names} | {
        "core_f": 2 * core_right / max(1, core_gold + core_found)
    }


def raw_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """F of words, sentences and annotations from running text; a word counts where its characters are the same."""
    right: Counter[str] = Counter()
    gold_words = found_words = gold_sentences = found_sentences = 0
    for document in documents(sentences):
        text, spans = text_of(document)
        doc = nlp(text)
        found = dict(_by_span(doc))
        edges = {(sentence[0][0], sentence[-1][1]) for sentence in spans}
        predicted = {(words[0].idx, words[-1].idx + len(words[-1])) for words in _words(doc)}
        right["sentence_f"] += len(edges & predicted)
        gold_sentences += len(edges)
        found_sentences += len(predicted)
        found_words += len(found)
        for sentence, places in zip(document, spans, strict=True):
            gold_words += len(places)
            for word, place in zip(sentence.words, places, strict=True):
                if place not in found:
                    continue
                head, deprel, upos, xpos, feats, lemma = found[place]
                attached = head == (places[word.head - 1] if word.head else None)
                right["word_f"] += 1
                right["uas"] += attached
                right["las"] += attached and _universal(deprel) == _universal(word.deprel)
                right["upos"] += upos == word.upos
                right["xpos"] += xpos == word.xpos
                right["feats"] += feats == word.feats
                right["lemma"] += lemma == word.lemma or word.lemma == "_"
    names = ("word_f", "uas", "las", "upos", "xpos", "feats", "lemma")
    return {name: 2 * right[name] / max(1, gold_words + found_words) for name in names} | {
        "sentence_f": 2 * right["sentence_f"] / max(1, gold_sentences + found_sentences)
    }


def entity_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Exact F over the entities that GUM marks too, in its four types and events."""
    counts: Counter[str] = Counter()
    for sentence, span in _analysed(nlp, sentences):
        gold = {(a, b, FOLDED[kind]) for a, b, kind in entities_of(sentence.words) if kind in FOLDED}
        ents = [ent for ent in span.ents if ent.label_ in FOLDED]
        found = {(ent.start - span.start, ent.end - span.start - 1, FOLDED[ent.label_]) for ent in ents}
        _count(counts, gold, found)
    return _named_f(counts, "entities")


def news_scores(nlp: Language) -> dict[str, float]:
    """Exact F, all types, over the held-out part of the annotated news."""
    path = Path(str(files(__package__).joinpath("training", "news.txt")))
    if not path.is_file():
        return {}
    counts: Counter[str] = Counter()
    _, kept = held_out(list(read_news(path)))
    for item in kept:
        doc = nlp(item.text)
        _count(counts, set(item.entities), {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents})
    return _named_f(counts, "entities")


def _count(counts: Counter[str], gold: set[tuple[int, int, str]], found: set[tuple[int, int, str]]) -> None:
    for part, items in (("gold", gold), ("found", found), ("right", gold & found)):
        counts.update(f"{part}.{kind}" for _, _, kind in items)
        counts[part] += len(items)


def _named_f(counts: Mapping[str, int], name: str) -> dict[str, float]:
    def f(suffix: str) -> float:
        gold, found = counts.get(f"gold{suffix}", 0), counts.get(f"found{suffix}", 0)
        return 2 * counts.get(f"right{suffix}", 0) / max(1, gold + found)

    kinds = sorted({key.split(".", 1)[1] for key in counts if "." in key})
    return {f"{name}_f": f("")} | {f"{name}_{kind.lower()}_f": f(f".{kind}") for kind in kinds}


def _analysed(nlp: Language, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Span]]:
    """Every sentence with its analysis on gold words and boundaries."""
    for start in range(0, len(sentences), _BATCH):
        group = sentences[start : start + _BATCH]
        words = [word for sentence in group for word in sentence.words]
        starts: list[bool | int | None] = [not i for sentence in group for i, _ in enumerate(sentence.words)]
        forms = [word.form.replace(" ", "\u00a0") for word in words]
        doc = Doc(nlp.vocab, words=forms, spaces=[word.space for word in words], sent_starts=starts)
        doc = nlp(doc, disable=["casus_sentences"])
        offset = 0
        for sentence in group:
            yield sentence, doc[offset : offset + len(sentence.words)]
            offset += len(sentence.words)


def _by_span(doc: Doc) -> Iterator[tuple[tuple[int, int], Row]]:
    for token in doc:
        if not token.is_space:
            head = None if token.head.i == token.i else _place(token.head)
            yield _place(token), (head, *_labels(token))


def _place(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _labels(token: Token) -> tuple[str, str, str, str, str]:
    deprel = ROOT if token.dep_ == "ROOT" else token.dep_
    return deprel, token.pos_, token.tag_, str(token.morph) or "_", token.lemma_


def _words(doc: Doc) -> Iterator[list[Token]]:
    """The words of every sentence, without white space."""
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield words


def _universal(deprel: str) -> str:
    return deprel.split(":")[0]
