"""Who is behind what is said: reprints have one origin, and all who quote a ministry or an agency have one voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .account import Account
from .pack import Page


class Origins:
    """The origin of each document, and the voice of each account.

    `reprints` maps the id of a document to that of the document that it repeats; chains of reprints are followed.
    """

    def __init__(self, pages: Iterable[Page], reprints: Mapping[str, str]) -> None:
        self.reprints = reprints
        publishers = {page.document: page.publisher for page in pages}
        self._publishers = {one: publishers.get(self.root(one)) or self.root(one) for one in publishers}

    def root(self, document: str) -> str:
        """The id of the document that this one repeats, itself where it repeats none."""
        seen = {document}
        while (earlier := self.reprints.get(document, document)) not in seen:
            seen.add(earlier)
            document = earlier
        return document

    def publisher(self, document: str) -> str:
        """Who published the original first; the document's id where nobody is named."""
        return self._publishers.get(document, document)

    def origin(self, account: Account) -> str:
        """Where the document has it from: a news agency that it names, else the document that it repeats, or itself."""
        return account.wire or self.root(account.document)

    def voice(self, account: Account) -> str:
        """What counts once: the state or body that is quoted; an unnamed source within its origin; the publisher."""
        if account.claimant is None:
            return "publisher:" + self.publisher(account.document)
        if account.voice is None:
            return f"{account.claimant}@{self.root(account.document)}"
        return account.voice
