"""A knowledge file as a tree of texts and lists, each record with its line.

YAML is slow to parse, so the packaged files have a parsed twin (`packed.json`) that is used for each file whose digest
it names; an edited file is parsed afresh.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .errors import OntologyError

FOLDER = Path(__file__).parent / "knowledge"
PACKED = "packed.json"
"""Beside the files that it is the twin of."""

LISTS = frozenset(
    ("aliases", "aliases+", "aliases-", "family", "adjectives", "people", "seats", "origin", "nato", "designations",
     "members_of", "sources")
)
TEXTS = frozenset(
    ("id", "type", "label", "category", "country", "parent", "qid", "qid_source", "iso2", "iso3", "description",
     "as_of", "capital", "leader", "admin", "start", "end", "latitude", "longitude", "population", "cue")
)
FIELDS = LISTS | TEXTS | {"offices", "offices+"}


class _Loader(yaml.CSafeLoader):
    """Every scalar is text (`NO` is Norway, 2022-05-14 stays as written) but for null, true and false."""


_Loader.yaml_implicit_resolvers = {
    first: kept
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    if (kept := [(tag, pattern) for tag, pattern in pairs if tag == "tag:yaml.org,2002:null"])
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def read_tree(path: Path) -> dict[str, Any]:
    """The parsed file; `lines` holds the line of each of its `records`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OntologyError(f"{path.name}: can not be read: {error.strerror}") from error
    if path.suffix == ".csv":
        return _csv_tree(path.name, content)
    packed = _packed().get(hashlib.sha256(content).hexdigest())
    return packed if packed is not None else parse_yaml(path.name, content)


@lru_cache(maxsize=1)
def _packed() -> dict[str, dict[str, Any]]:
    path = FOLDER / PACKED
    return json.loads(path.read_bytes()) if path.exists() else {}


def parse_yaml(name: str, content: bytes) -> dict[str, Any]:
    """A knowledge file in YAML as a tree; OntologyError with the line where it is not YAML or not a mapping."""
    try:
        loader = _Loader(content)
        root = loader.get_single_node()
        tree = loader.construct_document(root) if root is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark is not None else name
        raise OntologyError(f"{where}: not YAML: {getattr(error, 'problem', None) or error}") from error
    if not isinstance(tree, dict) or root is None:
        raise OntologyError(f"{name}: expected a mapping with `records`, found {type(tree).__name__}")
    for key, value in root.value:
        if key.value in ("records", "ambiguous") and isinstance(value.value, list):
            lines = [getattr(item, "start_mark", value.start_mark).line + 1 for item in value.value]
            tree["lines" if key.value == "records" else "ambiguous lines"] = lines
    return tree


def _csv_tree(name: str, content: bytes) -> dict[str, Any]:
    """A table as a tree: comment lines begin with #, list cells are split at semicolons, empty cells are left out."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OntologyError(f"{name}: not UTF-8: {error.reason} at byte {error.start}") from error
    comments = 0
    sources: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    while comments < len(lines) and lines[comments].startswith("#"):
        key, colon, meaning = lines[comments][1:].strip().partition(": ")
        if colon and key.startswith("source "):
            sources[key.removeprefix("source ")] = meaning
        comments += 1
    reader = csv.reader(io.StringIO("".join(lines[comments:]), newline=""))
    header = next(reader, [])
    if unknown := [column for column in header if column not in FIELDS]:
        expected = ", ".join(sorted(FIELDS))
        raise wrong(f"{name}:{comments + 1}", f"unknown column {unknown[0]!r}; expected some of {expected}")
    as_list = [column in LISTS for column in header]
    records: list[dict[str, Any]] = []
    where: list[int] = []
    for row in reader:
        if len(row) != len(header):
            raise wrong(f"{name}:{comments + reader.line_num}", f"{len(row)} cells, expected {len(header)}")
        records.append(
            {
                column: cell.split(";") if many else cell
                for column, cell, many in zip(header, row, as_list, strict=True)
                if cell
            }
        )
        where.append(comments + reader.line_num)
    return {"sources": sources, "records": records, "lines": where}


def wrong(where: str, reason: str) -> OntologyError:
    """The error for something wrong at a file and line."""
    return OntologyError(f"{where}: {reason}")
