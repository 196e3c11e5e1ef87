"""The reference of the Python interface is written without a warning, and a page of it holds what users call."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import networkx as nx
import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "api"


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("script_api", str(SCRIPT))
    spec = importlib.util.spec_from_loader("script_api", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(nx.Graph, "__class_getitem__", None, raising=False)
    loader.exec_module(module)
    return module


def test_it_is_written_without_a_warning(api: ModuleType, tmp_path: Path) -> None:
    assert api.write(tmp_path) == []
    page = (tmp_path / "casusgraph" / "graph" / "knowledge_graph.html").read_text(encoding="utf-8")
    for name in ("load", "query", "ask", "construct", "statements", "entity", "timeline", "to_networkx", "explore"):
        assert f'id="KnowledgeGraph.{name}"' in page


def test_what_can_not_be_made_out_is_told(
    api: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shaky.py").write_text('"""A module."""\n__all__ = ["f"]\ndef f() -> "nowhere.To": ...\n')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(api, "MODULES", ("shaky",))
    monkeypatch.setattr(sys, "argv", ["api", str(tmp_path / "out")])
    with pytest.raises(SystemExit, match="1"):
        api.main()
    assert "nowhere" in capsys.readouterr().out
