"""With what documents are read: names of files, small enough to be sent to another process, which loads them once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...ontology.errors import InputError
from ...ontology.ids import mint
from ..rdf.iris import BASE
from ..versions import Versions

if TYPE_CHECKING:
    from ..reader import Tools


@dataclass(frozen=True, slots=True)
class Means:
    """The user's own files over the packaged ones, the base of the IRIs, and how sure a statement must be."""

    model: Path | None = None
    knowledge: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()
    base: str = BASE
    minimum: float | None = None
    """Least confidence of a statement; None for the usual one."""

    @classmethod
    def of(
        cls,
        model: Path | None,
        knowledge: Iterable[Path],
        lexicon: Iterable[Path],
        base: str,
        minimum: float | None = None,
    ) -> Means:
        """With absolute paths: workers may have another working directory.

        Raises InputError for a least confidence that is no probability.
        """
        if minimum is not None and not 0 <= minimum <= 1:
            raise InputError(f"the least confidence is {minimum}: expected a number from 0 to 1")
        place = None if model is None else Path(model).absolute()
        return cls(place, _absolute(knowledge), _absolute(lexicon), base, minimum)

    @property
    def versions(self) -> Versions:
        """Digests of all that can change a reading, taken of the files where this is called."""
        return Versions.of(self.model, knowledge=self.knowledge, lexicon=self.lexicon)

    @property
    def digest(self) -> str:
        """One word for the versions, the base and the minimum: equal digests read a document to equal bytes."""
        least = () if self.minimum is None else (str(self.minimum),)
        return mint("v", *asdict(self.versions).values(), self.base, *least)

    def tools(self) -> Tools:
        """The loaded files, once a process. Raises ModelError or OntologyError where they are wrong."""
        return _tools(self)


@lru_cache(maxsize=2)
def _tools(means: Means) -> Tools:
    from ..reader import Tools

    tools = Tools.load(model=means.model, knowledge=means.knowledge, lexicon=means.lexicon)
    return tools if means.minimum is None else replace(tools, minimum=means.minimum)


def _absolute(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(Path(path).absolute() for path in paths)
