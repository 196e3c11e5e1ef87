"""What of a plain text is not the article: menus, captions, author boxes, teasers, repeated headlines.

News texts that were copied or scraped carry the page around the article. The text is never changed; the stretches are
marked, with the reason, so that nothing is read out of them. The cues are data, in boilerplate.yaml. Rules look at
lines: what a line says, how it ends, what stands beside it, and where in the text it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml

from ..ontology.errors import OntologyError
from ..ontology.records import Region

_LISTS = ("furniture", "openings", "closings", "credits", "authorship")
_LINE = re.compile(r"[^\r\n]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_VIA = re.compile(r"(?:^|[.!?]\s)(?:[Vv]ia|[Ss]ource:|[Cc]redit:)\s+\S[^.!?]{1,60}\.?$")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w")
_BYLINE = re.compile(
    r"(?:By|Written by|Reporting by|Editing by)\s+[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5}$"
)
_LONG = 25  # words: a paragraph of the article rather than a label or headline
_SHORT = 12  # words: at most what a caption beside a credit has
_HEADLINE = 4  # words: at least what a headline has


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    folded: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_paragraph(self) -> bool:
        return self.words >= _LONG or (self.words >= _SHORT and _SENTENCE_END.search(self.text) is not None)


def boilerplate(text: str, *, title: str | None = None) -> tuple[Region, ...]:
    """Regions of the text that are not the article, sorted, not overlapping; offsets are code points.

    A known title is never marked, except where it is repeated.
    """
    lines = [_Line(*_trimmed(found), _fold(found.group())) for found in _LINE.finditer(text) if found.group().strip()]
    kinds: dict[int, str] = {}
    for rule in (_closing, _furniture, _captions, _authors, _repeated, _navigation):
        for index, kind in rule(lines, kinds, _fold(title or "")):
            kinds.setdefault(index, kind)
    return tuple(Region(lines[i].start, lines[i].end, kinds[i]) for i in sorted(kinds))


def _trimmed(found: re.Match[str]) -> tuple[int, int, str]:
    line = found.group()
    start = found.start() + len(line) - len(line.lstrip())
    return start, start + len(line.strip()), line.strip()


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return " ".join(folded.split())


_Marks = Iterator[tuple[int, str]]


def _closing(lines: Sequence[_Line], _: Mapping[int, str], __: str) -> _Marks:
    """From a heading such as "Related" to the end, once the article has had a paragraph and none of it follows."""
    closings = _cues()["closings"]
    for index, line in enumerate(lines):
        heads = _label(line.folded) in closings
        if heads and any(before.is_paragraph for before in lines[:index]) and not _resumes(lines[index + 1 :]):
            yield from ((i, "teaser") for i in range(index, len(lines)))
            return


def _resumes(lines: Sequence[_Line]) -> bool:
    """Whether the article goes on: two long paragraphs that end as sentences do and follow each other."""
    whole = [line.words >= _LONG and not line.text.endswith(("...", "…")) for line in lines]
    return any(a and b for a, b in pairwise(whole))


def _furniture(lines: Sequence[_Line], _: Mapping[int, str], __: str) -> _Marks:
    cues = _cues()
    for index, line in enumerate(lines):
        label = _label(line.folded)
        if label in cues["furniture"] or not any(c.isalnum() for c in line.text):
            yield index, "navigation"
        elif line.words < _LONG and any(_opens(line.folded, cue) for cue in cues["openings"]):
            yield index, "pointer"
        elif line.words <= 3 and _ADDRESS.search(line.text):
            yield index, "navigation"
        elif _BYLINE.fullmatch(line.text):
            yield index, "byline"


def _opens(folded: str, cue: str) -> bool:
    return folded.startswith(cue) and not folded[len(cue) : len(cue) + 1].isalpha()


def _captions(lines: Sequence[_Line], _: Mapping[int, str], __: str) -> _Marks:
    cues = _cues()["credits"]
    credited = {i for i, line in enumerate(lines) if line.words < _LONG and _is_credit(line, cues)}
    for index in sorted(credited):
        yield index, "caption"
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(lines) and _is_fragment(lines, beside, index):
                yield beside, "caption"


def _is_credit(line: _Line, cues: frozenset[str]) -> bool:
    return any(cue in line.folded for cue in cues) or _VIA.search(line.text) is not None


def _is_fragment(lines: Sequence[_Line], index: int, credit: int) -> bool:
    """A short line that touches a credit line without a blank one between, and ends with a full stop."""
    line, other = lines[index], lines[credit]
    first, second = (line, other) if index < credit else (other, line)
    return second.start - first.end <= 2 and line.words <= _SHORT and line.text.endswith(".")


def _authors(lines: Sequence[_Line], kinds: Mapping[int, str], _: str) -> _Marks:
    """Boxes about author or publisher, and the short lines just above them (a name, an address)."""
    body = (i for i, line in enumerate(lines) if line.is_paragraph and i not in kinds and not _box(line, 1))
    last = max(body, default=-1)
    for index, line in enumerate(lines):
        if index in kinds or not _box(line, 1 if index > last else 2):
            continue
        yield index, "author"
        above = index - 1
        while above > last and lines[above].words <= 3:
            yield above, "author"
            above -= 1


def _box(line: _Line, cues: int) -> bool:
    return not line.text.startswith(('"', "“")) and sum(cue in line.folded for cue in _cues()["authorship"]) >= cues


def _repeated(lines: Sequence[_Line], kinds: Mapping[int, str], _: str) -> _Marks:
    """The second and later copies of a line of four words or more: a headline printed twice, a box repeated."""
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if index not in kinds and line.words >= _HEADLINE:
            if line.folded in seen:
                yield index, "repeated"
            seen.add(line.folded)


def _navigation(lines: Sequence[_Line], kinds: Mapping[int, str], title: str) -> _Marks:
    """Short lines above the first paragraph that are not the headline, where the page has other furniture there."""
    first = next((i for i, line in enumerate(lines) if i not in kinds and line.is_paragraph), len(lines))
    head = [i for i in range(first) if i not in kinds]
    if not any(i < first for i in kinds):
        return
    headline = next((i for i in head if title and _same(lines[i].folded, title)), None)
    if headline is None:
        headline = max((i for i in head if lines[i].words >= _HEADLINE), key=lambda i: lines[i].words, default=None)
    for index in head:
        if headline is None or index < headline:
            yield index, "navigation"


def _same(folded: str, title: str) -> bool:
    return folded == title or (len(folded) > 20 and (folded.startswith(title) or title.startswith(folded)))


def _label(folded: str) -> str:
    return folded.strip(" |:>»-•*")


@cache
def _cues() -> Mapping[str, frozenset[str]]:
    """The lists of boilerplate.yaml, folded."""
    read = yaml.safe_load((files(__package__) / "boilerplate.yaml").read_text(encoding="utf-8"))
    if not isinstance(read, dict) or set(read) != set(_LISTS):
        raise OntologyError(f"boilerplate.yaml: expected the lists {', '.join(_LISTS)}; found {', '.join(read or ())}")
    folded = {name: frozenset(_fold(str(cue)) for cue in read[name]) for name in _LISTS}
    return folded | {name: frozenset(map(_label, folded[name])) for name in ("furniture", "closings")}
