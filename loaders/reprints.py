"""Which documents are reprints of another: one wire story in twenty papers is one source, not twenty.

Each text becomes a sketch of about a kilobyte: MinHash (Broder 1997) over its runs of five words, so that a corpus
larger than memory can be compared. Candidates are found by banding (Leskovec, Rajaraman & Ullman, Mining of Massive
Datasets, chapter 3) and accepted by estimated overlap. Runs of five words keep apart reports from one template: a
changed figure changes five of them. Boilerplate is left out, so that two articles of one site do not look alike for
their menus. Hash functions are derived from SHA-256, so that every machine finds the same.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..ontology.records import Document

SIMILAR: Final = 0.5
"""Least share of all runs of two texts that both have (Jaccard): a story and its slightly edited copy."""
CONTAINED: Final = 0.85
"""Least share of the shorter text's runs that the longer one has too: a story that was cut or put into another."""
SHORT: Final = 40
"""Runs of words; texts below it are reprints only where they are all but equal, since a formula alone fills them."""
ALL_BUT_EQUAL: Final = 0.9

_RUN = 5  # words
_ROWS = 3  # with 42 bands, a pair with half of all runs in common is a candidate with probability 0.996
_BANDS = 42
_PRIME = np.uint64(4294967291)  # the largest below 2**32, so that products stay below 2**64
_WORD = re.compile(r"\w+")

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to compare it with others."""

    id: str
    published: str | None
    runs: int
    """Number of different runs of five words."""
    least: bytes
    """The least hash of the runs under each hash function, four bytes each."""

    def bands(self) -> Iterator[tuple[int, bytes]]:
        """Keys that similar texts are likely to share."""
        width = 4 * _ROWS
        return ((band, self.least[band * width : (band + 1) * width]) for band in range(_BANDS))


def reprints(documents: Iterable[Document]) -> dict[str, str]:
    """Document id to the id of the original, for each document that repeats an earlier one.

    The original is the earliest published of those that are alike, then the one with the smallest id; documents
    without a date come last. It is never itself a reprint. The order of the documents does not matter, and only their
    sketches are kept.
    """
    return originals(sketch(document) for document in documents)


def originals(sketches: Iterable[Sketch]) -> dict[str, str]:
    """The same over sketches, for those who meet the texts one by one."""
    found: dict[str, str] = {}
    kept: dict[tuple[int, bytes], list[tuple[int, Sketch]]] = {}
    for rank, one in enumerate(sorted({one.id: one for one in sketches}.values(), key=_age)):
        candidates = {place: other for key in one.bands() for place, other in kept.get(key, ())}
        original = next((candidates[place] for place in sorted(candidates) if alike(one, candidates[place])), None)
        if original is not None:
            found[one.id] = original.id
            continue
        for key in one.bands() if one.runs else ():
            kept.setdefault(key, []).append((rank, one))
    return found


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether two texts are the same story in all or nearly all of the shorter one; symmetric."""
    shorter, longer = sorted((one.runs, other.runs))
    if not shorter:
        return False
    same = np.frombuffer(one.least, dtype=np.uint32) == np.frombuffer(other.least, dtype=np.uint32)
    jaccard = float(same.mean())
    if shorter < SHORT:
        return jaccard >= ALL_BUT_EQUAL
    common = jaccard * (shorter + longer) / (1 + jaccard)
    return jaccard >= SIMILAR or common >= CONTAINED * shorter


def sketch(document: Document) -> Sketch:
    """The sketch of a document's text without its boilerplate."""
    words = _WORD.findall(body(document).casefold())
    texts = {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))} if words else set()
    runs = np.array(sorted(zlib.crc32(text.encode("utf-8", "surrogatepass")) for text in texts), dtype=np.uint64)
    return Sketch(document.id, document.published, len(runs), _least(runs))


def body(document: Document) -> str:
    """The text with its boilerplate taken out."""
    parts, at = [], 0
    for region in document.boilerplate:
        parts.append(document.text[at : region.start])
        at = region.end
    return "\n".join([*parts, document.text[at:]])


def with_originals(documents: Iterable[str], found: Mapping[str, str]) -> set[str]:
    """Of some documents, those that count as independent sources: each reprint stands for its original."""
    return {found.get(document, document) for document in documents}


def _age(one: Sketch) -> tuple[bool, str, str]:
    """Order of publication; a month comes after its days, since it may be its last."""
    return one.published is None, (one.published or "") + "~", one.id


def _least(runs: Hashes) -> bytes:
    if not runs.size:
        return bytes(4 * _ROWS * _BANDS)
    factors, summands = _functions()
    hashed = (runs[:, None] * factors + summands) % _PRIME
    least: NDArray[np.uint32] = hashed.min(axis=0).astype(np.uint32)
    return least.tobytes()


@cache
def _functions() -> tuple[Hashes, Hashes]:
    """Factors and summands of the hash functions a·x + b modulo a prime, pairwise independent."""
    drawn = [hashlib.sha256(f"reprints {i}".encode()).digest() for i in range(_ROWS * _BANDS)]
    factors = [int.from_bytes(bytes_[:8]) % (int(_PRIME) - 1) + 1 for bytes_ in drawn]
    summands = [int.from_bytes(bytes_[8:16]) % int(_PRIME) for bytes_ in drawn]
    return np.array(factors, dtype=np.uint64), np.array(summands, dtype=np.uint64)
