"""Lemmas of verb forms that the lemmatizer guessed wrong: irregular forms by list, regular ones by their endings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from ...ontology.errors import OntologyError
from .cues import read_cues, words

INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ"})


def mend_lemma(token: Token, known: Collection[str]) -> None:
    """Gives an inflected verb the known lemma that its form is of, where its own lemma is none that is known."""
    if token.pos_ != "VERB" or token.tag_ not in INFLECTED or token.lemma_.lower() in known:
        return
    found = next((lemma for lemma in lemmas_of(token.lower_) if lemma in known), None)
    if found is not None:
        token.lemma_ = found


def lemmas_of(form: str) -> Iterator[str]:
    """The verbs that a form may be of, the irregular one first."""
    irregular = irregular_forms().get(form)
    if irregular is not None:
        yield irregular
    yield from stems(form)


def stems(form: str) -> Iterator[str]:
    """What a regular verb form may come from: `denied` from deny, `planning` from plan, `ruled` from rule or rul."""
    for ending in ("ed", "ing", "es", "s"):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        yield from (f"{stem}e", stem)
        if stem[-1] == "i":
            yield f"{stem[:-1]}y"
        if stem[-1] == stem[-2]:
            yield stem[:-1]


@cache
def irregular_forms() -> Mapping[str, str]:
    """Form to lemma, from cues/verbs.yaml. Raises OntologyError where a form is listed for two verbs."""
    forms: dict[str, str] = {}
    for lemma, listed in read_cues("verbs")["irregular"].items():
        for form in words(listed):
            if forms.setdefault(form, lemma) != lemma:
                both = f"{forms[form]!r} and of {lemma!r}"
                raise OntologyError(f"cues/verbs.yaml: {form!r} is a form of {both}; keep one")
    return forms
