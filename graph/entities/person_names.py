"""Names of persons as sequences of tokens: where one begins and ends, its family name, and its variants in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .draft import Draft
from .surface import close, key
from .vocabulary import words as word_list

_PARTICLES = frozenset({"", "al", "el", "bin", "ibn", "abu", "ul", "ur", "von", "van", "de", "der", "di", "da"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "jr.", "sr."})
_OPENING = frozenset({'"', "“", "'", "‘", "``"})
_CLOSING = frozenset({'"', "”", "'", "’", "''"})
_NICKNAME = 3
"""Most tokens of a nickname in quotes."""
_LONG = 7
"""Letters of a name in which one may be written otherwise."""


def suffix(word: str) -> bool:
    """Whether it stands after a family name: "Jr."."""
    return word.lower() in _SUFFIXES


def initial(word: str) -> bool:
    """Whether it shortens a given name in the middle: "W."."""
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def bounds(draft: Draft, first: int, last: int) -> tuple[int, int]:
    """First and last token of the name of which the model saw these."""
    first = _before_nickname(draft, first, last)
    while _continues_left(draft, first):
        first -= 1
    end = _right(draft, first, last)
    nickname = _behind_nickname(draft, end)
    return first, _right(draft, first, nickname) if nickname is not None else end


def _before_nickname(draft: Draft, first: int, last: int) -> int:
    """Where the name begins of which the model saw what is in or behind a nickname: `Buck" Example`, "Example"."""
    words, opening = draft.words, first - 1
    inside = bool(_CLOSING & set(words.text[first : last + 1]))
    if not inside and opening > 0 and words.text[opening] in _CLOSING:
        quotes = (index for index in range(opening - 2, max(opening - 2 - _NICKNAME, 0), -1))
        opening = next((index for index in quotes if words.text[index] in _OPENING), 0)
    elif not inside:
        return first
    given = opening - 1
    if given < 0 or words.text[opening] not in _OPENING or words.pos[given] != "PROPN":
        return first
    return given if words.capitalised(given) and draft.free(given, first - 1) else first


def _continues_left(draft: Draft, first: int) -> bool:
    words, left = draft.words, first - 1
    if left < 0 or draft.owner[left] is not None or words.pos[left] != "PROPN" or not words.capitalised(left):
        return False
    if words.lower[left].rstrip(".") in draft.knowledge.titles:
        return False
    return initial(words.text[first]) or (words.dep[first].startswith("flat") and words.head[first] == left)


def _right(draft: Draft, first: int, last: int) -> int:
    """It goes on over what the parse joins to it, or a hyphen: "Joseph L." and "Votel", "Fazl" and "-ur-Rehman"."""
    words = draft.words
    while last + 1 < len(words) and draft.owner[last + 1] is None:
        hyphen = _hyphen(draft, last)
        if hyphen is not None:
            last = hyphen
            continue
        joined = words.dep[last + 1].startswith("flat") and first <= words.head[last + 1] <= last
        joined = (
            joined or (initial(words.text[last]) and words.pos[last + 1] == "PROPN") or _initial_and_name(draft, last)
        )
        follows = words.lower[last].rstrip("-") in _PARTICLES
        named = words.capitalised(last + 1) or words.lower[last + 1].rstrip("-") in _PARTICLES
        if not (named and (joined or follows)):
            break
        last += 1
    while last > first and words.lower[last].rstrip("-") in _PARTICLES:
        last -= 1
    return last


def _initial_and_name(draft: Draft, last: int) -> bool:
    """An initial and a name follow: behind "Peter", "W. Example"."""
    words, after = draft.words, last + 2
    if after >= len(words) or not initial(words.text[last + 1]) or initial(words.text[last]):
        return False
    return words.pos[after] == "PROPN" and words.capitalised(after) and draft.free(last + 1, after)


def _hyphen(draft: Draft, last: int) -> int | None:
    """The part of the name behind a hyphen without spaces."""
    words, after = draft.words, last + 2
    if after >= len(words) or words.text[last + 1] not in ("-", "‑") or not draft.free(last + 1, after):
        return None
    if words.end[last] != words.start[last + 1] or words.end[last + 1] != words.start[after]:
        return None
    named = words.capitalised(after) or words.lower[after] in _PARTICLES
    return after if named and words.pos[after] == "PROPN" else None


def _behind_nickname(draft: Draft, last: int) -> int | None:
    """The token behind a nickname in quotes that the name goes on with: "John “J.D.” Example"."""
    words, opening = draft.words, last + 1
    if opening >= len(words) or words.text[opening] not in _OPENING:
        return None
    for closing in range(opening + 2, min(opening + 2 + _NICKNAME, len(words) - 1)):
        if words.text[closing] not in _CLOSING:
            continue
        after = closing + 1
        named = words.capitalised(after) and words.pos[after] == "PROPN"
        return after if named and draft.free(opening, after) else None
    return None


def families(draft: Draft, first: int, last: int) -> tuple[str, ...]:
    """The keys of the family name that ends the name, bare and with its particles: `aissami`, `el aissami`."""
    words, end = draft.words, last
    while end > first and suffix(words.text[end]):
        end -= 1
    begin = end
    while begin > first + 1 and (words.lower[begin - 1] in _PARTICLES or words.text[begin - 1] in ("-", "‑")):
        begin -= 1
    return tuple(dict.fromkeys((key(draft.text(end, end)), key(draft.text(begin, end)))))


def only_family(draft: Draft, first: int, last: int) -> bool:
    """No given name stands in it: "Example", "al-Example"."""
    words = draft.words
    return all(words.lower[index] in _PARTICLES or words.text[index] in ("-", "‑") for index in range(first, last))


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two full names in one text are of one person: a given name more or less, an initial, or a letter otherwise."""
    if len(one) < 2 or len(other) < 2:
        return False
    if one[-1] == other[-1]:
        short, long = sorted((one[:-1], other[:-1]), key=len)
        return _within(short, long) or (len(one) == len(other) == 2 and misspelt(one[0], other[0]))
    return len(one) == len(other) and one[:-1] == other[:-1] and misspelt(one[-1], other[-1])


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Each given name of the shorter is one of the longer, in its order; an initial is any that begins so."""
    rest = iter(long)
    return all(any(name == given or (len(name) == 1 and given.startswith(name)) for given in rest) for name in short)


def misspelt(one: str, other: str) -> bool:
    """One letter is otherwise, and not the last: "Ivanova" is no "Ivanov"."""
    return min(len(one), len(other)) >= _LONG and one[0] == other[0] and one[-2:] == other[-2:] and close(one, other)


def brother(draft: Draft, index: int) -> tuple[int, int] | None:
    """The full name whose family name is also that of the given name: "the brothers Ali and Omar Example"."""
    words = draft.words
    begin, end = words.sents[words.sent[index]]
    if not word_list("kin") & set(words.lower[begin:end]):
        return None
    for child in words.children[index]:
        if child > index and words.dep[child] == "conj" and words.pos[child] == "PROPN":
            last = max((c for c in words.children[child] if words.dep[c].startswith("flat")), default=child)
            return (child, last) if last > child else None
    return None


def longest_first(draft: Draft, names: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names of three and more words before the shorter ones, of the same persons perhaps; of these frequent ones."""
    found = list(names)
    counts = Counter(draft.text(*name) for name in found)

    def order(name: tuple[int, int]) -> tuple[bool, int]:
        long = sum(draft.words.capitalised(index) for index in range(name[0], name[1] + 1)) > 2
        return (False, 0) if long else (True, -counts[draft.text(*name)] if name[0] != name[1] else 0)

    return sorted(found, key=order)
