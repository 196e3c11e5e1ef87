"""Literals: canonical forms that every store keeps, and dates that give back what was written."""

from __future__ import annotations

import math

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casusgraph.graph.rdf import literals


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.5, "0.5"), (1.0, "1"), (0.0, "0"), (-0.0, "0"), (1e-7, "0.0000001"), (1e22, "1" + "0" * 22), (27.25, "27.25")],
)
def test_decimals_have_no_trailing_zeros(value: float, written: str) -> None:
    assert literals.decimal(value).value == written


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_numbers_come_back_with_their_type(value: int | float) -> None:
    again = literals.read_number(literals.number(value))
    assert (again, type(again)) == (value, type(value))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_a_plain_string(value: float) -> None:
    assert literals.decimal(value).datatype == ox.Literal("").datatype


@pytest.mark.parametrize(
    ("iso", "earliest", "latest", "precision"),
    [
        ("2022-05-14", "2022-05-14", "2022-05-14", "Day"),
        ("2024-02", "2024-02-01", "2024-02-29", "Month"),
        ("1999", "1999-01-01", "1999-12-31", "Year"),
    ],
)
def test_a_date_has_bounds_and_a_precision(iso: str, earliest: str, latest: str, precision: str) -> None:
    found = literals.bounds(iso)
    assert found is not None
    assert (found[0].value, found[1].value, found[2]) == (earliest, latest, precision)
    assert literals.read_bounds(earliest, precision) == iso


@pytest.mark.parametrize("iso", ["2022-02-30", "2022-13", "0000", "22", "2022-5", "2022-05-14T00:00", "٢٠٢٢", "2022\n"])
def test_what_is_no_date_has_no_bounds(iso: str) -> None:
    assert literals.bounds(iso) is None
    assert literals.partial_date(iso).datatype == ox.Literal("").datatype


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert literals.text("a\ud800\udc00b").value == "a\ufffd\ufffdb"
