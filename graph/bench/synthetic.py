"""Articles that nobody wrote, as many as are wanted, to measure with: the same seed gives the same articles."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

SENTENCES = 4
"""Of an article: some 60 words."""


def articles(count: int, *, seed: int = 0) -> Iterator[str]:
    """Short articles of sentence templates, no two of them the same."""
    for number in range(count):
        draw = random.Random(f"{seed} {number}")
        sentences = draw.sample(_data()["sentences"], SENTENCES)
        yield " ".join([sentence.format_map(_slots(draw)) for sentence in sentences]) + "\n"


def write_articles(folder: Path, count: int, *, seed: int = 0) -> None:
    """A file an article, a thousand to a folder."""
    for number, text in enumerate(articles(count, seed=seed)):
        path = folder / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _slots(draw: random.Random) -> Mapping[str, str]:
    data = _data()
    state, other = draw.sample(data["states"], 2)
    return {
        "state": state,
        "other": other,
        "day": draw.choice(data["days"]),
        "weapon": draw.choice(data["weapons"]),
        "number": str(draw.randint(2, 900)),
        "town": _name(draw),
        "person": f"{_name(draw)} {_name(draw)}",
    }


def _name(draw: random.Random) -> str:
    return "".join(draw.choices(_data()["syllables"], k=draw.randint(2, 4))).capitalize()


@cache
def _data() -> Mapping[str, Any]:
    text = files(__package__).joinpath("templates.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.safe_load(text)
    return read
