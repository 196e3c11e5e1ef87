"""The lexicon file format: the notation of triggers, inheritance of roles, and errors that name file and frame."""

from __future__ import annotations

from pathlib import Path

import pytest

from casusgraph.graph.statements.frames import Form, Trigger, parse_trigger
from casusgraph.graph.statements.lexicon import load_lexicon
from casusgraph.ontology.errors import OntologyError


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("attack", Form.VERB, Trigger("attack", Form.VERB, "attack")),
        ("shoot down", Form.VERB, Trigger("shoot down", Form.VERB, "shoot", particle="down")),
        ("clash with *", Form.VERB, Trigger("clash with *", Form.VERB, "clash", slot="with")),
        ("take control of *", Form.VERB, Trigger("take control of *", Form.VERB, "take", object="control", slot="of")),
        ("put on alert", Form.VERB, Trigger("put on alert", Form.VERB, "put", oblique=("on", "alert"))),
        ("air strike", Form.NOUN, Trigger("air strike", Form.NOUN, "strike", modifiers=("air",))),
        ("show of force", Form.NOUN, Trigger("show of force", Form.NOUN, "show", oblique=("of", "force"))),
        ("call for *", Form.NOUN, Trigger("call for *", Form.NOUN, "call", slot="for")),
    ],
)
def test_notation(text: str, form: Form, expected: Trigger) -> None:
    assert list(parse_trigger(text, form)) == [expected]


def test_alternatives_multiply() -> None:
    texts = [trigger.text for trigger in parse_trigger("fire missiles|rockets at|on *", Form.VERB)]
    assert texts == ["fire missiles at *", "fire missiles on *", "fire rockets at *", "fire rockets on *"]


@pytest.mark.parametrize("text", ["* on", "give a big hand", "give a big * hand"])
def test_words_in_no_known_order_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="trigger"):
        list(parse_trigger(text, Form.VERB))


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_user_adds_an_event_type_and_a_frame(tmp_path: Path) -> None:
    path = write(tmp_path, """
types: [{id: Mourned, like: ExpressedConcern}]
frames:
  - id: mourn-in-state
    type: Mourned
    verbs: hold funeral for *
    roles: {subj: actor, obj: recipient}
    example: "The city held a funeral for the sailors."
""")
    lexicon = load_lexicon(path)
    frame = lexicon.frames["mourn-in-state"]
    assert frame.type == "Mourned"
    assert frame.roles["in"] == ("place",)
    assert frame.source == "mine.yaml"


def test_a_noun_takes_the_roles_of_its_verb(tmp_path: Path) -> None:
    path = write(tmp_path, """
frames:
  - {id: gift, type: Supplied, nouns: gift, roles: {subj: actor, obj: object}, noun: {to: recipient}}
""")
    roles = load_lexicon(path).frames["gift"].noun_roles
    assert roles["poss"] == roles["by"] == ("actor",)
    assert roles["of"] == ("object",)
    assert roles["to"] == ("recipient",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("frames: [{id: a, type: Flew, verbs: fly}]", "mine.yaml: frame a: unknown event type 'Flew'"),
        ("frames: [{id: a, type: Said, verbs: hum, roles: {subj: singer}}]", "mine.yaml: frame a: unknown role singer"),
        ("frames: [{id: a, type: Said, verbs: hum, tone: low}]", "mine.yaml: frame a: unknown field tone"),
        ("frames: [{id: a, type: Said, verbs: hum, content: maybe}]", "mine.yaml: frame a: unknown modality 'maybe'"),
        ("frames: [{id: a, type: Said, verbs: hum, needs: tune}]", "mine.yaml: frame a: 'needs' names tune"),
        ("frames: [{id: a, type: Said, verbs: hum, control: no one}]", "mine.yaml: frame a: control is 'no one'"),
        ("frames: [{id: a, type: Said, verbs: hum, when: {obj: [~tune]}}]", "frame a: unknown class '~tune'"),
        ("frames: [{id: a, type: Said}]", "mine.yaml: frame a: has no verbs, nouns or adjectives"),
        ("frames: [{id: attack, type: Said, verbs: hum}]", "mine.yaml: frame attack: the id is already used"),
        ("frames: [hum]", "mine.yaml: frame 'hum': a frame is a mapping"),
        ("verbs: [hum]", "mine.yaml: unknown section verbs"),
        ("- hum", "mine.yaml: found list"),
        ("frames: [", "mine.yaml: can not be read as YAML"),
    ],
)
def test_errors_name_file_and_frame(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OntologyError) as error:
        load_lexicon(write(tmp_path, text))
    assert message in str(error.value)
