"""What the journal keeps, as the corrections change it: entities before the stages, retractions after them.

The journal stays what was read, so that a build without the corrections gives the graph without them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..corpus import Projection
from ..identity.corrections import Wrong, is_entity
from ..identity.nodes import Nodes, corrected, described, nodes
from ..rdf.iris import Iris
from ..rdf.read import entities, reading
from .lines import unpack
from .outcome import Outcome, outcome

if TYPE_CHECKING:
    from ...ontology.records import Reading
    from ..folder import GraphFolder
    from ..identity.judgement import Judgement
    from .journal import Journal
    from .means import Means


class Corrected:
    """Lines and projections of the wanted documents. Their texts must be in the folder."""

    def __init__(self, journal: Journal, folder: GraphFolder, means: Means, judged: Judgement) -> None:
        self._journal, self._folder, self._means, self._judged = journal, folder, means, judged
        self._node = re.compile(f"> <{re.escape(means.base)}([^>]*)> ".encode())
        self._readings: dict[str, Reading] = {}
        self._outcomes: dict[str, Outcome] = {}
        judged.replay.unmatched.clear()
        found = nodes(judged.ledger.corrections)
        if found.of:
            self._correct(found)

    def projections(self, stage: str) -> Iterator[Projection]:
        """As `Journal.projections`."""
        for one in self._journal.projections(stage):
            changed = self._outcomes.get(one.document)
            value = one.value if changed is None else changed.projections.get(stage)
            if value is not None:
                yield replace(one, value=value)

    def lines(self) -> Iterator[list[bytes]]:
        """The lines of each document, once the stages have told which statements are retracted."""
        retracted = self._judged.replay.retracted
        for document, about, others in self._journal.packed_lines():
            changed = self._outcomes.get(document)
            if document in retracted:
                read = self._readings.get(document) or self._read(document, unpack(about) + unpack(others))
                changed = outcome(read, self._means, retracted=retracted[document])
            if changed is not None:
                about, others = changed.about, changed.lines
            yield unpack(about)
            yield unpack(others)

    def _correct(self, found: Nodes) -> None:
        """Change the documents that name a corrected entity, and tell which corrections name one that is not there."""
        knowledge, replay = self._means.tools().knowledge, self._judged.replay
        before = dict(self._naming(found.named))
        records = described(before.values(), found, knowledge.entity)
        for document, read in before.items():
            self._readings[document], renamed = corrected(read, found, records)
            self._outcomes[document] = outcome(self._readings[document], self._means)
            replay.renamed |= renamed
        there = {entity.id for read in before.values() for entity in read.entities} | set(records)
        replay.entities = frozenset(ident for ident, named in found.of.items() if named <= there)
        for number, one in enumerate(self._judged.ledger.corrections, 1):
            missing = sorted(found.of.get(one.id, frozenset()) - there)
            if missing:
                replay.unmatched.append(Wrong(number, f"{one.do}: the graph has no {', '.join(missing)}"))

    def _naming(self, named: Collection[str]) -> Iterator[tuple[str, Reading]]:
        """The readings of the documents that name one of the entities."""
        wanted = {entity.encode() for entity in named}
        for document, about, others in self._journal.packed_lines():
            lines = unpack(others)
            if not wanted.isdisjoint(self._node.findall(b"\n".join(lines))):
                yield document, self._read(document, unpack(about) + lines)

    def _read(self, document: str, lines: list[bytes]) -> Reading:
        data, iris = b"\n".join(lines) + b"\n", Iris(self._means.base)
        quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
        knowledge, base = self._means.tools().knowledge, self._means.base
        known = entities((quad for quad in quads if quad.graph_name == iris.entities), base=base)
        for named in {one.decode() for one in self._node.findall(data) if is_entity(one.decode())}:
            entity = knowledge.entity(named)
            if entity is not None:
                known[named] = entity
        graph = iris.document_graph(document)
        own = (quad for quad in quads if quad.graph_name == graph)
        return reading(own, self._folder.read_document, known, base=base)
