"""kill -9 while a graph is loaded, built or exported: what is there is the old state or the new one."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from casusgraph.graph.bench.rdf_corpus import Corpus
from casusgraph.graph.export import FORMATS, export
from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.pipeline import build
from casusgraph.graph.store import open_graph, open_store
from casusgraph.graph.verify import verify

ENDLESS = """
import itertools, shutil, sys
from pathlib import Path
from casusgraph.graph.export import export
from casusgraph.graph.index import open_index
from casusgraph.graph.store import open_graph
graph, out = open_graph(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
for number in itertools.count():
    {work}
"""
LOADS = """
    shutil.rmtree(graph.folder.index / next((p.name for p in graph.folder.index.glob("[0-9a-f]*")), "none"), True)
    open_index(graph.folder, include_reported=False, named_graphs=number % 2 == 0)
"""
KILLED_BUILD = """
import os, signal, sys
from pathlib import Path
from casusgraph.graph.pipeline import build
replace = Path.replace
def kill_before(self, target):
    if Path(target).name == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
Path.replace = kill_before
build(sys.argv[1], output=sys.argv[2])
"""


def killed(code: str, arguments: Iterable[object], seconds: float) -> None:
    """Run the code and kill it so many seconds after it has said that it is ready."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        assert child.poll() is None, "it has ended by itself"
        child.send_signal(signal.SIGKILL)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """A graph large enough that a kill meets it in the middle."""
    return Corpus(100).write(tmp_path_factory.mktemp("large") / "out", texts=True)[0]


def test_a_load_that_is_killed_leaves_no_half_index(large: GraphFolder, tmp_path: Path) -> None:
    folder, chance = large, random.Random(1)
    union, whole = (len(open_store(folder, in_memory=True, named_graphs=named)) for named in (False, True))
    for _ in range(3):
        killed(ENDLESS.format(work=LOADS), [folder.path, tmp_path], chance.uniform(0, 0.4))
        for path in (path for path in folder.index.glob("[!.]*") if path.is_dir()):
            assert len(ox.Store.read_only(str(path))) == (union if path.name.endswith("-union") else whole)
    assert len(open_store(folder, in_memory=False)) == whole


def test_an_export_that_is_killed_leaves_the_old_file(large: GraphFolder, tmp_path: Path) -> None:
    folder, chance = large, random.Random(2)
    single = [form for form in FORMATS if form.suffix]
    for form in single:
        export(open_graph(folder.path), form.name, tmp_path / form.name)
    whole = {form.name: (tmp_path / form.name).read_bytes() for form in single}
    work = "".join(f"\n    export(graph, {name!r}, out / {name!r})" for name in whole)
    for _ in range(3):
        killed(ENDLESS.format(work=work), [folder.path, tmp_path], chance.uniform(0, 1))
        assert {name: (tmp_path / name).read_bytes() for name in whole} == whole


def test_several_readers_open_a_graph_whose_index_is_being_made(folder: GraphFolder) -> None:
    code = (
        "import sys; from casusgraph.graph.store import open_store; s = open_store(sys.argv[1], in_memory=False);"
        " print(len(s), sum(1 for _ in s.query('SELECT * { ?s ?p ?o }')))"
    )
    command = [sys.executable, "-c", code, str(folder.path)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    answers = {reader.communicate(timeout=120)[0] for reader in readers}
    store = open_store(folder, in_memory=True)
    triples = sum(1 for _ in store.query("SELECT * { ?s ?p ?o }"))  # type: ignore[arg-type, misc]
    assert answers == {f"{len(store)} {triples}\n".encode()}
    assert [reader.returncode for reader in readers] == [0] * 4
    assert not list(folder.index.glob(".*.tmp"))


@pytest.mark.parametrize("moment", ["graph.nq", "casusgraph.json"])
def test_a_build_that_is_killed_leaves_the_old_graph_or_the_new_one(built: tuple[Path, Path], moment: str) -> None:
    sources, out = built
    before = labels(out)
    (sources / f"{moment}.txt").write_text(f"Brazil warned Chile on Monday before {moment} was written.")
    command = [sys.executable, "-c", KILLED_BUILD, sources, out, moment]
    child = subprocess.run(command, capture_output=True, check=False)
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    assert (labels(out) == before) == (moment == "graph.nq")
    build(sources, output=out)
    assert len(labels(out)) == len(before) + 1
    assert verify(out).problems == ()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    sources, out = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("built") / "out"
    (sources / "first.txt").write_text("Turkey warned Greece on Monday.")
    build(sources, output=out)
    return sources, out


def labels(out: Path) -> set[tuple[str, str]]:
    """Name and text of each document of a graph that can be opened and read, whatever stopped its build."""
    return {(reading.document.name, reading.document.text) for reading in open_graph(out).readings()}
