"""Titles, ranks and offices in a text, and how they belong to the name that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...ontology.records import EntityType
from .draft import Draft, Span
from .matching import Scan
from .vocabulary import words as word_list

_ABBREVIATED = 4
"""Letters of a title that a full stop may shorten: `Capt.`; after a longer one it ends the sentence."""
_HEADS = frozenset({"HoS", "HoG"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title at tokens first to last; the code is that of the office."""

    first: int
    last: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A person stands with a title, and the state or organization that it is of."""

    person: Span
    title: Title
    of: str | None


def titles(scan: Scan) -> dict[int, Title]:
    """By last token, the titles that no name covers; the longest of those that end there."""
    draft, found = scan.draft, dict[int, Title]()
    starts, table, atoms = draft.knowledge.title_starts, draft.knowledge.titles, scan.atoms
    position = 0
    while position < len(atoms):
        step = 1
        for count in range(starts.get(atoms[position].folded, 0), 0, -1):
            chunk = atoms[position : position + count]
            if len(chunk) < count or not all(atom.joined for atom in chunk[:-1]):
                continue
            code = table.get(" ".join(atom.folded for atom in chunk))
            if code is not None and _add(draft, found, chunk[0].start, chunk[-1].end, code):
                step = count
                break
        position += step
    return found


def _add(draft: Draft, found: dict[int, Title], start: int, end: int, code: str) -> bool:
    words = draft.words
    first, last = words.at(start), words.at(end - 1)
    short = len(words.text[last]) <= _ABBREVIATED and not words.lower[last].endswith("s")
    if short and last + 1 < len(words) and words.text[last + 1] == "." and words.end[last] == words.start[last + 1]:
        last += 1
    if not draft.free(first, last):
        return False
    found[last] = Title(first, last, code, draft.document.text[start:end])
    return True


def before(draft: Draft, found: dict[int, Title], first: int) -> tuple[int, list[Title], str | None]:
    """Where a name with its titles begins, the titles (nearest first), and what they are of."""
    words, begin, mine = draft.words, first, list[Title]()
    while begin > 0:
        title = found.get(begin - 1)
        if title is not None:
            mine.append(title)
            begin = title.first
        elif (
            mine
            and words.lower[begin - 1] in word_list("between_titles")
            and begin >= 2
            and _attaches(draft, found, begin - 2)
            and not _of_two(words.lower[begin - 1], found.get(begin - 2), mine[-1])
        ):
            begin -= 1
        else:
            break
    if not mine:
        return first, [], None
    begin, of = _modifier(draft, begin)
    return begin, mine, of


def _of_two(joint: str, left: Title | None, right: Title) -> bool:
    """Two offices that no one holds at once: "the Prime Minister and President Example"."""
    return joint == "and" and left is not None and left.code != right.code and {left.code, right.code} <= _HEADS


def _attaches(draft: Draft, found: dict[int, Title], index: int) -> bool:
    return (
        index in found
        or draft.state_at(index) is not None
        or draft.words.lower[index] in word_list("between_titles") | POSSESSIVE
    )


def _modifier(draft: Draft, begin: int) -> tuple[int, str | None]:
    """The demonym, state or organization that stands directly before the title."""
    words = draft.words
    index = begin - 1
    if index >= 0 and words.lower[index] in word_list("between_titles") and words.lower[index] != "and":
        index -= 1
    if index >= 1 and words.text[index] in POSSESSIVE:
        index -= 1
    span = draft.owner[index] if index >= 0 else None
    if span is None or span.last != index or span.end < words.end[index]:
        return begin, None
    kind = draft.type(span.entity)
    if kind in (EntityType.STATE, EntityType.ORGANIZATION) or (kind is EntityType.PLACE and span.kind == "name"):
        return span.first, span.entity
    return begin, None


def runs(draft: Draft) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words that nothing covers."""
    words, index = draft.words, 0
    while index < len(words):
        last = index
        while last < len(words) and draft.owner[last] is None and _name_like(draft, last, index):
            last += 1
        if last > index:
            yield index, last - 1
        index = max(last, index + 1)


def _name_like(draft: Draft, index: int, begin: int) -> bool:
    words = draft.words
    if words.text[index][0].isupper():
        return words.pos[index] in ("PROPN", "NOUN", "ADJ", "X", "") or words.text[index].endswith(".")
    return (
        index > begin
        and words.lower[index] in ("al", "bin", "ibn", "von", "van", "de", "der", "el", "-", "ul", "ad")
        and (index + 1 < len(words) and words.capitalised(index + 1) and draft.owner[index + 1] is None)
    )
