"""The process that times queries on rdflib's memory store: a file and names of shapes in, a line of JSON each out."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from rdflib import Dataset

from ..rdf.iris import BASE
from ..store import prefixes
from .rdf_queries import shapes, timed


def main(nquads: Path, names: list[str]) -> None:
    """Load the graph, say so, and answer query after query."""
    dataset = Dataset(default_union=True)
    dataset.parse(data=nquads.read_bytes(), format="nquads")
    _say({"ready": 1})
    for name in names:
        timing = timed(partial(_ask, dataset, shapes()[name]))
        _say({"seconds": timing.seconds, "rows": timing.rows})


def _ask(dataset: Dataset, text: str) -> int:
    return sum(1 for _ in dataset.query(text, initNs=prefixes(), base=BASE))


def _say(what: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
