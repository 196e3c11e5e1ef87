"""Stretches of a text that are not the article: they become tokens, but are given to no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from ...ontology.records import Region

_KEY = "casus.boilerplate"


def mark_boilerplate(doc: Doc, regions: Iterable[Region]) -> None:
    """Remembers the regions of a document in its Doc."""
    doc.user_data[_KEY] = tuple(sorted((region.start, region.end) for region in regions))


def inside_boilerplate(doc: Doc) -> Iterator[int]:
    """Indices of the tokens that begin in a region of boilerplate, in order."""
    regions = doc.user_data.get(_KEY, ())
    token = 0
    for start, end in regions:
        while token < len(doc) and doc[token].idx < end:
            if doc[token].idx >= start:
                yield token
            token += 1


def body_sentences(doc: Doc) -> Iterator[Span]:
    """The sentences of the article itself: not those of boilerplate, nor those of nothing but white space."""
    boilerplate = set(inside_boilerplate(doc))
    for sentence in doc.sents:
        if sentence.start not in boilerplate and not all(token.is_space for token in sentence):
            yield sentence
