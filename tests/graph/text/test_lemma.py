import pytest

from casusgraph.graph.text.conllu import Sentence, Word
from casusgraph.graph.text.lemma import Lemmas
from casusgraph.graph.text.training.lemmas import edit_between, learn_lemmas
from casusgraph.ontology.errors import ModelError


def sentence(*rows):
    words = tuple(Word(form, lemma, upos, xpos, "_", 0, "root", True) for form, lemma, upos, xpos in rows)
    return Sentence("s", words)


LEARNED = learn_lemmas(
    [
        sentence(
            ("walked", "walk", "VERB", "VBD"),
            ("talked", "talk", "VERB", "VBD"),
            ("left", "leave", "VERB", "VBD"),
            ("Germans", "German", "PROPN", "NNPS"),
            ("Poles", "Pole", "PROPN", "NNPS"),
        )
    ]
)


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("parked", "VERB", "VBD", "park"),
        ("Left", "VERB", "VBD", "leave"),
        ("Danes", "PROPN", "NNPS", "Dane"),
        ("Kalina", "PROPN", "NNP", "Kalina"),
        ("Town", "NOUN", "NN", "town"),
        ("", "X", "FW", ""),
    ],
)
def test_lemmas(form, upos, xpos, lemma):
    assert LEARNED.of(form, upos, xpos) == lemma


@pytest.mark.parametrize(("form", "lemma", "edit"), [("went", "go", (4, "go")), ("cats", "cat", (1, ""))])
def test_edit_between(form, lemma, edit):
    assert edit_between(form, lemma) == edit


def test_tables_survive_the_disk(tmp_path):
    LEARNED.write(tmp_path)
    again = Lemmas.read(tmp_path)
    assert (again.words, again.endings, again.known) == (LEARNED.words, LEARNED.endings, LEARNED.known)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"words": {}, "endings": {"X Y": {"s": ["a"]}}, "known": {}}'])
def test_damaged_tables(tmp_path, content):
    (tmp_path / "lemmas.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="lemmatizer"):
        Lemmas.read(tmp_path)


def test_lemmas_of_a_text(nlp):
    doc = nlp("The generals’ soldiers were leaving; they didn't know why.")
    lemmas = {token.text: token.lemma_ for token in doc}
    assert lemmas["generals"] == "general"
    assert lemmas["were"] == "be"
    assert lemmas["leaving"] == "leave"
    assert lemmas["n't"] == "not"
