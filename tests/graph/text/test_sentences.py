import pytest

from casusgraph.graph.text.sentences import Splitter
from casusgraph.ontology.errors import ModelError


def texts(doc):
    return [sentence.text.strip() for sentence in doc.sents if sentence.text.strip()]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Petr Novak met Mr. Lee on Jan. 5.", "They agreed."],
        ["The U.S. Army left.", "The U.N. stayed."],
        ["“We will not go.", "We can not,” said Ana Silva."],
        ["It cost $2.5 million.", "Nobody paid."],
        ["He asked why.", "She left."],
        ["“They broke every word of it,” Lopez said."],
        ["Who fired first?", "Nobody knows!", "The army denied it."],
        ["The ship (built in 1990) sank.", "Its crew was saved."],
    ],
)
def test_sentences_of_a_paragraph(nlp, sentences):
    assert texts(nlp(" ".join(sentences))) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels take Kalina\n\nThe army fled.", ["Rebels take Kalina", "The army fled."]),
        ("Rebels take Kalina\nThe army fled.", ["Rebels take Kalina", "The army fled."]),
        ("- one tank\n- two guns\n- three boats", ["- one tank", "- two guns", "- three boats"]),
        ("Rebels take Kalina\r\n\r\nThe army fled.", ["Rebels take Kalina", "The army fled."]),
    ],
)
def test_lines(nlp, text, expected):
    assert texts(nlp(text)) == expected


def test_a_line_break_in_running_text_is_no_boundary(nlp):
    text = "The commander of the northern district said on Friday that his\ntroops would leave the town."
    assert len(texts(nlp(text))) == 1


def test_boundaries_only_where_the_weights_say_so():
    splitter = Splitter({"bias": -1.0, "l=.": 2.0})
    assert list(splitter.boundaries(["A", ".", "B", ".", "C"], [True] * 5)) == [2, 4]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"weights": {"a": "b"}}'])
def test_damaged_weights(tmp_path, content):
    (tmp_path / "sentences.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="sentence splitter"):
        Splitter.read(tmp_path)


def test_weights_survive_the_disk(tmp_path):
    splitter = Splitter({"bias": -1.0, "l=“": 2.5})
    splitter.write(tmp_path)
    assert Splitter.read(tmp_path) == splitter
