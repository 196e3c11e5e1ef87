import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import spacy

from casusgraph.graph.text.labels import ENTITY_TYPES
from casusgraph.graph.text.model import register
from casusgraph.graph.text.training.entities import names
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


CORPUS = Path(str(files("casusgraph.graph.text.training").joinpath("news.txt")))
ITEMS = list(read_news(CORPUS))
MARKED = [(item.text[start:end], kind, item.text) for item in ITEMS for start, end, kind in item.entities]


def test_the_corpus_is_well_formed(blank):
    assert len(ITEMS) >= 1500
    for item in ITEMS:
        words_and_tags(item, blank)


def test_no_sentence_is_there_twice():
    seen = {" ".join(re.findall(r"\w+", item.text.lower())) for item in ITEMS}
    assert len(seen) == len(ITEMS)


def test_every_type_is_there_in_both_parts():
    for part in held_out(ITEMS):
        counts = Counter(kind for item in part for _, _, kind in item.entities)
        assert min(counts[kind] for kind in ENTITY_TYPES) >= 5


def test_names_are_marked_without_article_title_and_ending():
    title = r"(?:President|Prime Minister|Minister|Captain|Colonel|Ambassador|Secretary) "
    wrong = {
        (name, kind)
        for name, kind, _ in MARKED
        if re.match(r"[^\w€$£¥]", name) or re.search(r"[ ,;:“”\"]$|[a-z]{4}\.$", name)
        or re.search(r"['’]s$", name)
        or re.match(r"the ", name)
        or (kind == "PERSON" and re.match(title, name))
    }  # fmt: skip
    assert wrong == set()


def test_numbers_are_of_the_right_type():
    for name, kind, text in MARKED:
        if kind == "CARDINAL":
            assert not re.search(r"[$€£¥%]|percent|kilomet|tonnes|years|days", name), text
        if kind == "MONEY":
            assert re.search(r"[$€£¥]|bn|" + _CURRENCIES, name), text


_CURRENCIES = "dollar|euro|rouble|hryvnia|pound|franc|kronor|yuan|naira|zloty|kyat|dinar|escudo|peso|rupee|shilling"


@pytest.mark.parametrize("listing", ["states", "peoples"])
def test_no_known_state_or_people_is_left_unmarked(blank, listing):
    known, left = names(listing), []
    for item in ITEMS:
        for token in blank.make_doc(item.text):
            inside = any(start <= token.idx < end for start, end, _ in item.entities)
            if not inside and token.text[0].isupper() and token.text.lower() in known:
                left.append((token.text, item.text))
    assert left == []


def test_every_eighth_sentence_is_held_out():
    items = [parse_line(f"line {i}") for i in range(20)]
    training, kept = held_out(items)
    assert [item.text for item in kept] == ["line 0", "line 8", "line 16"]
    assert len(training) == 17
