from importlib.resources import files
from pathlib import Path

import pytest

from casusgraph.graph.text.conllu import Sentence, Word
from casusgraph.graph.text.lemma import Lemmas
from casusgraph.graph.text.training.lemmas import edit_between, learn_lemmas, read_irregular, read_verbs
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


@pytest.mark.parametrize(
    ("form", "xpos", "lemma"),
    [
        ("toppled", "VBD", "topple"),
        ("ruling", "VBG", "rule"),
        ("shelling", "VBG", "shell"),
        ("pinned", "VBN", "pin"),
        ("defies", "VBZ", "defy"),
        ("hoping", "VBG", "hope"),
        ("hopping", "VBG", "hop"),
        ("fought", "VBD", "fight"),
        ("blorked", "VBD", "blork"),
        ("untoppled", "VBN", "untopple"),
    ],
)
def test_regular_verbs_that_no_sentence_showed_and_irregular_ones(form, xpos, lemma):
    verbs = ("topple", "rule", "shell", "pin", "defy", "hope", "hop", "fight")
    seen = sentence(("walked", "walk", "VERB", "VBD"), ("talked", "talk", "VERB", "VBD"))
    assert learn_lemmas([seen], verbs, {"fought": "fight"}).of(form, "VERB", xpos) == lemma


def test_the_lists_of_verbs():
    folder = Path(str(files("casusgraph.graph.text.training")))
    verbs = list(read_verbs(folder / "verbs.txt"))
    assert len(verbs) == len(set(verbs)) > 8000
    assert all(verb.islower() and verb.isascii() for verb in verbs)
    irregular = read_irregular(folder / "irregular.txt")
    assert irregular["sank"] == "sink"
    assert all(form != lemma for form, lemma in irregular.items())


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


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("The court declined to rule on the case.", "declined", "decline"),
        ("Troops shelled the port and encircled the garrison.", "encircled", "encircle"),
        ("The junta was toppled in May.", "toppled", "topple"),
        ("They are ceding ground.", "ceding", "cede"),
        ("The rebels looted the depot.", "looted", "loot"),
        ("Serbia extradited the general.", "extradited", "extradite"),
        ("Thousands fled the town.", "fled", "flee"),
        ("The frigate was sunk by a missile.", "sunk", "sink"),
        ("The army mined the road.", "mined", "mine"),
        ("The parliament convened on Monday.", "convened", "convene"),
        ("Neighbours condoned the raid.", "condoned", "condone"),
    ],
)
def test_verbs_of_news(nlp, text, form, lemma):
    assert next(token.lemma_ for token in nlp(text) if token.text == form) == lemma
