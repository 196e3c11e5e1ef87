"""Who is behind what is said: reprints have one origin, and all who quote a ministry or an agency have one voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...ontology.records import EntityType, Reading
from .account import Account
from .world import World


class Origins:
    """The origin of each document, and the voice of each account.

    `reprints` maps the id of a document to that of the document that it repeats; chains of reprints are followed.
    """

    def __init__(self, readings: Iterable[Reading], world: World, reprints: Mapping[str, str] | None = None) -> None:
        self._world = world
        self._reprints = dict(reprints or {})
        self._publishers: dict[str, str] = {}
        documents = {}
        for reading in readings:
            documents[reading.document.id] = reading.document
        for ident, document in documents.items():
            original = documents.get(self.root(ident), document)
            self._publishers[ident] = original.publisher or self.root(ident)

    def root(self, document: str) -> str:
        """The id of the document that this one repeats, itself where it repeats none."""
        seen = {document}
        while (earlier := self._reprints.get(document, document)) not in seen:
            seen.add(earlier)
            document = earlier
        return document

    def publisher(self, document: str) -> str:
        """Who published the original first; its id where nobody is named."""
        return self._publishers.get(document, document)

    def claimant(self, account: Account) -> str | None:
        """Entity id of who says so, None where the articles themselves do."""
        return account.claimant

    def voice(self, account: Account) -> str:
        """What is counted once: the state or body that is quoted; an unnamed source within its origin; the publisher."""
        if account.claimant is None:
            return "publisher:" + self.publisher(account.document)
        entity = self._world.entity(account.claimant)
        if entity is not None and entity.type is EntityType.GROUP and account.voice is None:
            return f"{account.claimant}@{self.root(account.document)}"
        return account.voice or account.claimant
