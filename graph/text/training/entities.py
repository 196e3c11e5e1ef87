"""Entity annotation of GUM, in this project's types.

GUM marks every mention with a type and its head; here a mention counts when its head is a proper noun (of times: when
it holds a date). The span is cut down to the name: titles, articles and clauses fall off. Places are divided into
states, facilities and other places by name; peoples, numbers, amounts and money are read from the word classes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from ..conllu import Word

Entity = tuple[int, int, str]
"""First word, last word, type."""

_NOT_NAMES = frozenset({"DET", "PRON", "AUX", "PUNCT", "CCONJ", "SCONJ", "ADP"})
_TYPES = {"person": "PERSON", "place": "PLACE", "organization": "ORG", "event": "EVENT", "time": "DATE"}
_DATE = re.compile(
    r"(?i)yesterday|today|tomorrow|tonight|(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|\d{3,4}s?|\d+(st|nd|rd|th)|century|decade"
    r"|(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\."
)
_PERIOD = re.compile(r"(?i)(day|week|weekend|month|year|morning|evening|night|spring|summer|autumn|winter)s?")
_WHICH = frozenset({"last", "this", "next", "ago", "past", "later", "earlier"})
@cache
def _words() -> dict[str, frozenset[str]]:
    """The word lists of `words.toml`."""
    lists = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {name: frozenset(text.split()) for name, text in lists.items()}


@cache
def names(listing: str) -> frozenset[str]:
    """The names of `states.txt` or `peoples.txt`, in lower case."""
    text = files(__package__).joinpath(f"{listing}.txt").read_text(encoding="utf-8")
    return frozenset(name.strip().lower() for line in text.splitlines() for name in line.split("|") if name.strip())


def entities_of(words: Sequence[Word]) -> list[Entity]:
    """The entities of one sentence, none within another: the longest first, names before numbers."""
    marked = [entity for mention in _mentions(words) if (entity := _named(words, *mention)) is not None]
    chosen: list[Entity] = []
    for found in (sorted(marked, key=lambda e: (e[0] - e[1], e[0])), _peoples(words), _amounts(words)):
        for start, end, kind in found:
            if all(end < first or last < start for first, last, _ in chosen):
                chosen.append((start, end, kind))
    return sorted(chosen)


def _mentions(words: Sequence[Word]) -> Iterator[tuple[int, int, list[str]]]:
    """First word, last word and fields (type, status, …, heads) of every mention that lies within the sentence."""
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    for i, word in enumerate(words):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", word.misc)
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", found.group(1)) if found else ():
            fields = part.strip("()").split("-")
            if part[0] == "(" and part[-1] == ")":
                yield i, i, fields
            elif part[0] == "(":
                opened.setdefault(fields[0], []).append((i, fields))
            elif opened.get(fields[0]):
                start, begun = opened[fields[0]].pop()
                yield start, i, begun


def _named(words: Sequence[Word], start: int, end: int, fields: Sequence[str]) -> Entity | None:
    kind = _TYPES.get(fields[1])
    if kind is None:
        return None
    if kind == "DATE":
        return _date(words, start, end)
    numbers = fields[5].split(",") if len(fields) > 5 and fields[5][:1].isdigit() else ["1"]
    heads = [i for number in numbers if (i := start + int(number) - 1) <= end]
    proper = [i for i in heads if _proper(words[i]) and words[i].deprel != "nmod:desc"]
    proper.sort(key=lambda i: words[i].head - 1 in heads)
    head = next(iter(proper), None)
    if head is None or not words[head].form[0].isupper():
        return None
    first, last = _person(words, head, end) if kind == "PERSON" else _name(words, head, start, end)
    return first, last, _refined(kind, " ".join(word.form for word in words[first : last + 1]).lower())


def _refined(kind: str, name: str) -> str:
    if kind in {"PERSON", "ORG"} and name in names("peoples"):
        return "NORP"
    if kind in {"PLACE", "ORG"} and name.removeprefix("the ") in names("states"):
        return "STATE"
    if kind == "PLACE" and name.split()[-1] in _words()["facilities"]:
        return "FACILITY"
    return kind


def _person(words: Sequence[Word], head: int, end: int) -> tuple[int, int]:
    """The name alone: its first word and what is flat to it; titles are other words of the tree."""
    first = last = head
    while first > 0 and words[first - 1].head == head + 1 and _initial(words[first - 1]):
        first -= 1
    while last < end and (words[last + 1].deprel.startswith("flat") or _inside_name(words, last + 1, head, end)):
        last += 1
    return first, last


def _initial(word: Word) -> bool:
    return word.deprel in {"flat", "compound"} and word.upos == "PROPN"


def _inside_name(words: Sequence[Word], i: int, head: int, end: int) -> bool:
    """A particle, hyphen or initial between parts of a name: what follows is flat to the same head."""
    flat = i + 1 <= end and words[i + 1].deprel.startswith("flat") and words[i + 1].head == head + 1
    return flat and words[i].upos in {"PUNCT", "ADP", "DET", "PART", "X"}


def _name(words: Sequence[Word], head: int, start: int, end: int) -> tuple[int, int]:
    """The unbroken run of proper words around the head, over linking words."""
    first = last = head
    while (step := _step(words, first, start, -1)) is not None:
        first = step
    while (step := _step(words, last, end, 1)) is not None:
        last = step
    return first, last


def _step(words: Sequence[Word], i: int, limit: int, way: int) -> int | None:
    for distance in (1, 2, 3):
        j = i + way * distance
        if (j - limit) * way > 0:
            return None
        if _proper(words[j]) or _capital_or_number(words[j]):
            return j
        if words[j].form.lower() not in _words()["links"]:
            return None
    return None


def _proper(word: Word) -> bool:
    return word.xpos in {"NNP", "NNPS"} or word.upos == "PROPN"


def _capital_or_number(word: Word) -> bool:
    return word.form[0].isdigit() or (word.form[0].isupper() and word.upos not in _NOT_NAMES)


def _date(words: Sequence[Word], start: int, end: int) -> Entity | None:
    while start < end and words[start].upos in {"DET", "ADP"} and words[start].form.lower() not in {"this", "last"}:
        start += 1
    span = words[start : end + 1]
    dated = any(_DATE.fullmatch(word.form) for word in span)
    relative = any(_PERIOD.fullmatch(w.form) for w in span) and any(w.form.lower() in _WHICH for w in span)
    return (start, end, "DATE") if len(span) < 9 and (dated or relative) else None


def _peoples(words: Sequence[Word]) -> Iterator[Entity]:
    for i, word in enumerate(words):
        if word.form[0].isupper() and word.form.lower() in names("peoples") and word.upos in {"ADJ", "PROPN", "NOUN"}:
            yield i, i, "NORP"


def _amounts(words: Sequence[Word]) -> Iterator[Entity]:
    """Numbers with their currency or unit, and bare numbers."""
    i = 0
    while i < len(words):
        start = i
        while i < len(words) and words[i].xpos == "CD":
            i += 1
        if i == start:
            i += 1
            continue
        before = words[start - 1].form.lower() if start else ""
        after = words[i].form.lower() if i < len(words) else ""
        hyphen = after == "-" and i + 1 < len(words) and words[i + 1].form.lower() in _words()["units"]
        if before in _words()["currencies"]:
            yield start - 1, i - 1, "MONEY"
        elif after in _words()["currencies"] and after not in _words()["units"]:
            yield start, i, "MONEY"
        elif hyphen:
            yield start, i + 1, "QUANTITY"
        elif after in _words()["units"]:
            yield start, i, "QUANTITY"
        else:
            yield start, i - 1, "CARDINAL"
