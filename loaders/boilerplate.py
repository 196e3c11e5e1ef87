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

import yaml

from ..ontology.errors import OntologyError
from ..ontology.records import Region

_HEAD = frozenset(("date", "byline"))
_LISTS = ("furniture", "openings", "closings", "credits", "authorship", "moments", "consent", "appeals")
_LINE = re.compile(r"[^\r\n]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_VIA = re.compile(r"(?:^|[.!?]\s)(?:[Vv]ia|[Ss]ource:|[Cc]redit:)\s+\S[^.!?]{1,60}\.?$")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w")
_BYLINE = re.compile(
    r"(?:By|Written by|Reporting by|Editing by|(?:Posted|Published|Updated) (?:on )?[\w ,:.]{4,40} by)\s+"
    r"[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5}$"
)
_PARENTHESES = re.compile(r"\([^()]{2,80}\)[.]?$")
_PATH = re.compile(r"\s[>»›|/•·]\s")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 25  # words: a paragraph of the article rather than a label or headline
_SHORT = 12  # words: at most what a caption beside a credit has
_HEADLINE = 4  # words: at least what a headline has
_CREDITED = 80  # words: at most what a caption has that ends with its credit
_APPEAL = 45  # words: at most what a publisher's appeal has
_CONSENT = 3  # phrases of cookie banners in one


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
    for rule in (_closing, _furniture, _captions, _authors, _repeated, _navigation, _labels):
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
    """From a heading such as "Related" to where the article goes on, once it has had a paragraph; else to the end."""
    closings = _cues()["closings"]
    index, body = 0, False
    while index < len(lines):
        if body and _label(lines[index].folded) in closings:
            end = _resumes(lines, index + 1)
            yield from ((i, "teaser") for i in range(index, end))
            index = end
        else:
            body = body or lines[index].is_paragraph
            index += 1


def _resumes(lines: Sequence[_Line], start: int) -> int:
    """Where the article goes on: at a long paragraph that is no summary below the headline of another article.

    A summary follows a headline, a paragraph follows another paragraph or a label such as a date or a credit.
    """
    for index in range(start, len(lines)):
        if _is_whole(lines[index]):
            again = index + 1 < len(lines) and _is_whole(lines[index + 1])
            if again or index == start or not _is_headline(lines[index - 1]):
                return index
    return len(lines)


def _is_whole(line: _Line) -> bool:
    return line.words >= _LONG and _SENTENCE_END.search(line.text) is not None and not line.text.endswith(("...", "…"))


def _is_headline(line: _Line) -> bool:
    return _HEADLINE <= line.words < _LONG and not line.text.endswith((".", ")", "]"))


def _furniture(lines: Sequence[_Line], _: Mapping[int, str], __: str) -> _Marks:
    cues = _cues()
    for index, line in enumerate(lines):
        label = _label(line.folded)
        if label in cues["furniture"] or not any(c.isalnum() for c in line.text) or _is_path(line):
            yield index, "navigation"
        elif _is_moment(line.folded, cues["moments"]):
            yield index, "date"
        elif len(set(_any_of("consent").findall(line.folded))) >= _CONSENT:
            yield index, "consent"
        elif _is_appeal(line):
            yield index, "appeal"
        elif line.words < _LONG and _opens(line.folded):
            yield index, "pointer"
        elif line.words <= 3 and _ADDRESS.search(line.text):
            yield index, "navigation"
        elif _BYLINE.fullmatch(line.text):
            yield index, "byline"


def _is_path(line: _Line) -> bool:
    """Where a page stands in its site, or a menu on one line: three or more short names with marks between them."""
    parts = [part for part in _PATH.split(line.text) if part.strip()]
    return len(parts) >= 3 and all(len(part.split()) <= 4 for part in parts)


def _is_moment(folded: str, moments: frozenset[str]) -> bool:
    """Nothing but a date, a time, or how long the text takes to read."""
    words = _WORD.findall(folded)
    dated = 0 < len(words) <= _SHORT and any(c.isdigit() for c in folded)
    return dated and all(word in moments for word in words)


def _is_appeal(line: _Line) -> bool:
    quoted = line.text.startswith(('"', "“", "'", "‘"))
    return not quoted and line.words <= _APPEAL and _any_of("appeals").search(line.folded) is not None


def _opens(folded: str) -> bool:
    found = _any_of("openings").match(folded)
    return found is not None and not folded[found.end() : found.end() + 1].isalpha()


def _captions(lines: Sequence[_Line], _: Mapping[int, str], __: str) -> _Marks:
    credited = {i for i, line in enumerate(lines) if _is_credit(line)}
    for index in sorted(credited):
        yield index, "caption"
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(lines) and _is_fragment(lines, beside, index):
                yield beside, "caption"


def _is_credit(line: _Line) -> bool:
    """A short line with a credit in it, or a longer one that ends with it."""
    if line.words < _LONG:
        return _any_of("credits").search(line.folded) is not None or _VIA.search(line.text) is not None
    end = _PARENTHESES.search(line.folded) if line.words < _CREDITED else None
    return end is not None and _any_of("credits").search(end.group()) is not None


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
    return not line.text.startswith(('"', "“")) and len(set(_any_of("authorship").findall(line.folded))) >= cues


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
        headline = _headline(lines, head)
    for index in head:
        if headline is None or index < headline:
            yield index, "navigation"


def _headline(lines: Sequence[_Line], head: Sequence[int]) -> int | None:
    """The longest line of the head that is long enough for a headline, one that is no sentence before one that is."""
    long = [index for index in head if lines[index].words >= _HEADLINE]
    return max(long, key=lambda i: (not lines[i].text.endswith("."), lines[i].words), default=None)


def _labels(lines: Sequence[_Line], kinds: Mapping[int, str], _: str) -> _Marks:
    """Names, places and sections above the first paragraph that touch a date or a byline there."""
    first = next((i for i, line in enumerate(lines) if i not in kinds and line.is_paragraph), len(lines))
    found: set[int] = set()
    for index in [*range(first), *reversed(range(first))]:
        line = lines[index]
        beside = (kinds.get(near) in _HEAD or near in found for near in (index - 1, index + 1) if near < first)
        short = line.words < _HEADLINE and not _SENTENCE_END.search(line.text)
        named = all(word[0].isupper() for word in line.text.split() if len(word) > 3)
        if index not in kinds and short and named and any(beside):
            found.add(index)
    yield from ((index, "navigation") for index in sorted(found))


def _same(folded: str, title: str) -> bool:
    return folded == title or (len(folded) > 20 and (folded.startswith(title) or title.startswith(folded)))


def _label(folded: str) -> str:
    return folded.strip(" |:>»-•*")


@cache
def _any_of(name: str) -> re.Pattern[str]:
    """Finds each phrase of a list, of several at one place the longest."""
    phrases = sorted(_cues()[name], key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(map(re.escape, phrases)))


@cache
def _cues() -> Mapping[str, frozenset[str]]:
    """The lists of boilerplate.yaml, folded."""
    read = yaml.safe_load((files(__package__) / "boilerplate.yaml").read_text(encoding="utf-8"))
    if not isinstance(read, dict) or set(read) != set(_LISTS):
        raise OntologyError(f"boilerplate.yaml: expected the lists {', '.join(_LISTS)}; found {', '.join(read or ())}")
    folded = {name: frozenset(_fold(str(cue)) for cue in read[name]) for name in _LISTS}
    return folded | {name: frozenset(map(_label, folded[name])) for name in ("furniture", "closings")}
