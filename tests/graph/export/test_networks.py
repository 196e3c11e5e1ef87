"""The network formats, read back by networkx and the csv module."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest

from casusgraph.graph.export import Source, export
from casusgraph.graph.projection import to_networkx
from casusgraph.ontology.errors import InputError
from casusgraph.ontology.records import Entity, EntityType, Reading


def test_nodes_and_edges(readings: tuple[Reading, ...]) -> None:
    graph = to_networkx(readings)
    assert sorted(graph) == ["org.delta-pact", "place.cape-cello", "state.aa", "state.bb", "weapon.dart"]
    assert graph.nodes["place.cape-cello"] == {
        "label": "Cape Cello", "type": "Place", "category": "City", "country": "state.bb", "wikidata": "",
        "known": True, "mentions": 1,
    }  # fmt: skip
    assert sorted(data["label"] for *_, data in graph.edges(data=True)) == [
        "attacked (said by the general)",
        "joined (planned)",
        "launched (denied, said by Belmark)",
        "warned",
        "warned",
    ]
    assert [data["asserted"] for *_, data in graph.edges(data=True)].count(True) == 2


def test_every_attribute_is_a_scalar_of_one_type(readings: tuple[Reading, ...]) -> None:
    types: dict[str, set[type]] = {}
    graph = to_networkx(readings)
    for data in [*(d for _, d in graph.nodes(data=True)), *(d for *_, d in graph.edges(data=True))]:
        for name, value in data.items():
            types.setdefault(name, set()).add(type(value))
    assert all(kinds in ({str}, {int}, {float}, {bool}) for kinds in types.values()), types


def same(graph: networkx.MultiDiGraph[str], read: Any) -> None:
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {k: d for *_, k, d in read.edges(keys=True, data=True)} == {
        k: d for *_, k, d in graph.edges(keys=True, data=True)
    }


def test_graphml_is_read_by_networkx(records: Source, tmp_path: Path) -> None:
    export(records, "graphml", tmp_path / "g.graphml")
    same(to_networkx(records.readings()), networkx.read_graphml(tmp_path / "g.graphml", force_multigraph=True))


def test_gexf_is_read_by_networkx(records: Source, tmp_path: Path) -> None:
    export(records, "gexf", tmp_path / "g.gexf")
    read = networkx.read_gexf(tmp_path / "g.gexf")
    graph = to_networkx(records.readings())
    assert {n: d["label"] for n, d in read.nodes(data=True)} == {n: d["label"] for n, d in graph.nodes(data=True)}
    wanted = {k: d for *_, k, d in graph.edges(keys=True, data=True)}
    assert {d["id"]: {n: d[n] for n in wanted[d["id"]]} for *_, d in read.edges(data=True)} == wanted
    assert "lastmodified" not in (tmp_path / "g.gexf").read_text(encoding="utf-8")


def test_neo4j_files_hold_all_and_hang_together(records: Source, tmp_path: Path) -> None:
    export(records, "neo4j", tmp_path / "n")
    tables = {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").split("\n")))
        for path in (tmp_path / "n").glob("*.csv")
    }
    ids = {row["id:ID"] for name in ("entities", "statements", "documents") for row in tables[name]}
    assert len(tables["statements"]) == 6
    assert len(ids) == sum(len(tables[name]) for name in ("entities", "statements", "documents"))
    assert all(row[":START_ID"] in ids and row[":END_ID"] in ids for row in tables["relationships"])
    edges = [row[":TYPE"] for row in tables["relationships"] if row["statement"]]
    assert edges == ["warned", "warned"], "said is not done"
    assert "entities.csv" in (tmp_path / "n" / "import.txt").read_text()


def test_neo4j_needs_a_folder(records: Source, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("mine")
    with pytest.raises(InputError, match="folder"):
        export(records, "neo4j", tmp_path / "f")


def test_plover_records_have_the_fields_of_the_manual(records: Source, tmp_path: Path) -> None:
    export(records, "plover", tmp_path / "p.jsonl")
    lines = (tmp_path / "p.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    events = {event["event"][0]: event for event in map(json.loads, lines)}
    assert set(events) == {"THREATEN", "ASSAULT", "SUPPORT"}, "Denied is no PLOVER event"
    assert events["THREATEN"]["actor"][0]["code"] == "AAR"
    assert events["THREATEN"]["quad_code"] == 3
    assert events["ASSAULT"]["context"] == ["negation"]
    assert events["SUPPORT"]["context"] == ["future"]


def test_the_weapon_gives_the_plover_mode(readings: tuple[Reading, ...]) -> None:
    from casusgraph.graph.export.plover import mode

    drone = Entity("weapon.dart", EntityType.WEAPON, "Dart", category="Drone")
    struck = replace(readings[0].statements[2], type="Struck")
    assert mode(struck, {"weapon.dart": drone}) == ["drone"]
    assert mode(replace(struck, targets=()), {}) == []
    assert mode(replace(struck, type="Destroyed", targets=()), {}) == ["destroy"]
