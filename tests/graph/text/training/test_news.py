from importlib.resources import files
from pathlib import Path

import pytest
import spacy

from casusgraph.graph.text.model import register
from casusgraph.graph.text.training.news import held_out, parse_line, read_news, words_and_tags


@pytest.fixture(scope="module")
def blank():
    register()
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "casus.Tokenizer.v1"}}})


def test_parse_line():
    item = parse_line("[NORP French] troops left [PLACE Gao].")
    assert item.text == "French troops left Gao."
    assert item.entities == ((0, 6, "NORP"), (19, 22, "PLACE"))


@pytest.mark.parametrize("line", ["[TOWN Gao] fell.", "[PLACE Gao fell.", "Gao] fell.", "[place Gao] fell."])
def test_a_wrong_line_is_refused(line):
    with pytest.raises(ValueError, match=r"entity type|bracket"):
        parse_line(line)


def test_words_and_tags(blank):
    words, tags = words_and_tags(parse_line("[PERSON Ana Lima Costa] left [PLACE Gao]."), blank)
    assert words == ["Ana", "Lima", "Costa", "left", "Gao", "."]
    assert tags == ["B-PERSON", "I-PERSON", "E-PERSON", "O", "S-PLACE", "O"]


def test_an_entity_that_cuts_a_word_is_refused(blank):
    with pytest.raises(ValueError, match="begin and end with words"):
        words_and_tags(parse_line("two [VEHICLE T-72]s burned"), blank)


def test_the_corpus_is_well_formed(blank):
    items = list(read_news(Path(str(files("casusgraph.graph.text.training").joinpath("news.txt")))))
    assert len(items) > 700
    assert len({item.text for item in items}) == len(items)
    for item in items:
        words_and_tags(item, blank)


def test_every_eighth_sentence_is_held_out():
    items = [parse_line(f"line {i}") for i in range(20)]
    training, kept = held_out(items)
    assert [item.text for item in kept] == ["line 0", "line 8", "line 16"]
    assert len(training) == 17
