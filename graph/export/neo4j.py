"""CSV files for `neo4j-admin database import full`, in a folder with the command to run.

Entities, statements and documents are nodes; a statement points at its participants, its document and what it is
about, and the direct edges of what articles themselves state as done run between the entities.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ...ontology.errors import InputError
from ...ontology.records import Entity, Participant, Reading, Statement
from ..folder import atomic, write_text
from ..projection import asserted
from ..rdf.edges import edges
from ..rdf.literals import clean
from . import Source

_ENTITY = ("id:ID", "label", "type", "category", "country", "wikidata", "aliases:string[]", "known:boolean", ":LABEL")
_STATEMENT = (
    "id:ID", "type", "kind", "polarity", "modality", "date", "quantity:double", "unit", "confidence:double", "text",
    "start:int", "end:int", ":LABEL",
)  # fmt: skip
_DOCUMENT = ("id:ID", "name", "title", "publisher", "published", "url", "sources:string[]", ":LABEL")
_EDGE = (":START_ID", ":END_ID", ":TYPE", "statement")
_COMMAND = (
    "neo4j-admin database import full --nodes=entities.csv --nodes=statements.csv --nodes=documents.csv"
    " --relationships=relationships.csv --array-delimiter=';' --multiline-fields=true neo4j\n"
)

Cells = Iterable[object]


def write(source: Source, path: Path) -> None:
    """Write the folder; each file is replaced as a whole. Raises InputError where the path is a file."""
    if path.is_file():
        raise InputError(f"{path} is a file: Neo4j reads several files, name a folder for them")
    readings = list(source.readings())
    named = dict(source.background())
    for reading in readings:
        named |= {entity.id: entity for entity in reading.entities}
    used = {p.entity for reading in readings for s in reading.statements for p in _people(s)}
    used |= {entity.id for reading in readings for entity in reading.entities}
    _table(path / "entities.csv", _ENTITY, (_entity(one, named.get(one)) for one in sorted(used)))
    _table(path / "statements.csv", _STATEMENT, (_statement(s) for reading in readings for s in reading.statements))
    _table(path / "documents.csv", _DOCUMENT, map(_document, readings))
    _table(path / "relationships.csv", _EDGE, _relationships(readings, source.retracted()))
    write_text(path / "import.txt", _COMMAND)


def _entity(identifier: str, entity: Entity | None) -> Cells:
    if entity is None:
        return (identifier, identifier, "", "", "", "", "", "false", "Entity")
    aliases = ";".join(alias.replace(";", ",") for alias in entity.aliases)
    labels = ";".join(dict.fromkeys(filter(None, ("Entity", str(entity.type), entity.category))))
    known = "true" if entity.known else "false"
    return (
        entity.id, entity.label, entity.type, entity.category, entity.country, entity.wikidata, aliases, known, labels,
    )  # fmt: skip


def _statement(statement: Statement) -> Cells:
    first = statement.evidence[0]
    return (
        statement.id, statement.type, statement.kind, statement.polarity, statement.modality, statement.date,
        statement.quantity, statement.unit, statement.confidence, first.text, first.start, first.end,
        f"Statement;{statement.type}",
    )  # fmt: skip


def _document(reading: Reading) -> Cells:
    document = reading.document
    sources = ";".join(source.replace(";", ",") for source in document.sources)
    return (
        document.id, document.name, document.title, document.publisher, document.published, document.url, sources,
        "Document",
    )  # fmt: skip


def _relationships(readings: Iterable[Reading], retracted: Collection[str]) -> Iterator[Cells]:
    for reading in readings:
        for statement in reading.statements:
            yield statement.id, statement.document, "IN", ""
            for person in (statement.actor, *statement.targets):
                if person is not None:
                    yield statement.id, person.entity, person.role.upper(), ""
            for speaker in filter(None, (statement.attribution,)):
                yield statement.id, speaker.entity, "ATTRIBUTED_TO", ""
            for speaker in statement.attribution_chain:
                yield statement.id, speaker.entity, "OUTER_SOURCE", ""
            for other in statement.about:
                yield statement.id, other, "ABOUT", ""
            if asserted(statement) and statement.id not in retracted:
                for subject, edge, target in edges(statement):
                    yield subject, target, edge, statement.id


def _people(statement: Statement) -> Iterator[Participant]:
    yield from filter(None, (statement.actor, *statement.targets, statement.attribution, *statement.attribution_chain))


def _table(path: Path, header: Iterable[str], lines: Iterable[Cells]) -> None:
    with atomic(path) as out:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        table = csv.writer(text, lineterminator="\r\n")  # so that cells with either character are quoted
        table.writerow(header)
        table.writerows([_cell(cell) for cell in line] for line in lines)
        text.flush()
        text.detach()


def _cell(cell: object) -> str:
    return "" if cell is None else clean(str(cell))
