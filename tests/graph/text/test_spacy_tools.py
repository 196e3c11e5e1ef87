"""spaCy's own tools work on what the pipeline makes: matchers, displaCy, chunks, serialization."""

from __future__ import annotations

import pytest
from spacy import displacy
from spacy.language import Language
from spacy.matcher import DependencyMatcher, Matcher, PhraseMatcher
from spacy.tokens import Doc, DocBin

TEXT = "The Kenyan army has deployed four helicopters near Lamu. Officials denied that militants were hit on Monday."


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_matcher_finds_lemmas_parts_of_speech_and_morphology(nlp: Language, doc: Doc) -> None:
    matcher = Matcher(nlp.vocab)
    matcher.add("denial", [[{"LEMMA": "deny", "POS": "VERB", "MORPH": {"IS_SUPERSET": ["Tense=Past"]}}]])
    matcher.add("count", [[{"POS": "NUM"}, {"LEMMA": "helicopter", "TAG": "NNS"}]])
    found = {nlp.vocab.strings[key]: doc[start:end].text for key, start, end in matcher(doc)}
    assert found == {"denial": "denied", "count": "four helicopters"}


def test_dependency_matcher_finds_subject_and_object_of_a_verb(nlp: Language, doc: Doc) -> None:
    matcher = DependencyMatcher(nlp.vocab)
    pattern = [
        {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "deploy"}},
        {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "who", "RIGHT_ATTRS": {"DEP": "nsubj"}},
        {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "what", "RIGHT_ATTRS": {"DEP": "obj"}},
    ]
    matcher.add("deployment", [pattern])
    [(_, tokens)] = matcher(doc)
    assert [doc[i].text for i in tokens] == ["deployed", "army", "helicopters"]


def test_phrase_matcher_over_lemmas(nlp: Language, doc: Doc) -> None:
    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    matcher.add("weapon", [nlp("four helicopters")])
    assert [doc[start:end].text for _, start, end in matcher(doc)] == ["four helicopters"]


def test_noun_chunks_are_whole_phrases(doc: Doc) -> None:
    chunks = [chunk.text for chunk in doc.noun_chunks]
    assert chunks[:3] == ["The Kenyan army", "four helicopters", "Lamu"]


@pytest.mark.parametrize("style", ["dep", "ent"])
def test_displacy_draws_trees_and_entities(doc: Doc, style: str) -> None:
    drawing = displacy.render(doc, style=style, page=False, jupyter=False)
    wanted = {"dep": (">nsubj<", ">deployed<"), "ent": ("Lamu", ">PLACE<")}[style]
    assert all(words in "".join(drawing.split()) for words in wanted)


def test_a_document_survives_the_formats_of_spacy(nlp: Language, doc: Doc) -> None:
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [again] = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    copy = Doc(nlp.vocab).from_json(doc.to_json())
    for other in (again, copy):
        assert [(t.text, t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in other] == [
            (t.text, t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in doc
        ]
    assert again.user_data == doc.user_data
