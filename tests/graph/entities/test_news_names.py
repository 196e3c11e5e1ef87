"""Names in plain sentences of news through the whole reader: the labels of the nodes."""

from __future__ import annotations

import pytest

from casusgraph.graph.pipeline import Tools, read_document
from casusgraph.ontology.records import Document


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The RSF killed at least 124 people in al-Sireha.", "al-Sireha"),
        ("The militia shelled el-Fashir and El Geneina.", "El Geneina"),
        ("The rockets hit a US destroyer in the Red Sea.", "US destroyer"),
        ("Sweden applied to the European Union. The bloc welcomed the application.", "European Union"),
        ("Colonel Ilse Varden spoke. Varden denied the raid.", "Ilse Varden"),
    ],
)
def test_a_node_is_called(text: str, label: str, tools: Tools) -> None:
    reading = read_document(Document(text, ("a.txt",), published="2024-05-16"), tools)
    assert label in {entity.label for entity in reading.entities}, sorted(e.label for e in reading.entities)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Sweden applied to the European Union. The bloc welcomed the application.", "bloc"),
        ("The rockets hit a US destroyer in the Red Sea.", "destroyers"),
        ("The RSF killed at least 124 people in al-Sireha.", "Sireha"),
    ],
)
def test_no_node_is_called(text: str, label: str, tools: Tools) -> None:
    reading = read_document(Document(text, ("a.txt",), published="2024-05-16"), tools)
    assert label not in {entity.label for entity in reading.entities}
