"""What holds for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casusgraph.ontology import own_types


@pytest.fixture(autouse=True)
def no_own_types() -> Iterator[None]:
    """Event types that a test has declared are those of that test alone."""
    yield
    own_types.forget()
