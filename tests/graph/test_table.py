from __future__ import annotations

from dataclasses import replace

from casusgraph.graph.table import MAX_ALIASES, MAX_TEXT, quote, rows
from casusgraph.ontology.records import Entity, EntityType, Evidence, Mention, Reading


def test_one_row_a_statement_with_the_columns_of_the_design(readings: tuple[Reading, ...]) -> None:
    table = list(rows(readings, {}))
    assert [row["type"] for row in table] == ["Warned", "Attacked", "Launched", "Denied", "Warned", "Joined"]
    assert list(table[0]) == [
        "id", "document", "kind", "type", "actor", "targets", "polarity", "modality", "attribution", "date", "quantity",
        "unit", "confidence", "text", "start", "end", "attribution_chain", "about", "evidence",
    ]  # fmt: skip


def test_text_is_what_the_document_says_at_the_offsets(readings: tuple[Reading, ...]) -> None:
    texts = {reading.document.name: reading.document.text for reading in readings}
    for row in rows(readings, {}):
        assert texts[row["document"]][row["start"] : row["end"]] == row["text"]


def test_the_document_begins_with_the_stem_of_its_first_source(readings: tuple[Reading, ...]) -> None:
    assert [row["document"].rsplit("-", 1)[0] for row in rows(readings, {})] == ["first"] * 4 + ["second"] * 2


def test_who_what_and_how_it_stands(readings: tuple[Reading, ...]) -> None:
    _, shelled, launched, denied, *_ = rows(readings, {})
    assert launched["polarity"] == "negative"
    assert launched["quantity"] == 12
    assert launched["targets"][0]["role"] == "weapon"
    assert shelled["attribution"] is not None
    assert shelled["attribution"]["label"] == "the general"
    assert denied["about"] == [launched["id"]]


def test_aliases_are_known_ones_and_then_what_the_document_calls_it(readings: tuple[Reading, ...]) -> None:
    reading = readings[0]
    seen = Mention(0, 7, "Ardlands\n Tribe", "state.aa", "name")
    row = next(rows([replace(reading, mentions=(*reading.mentions, seen))], {}))
    assert row["actor"] is not None
    assert row["actor"]["aliases"] == ["Republic of Ardland", "Ardlands Tribe"]


def test_at_most_25_aliases(readings: tuple[Reading, ...]) -> None:
    many = Entity("state.aa", EntityType.STATE, "Ardland", aliases=tuple(f"A{i}" for i in range(99)))
    row = next(rows([replace(readings[0], entities=(many,))], {}))
    assert row["actor"] is not None
    assert len(row["actor"]["aliases"]) == MAX_ALIASES


def test_background_names_what_the_reading_does_not(readings: tuple[Reading, ...]) -> None:
    bare = replace(readings[0], entities=())
    background = {e.id: e for e in readings[0].entities}
    row = next(rows([bare], background))
    assert row["actor"] is not None
    assert (row["actor"]["label"], row["actor"]["type"]) == ("Ardland", "State")
    nameless = next(rows([replace(bare, mentions=())], {}))
    assert nameless["actor"] == {"id": "state.aa", "label": "state.aa", "type": None, "aliases": []}


def test_a_long_sentence_is_cut_around_its_trigger() -> None:
    text = "x" * 2000 + "warned" + "y" * 2000
    cut = quote(Evidence("d", 10, 10 + len(text), text), (2010, 2016))
    assert cut["end"] - cut["start"] == len(cut["text"]) == MAX_TEXT
    assert cut["start"] <= 2010 < 2016 <= cut["end"]
    assert text[cut["start"] - 10 : cut["end"] - 10] == cut["text"]
