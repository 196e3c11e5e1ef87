"""The mappings: every packaged one holds to the vocabulary, and a wrong one says where it is wrong."""

from __future__ import annotations

from importlib.resources import files

import pytest

from casusgraph.graph.bench.mapping import _rule, has_words, mapping
from casusgraph.ontology.errors import OntologyError

NAMES = sorted(
    path.name.removesuffix(".yaml") for path in files("casusgraph.graph.bench").joinpath("mappings").iterdir()
)


@pytest.mark.parametrize("name", NAMES)
def test_every_packaged_mapping_is_valid(name: str) -> None:
    table = mapping(name)
    assert table.rules or table.settings


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"type": "Warned"}, "expected a mapping with `gives`"),
        ({"gives": "X", "type": "Wraned"}, "type has no 'Wraned'"),
        ({"gives": "X", "weapon": ["Missile", "Misile"]}, "weapon has no 'Misile'"),
        ({"gives": "X", "modality": "maybe"}, "modality has no 'maybe'"),
        ({"gives": "X", "colour": "red"}, "unknown condition 'colour'"),
    ],
)
def test_a_wrong_rule_is_named(rule: dict[str, object], message: str) -> None:
    with pytest.raises(OntologyError, match=f"rule 7: .*{message}"):
        _rule("test", 7, rule)


def test_words_match_whole_lemmas_in_a_row() -> None:
    assert has_words(" the air raid begin ", "air raid")
    assert not has_words(" the fair raid begin ", "air raid")
