"""The command line as a user meets it: help, output, exit codes, and one clear line for each error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    *("build", "watch", "diff", "review", "tolls", "explore", "query", "export", "verify", "explain", "serve", "push"),
    *("bench", "kb"),
)


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casusgraph.graph", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, cwd=cwd, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "out"
    built = run("build", ROOT / "graph" / "bench" / "annotated" / "articles", "--output", path)
    assert built.returncode == 0, built.stderr
    assert "statements" in built.stdout
    assert built.stderr == ""  # no progress bar where there is no terminal
    return path


def test_help_names_every_command_and_the_exit_codes() -> None:
    shown = run("--help").stdout
    assert all(command in shown for command in COMMANDS)
    assert "Exit codes" in shown


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "kb"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    shown = run(command, "--help")
    assert shown.returncode == 0
    assert "xample" in shown.stdout


def test_query_verify_export_explore(folder: Path, tmp_path: Path) -> None:
    assert "who-warned-whom" in run("query", "--list").stdout
    answer = run("query", folder, "SELECT ?n WHERE { ?s a cg:Denied ; cg:actor/rdfs:label ?n }", "--to", "csv")
    assert "Sudanese Armed Forces" in answer.stdout
    assert run("verify", folder).returncode == 0
    assert run("export", folder, "--to", "jsonl", "-o", tmp_path / "s.jsonl").returncode == 0
    assert (tmp_path / "s.jsonl").read_text(encoding="utf-8").count("\n") > 20
    assert run("explore", folder).stdout.strip() == str(folder / "explorer.html")


def test_explain_shows_sentence_parse_frame_and_rules(folder: Path) -> None:
    first = run("query", folder, "SELECT ?s WHERE { ?s a cg:Denied } ORDER BY ?s", "--to", "csv").stdout.split()[1]
    shown = run("explain", folder, first.rsplit("/", 1)[-1])
    assert shown.returncode == 0, shown.stderr
    assert "Denied" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("build", "nowhere", "-o", "out"), 3, "no such file or folder"),
        (("build", "empty", "-o", "out"), 3, "nothing to read"),
        (("build", "a.txt", "-o", "taken"), 3, "not a graph folder"),
        (("query", "empty", "who-warned-whom"), 3, "graph folder"),
        (("export", "empty", "--to", "jsonl"), 3, "graph folder"),
        (("verify", "nowhere"), 3, "not a folder"),
        (("build", "a.txt", "-o", "out", "--kb", "wrong.yaml"), 5, "wrong.yaml"),
        (("build", "a.txt", "-o", "out", "--model", "empty"), 6, "language model"),
        (("build",), 2, "Missing argument"),
    ],
)
def test_errors_are_one_line_with_a_meaningful_exit_code(
    tmp_path: Path, arguments: tuple[str, ...], code: int, line: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "thesis.txt").write_text("years of work")
    (tmp_path / "a.txt").write_text("Russia warned Ukraine.")
    (tmp_path / "wrong.yaml").write_text("- id: person.x\n  type: Wizard\n  label: X\n")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert line in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("SELECT ?x WHERE { ?x a cg:Warned", "line 1"),
        ("no-such-question", "neither SPARQL nor a packaged question"),
        ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "offline"),
        ("@nowhere.rq", "can not be read"),
    ],
)
def test_a_wrong_query_is_explained(folder: Path, question: str, line: str) -> None:
    done = run("query", folder, question)
    assert done.returncode == 4
    assert line in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_closes_the_pipe_is_no_error(folder: Path) -> None:
    question = "SELECT * WHERE { ?s ?p ?o }"
    command = f"{sys.executable} -m casusgraph.graph query {folder} '{question}' --to csv | head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
