"""Boilerplate on plain text: what is marked, what must not be, and that offsets hold on any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casusgraph.loaders.boilerplate import boilerplate

BODY = (
    "Sudan's army said on Tuesday that it had shelled positions of the Rapid Support Forces west of El Fasher, and "
    "that the paramilitaries had lost several vehicles in the exchange of fire."
)
MORE = (
    "The Rapid Support Forces denied the account and accused the army of hitting a market, where according to local "
    "volunteers at least nine people were killed and more than twenty others were wounded."
)


def marked(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    return [(region.kind, text[region.start : region.end]) for region in boilerplate(text, title=title)]


def test_an_article_without_furniture_has_no_boilerplate() -> None:
    assert marked(f"Army shells positions near El Fasher\n\n{BODY}\n\n{MORE}") == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Subscribe to our newsletter", "navigation"),
        ("ADVERTISEMENT", "navigation"),
        ("Read also: Ceasefire talks resume in Jeddah", "pointer"),
        ("A destroyed pick-up near the airport. Photo by A. Example / Getty Images", "caption"),
        ("A map of front lines in Darfur. Via The Example Post", "caption"),
        ("By Amna Idris and John Smith", "byline"),
        ("|", "navigation"),
    ],
)
def test_a_line_of_the_page_between_paragraphs(line: str, kind: str) -> None:
    assert marked(f"{BODY}\n\n{line}\n\n{MORE}") == [(kind, line)]


def test_a_fragment_that_touches_a_credit_line_is_a_caption() -> None:
    text = f"Image Credit: Ministry of Defence.\nA howitzer firing at night.\n\n{BODY}\n\n{MORE}"
    assert [kind for kind, _ in marked(text)] == ["caption", "caption"]


def test_everything_after_a_closing_heading_is_teasers() -> None:
    teasers = "Related\n\nPort workers strike in Chile\n\nPolice in Lima seize a large load of..."
    assert [kind for kind, _ in marked(f"{BODY}\n\n{MORE}\n\n{teasers}")] == ["teaser"] * 3


@pytest.mark.parametrize(
    "rest", [f"{MORE}\n\n{BODY[:-1]} again.", MORE, f"Port workers strike in Chile\n\n(AFP)\n\n{MORE}"]
)
def test_a_closing_heading_does_not_cut_an_article_that_goes_on(rest: str) -> None:
    regions = marked(f"{BODY}\n\nRelated\n\n{rest}")
    assert regions[0] == ("teaser", "Related")
    assert not any(MORE in quote for _, quote in regions)


def test_an_author_box_at_the_end() -> None:
    box = "Jane Doe is a senior fellow at the Example Institute. Her work has appeared in several journals."
    assert marked(f"{BODY}\n\n{MORE}\n\n{box}") == [("author", box)]


def test_a_person_described_as_a_fellow_in_the_article_is_not_an_author_box() -> None:
    sentence = f"John Roe, who is a senior fellow at the Example Institute, doubts it. {MORE}"
    assert marked(f"{BODY}\n\n{sentence}\n\n{MORE}") == []


def test_navigation_above_the_headline_goes_and_the_headline_stays() -> None:
    text = f"Menu\n\nWorld Desk\n\nArmy shells positions near El Fasher\n\n{BODY}"
    assert [quote for _, quote in marked(text)] == ["Menu", "World Desk"]


def test_a_known_title_is_the_headline_even_if_another_line_is_longer() -> None:
    text = f"Menu\n\nThe desk that follows all of the wars of Africa\n\nArmy shells El Fasher\n\n{BODY}"
    kept = text.splitlines()[4]
    assert kept not in [quote for _, quote in marked(text, title=kept)]


def test_a_headline_printed_twice_is_read_once() -> None:
    headline = "Army shells positions near El Fasher"
    assert marked(f"{headline}\n\n{headline}\n\n{BODY}") == [("repeated", headline)]


@given(st.text(alphabet=st.characters(codec=None), max_size=300), st.none() | st.text(max_size=40))
def test_regions_are_sorted_disjoint_and_inside_any_text(text: str, title: str | None) -> None:
    regions = boilerplate(text, title=title)
    assert all(0 <= r.start < r.end <= len(text) for r in regions)
    assert all(a.end <= b.start for a, b in pairwise(regions))
    assert all(text[r.start : r.end] == text[r.start : r.end].strip() for r in regions)


SITES = sorted((Path(__file__).parent / "sites").glob("*.txt"))


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n"], ids=["lines", "paragraphs", "windows"])
@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_what_kinds_of_sites_print_around_an_article(path: Path, between: str) -> None:
    """Lines with + are the article, those with - are not; texts are invented, layouts are those of real sites."""
    lines = path.read_text(encoding="utf-8").splitlines()
    text = between.join(line[2:] for line in lines)
    kept, at = [], 0
    for region in boilerplate(text):
        kept.append(text[at : region.start])
        at = region.end
    read = [line for line in "".join([*kept, text[at:]]).splitlines() if line.strip()]
    assert read == [line[2:] for line in lines if line.startswith("+")]


@pytest.mark.parametrize(
    "line",
    [
        "The minister said that the privacy policy of the agency would be published in May.",
        "“You can follow us or fight us,” the commander told reporters.",
        "On 3 May 2021 the two armies clashed again.",
        "More troops will be sent to the border, the general said.",
        "Reuters reported from Quito that the crossings were open again.",
        "The talks in Geneva | which began in May | were broken off by all three delegations on Sunday evening.",
        "By Friday evening the army had retaken the town.",
    ],
)
def test_a_sentence_of_an_article_that_looks_a_little_like_furniture_stays(line: str) -> None:
    assert marked(f"{BODY}\n\n{line}\n\n{MORE}") == []
