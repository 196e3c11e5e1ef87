"""The packaged model, knowledge base and lexicon, loaded once for all tests of the bench."""

from __future__ import annotations

import pytest

from casusgraph.graph.reader import Tools


@pytest.fixture(scope="session")
def tools() -> Tools:
    return Tools.load()
