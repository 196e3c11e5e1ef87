import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
import spacy

from casusgraph.graph.text.labels import ENTITY_TYPES, UPOS
from casusgraph.graph.text.model import PACKAGED, digest_of, load_model, register
from casusgraph.ontology.errors import ModelError

FOLDER = Path(str(files("casusgraph.graph.text").joinpath(PACKAGED)))


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    return folder


def rewrite(path, change):
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def reseal(folder, name):
    """Writes the digest of a changed file into meta.json, as whoever makes another model would."""
    rewrite(folder / "meta.json", lambda meta: meta["casusgraph"]["files"].update({name: digest_of(folder / name)}))


def test_the_same_folder_is_read_once():
    assert load_model() is load_model()


def test_the_model_is_no_larger_than_thirty_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 30_000_000


def test_spacy_loads_the_folder():
    register()
    nlp = spacy.load(FOLDER)
    doc = nlp("Rebels took the town.")
    assert [token.dep_ for token in doc][:2] == ["nsubj", "ROOT"]
    assert nlp.meta["license"] == "CC BY-SA 4.0"


def test_it_survives_a_round_trip_to_disk(tmp_path, nlp):
    nlp.to_disk(tmp_path / "again")
    again = spacy.load(tmp_path / "again")
    text = "Rebels took Kalina on Friday; the army didn't answer."
    assert again(text).to_json() == nlp(text).to_json()


def test_the_meta_tells_what_it_was_made_of():
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    about = meta["casusgraph"]
    assert set(about) >= {"recipe", "data", "encoder", "versions", "files"}
    assert about["recipe"]["seed"] >= 0
    assert meta["performance"]


def test_labels():
    parser = load_model().get_pipe("casus_parser")
    assert parser.labels["entities"] == list(ENTITY_TYPES)
    assert set(parser.labels["upos"]) == set(UPOS)


def test_no_folder(tmp_path):
    with pytest.raises(ModelError, match=r"meta\.json is missing"):
        load_model(tmp_path)


@pytest.mark.parametrize(
    "name", ["casus_parser/encoder.onnx", "casus_parser/relations.onnx", "casus_lemmatizer/lemmas.json", "tokenizer"]
)
def test_a_missing_file(copy, name):
    (copy / name).unlink()
    with pytest.raises(ModelError, match="is missing"):
        load_model(copy)


@pytest.mark.parametrize(
    "name", ["casus_parser/encoder.onnx", "casus_parser/labels.json", "casus_sentences/sentences.json", "config.cfg"]
)
def test_a_damaged_file(copy, name):
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (copy / name).write_bytes(bytes(content))
    with pytest.raises(ModelError, match="has changed"):
        load_model(copy)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("casus_parser/encoder.onnx", b"nothing"),
        ("casus_parser/labels.json", b"{"),
        ("casus_parser/pieces.json", b"{}"),
        ("casus_lemmatizer/lemmas.json", b"[]"),
        ("casus_sentences/sentences.json", b"{}"),
    ],
)
def test_a_file_that_is_damaged_behind_its_digest(copy, name, content):
    (copy / name).write_bytes(content)
    reseal(copy, name)
    with pytest.raises(ModelError):
        load_model(copy)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"casusgraph": 1}', '{"casusgraph": {"format": 99}}'])
def test_a_strange_meta(copy, content):
    (copy / "meta.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError):
        load_model(copy)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda labels: labels.update(format=2), "format 2"),
        (lambda labels: labels["entities"].append("LAW"), "entity types"),
        (lambda labels: labels["upos"].__setitem__(0, "Q"), "parts of speech"),
        (lambda labels: labels.update(deprel=["ROOT", "dobj"]), "no Universal Dependencies"),
        (lambda labels: labels.pop("feats"), "no labels for feats"),
    ],
)
def test_other_labels_are_refused(copy, change, message):
    rewrite(copy / "casus_parser/labels.json", change)
    reseal(copy, "casus_parser/labels.json")
    with pytest.raises(ModelError, match=message):
        load_model(copy)


@pytest.mark.parametrize("name", ["casus_sentences", "casus_parser", "casus_lemmatizer"])
def test_a_component_without_a_model_says_so(name):
    register()
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    with pytest.raises(ModelError, match="has no model"):
        nlp("Rebels took the town.")
