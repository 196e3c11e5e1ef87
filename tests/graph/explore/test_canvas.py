"""What the canvas shows and what a click on it opens."""

from __future__ import annotations

from casusgraph.graph.explore import render
from casusgraph.ontology.records import Reading

from . import expect
from .browser import Opened
from .conftest import Open
from .corpus import Writer, fact

NORLAND, SUDRIA, ELM = "state.no", "state.su", "place.elm"


def test_the_canvas_is_painted_and_empties_when_nothing_passes(opened: Opened) -> None:
    ink, colours = opened.pixels()
    box = opened.page.locator("#network canvas").bounding_box()
    assert ink > 1500
    assert colours >= 6
    assert box["y"] + box["height"] <= 900
    opened.click("[data-none=status]")
    assert opened.page.is_visible("#empty")
    assert opened.pixels()[0] < 50
    opened.click("#reset-empty")
    assert opened.pixels()[0] > 1500


def test_every_connected_node_and_every_pair_is_drawn(opened: Opened, readings: tuple[Reading, ...]) -> None:
    wanted = expect.all_ends(expect.statements(readings))
    assert opened.edges() == wanted
    assert opened.nodes() == expect.nodes(wanted)
    assert opened.edge_count() == len(wanted)
    every = expect.statements(readings)
    drawn = [s for s in every if expect.ends(s)]
    assert len(drawn) < len(every)
    assert opened.text("#counts") == (
        f"{len(expect.nodes(wanted))} of {len(expect.nodes(wanted))} connected nodes · {len(wanted)} edges · "
        f"{len(drawn)} of {len(every)} statements"
    )


def look(opened: Opened, source: str, target: str) -> dict[str, object]:
    """How the edge between two nodes is drawn."""
    script = """([source, target]) => {
      const one = [...explorer.shown.bundles.values()].find((b) => b.from.key === source && b.to.key === target);
      const { dashes, width, arrows, color } = explorer.canvas.edges.get(one.id);
      const { reported, disputed, tone, label, main } = one;
      return { dashes, width, arrow: arrows.to.enabled, opacity: color.opacity, reported, disputed, tone, label, main };
    }"""
    found: dict[str, object] = opened.run(script, [source, target])
    return found


def test_status_is_seen_in_the_line(opened: Opened) -> None:
    assert look(opened, SUDRIA, "org.pact")["dashes"] is False
    assert look(opened, SUDRIA, "place.rim")["dashes"] == [9, 5]
    killed = look(opened, "org.army-no", "nil.group.divers-0badc0de")
    assert (killed["dashes"], killed["reported"]) == (False, True)
    assert look(opened, NORLAND, SUDRIA)["reported"] is False
    opened.toggle("modality", "expected")
    assert look(opened, "state.os", SUDRIA)["dashes"] == [2, 4]


def test_a_disputed_edge_says_so_and_one_of_both_tones_too(opened: Opened) -> None:
    assert look(opened, NORLAND, ELM)["disputed"] is True
    assert look(opened, NORLAND, SUDRIA)["disputed"] is False
    assert look(opened, SUDRIA, "org.pact")["tone"] == "cooperation"
    assert look(opened, NORLAND, ELM)["tone"] == "conflict"
    assert look(opened, "person.ada-birk", NORLAND)["tone"] == "neither"
    assert look(opened, NORLAND, "place.rim")["tone"] == "both"


def test_arrows_run_from_actors_and_not_between_equals(opened: Opened) -> None:
    assert look(opened, SUDRIA, "org.pact")["arrow"] is True
    assert look(opened, SUDRIA, "state.os")["arrow"] is False
    assert look(opened, NORLAND, "weapon.kite")["main"] is False
    assert look(opened, NORLAND, "weapon.kite")["arrow"] is False


def test_a_bundle_is_labelled_with_its_commonest_type_and_its_count(opened: Opened) -> None:
    assert look(opened, NORLAND, ELM)["label"] == "attacked ×4"
    assert look(opened, NORLAND, SUDRIA)["label"] == "warned ×2, +2"
    assert look(opened, SUDRIA, "org.pact")["label"] == "applied to join"


def test_of_types_told_equally_often_the_surest_names_the_edge(open_page: Open) -> None:
    article = Writer("equal", title="Equal", publisher="Meridian", published="2022-06-01")
    threat = {"modality": "possible"}
    article.say("Norland may attack Sudria.", fact("Attacked", "attack", "Norland", ("recipient", "Sudria"), **threat))
    article.say("Norland warned Sudria.", fact("Warned", "warned", "Norland", ("recipient", "Sudria")))
    opened = open_page(render([article.reading()]))
    assert look(opened, NORLAND, SUDRIA)["label"] == "warned, +1"


def test_a_click_on_an_edge_shows_every_sentence(opened: Opened, readings: tuple[Reading, ...]) -> None:
    wanted = [s for s in expect.statements(readings) if (NORLAND, SUDRIA) in expect.ends(s)]
    assert len(wanted) >= 3
    opened.click_edge(NORLAND, SUDRIA)
    assert sorted(opened.cards()) == sorted(expect.ids(wanted))
    assert sorted(opened.texts("#panel .card blockquote")) == sorted(s.evidence[0].text for s in wanted)
    assert f"{len(wanted)} statements" in opened.text("#panel .under")


def test_an_edge_says_how_much_the_filters_hide(opened: Opened) -> None:
    opened.toggle("type", "Threatened")
    opened.click_edge(NORLAND, SUDRIA)
    assert opened.text("#panel .under") == "3 statements · 1 more behind filters"


def test_edges_can_be_drawn_by_type_and_by_statement(opened: Opened, readings: tuple[Reading, ...]) -> None:
    every = expect.statements(readings)
    opened.choose("level", "type")
    by_type = {(pair, s.type, expect.status(s)) for s in every for pair in expect.ends(s)}
    assert opened.edge_count() == len(by_type)
    opened.choose("level", "statement")
    assert opened.edge_count() == sum(len(expect.ends(s)) for s in every)
    assert len(expect.all_ends(every)) < len(by_type) < opened.edge_count()


def test_a_bundle_unfolds_into_its_statements_and_folds_again(opened: Opened, readings: tuple[Reading, ...]) -> None:
    pairs = expect.all_ends(expect.statements(readings))
    count = sum((NORLAND, ELM) in expect.ends(s) for s in expect.statements(readings))
    assert count == 4
    opened.click_edge(NORLAND, ELM)
    opened.click("[data-action=unfold]")
    assert opened.edge_count() == len(pairs) + count - 1
    bends = opened.run(
        """() => explorer.canvas.edges.get().filter((e) => explorer.shown.bundles.get(e.id).to.key === "place.elm"
          && explorer.shown.bundles.get(e.id).from.key === "state.no").map((e) => e.smooth.type + e.smooth.roundness)"""
    )
    assert len(set(bends)) == count
    opened.click("[data-action=unfold]")
    assert opened.edge_count() == len(pairs)


def test_a_double_click_on_an_edge_unfolds_it(opened: Opened, readings: tuple[Reading, ...]) -> None:
    pairs = expect.all_ends(expect.statements(readings))
    for _ in range(6):  # two clicks are a double click only where the machine is quick enough
        opened.page.mouse.dblclick(*opened.edge_spot(NORLAND, ELM))
        if opened.edge_count() != len(pairs):
            break
        opened.page.wait_for_timeout(700)
    assert opened.edge_count() == len(pairs) + 3


def test_a_click_on_a_node_shows_what_is_known_of_it(opened: Opened) -> None:
    opened.click_node(NORLAND)
    panel = opened.text("#panel")
    assert opened.text("#panel h2.title").strip() == "Norland"
    for words in ("Kingdom of Norland · Norlandia", "NL / NLD", "Harbour Pact", "Q101"):
        assert words in panel
    assert opened.attributes("#panel dd a", "href") == ["https://www.wikidata.org/wiki/Q101"]


def test_a_click_beside_everything_goes_back_to_the_overview(opened: Opened) -> None:
    opened.click_node(NORLAND)
    box = opened.page.locator("#network").bounding_box()
    opened.page.mouse.click(box["x"] + 3, box["y"] + 3)
    assert opened.text("#panel h2.title") == "Key facts"


def test_what_is_not_selected_steps_back(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.click_node("org.pact")
    near = {one for pair in expect.all_ends(expect.statements(readings)) if "org.pact" in pair for one in pair}
    bright = opened.run(
        "() => [...explorer.shown.nodes].filter((n) => explorer.canvas.nodes.get(n.id).opacity === 1).map((n) => n.key)"
    )
    assert set(bright) == near
    assert float(str(look(opened, NORLAND, SUDRIA)["opacity"])) < 0.1
    assert float(str(look(opened, SUDRIA, "org.pact")["opacity"])) > 0.5


def test_a_hover_shows_a_tip(opened: Opened) -> None:
    x, y = opened.node_spot(SUDRIA)
    opened.page.mouse.move(x - 60, y - 60)
    opened.page.mouse.move(x, y, steps=4)
    opened.page.wait_for_selector("#tip:not([hidden])")
    assert opened.texts("#tip div")[0] == "Sudria"


def test_nodes_are_sized_by_the_statements_that_name_them(open_page: Open, page_text: str) -> None:
    opened = open_page(page_text)
    script = "() => explorer.graph.connected.map((node) => [node.weight, explorer.canvas.nodes.get(node.id).size])"
    sizes = [tuple(row) for row in opened.run(script)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0][1] > 1.5 * sizes[-1][1]


def test_a_dragged_node_stays_where_it_was_put(opened: Opened) -> None:
    x, y = opened.node_spot(SUDRIA)
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 60, y + 40, steps=5)
    opened.page.mouse.up()
    for _ in range(2):  # the node leaves the canvas and comes back
        opened.toggle("class", "State")
    moved = opened.node_spot(SUDRIA)
    assert abs(moved[0] - x - 60) < 4
    assert abs(moved[1] - y - 40) < 4
