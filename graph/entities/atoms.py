"""The atoms of an article: runs of letters or digits, and which of them can belong to one name."""

from __future__ import annotations

import re
from typing import NamedTuple

from .draft import Draft
from .knowledge_base import KnowledgeBase
from .surface import fold, pieces

_PASTED = re.compile(r"[A-Z]?[a-z]{2,}(?=[A-Z\d])")
"""A name that another word or a note's number is pasted to: `UkraineVideo`, `Ukraine22`."""
_MIXED = re.compile(r"[a-z][A-Z\d]")
_LEAST_PASTED = 5
_GLUE = re.compile(r" ?[-–/] ?|\]? |\xa0|['’]|\n|\.|\. | ?['’] ")


class Atom(NamedTuple):
    """A run of letters or digits of the text."""

    start: int
    end: int
    folded: str
    joined: bool
    """What follows may belong to the same name."""
    mixed: bool = False
    """Capitals or digits stand behind small letters."""


def atoms(draft: Draft) -> list[Atom]:
    """The atoms of the article; boilerplate is left out."""
    text = draft.document.text
    regions = sorted((region.start, region.end) for region in draft.document.boilerplate)
    found: list[Atom] = []
    begin = 0
    for start, end in [*regions, (len(text), len(text))]:
        if start > begin:
            found += _atoms(text, begin, start)
        begin = max(begin, end)
    return found


def _atoms(text: str, begin: int, end: int) -> list[Atom]:
    matches = [(m.start() + begin, m.end() + begin, m.group()) for m in pieces(text[begin:end])]
    glued: dict[str, bool] = {}
    found = []
    for number, (start, stop, piece) in enumerate(matches):
        gap = text[stop : matches[number + 1][0]] if number + 1 < len(matches) else "\0"
        joined = glued.get(gap)
        if joined is None:
            joined = glued[gap] = _GLUE.fullmatch(gap) is not None
        if gap == ". " and stop - start > 3:
            joined = False
        found.append(Atom(start, stop, fold(piece), joined, _MIXED.search(piece) is not None))
    return found


def unpaste(found: list[Atom], text: str, knowledge: KnowledgeBase) -> None:
    """Cut off what is pasted to a name, where the whole begins no name."""
    for position, atom in enumerate(found):
        if not atom.mixed or atom.folded in knowledge.longest:
            continue
        match = _PASTED.match(text, atom.start, atom.end)
        if match is None:
            continue
        name, before = fold(match.group()), found[position - 1] if position else None
        alone = name in knowledge.names and len(name) >= _LEAST_PASTED
        ends = before is not None and before.joined and f"{before.folded} {name}" in knowledge.names
        if alone or ends:
            found[position] = Atom(atom.start, match.end(), name, joined=False, mixed=True)
