"""Names as sequences of atoms: runs of letters or digits without case or accents, whatever the tokenizer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ATOM = re.compile(r"[^\W_]+|&")
ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "an", "ad"})
"""The Arabic article, which begins a name in lower case or not: `Al-Shabab`, `al-Shabab`."""
_LATIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case without accents."""
    lower = text.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower.translate(_LATIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def pieces(text: str) -> Iterator[re.Match[str]]:
    """The atoms of a text as matches with their offsets."""
    return _ATOM.finditer(text)


def key(text: str) -> str:
    """What two spellings of one name have in common: `Tu-22M3` and `tu 22M3` give `tu 22m3`."""
    if text.isascii():
        lower = text.lower()
        if lower.replace(" ", "").isalnum():
            return lower if "  " not in lower and lower == lower.strip() else " ".join(lower.split())
        return " ".join(_ATOM.findall(lower))
    return " ".join(fold(piece) for piece in _ATOM.findall(text))


def plain(text: str) -> str:
    """The text on one line with straight quotes, as labels are written."""
    straight = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(straight.split())


def shortened(name: str) -> list[str]:
    """The name with each letter but the first left out, one at a time."""
    return [name[:index] + name[index + 1 :] for index in range(1, len(name))]


def close(one: str, other: str) -> bool:
    """They are equal, or one letter is more, less, another, or has changed places with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    return not {one, *shortened(one)}.isdisjoint((other, *shortened(other)))
