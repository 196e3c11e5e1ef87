"""The packaged lexicon is complete, and each of its examples holds one of its frame's triggers."""

from __future__ import annotations

import re

import pytest

from casusgraph.graph.statements.frames import Frame
from casusgraph.graph.statements.lexicon import load_lexicon
from casusgraph.ontology.vocabulary import event_types

LEXICON = load_lexicon()
FRAMES = [pytest.param(frame, id=frame.id) for frame in LEXICON.frames.values()]
IRREGULAR = {
    "struck": "strike", "shot": "shoot", "sank": "sink", "fell": "fall", "drove": "drive", "flew": "fly",
    "built": "build",
    "held": "hold", "hid": "hide", "met": "meet", "took": "take", "went": "go", "gave": "give", "left": "leave",
    "made": "make", "brought": "bring", "lent": "lend", "sent": "send", "said": "say", "told": "tell",
    "overthrew": "overthrow",
    "withdrew": "withdraw", "spoke": "speak", "fought": "fight", "broke": "break", "undertook": "undertake",
}  # fmt: skip


def words(sentence: str) -> set[str]:
    """The words of a sentence with their likely base forms."""
    found: set[str] = set()
    for word in re.findall(r"[\w-]+", sentence.lower()):
        found |= {word, IRREGULAR.get(word, word)}
        for ending in ("s", "es", "d", "ed", "ing"):
            stem = word.removesuffix(ending)
            found |= {stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem}
            found.add(re.sub("i$", "y", stem))
    return found


def test_every_event_type_has_triggers() -> None:
    covered = {frame.type for frame in LEXICON.frames.values()}
    assert set(event_types()) <= covered


def test_the_lexicon_is_large_enough_to_be_of_use() -> None:
    assert LEXICON.trigger_count() >= 1200


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_has_an_example(frame: Frame) -> None:  # which tests/graph/statements/test_frames.py reads
    assert frame.example.endswith(".")


@pytest.mark.parametrize("frame", FRAMES)
def test_trigger_words_are_lower_case_and_distinct(frame: Frame) -> None:
    texts = [(trigger.form, trigger.text) for trigger in frame.triggers]
    assert len(texts) == len(set(texts))
    assert all(text == text.lower() for _, text in texts)
