"""Offsets in code points (Python) as offsets in UTF-16 units (the page's script)."""

from __future__ import annotations

from bisect import bisect_left


class Offsets:
    """Translates the offsets of one text; characters beyond the basic plane count twice in a script."""

    __slots__ = ("_wide", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._wide = [] if text.isascii() else [place for place, char in enumerate(text) if ord(char) > 0xFFFF]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)

    def span(self, start: int | None, end: int | None) -> tuple[int, int]:
        """Both ends; (-1, -1) where the participant has no words of its own."""
        return (-1, -1) if start is None or end is None else (self(start), self(end))


def clean(text: str) -> str:
    """The text with lone surrogates, which UTF-8 can not hold, as replacement characters; its length is unchanged."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not text.isascii() else text
