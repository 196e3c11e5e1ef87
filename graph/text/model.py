"""The language model: a folder in spaCy's format, checked before it is used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from ...ontology.errors import ModelError
from ..versions import PACKAGED
from .labels import FORMAT

LONGEST_TEXT = 1_000_000_000
"""Characters; long texts are analysed in windows, so that spaCy's own limit is not needed."""


def load_model(path: Path | None = None) -> Language:
    """The packaged pipeline, or that of a folder; the same folder is read once.

    Raises ModelError where the folder is missing, damaged or made for another version.
    """
    if path is not None:
        return _load(Path(path).resolve())
    with as_file(files(__package__).joinpath(PACKAGED)) as folder:
        return _load(folder)


@lru_cache(maxsize=4)
def _load(folder: Path) -> Language:
    verify(folder)
    register()
    try:
        nlp = spacy.load(folder)
    except ModelError:
        raise
    except Exception as error:  # spaCy raises bare ValueError, KeyError, OSError, its own ConfigValidationError …
        raise ModelError(f"the language model {folder.name} can not be loaded: {error}") from error
    nlp.max_length = LONGEST_TEXT
    return nlp


def register() -> None:
    """Makes spaCy know our components; in an installed package its entry points do the same."""
    for module in ("components", "tokens"):
        import_module(f".{module}", __package__)


def verify(folder: Path) -> Mapping[str, Any]:
    """Checks a model folder against the digests in its `meta.json`; gives what that file says of casusgraph."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"there is no language model in {folder.name}: meta.json is missing") from None
    except (OSError, ValueError) as error:
        raise ModelError(f"the language model {folder.name} is damaged: meta.json: {error}") from error
    about = meta.get("casusgraph") if isinstance(meta, dict) else None
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        found = about.get("format") if isinstance(about, dict) else "no casusgraph model"
        raise ModelError(f"the language model {folder.name} has format {found}; this version reads format {FORMAT}")
    for name, expected in sorted(about["files"].items()):
        if not (folder / name).is_file():
            raise ModelError(f"the language model {folder.name} is incomplete: {name} is missing; reinstall it")
        if digest_of(folder / name) != expected:
            raise ModelError(f"the language model {folder.name} is damaged: {name} has changed; reinstall it")
    return about


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
