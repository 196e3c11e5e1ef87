"""What is kept from document to document and from build to build."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from casusgraph.graph.report import Quarantined
from casusgraph.graph.run.journal import Journal
from casusgraph.graph.run.outcome import Outcome
from casusgraph.ontology.errors import InputError
from casusgraph.ontology.records import Document, Region

MARKED = (Region(0, 4, "caption"),)
FIRST = Document("Mali warned Niger.", ("a.txt",), title="A", published="2024-01", boilerplate=MARKED)
SECOND = Document("Lone \ud800 surrogate.", ("b.txt", "c.txt"))


def outcome(document: Document) -> Outcome:
    return Outcome(document.id, b"about", b"lines", {"entities": ["x"]}, {"Warned": 1}, (), 3)


def listed(journal: Journal, *documents: Document) -> list[str]:
    journal.begin()
    return [journal.want(document, stored=False) for document in documents]


def test_only_what_is_not_kept_is_to_be_read(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "means") as journal:
        assert listed(journal, FIRST, SECOND) == ["new", "new"]
        assert list(journal.unread()) == [FIRST, SECOND]
        assert journal.keep(outcome(FIRST))[0] == "a.txt"
    with Journal(tmp_path / "j", "means") as journal:
        assert listed(journal, FIRST, SECOND) == ["reused", "new"]
        assert list(journal.unread()) == [SECOND]


@pytest.mark.parametrize(
    "changed",
    [
        replace(FIRST, text="Mali warned Chad."),
        replace(FIRST, title="B"),
        replace(FIRST, published="2024"),
        replace(FIRST, boilerplate=()),
    ],
)
def test_whatever_a_reading_depends_on_makes_the_document_new(tmp_path: Path, changed: Document) -> None:
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, FIRST)
        journal.keep(outcome(FIRST))
        assert listed(journal, changed) == ["new"]


def test_other_means_make_all_new_and_other_sources_only_another_description(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, FIRST)
        journal.keep(outcome(FIRST))
        moved = replace(FIRST, sources=("z.txt",))
        assert listed(journal, moved) == ["renamed"]
        journal.describe(moved, b"other")
        assert [packed[1:] for packed in journal.packed_lines()] == [(b"other", b"lines")]
        assert listed(journal, moved) == ["reused"]
    with Journal(tmp_path / "j", "others") as journal:
        assert listed(journal, FIRST) == ["new"]


def test_a_document_that_is_gone_is_forgotten_with_all_that_was_kept_of_it(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, FIRST, SECOND)
        journal.keep(outcome(FIRST))
        journal.keep(outcome(SECOND))
        assert [one.document for one in journal.projections("entities")] == sorted([FIRST.id, SECOND.id])
        listed(journal, SECOND)
        assert journal.withdrawn() == 1
        assert [one.document for one in journal.projections("entities")] == [SECOND.id]
        journal.finish()
        assert listed(journal, FIRST, SECOND) == ["new", "reused"]


def test_a_rejected_document_is_remembered_and_in_no_graph(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, FIRST)
        journal.keep(Outcome(FIRST.id, rejected="why"))
        assert listed(journal, FIRST) == ["reused"]
        assert [one.rejected for one in journal.outcomes()] == ["why"]
        assert list(journal.packed_lines()) == list(journal.texts()) == list(journal.documents()) == []


def test_statements_that_were_left_out_are_remembered(tmp_path: Path) -> None:
    trouble = Quarantined("a", "s1", "Warned", "quote", "reason")
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, FIRST)
        journal.keep(replace(outcome(FIRST), quarantined=(trouble,)))
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, FIRST)
        assert [one.quarantined for one in journal.outcomes()] == [(trouble,)]


def test_texts_are_kept_until_the_folder_has_them(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, SECOND)
        journal.keep(outcome(SECOND))
        assert dict(journal.texts()) == {SECOND.id: SECOND.text}
        journal.finish()
        assert list(journal.texts()) == []


def test_the_order_of_documents_is_no_part_of_the_fingerprint(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, FIRST, SECOND)
        one = journal.fingerprint()
        listed(journal, SECOND, FIRST)
        assert journal.fingerprint() == one
        listed(journal, SECOND)
        assert journal.fingerprint() != one


def test_two_builds_into_one_folder_do_not_meet(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "means"), pytest.raises(InputError, match="another build"):
        Journal(tmp_path / "j", "means")


@pytest.mark.parametrize("content", [b"no database " * 100, b"SQLite format 3\x00 but torn"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "j").write_bytes(content)
    with Journal(tmp_path / "j", "means") as journal:
        assert listed(journal, FIRST) == ["new"]


def test_a_file_of_another_layout_is_made_anew(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "means") as journal:
        listed(journal, FIRST)
        journal.keep(outcome(FIRST))
    with sqlite3.connect(tmp_path / "j") as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    with Journal(tmp_path / "j", "means") as journal:
        assert listed(journal, FIRST) == ["new"]


KILLED = """
import os, signal, sys
from casusgraph.graph.run.journal import Journal
from casusgraph.graph.run.outcome import Outcome
from casusgraph.ontology.records import Document
journal = Journal(__import__("pathlib").Path(sys.argv[1]), "means")
journal.begin()
for number in range(9):
    journal.want(Document(f"text {number}", (f"{number}.txt",)), stored=False)
journal.commit()
for number, document in enumerate(journal.unread()):
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    journal.keep(Outcome(document.id, b"a", b"l" * 10000))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_what_was_kept_before_a_kill_is_kept(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "j"], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    with Journal(tmp_path / "j", "means") as journal:
        texts = [Document(f"text {number}", (f"{number}.txt",)) for number in range(9)]
        assert listed(journal, *texts) == ["reused"] * 5 + ["new"] * 4
