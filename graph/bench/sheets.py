"""Sheets for people who judge the entities of a drawn sample: named mentions with their nodes, and the marked texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from ...ontology.errors import InputError
from ...ontology.records import Entity, EntityType, Mention
from ..folder import atomic
from ..reader import Tools
from .analysis import Analysis
from .sets import SETS

_SAMPLES = files(__package__).joinpath("samples")
Sample = Mapping[str, Sequence[str]]
"""Name of a set -> ids of its drawn records."""


def drawn(sample: str = "entities") -> Sample:
    """The documents of a packaged sample. Raises InputError where there is none of that name."""
    samples = sorted(file.name.removesuffix(".yaml") for file in _SAMPLES.iterdir() if file.name.endswith(".yaml"))
    if sample not in samples:
        raise InputError(f"no packaged sample is called {sample!r}; expected one of {', '.join(samples)}")
    found: Sample = yaml.safe_load(_SAMPLES.joinpath(f"{sample}.yaml").read_text(encoding="utf-8"))["documents"]
    return found


def write(data: Path, out: Path, tools: Tools, sample: Sample | None = None) -> int:
    """Writes `criteria.md`, `mentions.jsonl` and `texts/ID.txt` into `out`; gives the number of mentions to judge.

    Only a record's id, text and date are looked at. Raises InputError where a drawn record is not in the data.
    """
    (out / "texts").mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    for analysis in _analyses(data, tools, sample if sample is not None else drawn()):
        named = [mention for mention in analysis.linked.mentions if is_named(analysis, mention)]
        numbers = range(len(lines) + 1, len(lines) + len(named) + 1)
        rows = zip(numbers, named, strict=True)
        lines += [json.dumps(_row(analysis, number, mention), ensure_ascii=False) for number, mention in rows]
        with atomic(out / "texts" / f"{analysis.given.id}.txt") as file:
            file.write(_marked(analysis.given.text, list(zip(numbers, named, strict=True))).encode())
    with atomic(out / "mentions.jsonl") as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
    with atomic(out / "criteria.md") as file:
        file.write(_SAMPLES.joinpath("criteria.md").read_bytes())
    return len(lines)


def is_named(analysis: Analysis, mention: Mention) -> bool:
    """The mention is a name, a name with its kind ("the Reuters news agency"), in the genitive or after "of", or a noun
    phrase whose head is written as a name ("the Iraqi Army", "Ukrainians")."""
    if mention.kind == "name":
        return True
    if mention.kind == "adjective":
        return _owns(analysis.given.text, mention) and not _inside_same(analysis, mention)
    if mention.kind == "nominal" and any(_inside_same(analysis, name) for name in _inner(analysis, mention)):
        return True
    head = analysis.token(mention.start, mention.end)
    return mention.kind == "nominal" and head is not None and head.pos_ == "PROPN" and head.text[:1].isupper()


def _owns(text: str, mention: Mention) -> bool:
    """A name inside a noun phrase that is no mere modifier: "Paris' police", "the government of Iraq"."""
    genitive = text[mention.end : mention.end + 2] in ("'s", "’s") or text[mention.end : mention.end + 1] in ("'", "’")
    before = text[: mention.start].split()[-2:]
    return mention.text[:1].isupper() and (genitive or before[-1:] == ["of"] or before == ["of", "the"])


def _inner(analysis: Analysis, mention: Mention) -> Iterator[Mention]:
    """The mentions inside a noun phrase."""
    for other in analysis.linked.mentions:
        if other.kind == "adjective" and mention.start <= other.start and other.end <= mention.end:
            yield other


def _inside_same(analysis: Analysis, mention: Mention) -> bool:
    """A noun phrase around the name denotes the same node, or a place that is called as the phrase is written."""
    for other in analysis.linked.mentions:
        if other.kind != "nominal" or not other.start <= mention.start <= mention.end <= other.end:
            continue
        node = analysis.linked.entities[other.entity]
        if node.id == mention.entity or (node.type is EntityType.PLACE and node.label == other.text):
            return True
    return False


def _analyses(data: Path, tools: Tools, sample: Sample) -> Iterator[Analysis]:
    for bench in SETS:
        wanted = sample.get(bench.name, ())
        rows = {str(row["id"]): row for row in bench.rows(data)} if wanted else {}
        for key in wanted:
            if key not in rows:
                raise InputError(f"{data / bench.stem}.jsonl has no record {key!r}, which the sample has drawn")
            yield Analysis.of(bench.given(rows[key]), tools)


def _row(analysis: Analysis, number: int, mention: Mention) -> dict[str, Any]:
    entity = analysis.linked.entities[mention.entity]
    node = {"label": entity.label, "type": str(entity.type), "category": entity.category, "known": entity.known}
    return {
        "n": number,
        "document": analysis.given.id,
        "mention": mention.text,
        "sentence": _sentence(analysis, mention),
        "node": node | {"description": _description(analysis, entity)},
    }


def _sentence(analysis: Analysis, mention: Mention) -> str:
    """The sentence with the mention between ⟦ and ⟧."""
    token = analysis.token(mention.start, mention.end)
    sentence = token.sent if token is not None else analysis.doc[:]
    text = analysis.given.text
    start, end = min(sentence.start_char, mention.start), max(sentence.end_char, mention.end)
    parts = text[start : mention.start], mention.text, text[mention.end : end]
    return " ".join("{}⟦{}⟧{}".format(*parts).split())


def _description(analysis: Analysis, entity: Entity) -> str:
    """What the knowledge base says of it, in a line."""
    above = [analysis.entity(found) for found in (entity.country, entity.parent)]
    places = dict.fromkeys(found.label for found in above if found is not None)
    offices = (f"{office.title} ({office.start or '?'} to {office.end or 'now'})" for office in entity.offices)
    parts = (entity.description, *places, *offices, *(f"also {alias}" for alias in entity.aliases[:4]))
    return "; ".join(part for part in parts if part)


def _marked(text: str, mentions: Sequence[tuple[int, Mention]]) -> str:
    """The text with each mention as ⟦number name⟧; of nested ones the outer."""
    pieces, position = [], 0
    for number, mention in mentions:
        if mention.start >= position:
            pieces += [text[position : mention.start], f"⟦{number} {mention.text}⟧"]
            position = mention.end
    return "".join((*pieces, text[position:]))
