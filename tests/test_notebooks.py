"""Each notebook runs from top to bottom, and is kept with small outputs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # of Jupyter's own client
def test_notebook_runs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code" and "import" not in cell.source)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_small_and_was_run(path: Path) -> None:
    assert path.stat().st_size < 200_000
    counts = [cell.execution_count for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
