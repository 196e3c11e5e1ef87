"""One document through the stages: words, entities, statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..ontology.own_types import declare
from ..ontology.records import Document, Reading
from .entities import link, load_knowledge
from .rdf.canonical import entity_ids
from .statements import MINIMUM, extract, load_lexicon
from .statements.extract import make
from .text import load_model, read

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .entities import KnowledgeBase
    from .statements import Lexicon


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages work with; loaded once and shared by all documents of a process."""

    nlp: Language
    knowledge: KnowledgeBase
    lexicon: Lexicon
    minimum: float = MINIMUM
    """Statements of events with a lower confidence are left out."""

    @classmethod
    def load(
        cls,
        *,
        model: Path | None = None,
        knowledge: Iterable[Path] = (),
        lexicon: Iterable[Path] = (),
        minimum: float = MINIMUM,
    ) -> Tools:
        """The packaged model, knowledge base and lexicon, and the user's own files over them."""
        frames = load_lexicon(*lexicon)
        declare(frames.own_types)
        return cls(load_model(model), load_knowledge(*knowledge), frames, minimum)


def read_document(document: Document, tools: Tools) -> Reading:
    """What is read out of one document. Raises DocumentError where its text can not be analysed."""
    return analyse(document, tools)[1]


def analyse(document: Document, tools: Tools) -> tuple[Doc, Reading]:
    """The analysed text and what was read out of it."""
    doc = read(tools.nlp, document)
    linked = link(doc, document, tools.knowledge)
    found = extract(doc, document, linked, tools.lexicon, minimum=tools.minimum)
    statements = {statement.id: statement for statement in found}
    named = {mention.entity for mention in linked.mentions}.union(*map(entity_ids, statements.values()))
    entities = tuple(linked.entities[entity] for entity in sorted(named))
    return doc, Reading(document, linked.mentions, entities, tuple(statements.values()))


def features(document: Document, tools: Tools) -> dict[str, Mapping[str, float]]:
    """What the confidence of each event of the document is made of, by the id of its statement."""
    doc = read(tools.nlp, document)
    made = make(doc, document, link(doc, document, tools.knowledge), tools.lexicon)
    return {one.statement.id: one.features for one in made}


def words(doc: Doc) -> int:
    """Tokens that are neither punctuation nor white space."""
    return sum(not (token.is_space or token.is_punct) for token in doc)
