"""What a graph was made with: digests of the model, the knowledge, the lexicon, the vocabulary and the code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_STAGES = ("loaders", "ontology", "graph/text", "graph/entities", "graph/statements", "graph/rdf")


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
    def of(cls, model: Path, *, knowledge: Iterable[Path] = (), lexicon: Iterable[Path] = ()) -> Versions:
        """The versions of this installation with the user's own files; a model is known by its meta.json."""
        ontology = _PACKAGE / "ontology"
        return cls(
            casusgraph=version("casusgraph"),
            ontology=_digest([ontology / "casus.ttl"]),
            model=_digest([model / "meta.json"]),
            knowledge=_digest([*_files(ontology / "knowledge"), *knowledge]),
            lexicon=_digest([*_files(ontology / "lexicon"), *_files(ontology / "cues"), *lexicon]),
            code=_code(),
        )


@cache
def _code() -> str:
    return _digest([path for stage in _STAGES for path in _files(_PACKAGE / stage) if path.suffix == ".py"])


def _files(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _digest(files: Iterable[Path]) -> str:
    """Of the names and contents, in the order given; of a user's file only its content, wherever it lies."""
    total = hashlib.sha256()
    for path in files:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]
