"""The shape of the code base: imports point one way, the packages list is complete, package data reaches the wheel."""

from __future__ import annotations

import ast
import fnmatch
import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("ontology", "loaders", "graph")
ALLOWED = {"ontology": {"ontology"}, "loaders": {"ontology", "loaders"}, "graph": set(FOLDERS)}


def modules() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def imported_folders(path: Path) -> Iterator[str]:
    """The root folders that a module imports from: relative imports are followed upwards, absolute ones by name."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            target = (*package[: len(package) - node.level + 1], *(node.module or "").split("."))
            inside = len(package) >= node.level
            names = [target[0]] if inside else [(node.module or "").split(".")[0] or alias.name for alias in node.names]
            yield from names
        else:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            yield from (name.split(".")[1] for name in names if name.startswith("casusgraph."))


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    folder = path.relative_to(ROOT).parts[0]
    assert set(imported_folders(path)) <= ALLOWED[folder]


def test_the_arrow_test_sees_an_import_against_the_arrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "ontology" / "wrong.py"
    module.parent.mkdir()
    lines = ("from ..graph.store import open_store", "import casusgraph.loaders.text", "from .records import Entity")
    module.write_text("\n".join(lines))
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert set(imported_folders(module)) == {"graph", "loaders", "ontology"}


def setuptools() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    return table


def test_the_packages_list_holds_every_folder_with_code() -> None:
    folders = sorted({path.parent.relative_to(ROOT).as_posix().replace("/", ".") for path in modules()})
    assert setuptools()["packages"] == [f"casusgraph.{folder}" for folder in folders]


def test_every_file_beside_the_code_is_package_data() -> None:
    patterns = setuptools()["package-data"]
    packages = setuptools()["packages"]
    missing = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_dir() or path.suffix in (".py", ".pyc") or path.name == ".gitignore":
                continue
            name = "casusgraph." + path.parent.relative_to(ROOT).as_posix().replace("/", ".")
            while name not in packages:
                name = name.rsplit(".", 1)[0]
            inside = path.relative_to(ROOT / name.removeprefix("casusgraph.").replace(".", "/")).as_posix()
            globs = [*patterns.get(name, ()), *patterns["*"]]
            if not any(fnmatch.fnmatch(inside, glob) and inside.count("/") == glob.count("/") for glob in globs):
                missing.append(path.relative_to(ROOT).as_posix())
    assert missing == []


def test_packages_export_what_they_list() -> None:
    for folder in FOLDERS:
        module = importlib.import_module(f"casusgraph.{folder}")
        names = getattr(module, "__all__", [])
        assert list(names) == sorted(names)
        assert [name for name in names if not hasattr(module, name)] == []
