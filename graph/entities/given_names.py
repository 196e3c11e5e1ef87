"""Whether a word is a common given name, and of which gender."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from pathlib import Path

import yaml

from ...ontology import ids
from .surface import fold


class Gender(Enum):
    MALE = "male"
    FEMALE = "female"


def given_name(word: str) -> Gender | None:
    """The gender of a common given name; None for any other word."""
    return _given_names().get(fold(word))


@lru_cache(maxsize=1)
def _given_names() -> dict[str, Gender]:
    path = Path(ids.__file__).parent / "cues" / "given_names.yaml"
    lists = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return {fold(str(name)): gender for gender in Gender for name in lists[gender.value]}
