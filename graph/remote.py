"""A SPARQL 1.1 store of somebody else, spoken to by HTTP: queries, updates, and graphs by the Graph Store Protocol.

A status of 200 is not success: an answer must be complete JSON, and stores that cut answers off say so in headers.
"""

from __future__ import annotations

import ipaddress
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Any
from urllib.parse import quote, urlencode, urlsplit

from ..ontology.errors import InputError, IntegrityError

TIMEOUT = 120.0
"""Seconds that one request may take."""
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/sparql-results+json"
_CUT_OFF = ("X-SQL-State", "X-SPARQL-MaxRows")
_NO_SUCH_WAY = (404, 405, 406, 415, 501)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: a name and a password (basic or digest, as the store wants), or a token. Never shown."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Credentials:
        """CASUSGRAPH_PUSH_USER and CASUSGRAPH_PUSH_PASSWORD, or CASUSGRAPH_PUSH_TOKEN."""
        names = ("CASUSGRAPH_PUSH_USER", "CASUSGRAPH_PUSH_PASSWORD", "CASUSGRAPH_PUSH_TOKEN")
        return cls(*(environment.get(name) or None for name in names))

    def __bool__(self) -> bool:
        return self.user is not None or self.token is not None


@dataclass(frozen=True, slots=True)
class Target:
    """The addresses of a store; None where it has no such service."""

    query: str
    update: str | None = None
    graphs: str | None = None
    """Of the Graph Store Protocol."""


class Remote:
    """A store that can be asked and written to. Raises InputError where it can not be reached or refuses."""

    def __init__(self, target: Target, credentials: Credentials | None = None) -> None:
        self.target = target
        self._credentials = credentials if credentials is not None else Credentials()
        addresses = [url for url in (target.query, target.update, target.graphs) if url is not None]
        for url in addresses:
            _check(url, secret=bool(self._credentials))
        self._opener = _opener(addresses, self._credentials)

    def select(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT query, each value as text; raises IntegrityError where the answer is not whole."""
        headers, body = self._send("POST", self.target.query, urlencode({"query": query}).encode(), _FORM, _JSON)
        cut = [name for name in _CUT_OFF if headers.get(name)]
        try:
            found = json.loads(body)
            rows = [{name: cell["value"] for name, cell in row.items()} for row in found["results"]["bindings"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise IntegrityError(f"{_shown(self.target.query)} gave no whole answer: expected SPARQL JSON") from None
        if cut:
            raise IntegrityError(f"{_shown(self.target.query)} cut its answer off (it says {', '.join(cut)})")
        return rows

    def has_update(self) -> bool:
        """Whether something answers at the address of updates, be it that it wants a password or a body."""
        try:
            self._send("GET", self.target.update or self.target.query, None, None, "*/*")
        except _Refused as refused:
            return refused.status != 404
        return True

    def update(self, text: str) -> None:
        """Run a SPARQL update."""
        if self.target.update is None:
            raise InputError("the store has neither an update service nor a graph store that takes graphs")
        self._send("POST", self.target.update, urlencode({"update": text}).encode(), _FORM, "*/*")

    def put_graph(self, name: str, turtle: bytes) -> bool:
        """Replace a named graph; False where the store does not offer that."""
        if self.target.graphs is None:
            return False
        return self._try("PUT", name, turtle)

    def delete_graph(self, name: str) -> None:
        """Remove a named graph, if it is there."""
        if self.target.graphs is None or not self._try("DELETE", name, None):
            self.update(f"CLEAR SILENT GRAPH <{name}>")

    def _try(self, method: str, name: str, body: bytes | None) -> bool:
        url = f"{self.target.graphs}?graph={quote(name, safe='')}"
        try:
            self._send(method, url, body, "text/turtle" if body is not None else None, "*/*")
        except _Refused as refused:
            if refused.status in _NO_SUCH_WAY:
                return False
            raise
        return True

    def _send(
        self, method: str, url: str, body: bytes | None, kind: str | None, accept: str
    ) -> tuple[Message, bytes]:
        request = urllib.request.Request(url, data=body, method=method)
        request.add_header("Accept", accept)
        request.add_header("User-Agent", "casusgraph")
        if kind is not None:
            request.add_header("Content-Type", kind)
        if self._credentials.token is not None:
            request.add_unredirected_header("Authorization", f"Bearer {self._credentials.token}")
        try:
            with self._opener.open(request, timeout=TIMEOUT) as reply:
                return reply.headers, reply.read()
        except urllib.error.HTTPError as error:
            with error:
                raise _Refused(url, error.code, error.read(500)) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise InputError(f"{_shown(url)} can not be reached: {reason}") from None


def find(endpoint: str, credentials: Credentials | None = None) -> Target:
    """The services behind one address, by asking: as Oxigraph, Virtuoso or Fuseki have them, or one for all."""
    endpoint = endpoint.rstrip("/")
    base = endpoint.rsplit("/", 1)[0] if endpoint.endswith(("/query", "/sparql")) else endpoint
    candidates = (
        Target(f"{base}/query", f"{base}/update", f"{base}/store"),
        Target(f"{base}/sparql", f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth"),
        Target(f"{base}/sparql", f"{base}/update", f"{base}/data"),
        Target(endpoint, endpoint, None),
    )
    problem: Exception | None = None
    for target in candidates:
        remote = Remote(target, credentials)
        try:
            remote.select("SELECT * WHERE { ?s ?p ?o } LIMIT 1")
        except (InputError, IntegrityError) as error:
            problem = problem or error
            continue
        if remote.has_update():
            return target
    options = "--query-url, --update-url and --graphs-url"
    raise InputError(f"{_shown(endpoint)} answers no query: name its services with {options} ({problem})")


class _Refused(InputError):
    """The store's answer to a request is an error."""

    def __init__(self, url: str, status: int, body: bytes) -> None:
        words = " ".join(body.decode("utf-8", "replace").split())[:200]
        hint = ""
        if status in (401, 403):
            hint = "; credentials are read from CASUSGRAPH_PUSH_USER and _PASSWORD, or CASUSGRAPH_PUSH_TOKEN"
        super().__init__(f"{_shown(url)} answered {status}: {words or 'nothing'}{hint}")
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An address that moved is an error: what is sent goes only where the user said."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def _opener(addresses: list[str], credentials: Credentials) -> urllib.request.OpenerDirector:
    handlers: list[Any] = [_NoRedirect()]
    if all(_is_loopback(url) for url in addresses):
        handlers.append(urllib.request.ProxyHandler({}))
    if credentials.user is not None:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, addresses, credentials.user, credentials.password or "")
        handlers += [urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)]
    return urllib.request.build_opener(*handlers)


def _check(url: str, *, secret: bool) -> None:
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        port_is_fine = False
    if not port_is_fine or parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"{_shown(url)} is no address of a store: expected one like http://localhost:7878/query")
    if parts.username is not None or parts.password is not None:
        raise InputError("an address must not hold a password: set CASUSGRAPH_PUSH_USER and CASUSGRAPH_PUSH_PASSWORD")
    if secret and parts.scheme == "http" and not _is_loopback(url):
        raise InputError(f"{_shown(url)} would send the password in the clear: use https")


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(url: str) -> str:
    """The address without anything that may be secret."""
    bare = url.split("?")[0].split("#")[0]
    scheme, separator, rest = bare.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"
