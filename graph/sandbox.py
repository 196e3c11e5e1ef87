"""Queries of strangers, answered in processes of their own that can be killed and can reach neither network nor files.

A query of Oxigraph can not be interrupted, and SERVICE can not be switched off. So each runs in a worker process that
is killed at its deadline; the worker has given up opening sockets (by seccomp, on Linux) and files (by its limit of
open files, where the graph is in memory), and its memory is limited. A worker that answered takes the next query.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import IO, Any

from ..ontology.errors import CasusError, InputError
from .folder import GraphFolder
from .sparql import words
from .store import MEMORY_BYTES


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost."""

    seconds: float = 30.0
    result_bytes: int = 64 << 20
    memory_bytes: int = 4 << 30
    """Beyond what the graph itself takes."""


@dataclass(frozen=True, slots=True)
class Request:
    """A query and the forms in which the client takes the answer, best first choice of each kind."""

    query: str
    results: str | None
    """Name of a form of SELECT and ASK answers: json, xml, csv, tsv; None where the client takes none of them."""
    graph: str | None
    """Name of a form of CONSTRUCT and DESCRIBE answers: turtle, ntriples, rdfxml, jsonld, trig, nquads."""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def needs_graphs(self) -> bool:
        """Whether it asks for named graphs."""
        return bool(self.default_graphs or self.named_graphs or words(self.query) & {"GRAPH", "FROM"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a status of HTTP, the form, and all of the body. A body is never cut off."""

    status: int
    form: str
    body: bytes


class Sandbox:
    """Worker processes that hold the graph, at most `workers` at once; start and stop it with `with`.

    An index on disk with named graphs takes three times as long to make: of a large graph, it is made when a query
    first asks for them, by workers of their own, as many again.
    """

    def __init__(
        self, path: Path, *, limits: Limits | None = None, workers: int = 2, include_reported: bool = False
    ) -> None:
        self._path = path
        self._limits = limits if limits is not None else Limits()
        self._include_reported = include_reported
        self._large = GraphFolder(path).nquads.stat().st_size > MEMORY_BYTES
        self._free: dict[bool, Queue[_Worker | None]] = {True: Queue(), False: Queue()}
        """Workers that have the named graphs, and those of a large graph that do without."""
        self._all: set[_Worker] = set()
        self._closed = False
        self._lock = threading.Lock()
        for free in self._free.values():
            for _ in range(max(1, workers)):
                free.put(None)  # a place; its process starts when it is first needed

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill the workers."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
            self._all.clear()

    def ask(self, request: Request) -> Answer:
        """The answer, within the deadline; an error is an answer too."""
        named_graphs = not self._large or request.needs_graphs
        free = self._free[named_graphs]
        try:
            worker = free.get(timeout=self._limits.seconds)
        except Empty:
            return _error(503, "all workers are busy: try again later")
        try:
            worker = worker if worker is not None and worker.alive else self._start(named_graphs)
            answer = worker.ask(request, self._limits.seconds)
        except CasusError as error:
            answer = _error(500, str(error))
        finally:
            free.put(worker if worker is not None and worker.alive else None)
        return answer

    def _start(self, named_graphs: bool) -> _Worker:
        worker = _Worker(
            self._path, self._limits, include_reported=self._include_reported, named_graphs=named_graphs
        )
        with self._lock:
            if self._closed:
                worker.kill()
                raise InputError("the server is shutting down")
            self._all = {one for one in self._all if one.alive} | {worker}
        return worker


class _Worker:
    """One process. It reads a line of JSON a query and writes a line of JSON and a body an answer."""

    def __init__(self, path: Path, limits: Limits, *, include_reported: bool, named_graphs: bool) -> None:
        self.named_graphs = named_graphs
        options = {
            "path": str(path),
            "result_bytes": limits.result_bytes,
            "memory_bytes": limits.memory_bytes,
            "include_reported": include_reported,
            "named_graphs": named_graphs,
        }
        command = [sys.executable, "-m", "casusgraph.graph.sandbox_worker", json.dumps(options)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        ready = _header(self._stdout)
        if ready is None or "error" in ready:
            self.kill()
            raise InputError(ready["error"] if ready else "a worker process could not be started")

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def _stdout(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def kill(self) -> None:
        """End the process at once; safe to call twice."""
        self._process.kill()
        self._process.wait()
        for pipe in filter(None, (self._process.stdin, self._process.stdout)):
            with suppress(OSError):  # what was not sent can not be any more
                pipe.close()

    def ask(self, request: Request, seconds: float) -> Answer:
        """Its answer; the process is killed at the deadline."""
        began = time.monotonic()
        clock = threading.Timer(seconds, self._process.kill)
        clock.start()
        try:
            header = self._send(request)
            body = self._stdout.read(header["length"]) if header is not None else b""
        finally:
            clock.cancel()
        if header is not None and len(body) == header["length"]:
            return Answer(header["status"], header["form"], body)
        self.kill()
        if time.monotonic() - began >= seconds:
            return _error(503, f"the query took longer than {seconds:g} seconds: make it narrower, or add a LIMIT")
        return _error(500, "the query needed more memory than the server gives it, or broke the engine")

    def _send(self, request: Request) -> dict[str, Any] | None:
        assert self._process.stdin is not None
        line = json.dumps(
            {
                "query": request.query,
                "results": request.results,
                "graph": request.graph,
                "default_graphs": request.default_graphs,
                "named_graphs": request.named_graphs,
            }
        )
        try:
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return None
        return _header(self._stdout)


def _header(source: IO[bytes]) -> dict[str, Any] | None:
    line = source.readline()
    if not line.endswith(b"\n"):
        return None
    header: dict[str, Any] = json.loads(line)
    return header


def _error(status: int, message: str) -> Answer:
    return Answer(status, "text", message.encode() + b"\n")
