"""In what two short reports can not both be right, from their texts on (disputes.yaml), and what only seems so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from casusgraph.graph.identity.contradictions import KINDS
from casusgraph.graph.identity.find import Findings, find
from casusgraph.graph.identity.pack import page, project
from casusgraph.graph.reader import Tools, read_document
from casusgraph.ontology.records import Document

CASES = yaml.safe_load(Path(__file__).with_name("disputes.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


@pytest.fixture(scope="module")
def cases(tools: Tools) -> dict[str, tuple[list[str], Findings]]:
    """The kinds wanted and what is found, by the texts of a case."""
    return {name(case): (case["kinds"], findings(case, tools)) for case in CASES}


def name(case: dict[str, Any]) -> str:
    return " / ".join(text for _, _, text in case["reports"])


def findings(case: dict[str, Any], tools: Tools) -> Findings:
    pages = []
    for publisher, published, text in case["reports"]:
        document = Document(text, (f"{publisher}.txt",), publisher=publisher, published=str(published))
        told = project(read_document(document, tools), tools.knowledge.entity)
        pages += [] if told is None else [page(document.id, told)]
    return find(pages)


def test_disputes_of_each_kind_are_found_and_no_others(cases: dict[str, tuple[list[str], Findings]]) -> None:
    found = {case: sorted({one.kind for one in told.contradictions}) for case, (_, told) in cases.items()}
    assert found == {case: wanted for case, (wanted, _) in cases.items()}


def test_there_are_cases_of_each_kind_and_of_none() -> None:
    kinds = [kind for case in CASES for kind in case["kinds"] or ["none"]]
    assert min(kinds.count(kind) for kind in (*KINDS, "none")) >= 2
