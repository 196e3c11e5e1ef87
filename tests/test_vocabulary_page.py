"""docs/vocabulary.md says what casus.ttl says."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_is_current() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "vocabulary"))["page"]()
    assert (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8") == made, "run scripts/vocabulary"
