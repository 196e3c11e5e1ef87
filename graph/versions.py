"""What a graph was made with: digests of the model, the knowledge, the lexicon, the vocabulary and the code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ..ontology.errors import InputError, ModelError

PACKAGED = "casus_news-0.1.0"
"""The language model that comes with the package, in graph/text; named here to be found without loading spaCy."""

_PACKAGE = Path(__file__).parent.parent
_STAGES = (
    "loaders",
    "ontology",
    "graph/text",
    "graph/entities",
    "graph/statements",
    "graph/identity",
    "graph/rdf",
    "graph/corpus.py",
    "graph/reader.py",
    "graph/validate.py",
    "graph/run/outcome.py",
)
"""What can change the quads of a document, or what the stages over the corpus make of it."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Equal versions read a document equally; each digest is 16 hexadecimal characters of SHA-256."""

    casusgraph: str
    ontology: str
    model: str
    knowledge: str
    lexicon: str
    code: str

    @classmethod
    def of(cls, model: Path | None = None, *, knowledge: Iterable[Path] = (), lexicon: Iterable[Path] = ()) -> Versions:
        """The versions of this installation with the user's own files; a model is known by its meta.json.

        Raises ModelError where the model's folder lacks it, InputError where a file can not be read.
        """
        ontology = _PACKAGE / "ontology"
        return cls(
            casusgraph=version("casusgraph"),
            ontology=_digest([ontology / "casus.ttl"]),
            model=_model(_PACKAGE / "graph" / "text" / PACKAGED if model is None else model),
            knowledge=_digest([*_files(ontology / "knowledge"), *knowledge]),
            lexicon=_digest([*_files(ontology / "lexicon"), *_files(ontology / "cues"), *lexicon]),
            code=_code(),
        )


def _model(folder: Path) -> str:
    if not (folder / "meta.json").is_file():
        raise ModelError(f"there is no language model in {folder.name}: meta.json is missing")
    return _digest([folder / "meta.json"])


@cache
def _code() -> str:
    return _digest([path for stage in _STAGES for path in _files(_PACKAGE / stage) if path.suffix in (".py", ".toml")])


def _files(folder: Path) -> list[Path]:
    """The files of a folder in the order of their names; of a file itself."""
    if folder.is_file():
        return [folder]
    found = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _digest(files: Iterable[Path]) -> str:
    """Of the names and contents, in the order given; of a user's file only its content, wherever it lies."""
    total = hashlib.sha256()
    for path in files:
        try:
            total.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise InputError(f"{path} can not be read: {error.strerror or error}") from None
    return total.hexdigest()[:16]
