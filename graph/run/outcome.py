"""What came of one document: its quads as lines, what the stages over the corpus keep of it, counts, or why nothing.

Made wherever the document is read, and all that is sent back from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from ...ontology.coded import Coded
from ...ontology.errors import DocumentError, InputError, IntegrityError, ModelError, OntologyError
from ...ontology.records import Document, Reading
from ..report import Quarantined
from .lines import lines, pack
from .means import Means

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..corpus import Json
    from ..reader import Tools

Item = Document | Coded
"""What is to be read: a text, or a row of a table of coded events."""

_ONE_AT_A_TIME = Lock()
"""A worker of a cluster may have several threads; the vocabulary of the language model is not made for that."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reading of one document, ready to be merged into the graph."""

    document: str
    """Document id."""
    about: bytes = b""
    """Lines of what is known about the document whatever is read out of it: its title and sources, packed."""
    lines: bytes = b""
    """All its other lines and what follows from them, packed."""
    projections: Mapping[str, Json] = field(default_factory=dict)
    statements: Mapping[str, int] = field(default_factory=dict)
    """How many of each type."""
    quarantined: tuple[Quarantined, ...] = ()
    words: int = 0
    rejected: str | None = None
    """Why it is not in the graph."""


def read(means: Means, item: Item, expected: str | None = None) -> Outcome:
    """One document, or row of a table of coded events, to lines; whatever is wrong with it, there is an outcome.

    Raises InputError where `expected`, the digest of the means where the build was started, is not that of the files
    here; ModelError or OntologyError where these can not be used.
    """
    if expected is not None and _digest(means) != expected:
        raise InputError(
            "a worker has another version of casusgraph, of its model or of your files than the machine that started "
            "the build: install the same there, and put your files where all see them under the same path"
        )
    try:
        with _ONE_AT_A_TIME:
            return _read(means, item)
    except (DocumentError, IntegrityError) as error:
        return Outcome(document_of(item).id, rejected=str(error))
    except (ModelError, OntologyError):
        raise
    except Exception as error:  # a bug of ours in one document must not cost the others
        reason = f"an error in casusgraph, which we would like to hear of: {type(error).__name__}: {error}"
        return Outcome(document_of(item).id, rejected=reason)


def about(document: Document, *, base: str) -> list[bytes]:
    """Lines of what is known about a document."""
    from ..rdf.write import document_quads

    return lines(document_quads(document, base=base))


_digests: dict[Means, str] = {}


def _digest(means: Means) -> str:
    """The digest of the means on this machine, taken once a process."""
    if means not in _digests:
        _digests[means] = means.digest
    return _digests[means]


def document_of(item: Item) -> Document:
    """The document of what is to be read."""
    return item.document if isinstance(item, Coded) else item


def _read(means: Means, item: Item) -> Outcome:
    reading, count = _reading(item, means.tools())
    return outcome(reading, means, words=count)


def outcome(reading: Reading, means: Means, *, words: int = 0, retracted: Collection[str] = ()) -> Outcome:
    """What comes of a reading: its lines, without direct edges of the `retracted` statements, and what stages keep."""
    from ..corpus import project

    tools = means.tools()
    reading, quarantined, found = _checked(reading, tools, means.base, retracted)
    known = about(reading.document, base=means.base)
    return Outcome(
        reading.document.id,
        about=pack(known),
        lines=pack(sorted(set(found).difference(known))),
        projections=project(reading, tools.knowledge),
        statements=dict(sorted(Counter(statement.type for statement in reading.statements).items())),
        quarantined=quarantined,
        words=words,
    )


def _reading(item: Item, tools: Tools) -> tuple[Reading, int]:
    """What is read out of it, and how many words the language model has read for that."""
    from ..coded import coded_reading
    from ..reader import analyse, words

    if isinstance(item, Coded):
        return coded_reading(item, tools.knowledge), 0
    with tools.nlp.memory_zone():  # what the vocabulary learns from a document goes with it
        doc, reading = analyse(item, tools)
        return reading, words(doc)


def _checked(
    reading: Reading, tools: Tools, base: str, retracted: Collection[str]
) -> tuple[Reading, tuple[Quarantined, ...], list[bytes]]:
    """The reading without the statements that break a shape, those with their reasons, and its lines."""
    from ..rdf.infer import with_inferred
    from ..rdf.write import reading_quads
    from ..validate import broken, without

    quads = list(reading_quads(reading, base=base, retracted=retracted))
    reasons = broken(reading, base=base, quads=quads)
    quarantined = tuple(
        Quarantined(reading.document.name, s.id, s.type, s.evidence[0].text, reasons[s.id])
        for s in reading.statements
        if s.id in reasons
    )
    if reasons:
        reading = without(reading, reasons)
        quads = list(reading_quads(reading, base=base, retracted=retracted))
    quads += _untabled(reading, tools, base)
    return reading, quarantined, lines(with_inferred(quads, base=base))


def _untabled(reading: Reading, tools: Tools, base: str) -> Iterator[ox.Quad]:
    """What is known of entities that are in no table of the knowledge base: classes of weapons, for example."""
    from ..rdf.entity import entity_quads

    others = (entity for entity in reading.entities if entity.known and tools.knowledge.entity(entity.id) is None)
    return entity_quads(others, base=base)
