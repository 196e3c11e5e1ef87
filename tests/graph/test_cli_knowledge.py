"""`casusgraph kb`: validate, show, import with its examples, query, export."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from typer.testing import CliRunner

from casusgraph.graph.cli import app, main
from casusgraph.graph.entities import load_knowledge
from casusgraph.graph.rdf.skos import write_skos
from casusgraph.ontology.knowledge_files import FOLDER, read_knowledge

EXAMPLES = FOLDER / "examples"
KINDS = {
    "wikidata-query.json": "wikidata-sparql",
    "wikidata-entities.jsonl": "wikidata-json",
    "followthemoney.jsonl": "ftm",
}


def kb(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, ["kb", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


Failing = Callable[..., tuple[int, str]]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Failing:
    """Runs a command that must fail; exit code and error lines, as the command line gives them."""

    def run(*arguments: str | Path) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["casusgraph", "kb", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        return int(str(stopped.value.code)), capsys.readouterr().err

    return run


@pytest.mark.parametrize(("example", "kind"), KINDS.items())
def test_each_example_is_imported_and_accepted(example: str, kind: str, tmp_path: Path) -> None:
    output = tmp_path / "mine.yaml"
    assert "0 things left out" in kb("import", EXAMPLES / example, "--from", kind, "-o", output)
    assert read_knowledge(output).records.keys() >= read_knowledge().records.keys()


def test_what_is_imported_is_found_in_texts(tmp_path: Path) -> None:
    output = tmp_path / "mine.yaml"
    kb("import", EXAMPLES / "followthemoney.jsonl", "--from", "ftm", "-o", output)
    assert load_knowledge(output).find("Ada Example") == ("person.ada-example",)
    assert "Minister of Defence of Norway: 1931-05-12 to 1933-03-03" in kb("show", "Ada Example", "--kb", output)


def test_every_kind_has_an_example() -> None:
    from casusgraph.ontology.importers import READERS

    assert {path.name for path in EXAMPLES.iterdir()} == set(KINDS)
    assert set(KINDS.values()) == set(READERS)


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        ("{}", "wikidata-sparql", "results.bindings"),
        ('{"id": "a"}\n{broken', "ftm", "line 2: not JSON"),
        ('{"id": "a", "schema": "Vessel"}', "ftm", "gives no record as ftm: a: schema Vessel is not read"),
        ("{}", "csv", "expected one of wikidata-sparql, wikidata-json, ftm"),
    ],
)
def test_what_can_not_be_imported_is_refused_with_the_reason(
    content: str, kind: str, reason: str, tmp_path: Path, failing: Failing
) -> None:
    (tmp_path / "in.json").write_text(content, encoding="utf-8")
    output = tmp_path / "mine.yaml"
    code, message = failing("import", tmp_path / "in.json", "--from", kind, "-o", output)
    assert code in (3, 5)
    assert reason in message
    assert not output.exists()


def test_validate_counts_what_is_there_and_names_what_is_wrong(
    tmp_path: Path, failing: Failing
) -> None:
    assert "offices have dates with a source" in kb("validate")
    wrong = tmp_path / "mine.yaml"
    wrong.write_text("records:\n- id: org.b\n  label: Bb\n  category: Wizard\n  parent: org.nope\n", encoding="utf-8")
    code, message = failing("validate", wrong)
    assert code == 1
    assert "mine.yaml:2: org.b: parent org.nope is no record" in message
    assert "mine.yaml:2: org.b: unknown category 'Wizard'" in message


@pytest.mark.parametrize("kind", ["people", "organizations"])
def test_the_queries_are_sparql(kind: str) -> None:
    names = ("wd", "wdt", "p", "ps", "pq", "wikibase", "bd", "skos")
    declared = "".join(f"PREFIX {name}: <http://example.org/{name}/>\n" for name in names)
    rdflib.Graph().query(declared + kb("query", kind))


def test_skos_has_each_record_once_and_is_the_same_each_time(tmp_path: Path) -> None:
    chosen = ("person.vladimir-putin", "state.ru", "place.moscow", "weapon.atacms", "org.nato")
    records = [record for key, record in load_knowledge().records.items() if key in chosen]
    assert write_skos(records, tmp_path / "a.ttl") == len(records) >= 4
    write_skos(reversed(records), tmp_path / "b.ttl")
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    graph = rdflib.Graph().parse(tmp_path / "a.ttl")
    concepts = set(graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
    assert len(concepts) == len(records)
    russia = rdflib.URIRef("https://w3id.org/casusgraph/id/state.ru")
    assert rdflib.Literal("Russia", lang="en") in set(graph.objects(russia, rdflib.SKOS.prefLabel))
    assert rdflib.Literal("Russian", lang="en") in set(graph.objects(russia, rdflib.SKOS.hiddenLabel))
    assert list(ox.parse((tmp_path / "a.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
