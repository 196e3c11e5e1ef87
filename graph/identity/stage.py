"""The stage over the corpus that finds what documents tell only together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..rdf.events import event_quads
from .find import find
from .pack import page, project

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ...ontology.records import Reading
    from ..corpus import Corpus, Projection
    from ..entities import KnowledgeBase


class Events:
    """Events, contradictions, what came about, tolls: the graph `events`.

    Of all stages it alone holds the corpus, as a page of accounts a document: they are compared with each other.
    """

    name = "events"

    def project(self, reading: Reading, knowledge: KnowledgeBase) -> Any:
        return project(reading, knowledge.entity)

    def quads(self, projections: Iterable[Projection], corpus: Corpus) -> Iterator[ox.Quad]:
        pages = [page(one.document, one.value) for one in projections]
        found = find(pages, corpus.judgement)
        replay = corpus.judgement.replay
        replay.unmatched += found.rulings.unmatched
        for one in pages:
            here = {statement for statement in one.statements if statement in found.rulings.retracted}
            if here:
                replay.retracted[one.document] = here
        return event_quads(found, base=corpus.base)
