"""Lemmas by table: the words that a rule gets wrong, and for all others the longest ending that has a rule.

Of several endings with a rule, the longest that leads to a known lemma is taken: `provoked` is of `provoke`, which is
known, not of `provok`. Where none does, a verb is tried with the regular endings of English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...ontology.errors import ModelError

LONGEST_ENDING = 6
_CACHED_WORDS = 20_000  # so that a worker has all its memory after some thousand documents

Edit = tuple[int, str]
"""How many characters to take off the end, and what to put there."""

_PAST: tuple[Edit, ...] = ((1, ""), (2, ""), (3, ""), (3, "y"))
_REGULAR: dict[str, tuple[Edit, ...]] = {
    "VBD": _PAST,
    "VBN": _PAST,
    "VBZ": ((1, ""), (2, ""), (3, "y")),
    "VBG": ((3, ""), (3, "e"), (4, "")),
}
_PREFIXES = ("counter", "de", "inter", "mis", "out", "over", "pre", "re", "un", "under")
_SHORT = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]ing$")
"""A stem that would have doubled its consonant, had it no `e` at its end."""


@dataclass(slots=True)
class Lemmas:
    """Tables of one model; keys begin with the part of speech, `VERB VBD`."""

    words: Mapping[str, Mapping[str, str]]
    """Part of speech, then form, then lemma."""
    endings: Mapping[str, Mapping[str, Edit]]
    """Part of speech, then ending, then what replaces it."""
    known: Mapping[str, frozenset[str]]
    """Universal part of speech, then its lemmas."""
    _found: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, form: str, upos: str, xpos: str) -> str:
        """The lemma of a word; its form in lower case (as it stands for names) where no rule is known."""
        key = (form, upos, xpos)
        lemma = self._found.get(key)
        if lemma is None:
            if len(self._found) >= _CACHED_WORDS:
                self._found.clear()
            lemma = self._found[key] = self.find(form, upos, xpos)
        return lemma

    def find(self, form: str, upos: str, xpos: str) -> str:
        """The same, not remembered."""
        tag = f"{upos} {xpos}"
        base = normal(form, upos)
        listed = self.words.get(tag, {}).get(base)
        if listed is not None:
            return listed
        edits, known = self.endings.get(tag, {}), self.known.get(upos, frozenset())
        endings = (base[len(base) - length :] for length in range(min(LONGEST_ENDING, len(base) - 1), -1, -1))
        lemmas = [apply(base, edits[ending]) for ending in endings if ending in edits] or [base]
        if upos == "VERB":
            lemmas += [apply(base, edit) for edit in regular(base, xpos)]
        found = [lemma for lemma in lemmas if lemma in known] or [
            lemma for lemma in lemmas if upos == "VERB" and _prefixed(lemma, known)
        ]
        return (found or lemmas)[0]

    @classmethod
    def read(cls, folder: Path) -> Lemmas:
        """Reads `lemmas.json` of a folder; raises ModelError where it is missing or damaged."""
        try:
            tables = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
            endings = {tag: {k: (int(v[0]), str(v[1])) for k, v in t.items()} for tag, t in tables["endings"].items()}
            known = {upos: frozenset(lemmas) for upos, lemmas in tables["known"].items()}
            return cls(tables["words"], endings, known)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"the lemmatizer can not be read: {error}; reinstall the model") from error

    def write(self, folder: Path) -> None:
        """Writes `lemmas.json`."""
        folder.mkdir(parents=True, exist_ok=True)
        known = {upos: sorted(lemmas) for upos, lemmas in self.known.items()}
        tables = {"words": self.words, "endings": self.endings, "known": known}
        text = json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (folder / "lemmas.json").write_text(text, encoding="utf-8")


def regular(base: str, xpos: str) -> tuple[Edit, ...]:
    """Edits that undo the regular inflection of a verb, the likelier first: `rul-ing` of `rule`, `tell-ing`."""
    edits = _REGULAR.get(xpos, ())
    return edits if xpos != "VBG" or _SHORT.search(base) is None else (edits[1], edits[0], *edits[2:])


def _prefixed(lemma: str, known: frozenset[str]) -> bool:
    """Whether it is a known verb behind a prefix: `resupply`, `outmanoeuvre`."""
    return any(lemma.startswith(prefix) and lemma[len(prefix) :] in known for prefix in _PREFIXES)


def normal(form: str, upos: str) -> str:
    """The form that rules are applied to: names keep their case, typographic apostrophes become plain."""
    form = form.replace("’", "'")
    return form if upos in {"PROPN", "X"} else form.lower()


def apply(base: str, edit: Edit) -> str:
    """The base with its ending replaced."""
    strip, add = edit
    return base[: len(base) - strip] + add
