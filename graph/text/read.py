"""From a Document to a spaCy Doc over its whole, unchanged text."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ...ontology.errors import DocumentError
from ...ontology.records import Document
from .regions import mark_boilerplate


def read(nlp: Language, document: Document) -> Doc:
    """Analyses the text; `token.idx` and `span.start_char` are offsets of `document.text`.

    Raises DocumentError where the text is not Unicode that can be stored (lone surrogates).
    """
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(f"the text of {document.name} is not valid Unicode at character {error.start}") from error
    doc = nlp.make_doc(document.text)
    mark_boilerplate(doc, document.boilerplate)
    return nlp(doc)
