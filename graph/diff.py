"""What changed from one graph to another: documents and statements in words, quads as an RDF patch.

Both graph.nq are sorted, so that one pass over both finds the lines that only one of them has; only the documents whose
lines differ are read as records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.records import Entity, Reading
from .folder import atomic
from .rdf.iris import REPORTED, Iris
from .rdf.read import entities, reading
from .store import Graph, open_graph
from .table import Row, rows

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 40
"""Lines of a list in words."""

_END = REPORTED.encode() + b">"


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that is new (`+`), gone (`-`), or differs in what is no part of its identity (`~`)."""

    sign: str
    row: Row
    """As it is now; of one that is gone, as it was."""

    def __str__(self) -> str:
        row = self.row
        targets = ", ".join(f"{target['role']} {target['label']}" for target in row["targets"])
        actor = row["actor"]["label"] if row["actor"] is not None else "somebody"
        speaker = f"said by {row['attribution']['label']}" if row["attribution"] is not None else None
        plain = ("positive", "actual")
        how = [one for one in (row["polarity"], row["modality"]) if one not in plain]
        notes = ", ".join(one for one in (*how, speaker, row["date"]) if one)
        quote = " ".join(row["text"].split())
        what = f"{self.sign} {row['type']}: {'; '.join(filter(None, (actor, targets)))}{f' [{notes}]' if notes else ''}"
        return f"{what} “{quote}” ({row['document']}, {row['id']})"


@dataclass(frozen=True, slots=True)
class Difference:
    """From an old graph to a new one."""

    old: Path
    """graph.nq of the old graph."""
    new: Path
    added_quads: int
    removed_quads: int
    documents: tuple[tuple[str, str], ...]
    """Sign and name of each document that is new, gone or read otherwise, by name."""
    statements: tuple[Change, ...]
    means: tuple[str, ...]
    """What the graphs were made with, where it differs: `model`, `knowledge`, `code` …"""

    def __bool__(self) -> bool:
        return bool(self.added_quads or self.removed_quads)

    def __str__(self) -> str:
        """All in words, long lists cut."""
        return "\n".join(self._lines())

    def to_dataframe(self) -> pd.DataFrame:
        """One row a statement that is new, gone or differs: sign, document, type, actor, targets …, text."""
        import pandas as pd

        return pd.DataFrame([{"change": change.sign, **_flat(change.row)} for change in self.statements])

    def write_patch(self, path: Path) -> None:
        """Write an RDF patch, which any store that knows the format applies to the old graph to get the new one."""
        with atomic(path) as out:
            out.write(b"TX .\n")
            for sign, letter in (("-", b"D "), ("+", b"A ")):
                lines = (letter + line for found, line in changed_lines(self.old, self.new) if found == sign)
                out.writelines(lines)
            out.write(b"TC .\n")

    def write_nquads(self, added: Path | None = None, removed: Path | None = None) -> None:
        """Write the quads that only the new graph has, and those that only the old one has, as sorted N-Quads."""
        for sign, path in (("+", added), ("-", removed)):
            if path is not None:
                with atomic(path) as out:
                    out.writelines(line for found, line in changed_lines(self.old, self.new) if found == sign)

    def _lines(self) -> Iterator[str]:
        if not self:
            yield "the graphs are the same"
            return
        yield f"{self.added_quads:,} quads are new, {self.removed_quads:,} are gone"
        if self.means:
            yield f"made with another {', '.join(self.means)}"
        yield from _listed("documents", [f"{sign} {name}" for sign, name in self.documents])
        yield from _listed("statements", [str(change) for change in self.statements])


def diff(old: Path | str, new: Path | str) -> Difference:
    """What changed from one graph folder to another; raises InputError where one is none.

    Needs memory for the documents that differ, not for the graphs.
    """
    before, after = open_graph(old), open_graph(new)
    counts, graphs = Counter[str](), set[bytes]()
    for sign, line in changed_lines(before.nquads, after.nquads):
        counts[sign] += 1
        graphs.add(_graph(line))
    was, now = _readings(before, graphs), _readings(after, graphs)
    pairs = list(_pairs(was, now))
    nothing: Mapping[str, Row] = {}
    changes = (
        change
        for old_id, new_id in pairs
        for change in _changes(
            was[old_id][1] if old_id is not None else nothing, now[new_id][1] if new_id is not None else nothing
        )
    )
    return Difference(
        before.nquads,
        after.nquads,
        counts["+"],
        counts["-"],
        tuple(sorted((_document(was, now, *pair) for pair in pairs), key=lambda pair: (pair[1], pair[0]))),
        tuple(sorted(changes, key=lambda one: (one.row["document"], one.row["start"], one.row["id"]))),
        tuple(_means(before, after)),
    )


def changed_lines(old: Path, new: Path) -> Iterator[tuple[str, bytes]]:
    """The lines that only one of two sorted files has, in order: `-` and `+`, each with the line and its newline."""
    with old.open("rb") as before, new.open("rb") as after:
        a, b = next(before, None), next(after, None)
        while a is not None or b is not None:
            if a == b:
                a, b = next(before, None), next(after, None)
            elif b is None or (a is not None and a < b):
                assert a is not None
                yield "-", a
                a = next(before, None)
            else:
                yield "+", b
                b = next(after, None)


Read = Mapping[str, tuple[Reading, Mapping[str, Row]]]
"""By document id: the reading, and its statements as rows, by id."""


def _readings(graph: Graph, changed: set[bytes]) -> Read:
    """The documents of a graph of which the lines of one of these named graphs are."""
    iris = Iris(graph.base)
    wanted = {name.removesuffix(_END) + b">" for name in changed} | changed
    background: list[ox.Quad] = []
    found: dict[bytes, list[bytes]] = {}
    known = str(iris.entities).encode()
    with graph.nquads.open("rb") as lines:
        for line in lines:
            name = _graph(line)
            if name == known:
                background += ox.parse(line, format=ox.RdfFormat.N_QUADS)
            elif name in wanted:
                found.setdefault(name, []).append(line)
    entities_ = entities(background, base=graph.base)
    return dict(_read(graph, iris, own, entities_) for name, own in found.items() if _is_document(name, iris))


def _read(
    graph: Graph, iris: Iris, lines: Iterable[bytes], background: Mapping[str, Entity]
) -> tuple[str, tuple[Reading, Mapping[str, Row]]]:
    quads = ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
    found = reading(quads, graph.folder.read_document, background, base=iris.base)
    return found.document.id, (found, {row["id"]: row for row in rows([found], background)})


def _is_document(name: bytes, iris: Iris) -> bool:
    return name.startswith(f"<{iris.base}g".encode()) and not name.endswith(_END)


def _pairs(was: Read, now: Read) -> Iterator[tuple[str | None, str | None]]:
    """Ids of what is the same document in both graphs: the same text, or another text at the same source."""
    places = {source: one for one in was if one not in now for source in was[one][0].document.sources}
    used: set[str] = set()
    for one in now:
        old = one if one in was else None
        for source in now[one][0].document.sources if old is None else ():
            if old is None and places.get(source) not in (None, *used):
                old = places[source]
        if old is not None:
            used.add(old)
        yield old, one
    yield from ((one, None) for one in was if one not in used)


def _document(was: Read, now: Read, old: str | None, new: str | None) -> tuple[str, str]:
    if old is not None and new is not None:
        before, after = was[old][0].document.name, now[new][0].document.name
        return "~", after if before == after else f"{after}, which was {before}"
    return ("+", now[new][0].document.name) if new is not None else ("-", was[old or ""][0].document.name)


def _changes(old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[Change]:
    """Statements that say something else. One that says the same in another place of a text is no change."""
    moved = Counter(_content(row) for one, row in new.items() if one not in old)
    for one, row in old.items():
        if one in new:
            if row != new[one]:
                yield Change("~", new[one])
        elif moved[_content(row)]:
            moved[_content(row)] -= 1
        else:
            yield Change("-", row)
    for one, row in new.items():
        if one not in old and moved[_content(row)]:
            moved[_content(row)] -= 1
            yield Change("+", row)


def _content(row: Row) -> str:
    """What a statement says, without where in which text."""
    people = [one["label"] if one is not None else None for one in (row["actor"], row["attribution"])]
    targets = [(target["role"], target["label"]) for target in row["targets"]]
    rest = [row["type"], row["polarity"], row["modality"], row["date"], row["quantity"], row["unit"], row["text"]]
    return repr((people, targets, rest))


def _means(before: Graph, after: Graph) -> Iterator[str]:
    old, new = (graph.folder.read_marker().get("versions", {}) for graph in (before, after))
    return (name for name in sorted({*old, *new}) if old.get(name) != new.get(name))


def _graph(line: bytes) -> bytes:
    """The name of the graph that a line is in, with its angle brackets."""
    return line[line.rfind(b"<") : line.rfind(b">") + 1]


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{len(lines):,} {title}: + new, - gone, ~ changed"
    yield from ("  " + line for line in islice(lines, SHOWN))
    if len(lines) > SHOWN:
        yield f"  … {len(lines) - SHOWN:,} more"


def _flat(row: Row) -> dict[str, object]:
    labels = {"actor": row["actor"], "attribution": row["attribution"]}
    return {
        **{key: row[key] for key in ("id", "document", "kind", "type")},
        **{key: None if value is None else value["label"] for key, value in labels.items()},
        "targets": "; ".join(f"{target['role']}: {target['label']}" for target in row["targets"]),
        **{key: row[key] for key in ("polarity", "modality", "date", "quantity", "text")},
    }
