from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.protocol import GRAPH_TYPES, RESULT_TYPES, Refusal, negotiate, read
from casusgraph.graph.sandbox import Limits
from casusgraph.graph.serve import Options, Server
from casusgraph.ontology.errors import InputError

LABEL = "SELECT ?n { id:state.aa rdfs:label ?n }"


@pytest.fixture
def server(folder: GraphFolder) -> Iterator[Server]:
    folder.explorer.write_text("<!doctype html><title>Explorer</title>")
    with Server(folder.path, Options(port=0, limits=Limits(seconds=20), workers=1)) as made:
        made.start()
        yield made


def fetch(
    server: Server, path: str, *, data: bytes | None = None, method: str | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(server.url + path.lstrip("/"), data=data, method=method)
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def form(**fields: str) -> bytes:
    return urllib.parse.urlencode(fields).encode()


def test_a_query_by_get_form_and_body(server: Server) -> None:
    asked = [
        fetch(server, f"/sparql?{form(query=LABEL).decode()}"),
        fetch(server, "/sparql", data=form(query=LABEL)),
        fetch(server, "/sparql", data=LABEL.encode(), Content_Type="application/sparql-query; charset=utf-8"),
    ]
    for status, headers, body in asked:
        assert status == 200
        assert headers["Content-Type"] == "application/sparql-results+json"
        assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == "Ardland"


@pytest.mark.parametrize(("name", "kind"), RESULT_TYPES.items())
def test_results_in_every_form(server: Server, name: str, kind: str) -> None:
    status, headers, body = fetch(server, "/sparql", data=form(query=LABEL), Accept=kind)
    assert (status, headers["Content-Type"].split(";")[0]) == (200, kind)
    assert b"Ardland" in body


@pytest.mark.parametrize(("name", "kind"), GRAPH_TYPES.items())
def test_graphs_in_every_form(server: Server, name: str, kind: str) -> None:
    query = "CONSTRUCT { ?a cg:warned ?b } WHERE { ?a cg:warned ?b }"
    status, headers, body = fetch(server, "/sparql", data=form(query=query), Accept=kind)
    assert (status, headers["Content-Type"].split(";")[0]) == (200, kind)
    assert b"warned" in body


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"path": "/sparql"}, 400),
        ({"path": "/sparql?query=a&query=b"}, 400),
        ({"path": "/sparql?query=%FF"}, 400),
        ({"path": "/sparql?query=SELEKT"}, 400),
        ({"path": "/sparql?query=ASK%7B%7D", "Accept": "image/png"}, 406),
        ({"path": "/sparql", "data": form(update="DROP ALL")}, 403),
        ({"path": "/sparql", "data": b"DROP ALL", "Content_Type": "application/sparql-update"}, 403),
        ({"path": "/sparql", "data": b"x", "Content_Type": "text/plain"}, 415),
        ({"path": "/sparql", "data": b"\xff", "Content_Type": "application/sparql-query"}, 400),
        ({"path": "/sparql", "data": b"x" * (1 << 20) + b"x", "Content_Type": "application/sparql-query"}, 413),
        ({"path": "/sparql", "method": "PUT"}, 405),
        ({"path": "/sparql", "method": "DELETE"}, 405),
        ({"path": "/query", "data": b"x"}, 405),
        ({"path": "/../../etc/passwd"}, 404),
        ({"path": "/query.js/../x"}, 404),
        ({"path": "/sparql?query=ASK%7B%7D", "Host": "evil.example"}, 421),
    ],
)
def test_what_is_not_answered_has_a_status_and_a_reason(server: Server, arguments: dict[str, Any], status: int) -> None:
    found, headers, body = fetch(server, **arguments)
    assert found == status
    assert headers["Content-Type"].startswith("text/plain")
    assert body.strip()


def test_edges_that_others_state_are_at_their_own_endpoint(server: Server) -> None:
    query = form(query="ASK { ?a cg:attacked ?b }")
    assert json.loads(fetch(server, "/sparql", data=query)[2])["boolean"] is False
    assert json.loads(fetch(server, "/sparql/reported", data=query)[2])["boolean"] is True


def test_pages(server: Server) -> None:
    assert b"Explorer" in fetch(server, "/")[2]
    status, headers, body = fetch(server, "/query")
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    for path in ("/query.js", "/query.css"):
        assert path.encode() in body
        assert fetch(server, path)[0] == 200
    for text in (body, fetch(server, "/query.js")[2], fetch(server, "/query.css")[2]):
        assert b"//" not in text.replace(b"https?://", b"").replace(b"\n// ", b""), "no address of another server"
    asked = json.loads(fetch(server, "/questions.json")[2])
    assert len(asked) >= 20
    for question in asked:
        assert fetch(server, "/sparql", data=form(query=question["query"]))[0] == 200, question["name"]
    assert fetch(server, "/sparql", Accept="text/html")[2] == body
    assert b"/yasgui.min.js" in fetch(server, "/yasgui")[2]
    assert fetch(server, "/yasgui.min.js")[0] == fetch(server, "/yasgui.min.css")[0] == 200


def test_the_explorer_is_made_where_there_is_none(folder: GraphFolder) -> None:
    with Server(folder.path, Options(port=0)) as server:
        server.start()
        assert b"Ardland" in fetch(server, "/")[2]


def test_no_other_page_may_read_it_unless_asked(server: Server, folder: GraphFolder) -> None:
    assert (
        "Access-Control-Allow-Origin" not in fetch(server, "/sparql?query=ASK%7B%7D", Origin="https://evil.example")[1]
    )
    with Server(folder.path, Options(port=0, cors="https://lab.example")) as open_server:
        open_server.start()
        headers = fetch(open_server, "/sparql?query=ASK%7B%7D", Origin="https://lab.example")[1]
        assert headers["Access-Control-Allow-Origin"] == "https://lab.example"
        status, headers, _ = fetch(open_server, "/sparql", method="OPTIONS")
        assert (status, headers["Access-Control-Allow-Headers"]) == (204, "Accept, Content-Type")


def test_a_query_that_runs_too_long_is_never_half_an_answer(folder: GraphFolder) -> None:
    with Server(folder.path, Options(port=0, limits=Limits(seconds=1, result_bytes=1000), workers=1)) as server:
        server.start()
        runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        status, headers, body = fetch(server, "/sparql", data=form(query=runaway))
        assert (status, headers["Content-Length"]) == (503, str(len(body)))
        assert fetch(server, "/sparql", data=form(query="SELECT * { ?s ?p ?o }"))[0] == 500
        assert fetch(server, "/sparql", data=form(query="ASK {}"))[0] == 200


def test_no_request_makes_the_server_ask_anybody(server: Server, listener: Any, outside: list[str]) -> None:
    for query in outside:
        for asked in (
            fetch(server, "/sparql", data=form(query=query), Accept="text/csv, application/n-triples"),
            fetch(server, "/sparql", data=form(update=query)),
        ):
            status, _, body = asked
            assert status in (400, 403) or (status == 200 and body.count(b"\n") <= 1), (query, body)
    for parameter in ("default-graph-uri", "named-graph-uri"):
        for source in (listener.url, "file:///etc/hostname"):
            body = fetch(server, "/sparql", data=form(query="SELECT * { ?s ?p ?o }", **{parameter: source}))[2]
            assert json.loads(body)["results"]["bindings"] == []
    assert listener.visits == 0


def test_one_connection_serves_several_requests(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", urllib.parse.urlsplit(server.url).port or 0, timeout=30)
    for method in ("GET", "HEAD", "GET"):
        connection.request(method, "/sparql?query=ASK%7B%7D")
        reply = connection.getresponse()
        assert reply.status == 200
        assert bool(reply.read()) == (method == "GET")
    connection.close()


def test_rdflib_reads_it_as_a_remote_store(server: Server) -> None:
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        graph = Graph(SPARQLStore(server.url + "sparql", method=method))
        rows = list(graph.query("SELECT ?n { <https://w3id.org/casusgraph/id/state.aa> rdfs:label ?n }"))
        assert [str(row[0]) for row in rows] == ["Ardland"]


def test_sparqlwrapper_reads_it(server: Server) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    for form_ in (wrapper.JSON, wrapper.XML, wrapper.CSV):
        client = wrapper.SPARQLWrapper(server.url + "sparql")
        client.setQuery(LABEL)
        client.setReturnFormat(form_)
        assert "Ardland" in str(client.query().convert() if form_ != wrapper.XML else client.query().convert().toxml())


def test_an_address_that_is_taken_is_one_line(server: Server, folder: GraphFolder) -> None:
    port = urllib.parse.urlsplit(server.url).port or 0
    with pytest.raises(InputError, match="--port"):
        Server(folder.path, Options(port=port))


@pytest.mark.parametrize(
    ("accept", "form_"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/csv;q=0.1, application/xml", "xml"),
        ("application/json", "json"),
        ("text/*", "csv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("text/html", None),
        ("text/csv;q=x", None),
    ],
)
def test_negotiation(accept: str, form_: str | None) -> None:
    assert negotiate(accept, RESULT_TYPES) == form_


@given(st.text(), st.text(), st.binary(), st.text())
def test_any_request_is_read_or_refused(query: str, media_type: str, body: bytes, accept: str) -> None:
    for method in ("GET", "POST"):
        with suppress(Refusal):
            assert isinstance(read(method, query, media_type, body, accept).query, str)
