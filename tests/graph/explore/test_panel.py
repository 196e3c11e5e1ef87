"""The panel: key facts, nodes, statements, contradictions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from casusgraph.graph.explore import render
from casusgraph.ontology.records import Reading

from . import expect
from .browser import Opened
from .conftest import Open
from .corpus import BACKGROUND, Writer, fact


def test_the_facts_told_most_come_first(opened: Opened, readings: tuple[Reading, ...]) -> None:
    facts = [text.strip() for text in opened.texts("#panel .fact .line")]
    assert len(set(facts)) == len(facts) == 10
    every = [s for s in expect.statements(readings) if s.kind == "event"]
    same = Counter((s.type, *pair) for s in every for pair in expect.main_ends(s))
    assert sorted(key[0] for key, count in same.items() if count > 1) == ["Attacked", "Supplied", "Warned"]
    words = ("warned Sudria", "attacked Port Elm", "supplied Sudria")
    told_twice = [fact for fact in facts if any(word in fact for word in words)]
    assert len(told_twice) == 3
    assert set(told_twice) & set(facts[:2])
    notes = opened.texts("#panel .fact small")
    assert notes[facts.index("Norland warned Sudria")] == "2 statements · 2022-03-11"
    told = [s for s in expect.statements(readings) if s.type == "Warned"]
    opened.click("#panel .fact:has-text('warned Sudria')")
    assert sorted(opened.cards()) == sorted(expect.ids(told))


def test_a_fact_says_how_else_it_stands(opened: Opened, readings: tuple[Reading, ...]) -> None:
    every = [s for s in expect.statements(readings) if s.type == "Attacked"]
    attacks = [s for s in every if ("state.no", "place.elm") in expect.main_ends(s)]
    [plain] = [s for s in attacks if expect.status(s) in ("stated", "reported")]
    assert len({(s.polarity, s.modality) for s in attacks}) == len(attacks) == 3
    row = "#panel .fact:has-text('attacked Port Elm'):not(:has-text('Sudria'))"
    assert opened.text(f"{row} small") == f"{plain.date} · “ Zoë Ek · 1 denied · 1 possible"
    opened.click(row)
    between = [s for s in every if ("state.no", "place.elm") in expect.ends(s)]
    assert sorted(opened.cards()) == sorted(expect.ids(between))


def news(name: str, *sentences: tuple[str, dict[str, object]]) -> Reading:
    article = Writer(name, title=name, publisher="Meridian", published="2022-06-01")
    for sentence, told in sentences:
        article.say(sentence, told)
    return article.reading()


WARNED = ("Norland warned Sudria.", fact("Warned", "warned", "Norland", ("recipient", "Sudria")))
MET = ("Cem Dahl met Ada Birk.", fact("Consulted", "met", "Cem Dahl", ("recipient", "Ada Birk")))
SENT = ("Ostmark supplied Sudria.", fact("Supplied", "supplied", "Ostmark", ("recipient", "Sudria")))
ARMED = (
    "Ostmark supplied Norland with the Kite-9.",
    fact("Supplied", "supplied", "Ostmark", ("recipient", "Norland"), ("weapon", "Kite-9")),
)
PERHAPS = (
    "Norland may have supplied Ostmark.",
    fact("Supplied", "supplied", "Norland", ("recipient", "Ostmark"), modality="possible"),
)
TOWARDS = ("Ostmark advanced on Sudria.", fact("Advanced", "advanced", "Ostmark", ("destination", "Sudria")))
TO = ("Ostmark warned Sudria.", fact("Warned", "warned", "Ostmark", ("recipient", "Sudria")))
ALONE = ("Ostmark withdrew.", fact("Withdrew", "withdrew", "Ostmark"))
FILLER = tuple(("Sudria told itself so.", fact("Said", "told", "Sudria")) for _ in range(4))


@pytest.mark.parametrize(
    ("articles", "first"),
    [
        ([("a", WARNED, *FILLER, MET)], "Norland warned Sudria"),  # the earlier in its article
        ([("a", MET, WARNED), ("b", WARNED)], "Norland warned Sudria"),  # in more articles
        ([("a", SENT, ARMED)], "Ostmark supplied Norland · with Kite-9"),  # a weapon is named
        ([("a", PERHAPS, SENT)], "Ostmark supplied Sudria"),  # it happened
        ([("a", TOWARDS, TO)], "Ostmark warned Sudria"),  # it is done to somebody who matters
        ([("a", ALONE, TOWARDS)], "Ostmark advanced to Sudria"),  # it names somewhere
    ],
    ids=["early", "often", "armed", "happened", "to-whom", "somewhere"],
)
def test_what_makes_a_fact_weigh(
    open_page: Open, articles: list[tuple[str, tuple[str, dict[str, object]]]], first: str
) -> None:
    opened = open_page(render([news(name, *sentences) for name, *sentences in articles], BACKGROUND))  # type: ignore[misc]
    assert opened.texts("#panel .fact .line")[0].strip() == first


def test_what_names_no_target_counts_to_the_fact_that_does(open_page: Open) -> None:
    bare = ("Norland warned again.", fact("Warned", "warned", "Norland"))
    opened = open_page(render([news("a", bare, WARNED, bare, MET)], BACKGROUND))
    facts = opened.texts("#panel .fact")
    assert [text for text in facts if "warned" in text] == ["Norland warned Sudria\n3 statements"]
    opened.click("#panel .fact:has-text('warned')")
    assert len(opened.cards()) == 1
    assert opened.text("#panel h3").upper() == "THE SAME, OF NOBODY IN PARTICULAR (2)"
    assert opened.page.locator("#panel .list [data-statement]").count() == 2


def test_the_facts_are_about_different_people(opened: Opened) -> None:
    pairs = [tuple(sorted(opened.texts(f"#panel li:nth-child({at}) .fact .who"))) for at in range(1, 6)]
    assert len(set(pairs)) >= 4


def test_each_article_has_its_say(open_page: Open) -> None:
    supplied = ("Norland supplied Sudria.", fact("Supplied", "supplied", "Norland", ("recipient", "Sudria")))
    condemned = ("Cem Dahl condemned Ada Birk.", fact("Condemned", "condemned", "Cem Dahl", ("recipient", "Ada Birk")))
    late = ("Ostmark urged the Harbour Pact.", fact("Urged", "urged", "Ostmark", ("recipient", "Harbour Pact")))
    opened = open_page(render([news("a", supplied, condemned), news("b", *FILLER, late)], BACKGROUND))
    facts = [text.strip() for text in opened.texts("#panel .fact .line")[:3]]
    assert facts == ["Norland supplied Sudria", "Ostmark urged Harbour Pact", "Cem Dahl condemned Ada Birk"]


def test_a_fact_tells_how_many_and_what_of(open_page: Open) -> None:
    killed = fact("Killed", "killed", "Norland", ("recipient", "Sudrian divers"), quantity=27700, unit="men")
    urged = fact("Urged", "urged", "Zoë Ek", ("recipient", "Norland"))
    leave = fact("Withdrew", "leave", "Norland", ("origin", "Rim Valley"), modality="requested")
    reading = news(
        "a", ("Norland killed Sudrian divers.", killed), ("Zoë Ek urged Norland.", urged), ("To leave.", leave)
    )
    [one, other, content] = reading.statements
    linked = replace(reading, statements=(one, replace(other, about=(content.id,)), content))
    opened = open_page(render([linked], BACKGROUND))
    assert opened.text("#panel .fact:has-text('killed') small") == "27,700 men"
    assert opened.text("#panel .fact:has-text('urged') small") == "→ Norland withdrew (requested) from Rim Valley"


@pytest.mark.parametrize(
    ("sentence", "told", "words"),
    [
        ("Norland launched the Kite-9.", fact("Launched", "launched", "Norland", ("recipient", "Sudria"),
         ("weapon", "Kite-9")), "Norland launched at Sudria · with Kite-9"),
        ("Norland pledged aid.", fact("Pledged", "pledged", "Norland", ("recipient", "Sudria")),
         "Norland pledged to Sudria"),
        ("Norland met Ostmark.", fact("Consulted", "met", "Norland", ("recipient", "Ostmark"), ("topic", "Sudria")),
         "Norland consulted with Ostmark · about Sudria"),
        ("Norland struck.", fact("Struck", "struck", "Norland", ("weapon", "Kite-9")), "Norland struck with Kite-9"),
        ("Norland hoarded.", fact("Stockpiled", "hoarded", "Norland", ("weapon", "Kite-9")),
         "Norland stockpiled Kite-9"),
        ("Norland left.", fact("Withdrew", "left", "Norland", ("origin", "Rim Valley")),
         "Norland withdrew from Rim Valley"),
    ],
)  # fmt: skip
def test_a_fact_reads_as_a_sentence(open_page: Open, sentence: str, told: dict[str, object], words: str) -> None:
    opened = open_page(render([news("a", (sentence, told))], BACKGROUND))
    assert opened.text("#panel .fact .line").strip() == words


def test_the_facts_follow_the_filters(opened: Opened) -> None:
    opened.toggle("type", "Warned")
    assert not any("warned" in fact for fact in opened.texts("#panel .fact .line"))


def test_a_fact_that_is_not_done_says_so(opened: Opened) -> None:
    opened.toggle("modality", "actual")
    assert "attempted" in [text.strip() for text in opened.texts("#panel .fact .tag")]
    for tag in opened.texts("#panel .fact .tag"):
        assert tag in {"planned", "expected", "possible", "attempted", "requested", "denied"}
    assert len(opened.texts("#panel .fact .tag")) >= len(opened.texts("#panel .fact"))


def test_those_named_most_are_listed(opened: Opened, readings: tuple[Reading, ...]) -> None:
    rows = opened.attributes("#panel .list [data-node]", "data-node")
    weight = [len(expect.named(readings, id)) for id in rows]
    assert weight == sorted(weight, reverse=True)
    assert f"{weight[0]} statements" in opened.texts("#panel .list .row:has(svg) small")


def test_actor_target_speaker_and_verb_are_marked(
    open_page: Open, page_text: str, readings: tuple[Reading, ...]
) -> None:
    attack = readings[0].statements[0]
    assert any(ord(char) > 0xFFFF for char in readings[0].document.text[: attack.trigger[0]])
    opened = open_page(page_text, f"#selection=statement~{attack.id}")
    assert opened.texts("#panel mark.actor") == ["Norland"]
    assert opened.texts("#panel mark.target") == ["Port Elm", "Sudria", "Kite-9"]
    assert opened.texts("#panel mark.trigger") == ["attacked"]
    killed = readings[0].statements[3]
    opened = open_page(page_text, f"#selection=statement~{killed.id}")
    assert opened.texts("#panel mark.speaker") == ["Cem Dahl"]
    assert opened.text("#panel .card blockquote") == killed.evidence[0].text


def test_words_at_both_ends_of_a_sentence_are_marked(open_page: Open) -> None:
    headline = ("Norland warned Sudria", fact("Warned", "warned", "Norland", ("recipient", "Sudria")))
    reading = news("a", headline)
    opened = open_page(render([reading], BACKGROUND), f"#selection=statement~{reading.statements[0].id}")
    assert opened.texts("#panel mark") == ["Norland", "warned", "Sudria"]


def test_a_statement_shows_all_that_is_known_of_it(
    open_page: Open, page_text: str, readings: tuple[Reading, ...]
) -> None:
    killed = readings[0].statements[3]
    opened = open_page(page_text, f"#selection=statement~{killed.id}")
    assert opened.texts("#panel .tags .tag") == ["killed", "affirmed", "actual", "31"]
    assert "75 %" in opened.text("#panel .confidence")
    says = opened.text("#panel .says")
    assert says.index("Cem Dahl") < says.index("Ministry of Defence of Sudria")
    assert "When: 2022-03-12" in opened.text("#panel .source")
    assert opened.attributes("#panel .source a", "href") == ["https://news.example/harbour?a=1&b=2"]
    assert opened.attributes("#panel .source a", "rel") == ["noopener noreferrer"]
    assert "Elm Herald: Night over the harbour, 2022-03-14" in opened.text("#panel .source")
    assert opened.texts("#panel .list small") == ["actor", "recipient"]


def test_the_page_of_a_paged_text_is_shown(open_page: Open) -> None:
    reading = news("report", WARNED, MET, SENT)
    starts = (0, reading.statements[1].evidence[0].start)
    paged = replace(reading, document=replace(reading.document, pages=starts))
    [first, second, _] = paged.statements
    two = replace(second, evidence=(first.evidence[0], *second.evidence))
    told = replace(paged, statements=(first, two, paged.statements[2]))
    opened = open_page(render([told], BACKGROUND), f"#selection=statement~{first.id}")
    assert "Meridian: report, p. 1" in opened.text("#panel .source")
    opened = open_page(render([told], BACKGROUND), f"#selection=statement~{two.id}")
    assert "Meridian: report, pp. 1, 2" in opened.text("#panel .source")
    opened = open_page(render([reading], BACKGROUND), f"#selection=statement~{first.id}")
    assert "p. 1" not in opened.text("#panel .source")


def test_polarity_and_modality_are_shown(open_page: Open, page_text: str, readings: tuple[Reading, ...]) -> None:
    denied = readings[2].statements[3]
    opened = open_page(page_text, f"#selection=statement~{denied.id}")
    assert opened.texts("#panel .tags .tag") == ["supplied", "denied", "planned"]
    assert opened.page.locator("#panel h2.title .is-denied").count() == 1
    assert opened.texts("#panel .source > div")[1:3] == [
        "Undated; published 2022-10-02",
        "Source: Elm Herald: The valley in autumn",
    ]
    assert "The article itself" in opened.text("#panel .says")


def test_a_statement_the_filters_hide_is_still_opened_and_says_so(
    open_page: Open, page_text: str, readings: tuple[Reading, ...]
) -> None:
    opened = open_page(page_text, f"#selection=statement~{readings[0].statements[0].id}&no-type=Attacked")
    assert "filters hide" in opened.text("#panel .hint")


def test_a_node_shows_its_statements_by_type_and_its_neighbours(opened: Opened, readings: tuple[Reading, ...]) -> None:
    id = "state.su"
    about = [s for s in expect.statements(readings) if any(p and p.entity == id for p in (s.actor, *s.targets))]
    near = expect.graph(expect.statements(readings))[id]
    opened.select(id)
    mentions = sum(m.entity == id for reading in readings for m in reading.mentions)
    assert opened.text("#panel .under") == (
        f"State · {len(near)} neighbours · {len(about)} statements · {mentions} mentions"
    )
    listed = opened.attributes("#panel .group [data-statement]", "data-statement")
    assert sorted(listed) == sorted(expect.ids(about))
    groups = dict(
        zip(opened.texts("#panel .group summary span"), opened.texts("#panel .group summary small"), strict=True)
    )
    assert groups["← warned"] == str(sum(s.type == "Warned" for s in about))
    assert groups["applied to join"] == "1"
    assert f"NEIGHBOURS ({len(near)})" in opened.text("#panel").upper()
    bars = opened.attributes("#panel .bars rect", "height")
    assert sum(float(height) > 0 for height in bars) >= 3


def test_a_speaker_shows_what_it_says(opened: Opened, readings: tuple[Reading, ...]) -> None:
    said = [s for s in expect.statements(readings) if expect.claimant(s) == "nil.person.zoe-ek-00c0ffee"]
    opened.select("nil.person.zoe-ek-00c0ffee")
    assert f"says {len(said)}" in opened.text("#panel .under")
    assert "the texts only" in opened.text("#panel dl")
    assert set(expect.ids(said)) <= set(opened.attributes("#panel [data-statement]", "data-statement"))


def test_offices_and_membership_are_shown_and_lead_on(opened: Opened) -> None:
    opened.select("person.ada-birk")
    assert "President of Norland, 2019-05-01 to now" in opened.text("#panel dl")
    opened.click("#panel dl button:has-text('Norland')")
    assert opened.text("#panel h2.title").strip() == "Norland"
    opened.select("state.no")
    opened.click("#panel dl button:has-text('Harbour Pact')")
    assert opened.text("#panel h2.title").strip() == "Harbour Pact"
    assert "alliance" in opened.text("#panel dl")


def test_contradictions_show_both_sides(opened: Opened, readings: tuple[Reading, ...]) -> None:
    pairs: dict[tuple[object, ...], list[list[str]]] = {}
    for s in expect.statements(readings):
        for ends in expect.ends(s) if s.actor is not None else ():
            pairs.setdefault((*ends, s.type), [[], []])[s.polarity == "negative"].append(s.id)
    found = [sides for sides in pairs.values() if all(sides)]
    assert len(found) == 2
    rows = opened.texts("#panel .row.two")
    assert rows[0].split("\n") == ["Norland attacked Port Elm", "3 affirm, 1 denies"]
    opened.click("#panel .row.two >> nth=0")
    assert opened.page.locator("#panel .dispute").count() == 2
    opened.click("[data-action=close-contradictions]")
    opened.click("#contradictions-open")
    assert opened.page.locator("#panel .dispute").count() == 2
    assert sorted(opened.cards()) == sorted(id for sides in found for side in sides for id in side)
    assert opened.texts("#panel .dispute .side:first-of-type h4") == ["Affirmed (3)", "Affirmed (1)"]
    opened.click("[data-action=close-contradictions]")
    assert opened.text("#panel h2.title") == "Key facts"
    opened.toggle("polarity", "negative")
    assert opened.page.locator("#contradictions-open").count() == 0


def test_the_ends_of_an_edge_lead_on(opened: Opened) -> None:
    opened.click_edge("state.no", "state.su")
    opened.click("#panel h2.title [data-node='state.su']")
    assert opened.text("#panel h2.title").strip() == "Sudria"
    opened.click("[data-action=overview]")
    assert opened.text("#panel h2.title") == "Key facts"
