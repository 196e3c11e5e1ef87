"""The W3C's own test suites through our readers and writers: all that pyoxigraph passes, these pass.

The suites are not part of this repository: CASUSGRAPH_W3C names a folder or an archive of w3c/rdf-tests.
"""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from casusgraph.graph.export.rdf import write_jsonld, write_trig, write_turtle
from casusgraph.graph.rdf.nquads import write_nquads
from casusgraph.graph.store import load
from casusgraph.ontology.errors import IntegrityError

MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
KIND = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FORMS = {
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
}
SUITES = {  # of each: how many tests it has at least, so that an empty folder does not pass
    "rdf11/rdf-n-triples": 70, "rdf11/rdf-n-quads": 87, "rdf11/rdf-turtle": 313, "rdf11/rdf-trig": 356,
    "rdf12/rdf-n-triples": 70, "rdf12/rdf-n-quads": 68, "rdf12/rdf-turtle": 103, "rdf12/rdf-trig": 60,
}  # fmt: skip
GRAPH = ox.NamedNode("urn:g")
Quads = list[ox.Quad]


@dataclass(frozen=True)
class Case:
    """One test of a manifest."""

    name: str
    kind: str
    """Local name of its class: TestTurtleEval, TestNQuadsNegativeSyntax …"""
    action: Path
    result: Path | None
    base: str

    @property
    def negative(self) -> bool:
        return "Negative" in self.kind


@dataclass(frozen=True)
class Written:
    """A source for the exports."""

    nquads: Path
    base: str = "urn:"

    def readings(self) -> tuple[()]:
        return ()

    def retracted(self) -> frozenset[str]:
        return frozenset()

    def background(self) -> dict[str, object]:
        return {}


@pytest.fixture(scope="module")
def suites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = os.environ.get("CASUSGRAPH_W3C")
    if not given:
        pytest.skip("no W3C suites (CASUSGRAPH_W3C names a folder or an archive of w3c/rdf-tests)")
    path = Path(given)
    if path.is_dir():
        return path / "rdf" if (path / "rdf").is_dir() else path
    folder = tmp_path_factory.mktemp("w3c")
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    found = sorted(folder.glob("**/rdf11"))
    assert found, f"{path} holds no folder rdf11"
    return found[0].parent


def cases(suite: Path) -> Iterator[Case]:
    """The tests of the suite and of those below it that say whether a text is right, and what it means."""
    for manifest in sorted(suite.rglob("manifest.ttl")):
        here = manifest.parent.as_uri() + "/"
        facts = ox.Store()
        facts.load(path=str(manifest), format=ox.RdfFormat.TURTLE, base_iri=here + "manifest.ttl")

        def value(node: object, name: str, facts: ox.Store = facts) -> str | None:
            pattern = facts.quads_for_pattern(node, ox.NamedNode(MANIFEST + name), None, None)  # type: ignore[arg-type]
            return next((quad.object.value for quad in pattern), None)  # type: ignore[union-attr]

        base = next((q.object.value for q in facts if q.predicate.value.endswith("#assumedTestBase")), here)  # type: ignore[union-attr]
        for quad in sorted(facts.quads_for_pattern(None, KIND, None, None), key=str):
            kind, action, result = str(quad.object), value(quad.subject, "action"), value(quad.subject, "result")
            if "rdftest#Test" not in kind or action is None:
                continue
            file, wanted = (manifest.parent / one.rsplit("/", 1)[-1] if one else None for one in (action, result))
            assert file is not None
            assert isinstance(base, str)
            yield Case(str(quad.subject), kind.rsplit("#")[-1].strip(">"), file, wanted, base + file.name)


def parsed(path: Path, base: str) -> Quads | None:
    """What pyoxigraph reads; None where it refuses the text."""
    form = FORMS[path.suffix]
    try:
        return list(ox.parse(path.read_bytes(), format=form, base_iri=base))
    except SyntaxError:
        return None


def same(one: Quads | ox.Store, other: Quads | ox.Store) -> bool:
    """Whether the quads are the same but for the names of blank nodes."""
    datasets = [ox.Dataset(quads) for quads in (one, other)]
    for dataset in datasets:
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return datasets[0] == datasets[1]


def read(path: Path) -> ox.Store | None:
    """What our reader makes of N-Quads; None where it refuses them."""
    store = ox.Store()
    try:
        load(store, path)
    except IntegrityError:
        assert len(store) == 0, "half of a file was loaded"
        return None
    return store


def as_stored(quads: Quads) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def accepted(case: Case, theirs: Quads | None) -> bool:
    """Our reader says of N-Quads and N-Triples what pyoxigraph says, and reads the same."""
    if case.action.suffix not in (".nq", ".nt"):
        return True
    ours = read(case.action)
    return same(ours, as_stored(theirs)) if ours is not None and theirs is not None else ours is theirs is None


def survives(quads: Quads, folder: Path) -> bool:
    """Sorted N-Quads, TriG, JSON-LD and Turtle hold what was written, and our reader reads it."""
    named = [ox.Quad(q.subject, q.predicate, q.object, GRAPH) for q in quads]
    terms = any(isinstance(q.object, ox.Triple) for q in quads)
    write_nquads(quads, folder / "all.nq")
    write_nquads(named, folder / "one.nq")
    write_trig(Written(folder / "all.nq"), folder / "x.trig")
    write_turtle(Written(folder / "one.nq"), folder / "x.ttl")
    if not terms:  # JSON-LD has no triple terms
        write_jsonld(Written(folder / "one.nq"), folder / "x.jsonld")
    stored = read(folder / "all.nq")
    assert stored is not None
    triples = [ox.Quad(q.subject, q.predicate, q.object) for q in named]
    return (
        same(list(ox.parse(path=str(folder / "all.nq"))), quads)
        and same(stored, as_stored(quads))
        and same(list(ox.parse(path=str(folder / "x.trig"))), quads)
        and same(list(ox.parse(path=str(folder / "x.ttl"))), triples)
        and (terms or same(list(ox.parse(path=str(folder / "x.jsonld"), format=ox.RdfFormat.JSON_LD)), named))
    )


def right(case: Case, theirs: Quads | None) -> bool:
    """Whether pyoxigraph passes the test."""
    if case.negative:
        return theirs is None
    wanted = None if case.result is None or theirs is None else parsed(case.result, case.base)
    return theirs is not None and (wanted is None or same(theirs, wanted))


@pytest.mark.parametrize("name", SUITES)
def test_what_pyoxigraph_passes_we_pass(suites: Path, name: str, tmp_path: Path) -> None:
    tests = list(cases(suites / name))
    assert len(tests) >= SUITES[name]
    failed, passed = [], 0
    for case in tests:
        theirs = parsed(case.action, case.base)
        ours = accepted(case, theirs) and (theirs is None or survives(theirs, tmp_path))
        passed += right(case, theirs) and ours
        if right(case, theirs) and not ours:
            failed.append(case.name)
    print(f"{name}: {passed} of {len(tests)}")
    assert failed == []
