"""The corrections file: what it may hold, what is wrong with a line, and that any text is read without a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casusgraph.graph.identity.corrections import DOES, Correction, parse, read_corrections, rule
from casusgraph.ontology.errors import InputError

ONE, OTHER = "s" + "1" * 16, "s" + "2" * 16


@pytest.mark.parametrize("do", sorted(DOES))
def test_a_line_comes_back_as_it_was_written(do: str) -> None:
    on = (ONE,) if do in ("retype", "retract", "split") else (ONE, OTHER)
    correction = Correction(
        do, on, "A. Reader", "the second strike", "Struck" if do == "retype" else None, "2024-11-23"
    )
    assert parse(correction.line()).corrections == (correction,)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "Expecting"),
        ("[]", "expected a JSON object"),
        ('{"do": "burn", "on": [], "who": "a", "why": "b"}', "`do` is 'burn'; expected one of merge"),
        (f'{{"do": "same", "on": ["{ONE}"], "who": "a", "why": "b"}}', "at least 2 different ids; found 1"),
        (f'{{"do": "same", "on": ["{ONE}", "{ONE}"], "who": "a", "why": "b"}}', "different ids"),
        ('{"do": "retract", "on": ["x"], "who": "a", "why": "b"}', "list of ids"),
        (f'{{"do": "retract", "on": ["{ONE}"], "who": " ", "why": "b"}}', "`who` must say who"),
        (f'{{"do": "retract", "on": ["{ONE}"], "who": "a"}}', "`why` must say why"),
        (f'{{"do": "retype", "on": ["{ONE}"], "who": "a", "why": "b", "type": "Hugged"}}', "event type"),
        (f'{{"do": "retract", "on": ["{ONE}"], "who": "a", "why": "b", "x": 1}}', "unknown key 'x'"),
    ],
)
def test_a_wrong_line_is_listed_with_its_number_and_stops_nothing(line: str, reason: str) -> None:
    right = Correction("retract", (OTHER,), "A. Reader", "misread").line()
    ledger = parse(f"# by hand\n{line}\n{right}\n")
    assert [(wrong.line, reason in wrong.reason) for wrong in ledger.wrong] == [(2, True)]
    assert [one.on for one in ledger.corrections] == [(OTHER,)]


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    ledger = parse(text)
    assert ledger.corrections == ()


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can not be read"):
        read_corrections(tmp_path / "none.jsonl")


def test_a_later_correction_overrules_an_earlier_one() -> None:
    lines = [Correction(do, (ONE, OTHER), "A. Reader", "so") for do in ("same", "not-same")]
    found = rule(lines, {}, {ONE: [ONE], OTHER: [OTHER]})
    assert (found.together, found.apart) == (set(), {(ONE, OTHER)})


def test_split_keeps_what_is_taken_out_from_what_is_left() -> None:
    third = "s" + "3" * 16
    members = {one: [ONE, OTHER, third] for one in (ONE, OTHER, third)}
    found = rule([Correction("split", (ONE, OTHER), "R", "two raids")], {}, members)
    assert found.together == {(ONE, OTHER)}
    assert found.apart == {(ONE, third), (OTHER, third)}
