"""spaCy's English tokenizer, adjusted to how Universal Dependencies treebanks divide English words.

The rules are data: `tokens.toml` beside this file lists abbreviations that keep their full stop, and prefixes that keep
their hyphen.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry


class NewsTokenizer(Tokenizer):  # type: ignore[misc]  # spaCy's compiled class has no annotations
    """Its rules are the package's and not read again from a model's folder, which took as long as making them."""

    def to_disk(self, path: Path, **options: Any) -> None:
        """Writes nothing."""

    def from_disk(self, path: Path, **options: Any) -> NewsTokenizer:
        """Reads nothing."""
        return self

    def to_bytes(self, **options: Any) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, data: bytes, **options: Any) -> NewsTokenizer:
        """Reads nothing."""
        return self


@registry.tokenizers("casus.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], NewsTokenizer]:
    """The factory that a pipeline's configuration names."""
    return make_tokenizer


def make_tokenizer(nlp: Language) -> NewsTokenizer:
    """A tokenizer for this pipeline's vocabulary."""
    data = tomllib.loads(files(__package__).joinpath("tokens.toml").read_text(encoding="utf-8"))
    defaults = English.Defaults
    return NewsTokenizer(
        nlp.vocab,
        rules=_rules(data),
        prefix_search=compile_prefix_regex([*data["prefixes"], *(defaults.prefixes or [])]).search,
        suffix_search=compile_suffix_regex([*data["suffixes"], *(defaults.suffixes or [])]).search,
        infix_finditer=compile_infix_regex(_infixes(data)).finditer,
        token_match=re.compile(_unbroken(data)).match,
        url_match=defaults.url_match,
    )


def _rules(data: Mapping[str, Any]) -> dict[str, list[dict[int, str]]]:
    rules = dict(English.Defaults.tokenizer_exceptions or {})
    for form in data["as_spacy_would_not"]:
        rules.pop(form, None)
    rules.update({form: [{ORTH: form}] for form in data["abbreviations"]})
    rules.update({"".join(parts): [{ORTH: part} for part in parts] for parts in data["divided"]})
    return rules


def _unbroken(data: Mapping[str, Any]) -> str:
    """Words that keep their hyphen."""
    prefixes = "|".join(map(re.escape, data["hyphen_prefixes"]))
    whole = "|".join(data["hyphen_words"])
    return rf"(?i)^(?:(?:{prefixes})-[{ALPHA}]+|(?:{whole}))$"


def _infixes(data: Mapping[str, Any]) -> list[str]:
    return [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9.])(?:{HYPHENS})(?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
        *data["infixes"],
    ]
