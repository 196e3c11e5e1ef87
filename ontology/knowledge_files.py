"""The knowledge files: people, states, organizations, weapons and places as reviewed data.

YAML holds what is nested (states, people, organizations), CSV what is flat (weapons, places, towns). A user's files
have the same fields and are merged by id.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .errors import OntologyError
from .knowledge_fields import Raw, completed, merged, raw_records, to_record
from .knowledge_records import Knowledge, Record, Role, Sense
from .knowledge_senses import namesakes, read_roles, read_senses
from .knowledge_trees import FOLDER, PACKED, parse_yaml, read_tree, wrong

__all__ = [
    "ENTITY_FILES",
    "FOLDER",
    "PACKED",
    "Knowledge",
    "Record",
    "Role",
    "Sense",
    "collection_paused",
    "pack",
    "read_knowledge",
]

ENTITY_FILES = ("states.yaml", "persons.yaml", "organizations.yaml", "weapons.csv", "places.csv", "towns.csv")
PARTS = frozenset(("sources", "cues", "records", "ambiguous"))
"""What a file may hold at its top."""


def read_knowledge(*user_files: Path | str) -> Knowledge:
    """The packaged knowledge and the user's files, later ones winning by field; OntologyError where one is wrong."""
    if not user_files:
        return _packaged()
    from .knowledge_rules import validate

    with collection_paused():
        knowledge = _with_files(_packaged(), [Path(path) for path in user_files])
    validate(knowledge)
    return knowledge


@lru_cache(maxsize=1)
def _packaged() -> Knowledge:
    with collection_paused():
        trees = [(name, read_tree(FOLDER / name)) for name in ENTITY_FILES]
        raws = (raw for name, tree in trees for raw in raw_records(name, tree, trusted=True))
        records = {raw.fields["id"]: to_record(raw) for raw in raws}
        _add_national_bodies(records)
        declared = dict(read_senses("ambiguous.yaml", read_tree(FOLDER / "ambiguous.yaml"), {}))
        return Knowledge(
            records=records,
            senses={**declared, **dict(namesakes(records, declared))},
            roles=dict(read_roles(read_tree(FOLDER / "offices.yaml"))),
            sources={key: text for _, tree in trees for key, text in (tree.get("sources") or {}).items()},
        )


@lru_cache(maxsize=1)
def _packaged_raws() -> dict[str, Raw]:
    """The packaged records as written, which the user's are merged into; they stay as they are."""
    trees = ((name, read_tree(FOLDER / name)) for name in ENTITY_FILES)
    return {raw.fields["id"]: raw for name, tree in trees for raw in raw_records(name, tree, trusted=True)}


def _with_files(packaged: Knowledge, paths: Iterable[Path]) -> Knowledge:
    cues = read_tree(FOLDER / "ambiguous.yaml").get("cues") or {}
    sources, declared = dict(packaged.sources), dict(packaged.senses)
    touched: dict[str, Raw] = {}
    for path in paths:
        tree = read_tree(path)
        if unknown := tree.keys() - PARTS - {"lines", "ambiguous lines"}:
            expected = ", ".join(sorted(PARTS))
            raise OntologyError(f"{path.name}: unknown part {min(unknown)!r}; expected some of {expected}")
        sources |= tree.get("sources") or {}
        declared |= dict(read_senses(path.name, tree, cues))
        for key, raw in _unique(raw_records(path.name, tree)).items():
            touched[key] = merged(touched.get(key) or _packaged_raws().get(key), raw)
    records = dict(packaged.records)
    records |= {key: to_record(raw) for key, raw in touched.items()}
    _add_national_bodies(records, touched)
    senses = {**declared, **dict(namesakes(records, declared))}
    return replace(packaged, records=records, senses=senses, sources=sources)


def _unique(raws: Iterable[Raw]) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for raw in raws:
        key = raw.fields["id"]
        if key in found:
            raise wrong(raw.where, f"the id {key} is already at {found[key].where}")
        found[key] = raw
    return found


def _add_national_bodies(records: dict[str, Record], touched: Iterable[str] | None = None) -> None:
    """Give every state its bodies; where only some records are new, only if one of them is a state or a body."""
    from .national_bodies import SLUGS, national_bodies

    prefixes = ("state.", *(f"org.{slug}-" for slug in SLUGS))
    if touched is not None and not any(key.startswith(prefixes) for key in touched):
        return
    for body in national_bodies(records.values()):
        curated = records.get(body.entity.id)
        records[body.entity.id] = body if curated is None else completed(curated, body)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Without garbage collection, which would look through all records again and again while they are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            _promote()
            gc.enable()


def _promote() -> None:
    """Tell the collector that all that was made is there to stay, so that it does not look through it at once."""
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()


def pack(folder: Path = FOLDER) -> bytes:
    """The content of packed.json: each YAML file parsed, under the digest of its bytes."""
    trees = {}
    for path in sorted(folder.glob("*.yaml")):
        content = path.read_bytes()
        tree = parse_yaml(path.name, content)
        if path.name in ENTITY_FILES:
            list(raw_records(path.name, tree))
        trees[hashlib.sha256(content).hexdigest()] = tree
    lines = [f"{json.dumps(key)}:{json.dumps(tree, ensure_ascii=False)}" for key, tree in sorted(trees.items())]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
