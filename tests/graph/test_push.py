"""Pushing to `oxigraph serve` on loopback, by whole graphs and by updates, and to servers that behave badly."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph import push as push_module
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.push import push
from casusgraph.graph.remote import Credentials, Remote, Target, find
from casusgraph.ontology.errors import InputError, IntegrityError
from casusgraph.ontology.records import Reading

PREFIX = "https://example.org/alice/"


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """An empty store of its own for the tests of this file."""
    program = shutil.which("oxigraph", path=f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        reason = "no `oxigraph` server (pip install 'casusgraph[serve]')"
        pytest.fail(reason) if os.environ.get("CASUSGRAPH_CI") else pytest.skip(reason)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([program, "serve", "-b", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


@pytest.fixture
def remote(oxigraph: str) -> Remote:
    made = Remote(find(oxigraph))
    made.update("DROP ALL")
    return made


VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The store that takes the least for granted: digest passwords, no whole data sets, retyped literals."""
    program = shutil.which("virtuoso-t")
    if program is None:
        reason = "no Virtuoso (apt-get install virtuoso-opensource)"
        pytest.fail(reason) if os.environ.get("CASUSGRAPH_CI") else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("virtuoso")
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        sql, http = one.getsockname()[1], two.getsockname()[1]
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http))
    process = subprocess.Popen(
        [program, "-f", "-c", "virtuoso.ini"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{http}"
    for _ in range(600):
        with suppress(InputError, IntegrityError):
            Remote(Target(f"{url}/sparql")).select("SELECT * { ?s ?p ?o } LIMIT 1")
            break
        time.sleep(0.1)
    yield url
    process.kill()
    process.wait()


def test_virtuoso_takes_graphs_and_updates(folder: GraphFolder, virtuoso: str) -> None:
    target = find(f"{virtuoso}/sparql")
    assert target.update == f"{virtuoso}/sparql-auth"
    account = Credentials("dba", "dba")
    for way in (target, Target(target.query, target.update)):
        for _ in range(2):
            assert push(folder.path, Remote(way, account), prefix=PREFIX).triples == 208
    with pytest.raises(InputError, match="CASUSGRAPH_PUSH_USER"):
        push(folder.path, Remote(target), prefix=PREFIX)


def graphs(remote: Remote) -> dict[str, int]:
    rows = remote.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return {row["g"]: int(row["n"]) for row in rows}


def test_the_services_behind_an_address_are_found(oxigraph: str) -> None:
    target = Target(f"{oxigraph}/query", f"{oxigraph}/update", f"{oxigraph}/store")
    assert find(oxigraph) == find(oxigraph + "/") == find(oxigraph + "/query") == target
    with pytest.raises(InputError, match="--update"):
        find("http://127.0.0.1:1")


def test_whole_graphs_are_pushed_and_pushed_again(folder: GraphFolder, remote: Remote) -> None:
    first = push(folder.path, remote, prefix=PREFIX)
    there = graphs(remote)
    assert first.graphs == len(there) == 4, "two documents, the entities and what is inferred"
    assert first.triples == sum(there.values())
    assert not any(name.endswith("-reported") for name in there)
    assert push(folder.path, remote, prefix=PREFIX) == first
    assert graphs(remote) == there
    rows = remote.select("SELECT ?x { GRAPH ?g { ?x <https://w3id.org/casusgraph/ontology#warned> ?y } }")
    assert {row["x"] for row in rows} == {"https://w3id.org/casusgraph/id/state.aa"}


def test_reported_graphs_are_pushed_when_asked_for(folder: GraphFolder, remote: Remote) -> None:
    push(folder.path, remote, prefix=PREFIX, include_reported=True)
    assert sum(name.endswith("-reported") for name in graphs(remote)) == 1


def test_updates_in_pieces_where_whole_graphs_are_not_taken(
    folder: GraphFolder, remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(folder.path, remote, prefix=PREFIX)
    there = graphs(remote)
    monkeypatch.setattr(push_module, "CHUNK", 2000)
    by_update = Remote(Target(remote.target.query, remote.target.update))
    for _ in range(2):
        push(folder.path, by_update, prefix=PREFIX)
        assert graphs(remote) == there


def test_two_users_do_not_overwrite_each_other(
    folder: GraphFolder,
    remote: Remote,
    writer: Callable[..., GraphFolder],
    readings: tuple[Reading, ...],
    tmp_path: Path,
) -> None:
    other = writer(tmp_path / "bob", readings[:1], base="https://example.org/bob/")
    push(folder.path, remote, prefix=PREFIX)
    alice = graphs(remote)
    push(other.path, remote)
    assert {name: n for name, n in graphs(remote).items() if name.startswith(PREFIX)} == alice
    assert "https://example.org/bob/entities" in graphs(remote)


def test_the_common_base_needs_a_prefix(folder: GraphFolder, remote: Remote) -> None:
    with pytest.raises(InputError, match="--prefix"):
        push(folder.path, remote)
    with pytest.raises(InputError, match="ends with"):
        push(folder.path, remote, prefix="my graph")
    assert graphs(remote) == {}


def test_graphs_that_the_folder_lost_are_removed_when_asked_for(
    folder: GraphFolder,
    remote: Remote,
    writer: Callable[..., GraphFolder],
    readings: tuple[Reading, ...],
    tmp_path: Path,
) -> None:
    push(folder.path, remote, prefix=PREFIX)
    remote.update("INSERT DATA { GRAPH <https://example.org/other> { <urn:a> <urn:b> 1 } }")
    smaller = writer(tmp_path / "smaller", readings[:1])
    assert push(smaller.path, remote, prefix=PREFIX).removed == ()
    gone = push(smaller.path, remote, prefix=PREFIX, remove_others=True).removed
    assert gone == (f"{PREFIX}g{readings[1].document.id[1:]}",)
    assert len(graphs(remote)) == 4
    assert "https://example.org/other" in graphs(remote)


def test_hostile_text_arrives(remote: Remote, writer: Callable[..., GraphFolder], tmp_path: Path) -> None:
    from casusgraph.ontology.records import Document

    title = "\"\\ } ; DROP ALL # \u2028\r\n'''<x>\x00😀"
    folder = writer(tmp_path / "evil", [Reading(Document("x", ("a.txt",), title=title))])
    for target in (remote.target, Target(remote.target.query, remote.target.update)):
        push(folder.path, Remote(target), prefix=PREFIX)
        rows = remote.select("SELECT ?t { GRAPH ?g { ?d <http://purl.org/dc/terms/title> ?t } }")
        assert [row["t"] for row in rows] == [title]


def test_a_store_that_changes_datatypes_is_found_out(
    folder: GraphFolder, remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(self: Remote, name: str, turtle: bytes) -> bool:
        return Remote._try(self, "PUT", name, turtle.replace(b"XMLSchema#integer", b"XMLSchema#string"))

    monkeypatch.setattr(Remote, "put_graph", spoil)
    with pytest.raises(IntegrityError, match="XMLSchema#integer"):
        push(folder.path, remote, prefix=PREFIX)
    monkeypatch.setattr(Remote, "put_graph", lambda *_: True)
    with pytest.raises(IntegrityError, match="triples, not"):
        push(folder.path, remote, prefix="https://example.org/carol/")


Handler = Callable[[BaseHTTPRequestHandler, bytes], tuple[int, dict[str, str], bytes]]


@pytest.fixture
def misbehaving() -> Iterator[Callable[[Handler], str]]:
    """Starts a server that answers every request with what the function says."""
    servers: list[ThreadingHTTPServer] = []

    def start(handler: Handler) -> str:
        class Handle(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, headers, text = handler(self, body)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(text)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            do_PUT = do_DELETE = do_POST

            def log_message(self, format: str, *args: Any) -> None:
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Handle))
        threading.Thread(target=servers[-1].serve_forever, args=(0.05,)).start()
        return f"http://127.0.0.1:{servers[-1].server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


WHOLE = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, WHOLE[:-3] + b"The SPARQL operation has been cancelled"),
        ({}, b"<html>"),
        ({}, b"[]"),
        ({}, b'{"boolean": true}'),
        ({"X-SQL-State": "S1TAT"}, WHOLE),
        ({"X-SPARQL-MaxRows": "100000"}, WHOLE),
    ],
)
def test_a_status_of_200_is_not_success(
    misbehaving: Callable[[Handler], str], headers: dict[str, str], body: bytes
) -> None:
    with pytest.raises(IntegrityError):
        Remote(Target(misbehaving(lambda *_: (200, headers, body)))).select("SELECT * {}")


def test_credentials_follow_no_redirect_and_are_never_shown(misbehaving: Callable[[Handler], str]) -> None:
    seen: list[str] = []

    def elsewhere(handler: BaseHTTPRequestHandler, _: bytes) -> tuple[int, dict[str, str], bytes]:
        seen.append(str(handler.headers))
        return 200, {}, WHOLE

    other = misbehaving(elsewhere)
    url = misbehaving(lambda *_: (307, {"Location": other}, b""))
    secret = Credentials(token="sesame")
    with pytest.raises(InputError, match="307") as caught:
        Remote(Target(url), secret).select("SELECT * {}")
    assert seen == []
    assert "sesame" not in str(caught.value) + repr(secret) + repr(Credentials("me", "sesame"))


def test_basic_digest_and_token(misbehaving: Callable[[Handler], str]) -> None:
    def basic(handler: BaseHTTPRequestHandler, _: bytes) -> tuple[int, dict[str, str], bytes]:
        wanted = "Basic " + base64.b64encode(b"me:sesame").decode()
        if handler.headers.get("Authorization") == wanted:
            return 200, {}, WHOLE
        return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b"who are you?"

    def digest(handler: BaseHTTPRequestHandler, _: bytes) -> tuple[int, dict[str, str], bytes]:
        given = handler.headers.get("Authorization", "")
        fields = dict(part.split("=", 1) for part in given.removeprefix("Digest ").split(", ") if "=" in part)
        fields = {name: value.strip('"') for name, value in fields.items()}

        def md5(text: str) -> str:
            return hashlib.md5(text.encode()).hexdigest()

        if fields:
            a1, a2 = md5("me:x:sesame"), md5(f"POST:{fields['uri']}")
            middle = f"{fields['nonce']}:{fields['nc']}:{fields['cnonce']}:{fields['qop']}"
            if fields["response"] == md5(f"{a1}:{middle}:{a2}"):
                return 200, {}, WHOLE
        return 401, {"WWW-Authenticate": 'Digest realm="x", nonce="n", qop="auth", algorithm=MD5'}, b""

    def token(handler: BaseHTTPRequestHandler, _: bytes) -> tuple[int, dict[str, str], bytes]:
        return (200 if handler.headers.get("Authorization") == "Bearer sesame" else 403), {}, WHOLE

    environment = {"CASUSGRAPH_PUSH_USER": "me", "CASUSGRAPH_PUSH_PASSWORD": "sesame"}
    password = Credentials.from_environment(environment)
    assert Remote(Target(misbehaving(basic)), password).select("SELECT * {}") == []
    assert Remote(Target(misbehaving(digest)), password).select("SELECT * {}") == []
    bearer = Credentials.from_environment({"CASUSGRAPH_PUSH_TOKEN": "sesame"})
    assert Remote(Target(misbehaving(token)), bearer).select("SELECT * {}") == []
    with pytest.raises(InputError, match="CASUSGRAPH_PUSH_USER"):
        Remote(Target(misbehaving(basic))).select("SELECT * {}")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://localhost/", "no address"),
        ("localhost:7878", "no address"),
        ("http://", "no address"),
        ("http://localhost:99999/", "no address"),
        ("http://me:sesame@localhost/", "must not hold a password"),
        ("http://store.example/query", "in the clear"),
    ],
)
def test_addresses_are_checked_before_anything_is_sent(url: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        Remote(Target(url), Credentials("me", "sesame"))
    assert "sesame" not in str(caught.value)


def test_a_read_only_store_is_told(folder: GraphFolder, misbehaving: Callable[[Handler], str]) -> None:
    url = misbehaving(lambda *_: (403, {}, b"The server is read-only"))
    with pytest.raises(InputError, match="403: The server is read-only"):
        push(folder.path, Remote(Target(url, url, url)), prefix=PREFIX)
