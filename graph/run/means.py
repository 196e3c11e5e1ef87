"""With what documents are read: names of files, small enough to be sent to another process, which loads them once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...ontology.ids import mint
from ..rdf.iris import BASE
from ..versions import Versions

if TYPE_CHECKING:
    from ..reader import Tools


@dataclass(frozen=True, slots=True)
class Means:
    """The user's own files over the packaged ones, and the base of the IRIs."""

    model: Path | None = None
    knowledge: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()
    base: str = BASE

    @classmethod
    def of(cls, model: Path | None, knowledge: Iterable[Path], lexicon: Iterable[Path], base: str) -> Means:
        """With absolute paths: workers may have another working directory."""
        return cls(None if model is None else Path(model).absolute(), _absolute(knowledge), _absolute(lexicon), base)

    @property
    def versions(self) -> Versions:
        """Digests of all that can change a reading, taken of the files where this is called."""
        return Versions.of(self.model, knowledge=self.knowledge, lexicon=self.lexicon)

    @property
    def digest(self) -> str:
        """One word for the versions and the base: equal digests read a document to equal bytes."""
        return mint("v", *asdict(self.versions).values(), self.base)

    def tools(self) -> Tools:
        """The loaded files, once a process. Raises ModelError or OntologyError where they are wrong."""
        return _tools(self)


@lru_cache(maxsize=2)
def _tools(means: Means) -> Tools:
    from ..reader import Tools

    return Tools.load(model=means.model, knowledge=means.knowledge, lexicon=means.lexicon)


def _absolute(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(Path(path).absolute() for path in paths)
