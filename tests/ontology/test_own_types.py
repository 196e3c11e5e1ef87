"""Event types of a user's own: declared, described as casus.ttl describes its own, refused where they can not be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casusgraph.ontology import vocabulary
from casusgraph.ontology.errors import OntologyError
from casusgraph.ontology.own_types import OwnType, declare, declared, own_type
from casusgraph.ontology.shapes import shapes_text
from casusgraph.ontology.vocabulary import event_types, ontology_quads


def test_a_type_takes_over_what_it_does_not_say() -> None:
    declare([own_type({"id": "ShelledTown", "like": "Attacked"}, "mine.yaml")])
    own, like = event_types()["ShelledTown"], event_types()["Attacked"]
    assert (own.edge, own.edge_label, own.label) == ("shelledTown", "shelled town", "Shelled town")
    assert (own.plover_type, own.plover_modes, own.quad) == (like.plover_type, like.plover_modes, like.quad)
    assert (own.cameo_roots, own.edge_roles, own.symmetric) == (like.cameo_roots, like.edge_roles, like.symmetric)


def test_every_packaged_type_can_be_the_model_of_one() -> None:
    for like in list(event_types().values()):
        declare([own_type({"id": "Mine", "like": like.id}, "mine.yaml")])
        own = event_types()["Mine"]
        assert replace(own, id="", edge="", label="", edge_label="", definition="") == replace(
            like, id="", edge="", label="", edge_label="", definition=""
        )


def test_what_the_new_terms_refer_to_is_described() -> None:
    known = {quad.subject.value for quad in ontology_quads()}
    declare([own_type({"id": "Defaced", "like": "Coerced"}, "mine.yaml")])
    new = [quad for quad in ontology_quads() if quad.subject.value not in known]
    named = {quad.object.value for quad in new if quad.object.value.startswith(vocabulary.NAMESPACE)}
    assert new
    assert named <= known | {quad.subject.value for quad in new}


def test_shapes_and_ontology_have_it_once_and_only_when_declared() -> None:
    assert "cg:Defaced" not in shapes_text()
    declare([own_type({"id": "Defaced", "like": "Coerced"}, "mine.yaml")])
    declare([own_type({"id": "Defaced", "like": "Coerced"}, "mine.yaml")])
    assert shapes_text().count("cg:Defaced") == 1
    assert declared(["Defaced", "Warned"]) == (OwnType("Defaced", "Coerced", "defaced", declared()[0].definition),)


def test_what_is_written_is_read_back() -> None:
    one = own_type({"id": "Defaced", "like": "Coerced", "label": "hacked", "definition": "A site is hacked."}, "x")
    assert own_type(one.as_json(), "marker") == one


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("Mourned", "expected {id: Defaced, like: Coerced}"),
        ({"id": "Mourned"}, "expected {id: Defaced, like: Coerced}"),
        ({"id": "Mourned", "like": "Said", "colour": "red"}, "expected {id: Defaced, like: Coerced}"),
        ({"id": "mourned", "like": "Said"}, "'mourned' is not one word"),
        ({"id": "Two words", "like": "Said"}, "is not one word"),
        ({"id": "Mourned", "like": "Weeped"}, "like 'Weeped', which is no event type; known: Invaded"),
        ({"id": "Warned", "like": "Said"}, "Warned is the name of an event type already"),
        ({"id": "MemberOf", "like": "Said"}, "the name of a relation type already"),
        ({"id": "Missile", "like": "Said"}, "the name of a class of entities already"),
    ],
)
def test_a_wrong_type_is_refused_with_the_reason(entry: Any, message: str) -> None:
    with pytest.raises(OntologyError, match=r"mine\.yaml: types: ") as caught:
        own_type(entry, "mine.yaml")
    assert message in str(caught.value)
