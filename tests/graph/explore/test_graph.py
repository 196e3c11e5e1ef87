"""What the canvas shows; every expectation is computed from the readings."""

from __future__ import annotations

from casusgraph.graph.explore.links import links
from casusgraph.graph.explore.vocabulary import statement_type
from casusgraph.ontology.records import Reading, Statement

from .browser import Opened
from .conftest import Open


def statements(readings: tuple[Reading, ...]) -> list[Statement]:
    return [statement for reading in readings for statement in reading.statements]


def ends(statement: Statement) -> set[tuple[str, str]]:
    roles = statement_type(statement.type, statement.kind).edge_roles
    return {(link.head, link.tail) for link in links(statement, roles)}


def all_ends(found: list[Statement]) -> set[tuple[str, str]]:
    return {pair for statement in found for pair in ends(statement)}


def test_the_canvas_is_painted_and_empties_when_nothing_passes(opened: Opened) -> None:
    ink, colours = opened.pixels()
    box = opened.page.locator("#network canvas").bounding_box()
    assert ink > 1500
    assert colours >= 6
    assert box["y"] + box["height"] <= 900
    opened.click("[data-none=status]")
    assert opened.page.is_visible("#empty")
    assert opened.pixels()[0] < 50


def test_every_connected_node_and_every_pair_is_drawn(opened: Opened, readings: tuple[Reading, ...]) -> None:
    wanted = all_ends(statements(readings))
    assert opened.edges() == wanted
    assert opened.nodes() == {end for pair in wanted for end in pair}
    assert opened.edge_count() == len(wanted)


def test_a_click_on_an_edge_shows_every_sentence(opened: Opened, readings: tuple[Reading, ...]) -> None:
    wanted = [s for s in statements(readings) if ("state.no", "state.su") in ends(s)]
    assert len(wanted) >= 3
    opened.click_edge("state.no", "state.su")
    assert sorted(opened.cards()) == sorted(s.id for s in wanted)
    assert sorted(opened.texts("#panel .card blockquote")) == sorted(s.evidence[0].text for s in wanted)


def test_actor_and_target_are_marked_in_the_sentence(
    open_page: Open, page_text: str, readings: tuple[Reading, ...]
) -> None:
    attack = readings[0].statements[0]
    assert any(ord(char) > 0xFFFF for char in readings[0].document.text[: attack.trigger[0]])
    opened = open_page(page_text, f"#selection=statement~{attack.id}")
    assert opened.texts("#panel mark.actor") == ["Norland"]
    assert opened.texts("#panel mark.target") == ["Port Elm", "Sudria", "Kite-9"]
    assert opened.texts("#panel mark.trigger") == ["attacked"]


def test_a_click_on_a_node_shows_what_is_known_of_it(opened: Opened) -> None:
    opened.click_node("state.no")
    panel = opened.text("#panel")
    assert opened.text("#panel h2.title").strip() == "Norland"
    for words in ("Kingdom of Norland · Norlandia", "NL / NLD", "Harbour Pact", "Q101"):
        assert words in panel
    assert opened.attributes("#panel dd a", "href") == ["https://www.wikidata.org/wiki/Q101"]
