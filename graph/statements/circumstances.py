"""What makes a predicate a statement about the world: polarity, modality, who says so and when, in one call."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ...ontology.records import Document, Modality, Participant, Polarity
from .attribution import Links, attribution
from .factuality import factuality
from .time import date_of, dates


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The fields of a Statement that do not depend on its frame."""

    polarity: Polarity
    modality: Modality
    attribution: Participant | None
    attribution_chain: tuple[Participant, ...]
    date: str | None
    rules: tuple[str, ...]


class Circumstancer:
    """Reads quotations, reports and dates of a document once, then answers for any of its tokens."""

    def __init__(self, doc: Doc, document: Document, linked: Links) -> None:
        self.attributions = attribution(doc, linked)
        self.dates = dates(doc, document)

    def of(self, token: Token, *, events: Container[int] | None = None) -> Circumstances:
        """The circumstances of a verb, adjective or event noun; `events` as in time.date_of."""
        speaker, chain = self.attributions.of(token)
        found = factuality(token, hearsay=self.attributions.hearsay(token))
        date = date_of(token, self.dates, events=events)
        return Circumstances(found.polarity, found.modality, speaker, chain, date, found.rules)
