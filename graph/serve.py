"""The graph over HTTP, read-only, on loopback unless asked: SPARQL 1.1 Protocol, the explorer, a page to ask from."""

from __future__ import annotations

import ipaddress
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from ..ontology.errors import CasusError, InputError
from .protocol import Refusal, content_type, read
from .questions import questions, standalone
from .sandbox import Answer, Limits, Sandbox
from .store import Graph, open_graph

MAX_REQUEST = 1 << 20
"""Bytes of a posted query."""
_HTML = "text/html; charset=utf-8"
_STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"
_YASGUI = _STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") + "; font-src data:"
_SCRIPT, _STYLE = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_PAGES = {
    "/query": ("query.html", _HTML),
    "/query.js": ("query.js", _SCRIPT),
    "/query.css": ("query.css", _STYLE),
    "/yasgui": ("yasgui.html", _HTML),
    "/yasgui.js": ("yasgui.js", _SCRIPT),
    "/yasgui.min.js": ("yasgui.min.js", _SCRIPT),
    "/yasgui.min.css": ("yasgui.min.css", _STYLE),
}


@dataclass(frozen=True, slots=True)
class Options:
    """Where and how to serve."""

    host: str = "127.0.0.1"
    port: int = 8099
    """0 takes any free one."""
    limits: Limits = field(default_factory=Limits)
    workers: int = 2
    cors: str | None = None
    """The origin whose pages may ask from a browser, or `*`; None allows none."""


class Server:
    """A running endpoint: `url` is where; leave the `with` block, or call `close`, to stop it.

    Raises InputError where there is no graph folder or the address can not be had.
    """

    def __init__(self, path: Path | str, options: Options | None = None) -> None:
        self.options = options if options is not None else Options()
        self.graph: Graph = open_graph(path)
        handler = type("Handler", (_Handler,), {"server_": self})
        try:
            self._http = _Threads((self.options.host, self.options.port), handler)
        except (OSError, OverflowError) as error:
            address = f"{self.options.host}:{self.options.port}"
            raise InputError(f"{address} can not be served on: {error}; choose another --port") from None
        limits, workers = self.options.limits, self.options.workers
        self._endpoints: Mapping[str, Sandbox] = {
            "/sparql": Sandbox(self.graph.folder.path, limits=limits, workers=workers),
            "/sparql/reported": Sandbox(self.graph.folder.path, limits=limits, workers=workers, include_reported=True),
        }

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """Where it is served, with the port that was taken."""
        host = f"[{self.options.host}]" if ":" in self.options.host else self.options.host
        return f"http://{host}:{self._http.server_address[1]}/"

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.options.host).is_loopback
        except ValueError:
            return self.options.host == "localhost"

    def run(self) -> None:
        """Serve until `close` is called, or Ctrl-C."""
        self._http.serve_forever(poll_interval=0.2)

    def start(self) -> None:
        """Serve in a thread."""
        threading.Thread(target=self.run, daemon=True).start()

    def close(self) -> None:
        """Stop, and end the workers."""
        threading.Thread(target=self._http.shutdown, daemon=True).start()
        self._http.server_close()
        for sandbox in self._endpoints.values():
            sandbox.close()

    def endpoint(self, path: str) -> Sandbox | None:
        """The sandbox that answers at the path."""
        return self._endpoints.get(path.rstrip("/"))

    @cached_property
    def explorer(self) -> bytes:
        """The explorer that was written beside the graph, or else a new one."""
        if self.graph.folder.explorer.is_file():
            return self.graph.folder.explorer.read_bytes()
        from .explore import render

        page = render(list(self.graph.readings()), self.graph.background(), title=self.graph.folder.path.name)
        return page.encode("utf-8", "replace")

    @cached_property
    def questions(self) -> bytes:
        """The packaged questions for the page."""
        found = [
            {"name": q.name, "title": q.title, "description": q.description, "query": standalone(q, self.graph.base)}
            for q in questions().values()
        ]
        return json.dumps(found).encode()


class _Threads(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no event."""


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server_: Server
    server_version = "casusgraph"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_OPTIONS(self) -> None:
        self._send(204, "", b"", {"Allow": "GET, HEAD, POST, OPTIONS"})

    def do_PUT(self) -> None:
        self._send_text(405, "this endpoint is read-only", {"Allow": "GET, HEAD, POST, OPTIONS"})

    do_DELETE = do_PATCH = do_PUT

    def _answer(self) -> None:
        try:
            if not self._known_host():
                raise Refusal(421, "this server is reached by its address only")
            self._route()
        except Refusal as refusal:
            self.close_connection = True
            self._send_text(refusal.status, refusal.message)
        except CasusError as error:
            self._send_text(500, str(error))

    def _route(self) -> None:
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        sandbox = self.server_.endpoint(path)
        if sandbox is not None:
            self._sparql(sandbox, query)
        elif self.command == "POST":
            raise Refusal(405, "queries are posted to /sparql")
        elif path == "/":
            self._send(200, _HTML, self.server_.explorer)
        elif path == "/questions.json":
            self._send(200, "application/json", self.server_.questions)
        elif path in _PAGES:
            name, kind = _PAGES[path]
            page = files(__package__).joinpath("pages", name).read_bytes()
            self._send(200, kind, page, {"Content-Security-Policy": _YASGUI if path == "/yasgui" else _STRICT})
        elif path == "/favicon.ico":
            self._send(204, "", b"")
        else:
            raise Refusal(404, "there is /, /query and /sparql")

    def _sparql(self, sandbox: Sandbox, query: str) -> None:
        if self.command == "GET" and not query and "text/html" in self.headers.get("Accept", ""):
            self._send(303, "text/plain", b"", {"Location": "/query"})
            return
        media_type = self.headers.get("Content-Type", "")
        method = "GET" if self.command == "HEAD" else self.command
        request = read(method, query, media_type, self._body(), self.headers.get("Accept", ""))
        answer: Answer = sandbox.ask(request)
        self._send(answer.status, content_type(answer.form), answer.body, {"Vary": "Accept"})

    def _body(self) -> bytes:
        if self.command != "POST":
            return b""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            raise Refusal(411, "a posted query says its length")
        if int(length) > MAX_REQUEST:
            self._discard(int(length))
            raise Refusal(413, f"a query has at most {MAX_REQUEST:,} bytes")
        return self.rfile.read(int(length))

    def _discard(self, length: int) -> None:
        """Read what a client is still sending, or it would not stay to hear the refusal; of too much only a part."""
        left = min(length, 8 * MAX_REQUEST)
        while left > 0 and (chunk := self.rfile.read(min(left, 1 << 16))):
            left -= len(chunk)

    def _known_host(self) -> bool:
        """On loopback, requests by another name are those of a page that had its own name point here."""
        if not self.server_.loopback:
            return True
        name = urlsplit("//" + self.headers.get("Host", "")).hostname or ""
        return name in ("localhost", "127.0.0.1", "::1", self.server_.options.host)

    def _send_text(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        self._send(status, "text/plain; charset=utf-8", message.encode("utf-8", "replace") + b"\n", headers)

    def _send(self, status: int, kind: str, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status, HTTPStatus(status).phrase)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        if self.server_.options.cors is not None:
            self.send_header("Access-Control-Allow-Origin", self.server_.options.cors)
            self.send_header("Access-Control-Allow-Headers", "Accept, Content-Type")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: queries may be confidential."""


def serve(path: Path | str, options: Options | None = None) -> None:
    """Serve a graph folder until Ctrl-C."""
    with Server(path, options) as server:
        server.run()
