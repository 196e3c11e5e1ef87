"""The words around an ambiguous name, as the cues of its senses ask for them (ontology/knowledge/ambiguous.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.knowledge_files import Sense
from .surface import key

if TYPE_CHECKING:
    from .matching import Scan

_NEAR = 160
"""Characters."""


class Context:
    """The words around a name, as the cues of a sense ask for them."""

    def __init__(self, scan: Scan, position: int, count: int) -> None:
        atoms = scan.atoms
        self.scan = scan
        begin, end = position, position + count
        while begin > 0 and atoms[position].start - atoms[begin - 1].start <= _NEAR:
            begin -= 1
        while end < len(atoms) and atoms[end].end - atoms[position + count - 1].end <= _NEAR:
            end += 1
        near = [atom.folded for atom in (*atoms[begin:position], *atoms[position + count : end])]
        self.near = f" {' '.join(near)} "
        before = [atom.folded for atom in atoms[max(begin, position - 5) : position]]
        if before and before[-1] in ("the", "a", "an"):
            self.before_article = f" {' '.join(before[:-1])} "
        else:
            self.before_article = ""
        self.before = f" {' '.join(before)} "
        self.after = f" {' '.join(atom.folded for atom in atoms[position + count : position + count + 5])} "

    def holds(self, sense: Sense) -> bool:
        """All cues of the sense are met."""
        return (
            (not sense.near or any(_within(word, self.near) for word in sense.near))
            and (not sense.in_document or any(self._in_document(word) for word in sense.in_document))
            and (not sense.preceded_by or any(self._precedes(word) for word in sense.preceded_by))
            and (not sense.followed_by or any(self._follows(word) for word in sense.followed_by))
            and self.allows(sense)
        )

    def allows(self, sense: Sense) -> bool:
        """Nothing stands there that the sense excludes."""
        return not (
            any(_within(word, self.near) for word in sense.not_near)
            or any(self._precedes(word) for word in sense.not_preceded_by)
            or any(self._follows(word) for word in sense.not_followed_by)
        )

    def _precedes(self, word: str) -> bool:
        form = key(word)
        return any(context.endswith(f" {form} ") for context in (self.before, self.before_article) if context)

    def _follows(self, word: str) -> bool:
        after = self.after.removeprefix(" s") if self.after.startswith(" s ") else self.after
        form = key(word)
        return after.startswith((f" {form} ", f" {form}s "))

    def _in_document(self, word: str) -> bool:
        form = key(word)
        if " " in form:
            return form in self.scan.lower
        return form in self.scan.everything or form + "s" in self.scan.everything


def _within(word: str, near: str) -> bool:
    form = key(word)
    return f" {form} " in near or f" {form}s " in near
