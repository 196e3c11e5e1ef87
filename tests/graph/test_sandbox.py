"""Strangers' queries: they can be stopped, and reach nothing but the graph. A listener must see no request."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from casusgraph.graph import sandbox as sandbox_module
from casusgraph.graph import store as store_module
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.isolation import close_network
from casusgraph.graph.sandbox import Answer, Limits, Request, Sandbox

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def sandbox(folder: GraphFolder) -> Iterator[Sandbox]:
    with Sandbox(folder.path, limits=Limits(seconds=20, result_bytes=20_000), workers=1) as made:
        yield made


def ask(sandbox: Sandbox, query: str, **more: object) -> Answer:
    return sandbox.ask(Request(query, "csv", "ntriples", **more))  # type: ignore[arg-type]


def test_queries_are_answered_one_after_another(sandbox: Sandbox) -> None:
    first = ask(sandbox, "SELECT ?n { id:state.aa rdfs:label ?n }")
    assert (first.status, first.form, first.body) == (200, "csv", b"n\r\nArdland\r\n")
    second = ask(sandbox, "CONSTRUCT { ?a cg:warned ?b } WHERE { ?a cg:warned ?b }")
    assert second.body.count(b"\n") == 1
    assert ask(sandbox, "ASK { ?a cg:attacked ?b }").body == b"false"


def test_a_runaway_is_killed_at_its_deadline_and_the_next_query_is_answered(folder: GraphFolder) -> None:
    with Sandbox(folder.path, limits=Limits(seconds=1.5), workers=1) as sandbox:
        ask(sandbox, "ASK {}")
        began = time.monotonic()
        answer = ask(sandbox, RUNAWAY)
        assert answer.status == 503
        assert b"longer than 1.5 seconds" in answer.body
        assert time.monotonic() - began < 3
        assert ask(sandbox, "ASK {}").body == b"true"


def test_a_second_worker_answers_while_the_first_is_busy(folder: GraphFolder) -> None:
    with Sandbox(folder.path, limits=Limits(seconds=4), workers=2) as sandbox:
        ask(sandbox, "ASK {}")
        busy = threading.Thread(target=ask, args=(sandbox, RUNAWAY))
        busy.start()
        assert ask(sandbox, "ASK {}").status == 200
        busy.join()


def test_a_large_answer_is_an_error_and_never_half_a_body(sandbox: Sandbox) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        answer = ask(sandbox, query)
        assert (answer.status, answer.form) == (500, "text")
        assert b"larger than 20,000 bytes" in answer.body
    assert ask(sandbox, "SELECT * { ?s ?p ?o } LIMIT 5").status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_query_that_eats_memory_dies_alone(folder: GraphFolder) -> None:
    with Sandbox(folder.path, limits=Limits(seconds=30, memory_bytes=64 << 20), workers=1) as sandbox:
        answer = ask(sandbox, "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f }")
        assert answer.status == 500
        assert ask(sandbox, "ASK {}").status == 200


def test_nothing_outside_the_graph_is_reached(sandbox: Sandbox, listener: Any, outside: list[str]) -> None:
    for query in outside:
        answer = ask(sandbox, query)
        assert answer.status == 400 or answer.body.count(b"\n") <= 1, "a header and no row, or nothing"
    assert listener.visits == 0


@pytest.mark.parametrize("on_disk", [False, True])
def test_the_second_wall_stands_without_the_first(folder: GraphFolder, listener: Any, on_disk: bool) -> None:
    """A SERVICE that no reading of the query sees does not leave the process either."""
    code = f"""
import pyoxigraph as ox
from casusgraph.graph import sandbox_worker, store, results
sandbox_worker.MEMORY_BYTES = store.MEMORY_BYTES = {-1 if on_disk else 1 << 30}
results.words = lambda query: set()
graph, base = sandbox_worker._open(
    {{"path": {str(folder.path)!r}, "include_reported": False, "named_graphs": True, "memory_bytes": 1 << 30}},
    sandbox_worker.close_network(),
)
query = "SELECT * {{ SERVICE SILENT <{listener.url}> {{ ?s ?p ?o }} }}"
asked = {{"query": query, "results": "json", "graph": None, "default_graphs": [], "named_graphs": []}}
print(sandbox_worker.answer(graph, asked, 1 << 20, base))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.startswith("(200,")
    assert listener.visits == 0


@pytest.mark.parametrize(
    ("pattern", "code"), [("SERVICE <{url}> {{ ?s ?p ?o }}", 4), ("GRAPH <{url}> {{ ?s ?p ?o }}", 0)]
)
def test_the_command_line_asks_nobody(folder: GraphFolder, listener: Any, pattern: str, code: int) -> None:
    query = f"SELECT ?s FROM <{listener.url}> FROM NAMED <{listener.url}> {{ {pattern.format(url=listener.url)} }}"
    command = [sys.executable, "-m", "casusgraph.graph", "query", str(folder.path), query, "--to", "csv"]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (code, b"" if code else b"s\r\n"), done.stderr
    assert listener.visits == 0


def test_without_the_walls_the_listener_would_see_it(listener: Any) -> None:
    """The proof that the tests above can fail."""
    query = f"SELECT * {{ SERVICE SILENT <{listener.url}> {{ ?s ?p ?o }} }}"
    code = f"import pyoxigraph as ox; list(ox.Store().query({query!r}))"
    subprocess.run([sys.executable, "-c", code], timeout=60, check=True, capture_output=True)
    assert listener.visits > 0


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is of Linux")
def test_a_process_without_network_can_open_files_but_no_socket() -> None:
    code = (
        "from casusgraph.graph.isolation import close_network\nimport socket\nassert close_network()\n"
        "open('/dev/null').close()\ntry:\n    socket.socket()\nexcept PermissionError:\n    print('closed')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "closed\n"
    assert callable(close_network)


def test_a_big_graph_is_read_from_disk(folder: GraphFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MEMORY_BYTES", 0)
    store_module.open_store(folder)
    assert any(folder.index.iterdir())


def test_of_a_large_graph_named_graphs_are_there_when_a_query_asks_for_them(
    folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox_module, "MEMORY_BYTES", 0)
    graphs = "SELECT (COUNT(DISTINCT ?g) > 2 AS ?many) { GRAPH ?g { ?s ?p ?o } }"
    with Sandbox(folder.path, workers=1) as sandbox:
        assert ask(sandbox, "SELECT ?n { id:state.aa rdfs:label ?n }").body == b"n\r\nArdland\r\n"
        assert [one.named_graphs for one in sandbox._all] == [False]
        assert ask(sandbox, graphs).body == b"many\r\ntrue\r\n"
        assert sorted(one.named_graphs for one in sandbox._all) == [False, True]


def test_datasets_of_the_protocol(sandbox: Sandbox) -> None:
    inferred = "https://w3id.org/casusgraph/id/inferred"
    query = "SELECT (COUNT(*) AS ?n) { ?s a cg:Warned }"
    assert ask(sandbox, query).body == b"n\r\n2\r\n"
    assert ask(sandbox, query, default_graphs=(inferred,)).body == b"n\r\n0\r\n"
    assert ask(sandbox, query, default_graphs=("no iri",)).status == 400


def test_a_worker_that_can_not_open_the_graph_says_why(folder: GraphFolder) -> None:
    folder.nquads.write_bytes(b"nonsense\n")
    with Sandbox(folder.path) as sandbox:
        answer = ask(sandbox, "ASK {}")
    assert answer.status == 500
    assert b"damaged" in answer.body


def test_a_form_that_the_client_does_not_take(sandbox: Sandbox) -> None:
    assert sandbox.ask(Request("ASK {}", None, "turtle")).status == 406
    assert sandbox.ask(Request("DESCRIBE id:state.aa", "json", None)).status == 406
