"""Every command, query and example of the documentation works as it stands.

Blocks of `console` hold commands after `$`, `python` runs in one namespace a page, `sparql` is asked of the graph that
the commands before it have built, `yaml` with a first line `# NAME` is the file NAME of the commands after it, and
`json` with a correction is their file corrections.jsonl.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from casusgraph.graph import KnowledgeGraph
from casusgraph.graph.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WAITING = frozenset({"serve", "push", "watch", "bench"})
"""Commands that go on until they are stopped, or need something that no test has: only their words are checked."""
CLUSTERS = ("dask_jobqueue", "dask_kubernetes")
"""Packages of clusters that no test has: their examples are only compiled."""
NEWS = {
    "sweden.txt": "Sweden applied to join NATO on Monday. Russia warned Sweden on Tuesday. Ukraine thanked Sweden.",
    "hackers.txt": "Hackers defaced the website of the Swedish government. Colonel Ilse Varden condemned the attack.",
    "manifest.csv": "file,title,publisher,published,url\nsweden.txt,Sweden applies,The Gazette,2022-05-17,\n",
}


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if line.startswith("$ "):
            yield shlex.split(line.removeprefix("$ "), comments=True)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the news that the documentation speaks of."""
    (tmp_path / "news").mkdir()
    for name, text in NEWS.items():
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parse(words: list[str]) -> None:
    """Check a command and its options without running it; raises UsageError for one that does not exist."""
    command: Any = typer.main.get_command(app)
    context = command.make_context("casusgraph", list(words), resilient_parsing=False)
    while hasattr(command, "commands"):
        name, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        context = command.make_context(name, rest, parent=context)


def run(words: list[str], desk: Path) -> None:
    if words[0] != "casusgraph":
        known = (ROOT / words[0]).exists() or words[0] in {"pip", "py", "uv", "git", "cd", "python", "python3"}
        assert known or words[0].startswith(".venv"), f"{words[0]} is no command that this page may speak of"
        return
    parse(words[1:])
    if words[1] in WAITING or "--scheduler" in words or "--help" in words:
        return
    if "STATEMENT" in words:
        first = KnowledgeGraph.load(desk / "out").readings[0].statements[0].id
        words = [first if word == "STATEMENT" else word for word in words]
    if words[1] == "query":  # it closes the network for the rest of its process
        asked = subprocess.run([sys.executable, "-m", "casusgraph.graph", *words[1:]], capture_output=True, check=False)
        assert asked.returncode == 0, f"{shlex.join(words)}: {asked.stderr.decode()}"
        return
    result = CliRunner().invoke(app, words[1:])
    assert result.exit_code == 0, f"{shlex.join(words)}: {result.output}{result.exception!r}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_does_what_it_says(page: Path, desk: Path) -> None:
    if any("out/" in text for _, text in blocks(page)):
        run(shlex.split("casusgraph build news/ -o out/"), desk)
    namespace: dict[str, Any] = {}
    for language, text in blocks(page):
        if language == "console":
            for words in commands(text):
                run(words, desk)
        elif language == "python":
            code = compile(text, page.name, "exec")
            if not any(cluster in text for cluster in CLUSTERS):
                exec(code, namespace)
        elif language == "sparql":
            assert len(KnowledgeGraph.load(desk / "out").query(text)) > 0, text
        elif language == "yaml" and (name := re.match(r"# ([\w.-]+)\n", text)):
            (desk / name[1]).write_text(text, encoding="utf-8")
        elif language == "json" and '"do":' in text:
            (desk / "corrections.jsonl").write_text(text, encoding="utf-8")


def examples() -> Iterator[tuple[str, str]]:
    """The commands that `--help` shows."""

    def of(command: Any, path: str) -> Iterator[tuple[str, str]]:
        for name, one in sorted(getattr(command, "commands", {}).items()):
            yield from of(one, f"{path} {name}")
        for text in re.findall(r"`(casusgraph [^`]+)`", (command.callback and command.callback.__doc__) or ""):
            yield path, text

    return of(typer.main.get_command(app), "casusgraph")


@pytest.mark.parametrize(("command", "text"), list(examples()), ids=lambda text: text[:60])
def test_an_example_of_the_help_has_the_options_that_it_shows(command: str, text: str) -> None:
    assert text.startswith(command)
    parse(shlex.split(text)[1:])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


def test_blocks_have_a_language_that_is_tested() -> None:
    for page in PAGES:
        found = {language for language, _ in blocks(page)}
        assert found <= {"console", "python", "sparql", "yaml", "csv", "text", "json", "toml", "turtle"}, page.name
        assert page.read_text(encoding="utf-8").count("\n```") == 2 * len(blocks(page)), page.name
