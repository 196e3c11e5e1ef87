"""Lemmas by table: the words that a rule gets wrong, and for all others the longest ending that has a rule.

Of several endings with a rule, the longest that leads to a known lemma is taken: `provoked` is of `provoke`, which is
known, not of `provok`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...ontology.errors import ModelError

LONGEST_ENDING = 6
_CACHED_WORDS = 200_000

Edit = tuple[int, str]
"""How many characters to take off the end, and what to put there."""


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
        return next((lemma for lemma in lemmas if lemma in known), lemmas[0])

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


def normal(form: str, upos: str) -> str:
    """The form that rules are applied to: names keep their case, typographic apostrophes become plain."""
    form = form.replace("’", "'")
    return form if upos in {"PROPN", "X"} else form.lower()


def apply(base: str, edit: Edit) -> str:
    """The base with its ending replaced."""
    strip, add = edit
    return base[: len(base) - strip] + add
