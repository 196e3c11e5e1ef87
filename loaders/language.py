"""Which language a text is in. English is known by its function words; for the rest py3langid is asked.

py3langid (Lui & Baldwin 2012, Barbaresi 2021) is offline and deterministic. A text is only said to be in another
language where it is long enough and the identifier all but certain, since a wrong answer would lose a document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000  # characters of the body that are looked at
_WORDS = 25  # fewer tell nothing by their function words
_LETTERS = 80  # fewer tell nothing to the identifier, unless they are of another script
_CERTAIN = 0.95
_UNLIKELY = 0.01
_OTHER_SCRIPT = 0.5  # share of letters beyond Latin with which a text is not English, whatever it is
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.I)
_BEYOND_LATIN = "\u0250"


@dataclass(frozen=True, slots=True)
class _Data:
    share: float
    english: frozenset[str]
    names: Mapping[str, str]


def language_of(text: str) -> str | None:
    """ISO 639 code of the language; None where the text is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    if is_english(sample):
        return ENGLISH
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    foreign = letters > 0 and sum(c > _BEYOND_LATIN for word in words for c in word) > _OTHER_SCRIPT * letters
    if not foreign and letters < _LETTERS:
        return None
    return _identified(sample, foreign=foreign)


def is_english(text: str) -> bool:
    """Whether the function words of the beginning of a text show that it is English; False where it is short."""
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    return len(words) >= _WORDS and sum(word in _data().english for word in words) >= _data().share * len(words)


def _identified(text: str, *, foreign: bool) -> str | None:
    ranked = [(str(code), float(probability)) for code, probability in _identifier().rank(text)]
    english = dict(ranked).get(ENGLISH, 0.0)
    code, probability = next(pair for pair in ranked if not foreign or pair[0] != ENGLISH)
    if code == ENGLISH:
        return ENGLISH if probability >= _CERTAIN else None
    return code if foreign or (probability >= _CERTAIN and english <= _UNLIKELY) else None


def code_of(declared: str | None) -> str | None:
    """What a file says of its language as a code: `en-GB` and `English` give `en`; None for anything else."""
    if declared is None:
        return None
    text = declared.strip()
    named = next((code for code, name in _data().names.items() if name.casefold() == text.casefold()), None)
    found = _CODE.fullmatch(text)
    return named or (found.group(1).lower() if found is not None else None)


def name_of(code: str) -> str:
    """English name of a language, its code where that is not in the list."""
    return _data().names.get(code.partition("-")[0], code)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _data() -> _Data:
    raw = yaml.safe_load((files(__package__) / "languages.yaml").read_text(encoding="utf-8"))
    return _Data(float(raw["share"]), frozenset(raw["english"]), dict(raw["names"]))
