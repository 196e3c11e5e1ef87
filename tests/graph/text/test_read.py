import pytest

from casusgraph.graph.text import body_sentences, read
from casusgraph.ontology.errors import DocumentError
from casusgraph.ontology.records import Document, Region


def document(text, *regions):
    return Document(text=text, sources=("a.txt",), boilerplate=tuple(Region(*r, "teaser") for r in regions))


ARTICLE = """Fighting spreads to Kalina

Rebels shelled the port of Kalina on Friday, killing four people. The army said it would answer.

Read also: Ten dishes to try

"We warned them," General Petr Novak said.
"""


def test_the_text_is_unchanged_and_offsets_are_its_own(nlp):
    doc = read(nlp, document(ARTICLE))
    assert doc.text == ARTICLE
    assert all(ARTICLE[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_boilerplate_is_kept_but_not_analysed(nlp):
    start = ARTICLE.index("Read also")
    end = start + len("Read also: Ten dishes to try")
    doc = read(nlp, document(ARTICLE, (start, end)))
    inside = [token for token in doc if start <= token.idx < end]
    assert {token.pos_ for token in inside} == {"X"}
    assert not any(token.ent_type_ for token in inside)
    texts = [sentence.text.strip() for sentence in body_sentences(doc)]
    assert texts == [
        "Fighting spreads to Kalina",
        "Rebels shelled the port of Kalina on Friday, killing four people.",
        "The army said it would answer.",
        '"We warned them," General Petr Novak said.',
    ]


def test_boilerplate_inside_a_line_ends_the_sentence_before_it(nlp):
    text = "The talks failed. SHARE THIS The envoys left."
    start = text.index("SHARE")
    doc = read(nlp, document(text, (start, start + len("SHARE THIS"))))
    assert [s.text.strip() for s in body_sentences(doc)] == ["The talks failed.", "The envoys left."]


def test_boilerplate_does_not_change_the_rest(nlp):
    plain = read(nlp, document("The talks failed."))
    mixed = read(nlp, document("The talks failed.\n\nmenu menu", (19, 28)))
    assert annotation(plain) == annotation(mixed)[: len(annotation(plain))]


def annotation(doc):
    return [
        (t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
        if not t.is_space
    ]


def test_a_document_alone_and_among_others_is_the_same(nlp):
    texts = [f"{'Very ' * (i % 9)}heavy shelling hit {i} towns near the border, officials said." for i in range(50)]
    alone = annotation(read(nlp, document(ARTICLE)))
    among = [annotation(read(nlp, document(text))) for text in (*texts[:25], ARTICLE, *texts[25:])]
    assert among[25] == alone
    piped = [annotation(doc) for doc in nlp.pipe([*texts, ARTICLE], batch_size=51)]
    assert piped[-1] == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\x00\x01\x02 The army \x07 attacked.\x1b[31m",
        "💥🚀 Missiles hit the city 🇺🇦🇺🇦 👩‍👩‍👧‍👦!!!",
        "قال المتحدث إن القوات انسحبت من المدينة.",
        "הצבא הודיע כי תקף מטרות.",
        "Die Armee griff am Dienstag die Stadt an. Войска отступили. 军队进攻了。",
        "\u202eabc\u202c \u200b\ufeff ￼",
        "a" * 30_000,
        "?!" * 5_000,
        "\r\nThe army left.\r\nThe rebels came.\r\n",
        "\t- one\n\t- two\n\n\n\t- three",
    ],
)
def test_strange_text_gives_a_doc_over_all_of_it(nlp, text):
    doc = read(nlp, document(text))
    assert doc.text == text
    assert sum(len(s) for s in doc.sents) == len(doc)
    for sentence in body_sentences(doc):
        assert sentence.root.dep_ == "ROOT"
        assert {token.sent.start for token in sentence} == {sentence.start}


def test_a_lone_surrogate_is_reported(nlp):
    with pytest.raises(DocumentError, match="character 4"):
        read(nlp, document("The \ud800 army"))


def test_a_sentence_of_fifty_thousand_words_is_one_sentence(nlp):
    text = "troops moved and " * 16_667
    doc = read(nlp, document(text))
    words = [token for token in doc if not token.is_space]
    assert len(words) == 50_001
    assert {token.pos_ for token in words} <= {"NOUN", "VERB", "CCONJ"}
    assert all(token.dep_ for token in words)
    assert sum(token.dep_ == "ROOT" for token in words) == len(list(doc.sents))


def test_white_space_hangs_on_a_word(nlp):
    doc = read(nlp, document("The army  left\nthe town."))
    spaces = [token for token in doc if token.is_space]
    assert {(token.pos_, token.tag_, token.dep_) for token in spaces} == {("SPACE", "_SP", "dep")}
    assert not any(token.head.is_space for token in doc)
