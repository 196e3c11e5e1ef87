"""One process, several, a cluster: the same bytes, whoever dies on the way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import distributed
import fsspec
import pytest

from casusgraph.graph import build
from casusgraph.graph.report import Progress
from casusgraph.graph.run.engines import engine
from casusgraph.graph.run.means import Means
from casusgraph.graph.run.outcome import read
from casusgraph.ontology.errors import InputError, ModelError
from casusgraph.ontology.records import Document

PARTS = ["casusgraph.json", "documents", "graph.nq", "readings.sqlite", "report.json"]
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")


@needs_kill
def test_processes_give_the_same_bytes_though_one_is_killed(corpus: Path, expected: bytes, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.part == "reading" and progress.documents == 2 and not killed:
            killed.append(multiprocessing.active_children()[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    graph = build(corpus, output=tmp_path / "out", workers=2, progress=kill_one)
    assert killed
    assert graph.report is not None
    assert [item.source for item in graph.report.skipped] == ["empty.txt"]
    assert (tmp_path / "out" / "graph.nq").read_bytes() == expected
    assert multiprocessing.active_children() == []


@needs_kill
@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    corpus: Path, expected: bytes, tmp_path: Path
) -> None:
    killed: list[int] = []
    memory = fsspec.filesystem("memory")
    memory.put(str(corpus) + "/", "/corpus/", recursive=True)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]

        def kill_one(progress: Progress) -> None:
            if progress.part == "reading" and progress.documents == 2 and not killed:
                killed.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)

        address = cluster.scheduler_address
        graph = build("memory://corpus", output=tmp_path / "out", scheduler=address, progress=kill_one)
    assert killed
    assert graph.report is not None
    assert [item.source for item in graph.report.skipped] == ["empty.txt"]
    assert (tmp_path / "out" / "graph.nq").read_bytes() == expected


DIES = """
import multiprocessing, os, pathlib, signal, sys
from casusgraph.graph import build

def tell(progress):
    if progress.part == "reading" and progress.documents == 3:
        pathlib.Path(sys.argv[3]).write_text(" ".join(str(p.pid) for p in multiprocessing.active_children()))
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    build(sys.argv[1], output=sys.argv[2], workers=2, progress=tell)
"""


@needs_kill
def test_a_build_that_was_killed_goes_on_from_there(corpus: Path, expected: bytes, tmp_path: Path) -> None:
    script, out, pids = tmp_path / "dies.py", tmp_path / "out", tmp_path / "pids"
    script.write_text(DIES)
    done = subprocess.run([sys.executable, script, corpus, out, pids], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (out / "casusgraph.json").exists()
    graph = build(corpus, output=out)
    assert graph.report is not None
    assert (graph.report.reused, graph.report.read) == (3, 5)
    assert (out / "graph.nq").read_bytes() == expected
    assert sorted(path.name for path in out.iterdir()) == PARTS
    _wait_for_the_end_of(map(int, pids.read_text().split()))


class Killed(BaseException):
    """Nothing in a build expects it."""


@pytest.mark.parametrize(("part", "kept"), [("finding documents", 0), ("reading", 4), ("writing the graph", 8)])
def test_a_build_that_ended_anywhere_goes_on_from_there(
    corpus: Path, expected: bytes, tmp_path: Path, part: str, kept: int
) -> None:
    def end(progress: Progress) -> None:
        if progress.part == part and progress.documents == (0 if part == "writing the graph" else 4):
            raise Killed

    with pytest.raises(Killed):
        build(corpus, output=tmp_path / "out", progress=end)
    (tmp_path / "out" / ".sorting-x").mkdir()
    (tmp_path / "out" / ".graph.nq.0123.tmp").write_bytes(b"half")
    again = build(corpus, output=tmp_path / "out").report
    assert again is not None
    assert (again.reused, again.read) == (kept, 8 - kept)
    assert (tmp_path / "out" / "graph.nq").read_bytes() == expected
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == PARTS


def _wait_for_the_end_of(pids: map[int]) -> None:
    """Workers of a killed parent end by themselves."""
    for pid in pids:
        for _ in range(600):
            if not _is_alive(pid):
                break
            time.sleep(0.05)
        else:
            pytest.fail(f"worker {pid} outlives its parent")


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(corpus: Path, expected: bytes, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.part == "reading" and progress.documents == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match=r"2 of 8 documents were read and are kept.*same command again"):
        build(corpus, output=tmp_path / "out", progress=stop)
    again = build(corpus, output=tmp_path / "out").report
    assert again is not None
    assert (again.reused, again.read) == (2, 6)
    assert (tmp_path / "out" / "graph.nq").read_bytes() == expected


def test_ctrl_c_leaves_the_graph_of_the_last_build_as_it_was(corpus: Path, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.part == "reading" and progress.documents == 1:
            raise KeyboardInterrupt

    out = tmp_path / "out"
    build(corpus / "0.txt", output=out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != "readings.sqlite"}
    with pytest.raises(KeyboardInterrupt):
        build(corpus, output=out, progress=stop)
    assert {path: path.read_bytes() for path in before} == before
    assert len(list((out / "documents").iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "workers", "scheduler"),
    [("spark", 1, None), ("processes", 0, None), ("dask", 1, None), ("processes", 1, "tcp://127.0.0.1:1")],
)
def test_engines_that_can_not_be(name: str, workers: int, scheduler: str | None) -> None:
    with pytest.raises(InputError):
        engine(name, workers=workers, scheduler=scheduler)


def test_an_address_that_is_no_file_system_is_explained(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere://corpus"):
        build("nowhere://corpus", output=tmp_path / "out")


def test_a_wrong_model_is_an_error_not_a_document_that_can_not_be_read(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        build(corpus, output=tmp_path / "out", model=tmp_path)


def test_a_worker_with_other_versions_reads_nothing() -> None:
    with pytest.raises(InputError, match="another version"):
        read(Means(), Document("Mali warned Niger.", ("a.txt",)), "v0000000000000000")


def test_an_error_of_ours_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("casusgraph.graph.reader.analyse", fail)
    outcome = read(Means(), Document("Mali warned Niger.", ("a.txt",)))
    assert outcome.rejected is not None
    assert "a bug" in outcome.rejected
