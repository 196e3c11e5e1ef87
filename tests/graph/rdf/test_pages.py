"""Of a text with pages, each quote says on which page it begins, and the pages come back."""

from __future__ import annotations

from casusgraph.graph.rdf.iris import cg
from casusgraph.graph.rdf.literals import integer
from casusgraph.graph.rdf.read import reading as read_back
from casusgraph.graph.rdf.write import reading_quads
from casusgraph.ontology.records import Document, Evidence, Kind, Reading, Statement

FIRST, SECOND = "The army fired.", "The navy denied it."
TEXT = f"{FIRST}\n\n{SECOND}"
DOCUMENT = Document(TEXT, ("a.pdf",), pages=(0, len(FIRST) + 2))


def stated(quote: str) -> Statement:
    start = TEXT.index(quote)
    evidence = Evidence(DOCUMENT.id, start, start + len(quote), quote)
    return Statement(DOCUMENT.id, Kind.EVENT, "Said", (evidence,), (start, start + 3))


def test_a_quote_has_the_page_that_it_begins_on() -> None:
    quads = list(reading_quads(Reading(DOCUMENT, statements=(stated(FIRST), stated(SECOND)))))
    assert {quad.object for quad in quads if quad.predicate == cg("page")} == {integer(1), integer(2)}


def test_pages_come_back_and_a_text_without_them_has_no_page() -> None:
    read = Reading(DOCUMENT, statements=(stated(SECOND),))
    assert read_back(reading_quads(read), lambda _: TEXT, {}).document.pages == DOCUMENT.pages
    assert Document(TEXT, ("a.txt",)).page(3) is None
