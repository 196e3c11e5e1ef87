import pytest
import spacy

from casusgraph.graph.text.model import register


@pytest.fixture(scope="module")
def blank():
    register()
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "casus.Tokenizer.v1"}}})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S.-led forces", "U.S. - led forces"),
        ("an anti-tank missile", "an anti-tank missile"),
        ("a non-profit co-founder", "a non-profit co-founder"),
        ("the 40-year-old", "the 40 - year - old"),
        ("in 2003-2004", "in 2003 - 2004"),
        ("Ukraine's and Ukraine’s", "Ukraine 's and Ukraine ’s"),
        ("the states' rights", "the states ' rights"),
        ("can't, cannot, don’t", "ca n't , can not , do n’t"),
        ("and/or", "and / or"),
        ("Wait!!! What?!", "Wait !!! What ?!"),
        ("$40m", "$ 40 m"),
        ("at 10am", "at 10 am"),
        ("Lt. Gen. Smith", "Lt. Gen. Smith"),
        ("“No,” he said.", "“ No , ” he said ."),
        ("(AP)", "( AP )"),
        ("see www.example.org/a-b", "see www.example.org/a-b"),
    ],
)
def test_words_as_treebanks_divide_them(blank, text, words):
    assert [token.text for token in blank(text)] == words.split()


@pytest.mark.parametrize("text", ["a  b", " a", "a\n\nb\t", "“”‘’", "-", "--", "…", "!?", "'s", "n't"])
def test_nothing_is_lost(blank, text):
    assert blank(text).text == text
