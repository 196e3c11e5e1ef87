"""A network of a few thousand weights, trained for some steps on sentences made here, exported, loaded and used."""

import json
import random

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from casusgraph.graph.text.conllu import Sentence, Word
from casusgraph.graph.text.encoding import WordPieces
from casusgraph.graph.text.sentences import Splitter

torch = pytest.importorskip("torch", reason="training needs casusgraph[train]")

from casusgraph.graph.text.training.checkpoint import CheckpointError, load, save  # noqa: E402
from casusgraph.graph.text.training.data import Batches, from_treebank, label_sets  # noqa: E402
from casusgraph.graph.text.training.machine import machine  # noqa: E402
from casusgraph.graph.text.training.neural import Model, Size  # noqa: E402
from casusgraph.graph.text.training.train import Run, train  # noqa: E402

SMALL = Size(width=24, inner=32, layers=2, attention_heads=2, pieces=160, positions=64, arc=16, relation=8)
RECIPE = {
    "seed": 3,
    "batch_pieces": 48,
    "longest_sentence": 40,
    "warmup_steps": 2,
    "encoder_rate": 3e-3,
    "head_rate": 1e-2,
    "weight_decay": 0.01,
    "average": 0.9,
    "phases": [
        {"epochs": 2, "rates": [1.0, 0.5], "news_from_epoch": 2, "news_times": 0},
        {"epochs": 2, "rates": [0.5, 0.0], "news_from_epoch": 1, "news_times": 2},
    ],
    "noise": {"title": 0.1, "upper": 0.1, "unstopped": 0.1, "quotes": 0.1},
    "weights": {"upos": 0.3, "xpos": 0.3, "feats": 0.3, "arcs": 1.0, "deprel": 0.7, "entities": 1.0},
}
SUBJECTS, VERBS, PLACES = ("rebels", "troops"), ("took", "shelled"), ("Gao", "Kidal", "Goma")


@pytest.fixture(autouse=True)
def one_thread():
    """Threads of so small a network only wait for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def sentence(subject, verb, place):
    rows = [
        (subject, subject[:-1], "NOUN", "NNS", "Number=Plur", 2, "nsubj", "_"),
        (verb, verb, "VERB", "VBD", "Tense=Past", 0, "root", "_"),
        (place, place, "PROPN", "NNP", "Number=Sing", 2, "obj", "Entity=(1-place-new-nnnnn-cf1-1-sgl)"),
        (".", ".", "PUNCT", ".", "_", 2, "punct", "_"),
    ]
    words = [Word(*row[:7], space=row[0] != place, misc=row[7]) for row in rows]
    return Sentence("s", tuple(words), paragraph=True, document=True)


SENTENCES = [sentence(s, v, p) for s in SUBJECTS for v in VERBS for p in PLACES]
LABELS = label_sets(SENTENCES)
EXAMPLES = [from_treebank(item, LABELS, with_entities=True) for item in SENTENCES]


@pytest.fixture(scope="module")
def pieces_path(tmp_path_factory):
    vocabulary = {f"[unused{i}]": i for i in range(160)}
    for word, index in [("[UNK]", 100), ("[CLS]", 101), ("[SEP]", 102)]:
        del vocabulary[f"[unused{index}]"]
        vocabulary[word] = index
    for index, word in enumerate([*SUBJECTS, *VERBS, *map(str.lower, PLACES), "."], 110):
        del vocabulary[f"[unused{index}]"]
        vocabulary[word] = index
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    path = tmp_path_factory.mktemp("pieces") / "pieces.json"
    tokenizer.save(str(path))
    return path


def trained(pieces_path, checkpoint, *, recipe=RECIPE, lines=None):
    torch.manual_seed(recipe["seed"])
    return train(
        Model(LABELS, size=SMALL), EXAMPLES, lambda: EXAMPLES[:2], WordPieces(pieces_path), LABELS, recipe,
        report=[].append if lines is None else lines.append, checkpoint=checkpoint, about={"recipe": recipe},
        where=machine("cpu", "float32"),
    )  # fmt: skip


def weights(model):
    return {name: value.clone() for name, value in model.state_dict().items()}


def same(one, other):
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_losses_fall_and_every_epoch_is_reported(pieces_path, tmp_path):
    lines = []
    trained(pieces_path, tmp_path / "checkpoint.pt", lines=lines)
    arcs = [float(line.split("arcs ")[1].split()[0]) for line in lines]
    assert len(lines) == 4
    assert arcs[-1] < arcs[0]


@pytest.mark.parametrize("epochs", [1, 2, 3])
def test_an_interrupted_run_goes_on_to_the_same_weights(pieces_path, tmp_path, monkeypatch, epochs):
    whole = weights(trained(pieces_path, tmp_path / "whole.pt"))
    done = Run.epoch

    def stopped(run, batches):
        if stopped.left == 0:
            raise KeyboardInterrupt
        stopped.left -= 1
        return done(run, batches)

    stopped.left = epochs
    monkeypatch.setattr(Run, "epoch", stopped)
    with pytest.raises(KeyboardInterrupt):
        trained(pieces_path, tmp_path / "part.pt")
    monkeypatch.setattr(Run, "epoch", done)
    lines = []
    assert same(weights(trained(pieces_path, tmp_path / "part.pt", lines=lines)), whole)
    assert len(lines) == 4 - epochs


def test_a_checkpoint_of_another_recipe_is_refused(pieces_path, tmp_path):
    path = tmp_path / "checkpoint.pt"
    trained(pieces_path, path)
    with pytest.raises(CheckpointError, match="another recipe"):
        trained(pieces_path, path, recipe=RECIPE | {"average": 0.5})


def test_a_damaged_checkpoint_is_refused_and_none_is_no_error(tmp_path):
    path = tmp_path / "checkpoint.pt"
    assert load(path, {}) is None
    path.write_bytes(b"PK damaged")
    with pytest.raises(CheckpointError, match="damaged"):
        load(path, {})
    save(path, {"about": {}, "epochs": 3})
    assert load(path, {})["epochs"] == 3


def test_a_graphics_card_that_is_not_there():
    if torch.cuda.is_available():
        assert machine("cuda").device.type == "cuda"
    else:
        with pytest.raises(ValueError, match="no graphics card"):
            machine("cuda")


def test_batches_hold_every_example_once(pieces_path):
    batches = Batches(
        WordPieces(pieces_path), size=48, longest=40, noise=dict.fromkeys(RECIPE["noise"], 0.0), labels=LABELS
    )
    dealt = batches.of(EXAMPLES, random.Random(1))
    assert sum(len(batch.inputs["pieces"]) for batch in dealt) == len(EXAMPLES)
    assert all(batch.inputs["pieces"].numel() <= 48 for batch in dealt)
    assert all(batch.targets["arcs"].shape == batch.targets["upos"].shape for batch in dealt)


def test_the_trained_network_becomes_a_folder_that_loads(pieces_path, tmp_path):
    pytest.importorskip("onnx", reason="export needs casusgraph[train]")
    from casusgraph.graph.text import load_model
    from casusgraph.graph.text.training.export import assemble, export_network
    from casusgraph.graph.text.training.lemmas import learn_lemmas

    phase = {"epochs": 40, "rates": [1.0, 0.1], "news_from_epoch": 40, "news_times": 0}
    recipe = RECIPE | {"phases": [phase], "noise": dict.fromkeys(RECIPE["noise"], 0.0)}
    model = trained(pieces_path, tmp_path / "checkpoint.pt", recipe=recipe)
    export_network(model, LABELS, tmp_path / "network", reduce_range=True)
    splitter = Splitter({"bias": -1.0})
    about = {"meta": {"version": "0.0.1", "performance": {}}, "casusgraph": {"recipe": recipe, "data": {}}}
    assemble(tmp_path / "network", pieces_path, learn_lemmas(SENTENCES), splitter, tmp_path / "model", about)
    doc = load_model(tmp_path / "model")("troops shelled Goma.")
    assert [token.pos_ for token in doc] == ["NOUN", "VERB", "PROPN", "PUNCT"]
    assert [(token.dep_, token.head.text) for token in doc][:3] == [
        ("nsubj", "shelled"), ("ROOT", "shelled"), ("obj", "shelled"),
    ]  # fmt: skip
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Goma", "PLACE")]
    meta = json.loads((tmp_path / "model" / "meta.json").read_text(encoding="utf-8"))
    assert meta["casusgraph"]["recipe"]["seed"] == 3
