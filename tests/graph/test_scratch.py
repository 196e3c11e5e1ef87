"""What a process works on is left to it; what a killed one has left is removed; what is not ours is never touched."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from casusgraph.graph import scratch
from casusgraph.graph.folder import GraphFolder, atomic

WORKS = """
import sys, time
from pathlib import Path
from casusgraph.graph.folder import atomic
from casusgraph.graph.scratch import make
(make("sources") / "half").write_bytes(b"half")
with atomic(Path(sys.argv[1]) / "graph.trig") as out:
    out.write(b"half")
    print("ready", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_what_a_process_works_on_goes_only_when_it_is_killed(temporary: Path, tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "out")
    with subprocess.Popen([sys.executable, "-c", WORKS, str(folder.path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"ready\n"
        scratch.sweep()
        folder.sweep()
        assert len(list(temporary.iterdir())) == len(list(folder.path.glob(".*.tmp"))) == 1
        other.kill()
    scratch.sweep()
    folder.sweep()
    assert list(temporary.iterdir()) == list(folder.path.glob(".*.tmp")) == []


def test_a_folder_of_this_process_stays_until_it_is_removed(temporary: Path) -> None:
    folder = scratch.make("graph")
    scratch.sweep()
    assert folder.is_dir()
    scratch.remove(folder)
    assert list(temporary.iterdir()) == []


def test_a_folder_that_only_looks_like_ours_is_not_touched(temporary: Path) -> None:
    (temporary / "casusgraph-demo").mkdir()
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".casusgraph-in-use").write_bytes(b"")
    (temporary / "casusgraph-link").symlink_to(elsewhere)
    scratch.sweep()
    assert sorted(path.name for path in temporary.iterdir()) == ["casusgraph-demo", "casusgraph-link", "elsewhere"]


def test_a_file_that_is_being_written_here_stays(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "out")
    with atomic(folder.path / "graph.ttl") as out:
        folder.sweep()
        out.write(b"whole")
    assert (folder.path / "graph.ttl").read_bytes() == b"whole"


def test_half_an_index_goes_when_it_is_old(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "out")
    (half := folder.index / ".0123-1.99.tmp").mkdir(parents=True)
    folder.sweep()
    assert half.is_dir()
    os.utime(half, (0, 0))
    folder.sweep()
    assert not half.exists()
