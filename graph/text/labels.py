"""The label sets that a model must have to be usable here."""

from __future__ import annotations

from collections.abc import Sequence

FORMAT = 1
"""Version of the model folder; a folder of another version is refused."""

ENTITY_TYPES = (
    "PERSON", "STATE", "NORP", "ORG", "MILUNIT", "PLACE", "FACILITY", "WEAPON", "VEHICLE", "EVENT", "DATE", "MONEY",
    "QUANTITY", "CARDINAL",
)  # fmt: skip

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
)  # fmt: skip

CORE_RELATIONS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent")
"""The relations that tell who did what to whom."""

ROOT = "root"


def entity_tags(types: Sequence[str]) -> list[str]:
    """Tags of the scheme begin, inside, end, single, outside, in the order of the model's output."""
    return ["O", *(f"{part}-{kind}" for kind in types for part in "BIES")]
