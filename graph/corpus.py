"""Stages that look at all documents at once: background knowledge, the run, what only documents together tell.

A stage projects each document when it is read, where it is read, to a few plain values; these are kept with the
reading. When all documents are there, the stage goes through the projections as a stream, in the order of the document
ids (so that the order of files means nothing), and makes the quads of its own graphs. No stage may hold a corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ..ontology.own_types import declared, own_type, own_type_quads
from ..ontology.records import Reading
from .identity.judgement import Judgement
from .identity.stage import Events
from .rdf.entity import entity_quads
from .rdf.runs import Run, run_quads

if TYPE_CHECKING:
    import pyoxigraph as ox

    from .entities import KnowledgeBase
    from .versions import Versions

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Projection:
    """What one stage keeps of one document."""

    document: str
    """Document id."""
    value: Json


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a stage may use beside the projections."""

    base: str
    versions: Versions
    knowledge: Callable[[], KnowledgeBase]
    """Loaded when it is first called."""
    judgement: Judgement = field(default_factory=Judgement)
    """What people have corrected, and what they think of the sources."""


class CorpusStage(Protocol):
    """One stage over all documents; a pure function of the readings, whatever their order and the number of builds."""

    @property
    def name(self) -> str:
        """Under which its projections are kept: a word."""

    def project(self, reading: Reading, knowledge: KnowledgeBase) -> Json:
        """What the stage needs of one document, as small as can be; None where it needs nothing of it."""

    def quads(self, projections: Iterable[Projection], corpus: Corpus) -> Iterator[ox.Quad]:
        """The stage's quads; what follows from them in the `inferred` graph is added by the caller."""


class Background:
    """What the knowledge base says about the entities that the documents name."""

    name = "entities"

    def project(self, reading: Reading, knowledge: KnowledgeBase) -> Json:
        from .entities.background import references  # spaCy comes with it: a build that reads nothing needs none

        known = [entity.id for entity in reading.entities if entity.known]
        others = {one for entity in reading.entities if not entity.known for one in references(entity)}
        return {"named": [*sorted(known)], "referred": [*sorted(others)]}

    def quads(self, projections: Iterable[Projection], corpus: Corpus) -> Iterator[ox.Quad]:
        from .entities import background

        parts = (_in(one, "named") + _in(one, "referred") for one in projections)
        wanted = {str(entity) for part in parts for entity in part}
        found = [corpus.knowledge().entity(one) for one in sorted(wanted)]
        entities = [entity for entity in found if entity is not None]
        return entity_quads(background(entities, corpus.knowledge()).values(), base=corpus.base)


def named(projections: Iterable[Projection]) -> set[str]:
    """Ids of the entities of the knowledge base that documents name, of the projections of `Background`."""
    return {str(one) for projection in projections for one in _in(projection, "named")}


def _in(projection: Projection, part: str) -> list[Json]:
    value = projection.value.get(part) if isinstance(projection.value, dict) else None
    return value if isinstance(value, list) else []


class Provenance:
    """How the graph was made, and which graph of which document."""

    name = "runs"

    def project(self, reading: Reading, knowledge: KnowledgeBase) -> Json:
        return True

    def quads(self, projections: Iterable[Projection], corpus: Corpus) -> Iterator[ox.Quad]:
        made = corpus.versions
        run = Run(made.casusgraph, made.model, made.knowledge, made.lexicon, code=made.code)
        return run_quads(run, (projection.document for projection in projections), base=corpus.base)


class OwnTypes:
    """The event types of the user's own that statements have, described as casus.ttl describes its types."""

    name = "types"

    def project(self, reading: Reading, knowledge: KnowledgeBase) -> Json:
        used: list[Json] = [{**own.as_json()} for own in declared(statement.type for statement in reading.statements)]
        return used or None

    def quads(self, projections: Iterable[Projection], corpus: Corpus) -> Iterator[ox.Quad]:
        for value in used_types(projections):
            yield from own_type_quads(own_type(value, "projection"))


def used_types(projections: Iterable[Projection]) -> list[Json]:
    """The types of the projections of `OwnTypes`, as lexicon files write them, by id."""
    values = (value for one in projections if isinstance(one.value, list) for value in one.value)
    return [value for _, value in sorted({str(value): value for value in values}.items())]


STAGES: tuple[CorpusStage, ...] = (Background(), Provenance(), OwnTypes(), Events())
"""All stages over the corpus, in the order in which they run."""


def project(reading: Reading, knowledge: KnowledgeBase) -> dict[str, Json]:
    """What each stage keeps of the document, by the stage's name; nothing for a stage that needs nothing of it."""
    values = {stage.name: stage.project(reading, knowledge) for stage in STAGES}
    return {name: value for name, value in values.items() if value is not None}

