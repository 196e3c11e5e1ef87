"""The corrections file: what it may hold, what is wrong with a line, and that any text is read without a crash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casusgraph.graph.identity.corrections import DOES, Correction, parse, read_corrections, rule
from casusgraph.graph.identity.nodes import nodes
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
        (f'{{"do": "same", "on": ["person.a", "{ONE}"], "who": "a", "why": "b"}}', "a list of entities"),
        ('{"do": "same", "on": ["person.a"], "who": "a", "why": "b"}', "at least 2 different ids; found 1"),
        ('{"do": "retract", "on": ["person.a"], "who": "a", "why": "b"}', "is of statements; found 'person.a'"),
        ('{"do": "split", "on": ["person.a", "person.b"], "who": "a", "why": "b"}', "needs the documents"),
        ('{"do": "not-same", "on": ["person.a", "e' + "1" * 16 + '"], "who": "a", "why": "b"}', "a list of entities"),
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


def same(*entities: str, do: str = "same") -> Correction:
    return Correction(do, entities, "A. Reader", "so")


def test_several_nodes_become_the_one_of_the_knowledge_base_else_the_first_named() -> None:
    found = nodes([same("nil.person.a-11111111", "nil.person.b-11111111"), same("nil.person.b-11111111", "person.c")])
    assert set(found.one.values()) == {"person.c"}
    assert set(nodes([same("nil.person.b-11111111", "nil.person.a-11111111")]).one.values()) == {
        "nil.person.b-11111111"
    }


def test_not_same_of_entities_takes_the_earlier_line_back() -> None:
    lines = [same("person.a", "person.b", "person.c"), same("person.a", "person.b", do="not-same")]
    assert nodes(lines).one == {"person.a": "person.a", "person.c": "person.a"}
    assert nodes([*lines, same("person.b", "person.a")]).one["person.b"] == "person.a"


def test_a_node_is_somebody_else_in_places() -> None:
    document = "d" + "1" * 16
    (part,) = nodes([same("person.a", document, ONE, do="not-same")]).parts
    assert (part.entity, part.places) == ("person.a", {document, ONE})
    assert re.fullmatch(r"nil\.person\.a-[0-9a-f]{8}", part.new)
