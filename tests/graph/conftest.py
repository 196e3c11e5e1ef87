"""A small world made by hand: two documents, five entities and six statements of every standing."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.rdf.entity import entity_quads
from casusgraph.graph.rdf.infer import inferred_quads
from casusgraph.graph.rdf.iris import BASE
from casusgraph.graph.rdf.nquads import write_nquads
from casusgraph.graph.rdf.write import reading_quads
from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Modality,
    Participant,
    Polarity,
    Reading,
    Statement,
)

from .explore.browser import FLAGS, RUNNING, SHELL, chromium_is_there

TEXT = (
    "Ardland warned Belmark on Monday. The general said that Ardland had shelled Cape Cello. "
    'Belmark denied that it launched 12 Dart missiles. "=SUM(A1)" <b>café</b> 😀 is no formula.'
)
OTHER = "Ardland warned Belmark again in May 2022. Belmark wants to join the Delta Pact."

ENTITIES = (
    Entity("state.aa", EntityType.STATE, "Ardland", aliases=("Republic of Ardland",), iso2="AA", iso3="AAR"),
    Entity("state.bb", EntityType.STATE, "Belmark"),
    Entity("place.cape-cello", EntityType.PLACE, "Cape Cello", category="City", country="state.bb"),
    Entity("org.delta-pact", EntityType.ORGANIZATION, "Delta Pact", category="Alliance"),
    Entity("weapon.dart", EntityType.WEAPON, "Dart", category="Missile"),
    Entity("nil.person.general-00000000", EntityType.PERSON, "the general", known=False),
)


def _sentence(document: Document, quote: str) -> Evidence:
    start = document.text.index(quote)
    return Evidence(document.id, start, start + len(quote), quote)


def _trigger(document: Document, word: str, after: int = 0) -> tuple[int, int]:
    start = document.text.index(word, after)
    return start, start + len(word)


def _mention(document: Document, text: str, entity: str, kind: str = "name") -> Mention:
    start = document.text.index(text)
    return Mention(start, start + len(text), text, entity, kind)


def small_world() -> tuple[Reading, ...]:
    first = Document(TEXT, ("a/first.txt",), title="First", publisher="The Gazette", published="2022-05-16")
    second = Document(OTHER, ("b/second.txt", "c/copy.txt"))
    warned = Statement(
        first.id, Kind.EVENT, "Warned", (_sentence(first, "Ardland warned Belmark on Monday."),),
        _trigger(first, "warned"), Participant("actor", "state.aa", 0, 7),
        (Participant("recipient", "state.bb", 15, 22),), date="2022-05-16", confidence=0.9,
    )  # fmt: skip
    shelled_quote = _sentence(first, "The general said that Ardland had shelled Cape Cello.")
    shelled = Statement(
        first.id, Kind.EVENT, "Attacked", (shelled_quote,), _trigger(first, "shelled"),
        Participant("actor", "state.aa"), (Participant("place", "place.cape-cello"),),
        attribution=Participant("source", "nil.person.general-00000000"),
    )  # fmt: skip
    launched_quote = _sentence(first, "Belmark denied that it launched 12 Dart missiles.")
    launched = Statement(
        first.id, Kind.EVENT, "Launched", (launched_quote,), _trigger(first, "launched"),
        Participant("actor", "state.bb"), (Participant("weapon", "weapon.dart"),), Polarity.NEGATIVE,
        attribution=Participant("source", "state.bb"), quantity=12,
    )  # fmt: skip
    denied = Statement(
        first.id, Kind.EVENT, "Denied", (launched_quote,), _trigger(first, "denied"), Participant("actor", "state.bb"),
        about=(launched.id,),
    )  # fmt: skip
    again = Statement(
        second.id, Kind.EVENT, "Warned", (_sentence(second, "Ardland warned Belmark again in May 2022."),),
        _trigger(second, "warned"), Participant("actor", "state.aa"), (Participant("recipient", "state.bb"),),
        date="2022-05", confidence=0.75,
    )  # fmt: skip
    join = Statement(
        second.id, Kind.EVENT, "Joined", (_sentence(second, "Belmark wants to join the Delta Pact."),),
        _trigger(second, "join"), Participant("actor", "state.bb"), (Participant("recipient", "org.delta-pact"),),
        modality=Modality.PLANNED,
    )  # fmt: skip
    by_id = {e.id: e for e in ENTITIES}
    return (
        Reading(
            first,
            (
                _mention(first, "Ardland", "state.aa"),
                _mention(first, "Belmark", "state.bb"),
                _mention(first, "The general", "nil.person.general-00000000", "nominal"),
                _mention(first, "Cape Cello", "place.cape-cello"),
                _mention(first, "Dart", "weapon.dart"),
            ),
            tuple(e for e in ENTITIES if e.id != "org.delta-pact"),
            (warned, shelled, launched, denied),
        ),
        Reading(
            second,
            (_mention(second, "Ardland", "state.aa"), _mention(second, "Delta Pact", "org.delta-pact")),
            (by_id["state.aa"], by_id["state.bb"], by_id["org.delta-pact"]),
            (again, join),
        ),
    )


@dataclass(frozen=True)
class Records:
    """A source for the exports without a graph folder."""

    items: tuple[Reading, ...]
    nquads: Path = Path("none.nq")
    base: str = BASE

    def readings(self) -> Iterable[Reading]:
        return self.items

    def retracted(self) -> frozenset[str]:
        return frozenset()

    def background(self) -> Mapping[str, Entity]:
        return {}


def write_graph(path: Path, readings: Iterable[Reading], *, base: str = BASE) -> GraphFolder:
    """A graph folder as a build leaves it."""
    folder = GraphFolder.create(path)
    quads = list(entity_quads([entity for entity in ENTITIES if entity.known], base=base))
    for reading in readings:
        folder.write_document(reading.document.id, reading.document.text)
        quads += reading_quads(reading, base=base)
    write_nquads([*quads, *inferred_quads(quads, base=base)], folder.nquads)
    folder.write_marker({"format": 1, "base": base, "sha256": folder.digest()})
    return folder


@pytest.fixture
def readings() -> tuple[Reading, ...]:
    return small_world()


@pytest.fixture
def records(readings: tuple[Reading, ...]) -> Records:
    return Records(readings)


@pytest.fixture
def folder(readings: tuple[Reading, ...], tmp_path: Path) -> GraphFolder:
    return write_graph(tmp_path / "out", readings)


@pytest.fixture(scope="session")
def writer() -> Callable[..., GraphFolder]:
    return write_graph


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Chromium, once for all tests: Playwright can not be started twice in a process. A caller may bring its own."""
    running = request.config.pluginmanager.get_plugin(RUNNING)
    if running is not None:
        yield running.browser
        return
    if not chromium_is_there():
        reason = f"no Chromium at {SHELL} (apt-get install chromium; CASUSGRAPH_CHROMIUM names another place)"
        pytest.fail(reason) if os.environ.get("CASUSGRAPH_CI") else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=FLAGS)
        yield browser
        browser.close()


class Listener:
    """A server that notes whether anybody came."""

    def __init__(self) -> None:
        self.visits = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.05)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _ = self.socket.accept()
            except TimeoutError:
                continue
            self.visits += 1
            connection.close()

    def close(self) -> None:
        self.stopped.set()
        self.thread.join()
        self.socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


OUTSIDE = (
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service/**/<{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(<{url}> AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * FROM <file:///etc/hostname> {{ ?s ?p ?o }}",
    "SELECT * FROM <FILE:/etc/hostname> {{ ?s ?p ?o }}",
    "LOAD <{url}>",
    "LOAD <file:///etc/hostname>",
    "INSERT DATA {{ <urn:a> <urn:b> <{url}> }}",
    "DROP ALL",
    "DESCRIBE <{url}>",
)


@pytest.fixture
def outside(listener: Listener) -> list[str]:
    """Queries and updates that would fetch something, or read a file, if they were let."""
    return [pattern.format(url=listener.url) for pattern in OUTSIDE]
