"""Reprints: what counts as one story, what must not, and that order does not matter."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casusgraph.loaders.reprints import alike, originals, reprints, sketch, with_originals
from casusgraph.ontology.records import Document, Region

STORY = (
    "Peru's navy said on Monday that it had stopped two fishing boats without a licence some ninety miles off Tacna. "
    "The crews of both vessels were taken to the port of Ilo, where prosecutors will question them this week. Chile's "
    "foreign ministry asked Lima for an explanation and said that one of the boats flew the Chilean flag. A spokesman "
    "for the navy denied that and said that neither boat had shown any flag when the patrol reached them. The two "
    "countries settled their maritime border at the court in The Hague in 2014, and fishermen on both sides have "
    "complained ever since that patrols stop them in waters which they have always used. Officials of both coast "
    "guards are to meet in Arica on Thursday."
)
OTHER = (
    "Bolivia's president met dockers in Antofagasta on Tuesday and promised to raise the question of access to the "
    "sea again. He told a crowd outside the harbour gate that no government in La Paz could give up what he called a "
    "right of every Bolivian. Chile's minister for public works, who had come to open a new terminal, left the town "
    "before the visit began. The two did not meet, and neither side said whether talks would be held this year."
)


def document(text: str, *, published: str | None = None, boilerplate: tuple[Region, ...] = ()) -> Document:
    return Document(text, ("a.txt",), published=published, boilerplate=boilerplate)


@pytest.mark.parametrize(
    "copy",
    [
        f"LIMA, March 3 (Example News) - {STORY}",
        STORY.upper(),
        STORY.replace("Officials of both coast guards are to meet in Arica on Thursday.", ""),
        STORY.replace("Peru's navy said on Monday", "The Peruvian navy said Monday"),
        STORY[: len(STORY) * 2 // 3],
        STORY + " " + OTHER[:200],
    ],
)
def test_an_edited_cut_or_extended_copy_is_a_reprint_of_the_earlier_text(copy: str) -> None:
    first, second = document(STORY, published="2031-03-03"), document(copy, published="2031-03-04")
    assert reprints([second, first]) == {second.id: first.id}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (STORY, OTHER),
        ("Iran warned Israel on Monday.", "Iran warned Israel on Tuesday."),
        (
            "In the past day the enemy carried out 43 missile strikes, 12 air strikes and 67 attacks with rockets.",
            "In the past day the enemy carried out 51 missile strikes, 9 air strikes and 80 attacks with rockets.",
        ),
        ("", ""),
        ("?!", "…"),
    ],
)
def test_other_texts_are_none(one: str, two: str) -> None:
    assert reprints([document(one), document(two + " ")]) == {}


def test_daily_reports_from_one_template_are_none() -> None:
    def report(*figures: int) -> str:
        one = "On day {} of the operation the staff counted {} raids in the north, {} in the east and {} in the south. "
        two = "It said that {} vehicles and {} boats were lost, and that {} fighters gave themselves up to the army."
        return (one + two).format(*figures)

    days = [document(report(*(17 * day + place for place in range(7)))) for day in range(3, 9)]
    assert reprints(days) == {}


def test_menus_that_two_articles_share_do_not_make_them_alike() -> None:
    menu = " ".join(f"Section {number}" for number in range(150)) + " "
    region = (Region(0, len(menu), "navigation"),)
    one, two = document(menu + STORY, boilerplate=region), document(menu + OTHER, boilerplate=region)
    assert reprints([one, two]) == {}
    assert reprints([document(menu + STORY), document(menu + OTHER)]) != {}


def test_the_original_is_the_earliest_and_an_imprecise_or_missing_date_comes_later() -> None:
    month, day = document(STORY + " A", published="2031-03"), document(STORY + " B", published="2031-03-30")
    undated, later = document(STORY + " C"), document(STORY + " D", published="2031-04-01")
    found = reprints([undated, later, month, day])
    assert found == {other.id: day.id for other in (month, undated, later)}
    assert with_originals([month.id, undated.id, later.id], found) == {day.id}


def test_twenty_copies_are_one_and_an_original_is_never_a_reprint() -> None:
    copies = [document(f"{STORY} Copy {number} by the Example Herald.") for number in range(20)]
    found = reprints([*copies, document(OTHER)])
    assert len(found) == 19
    assert set(found.values()) == {min(copy.id for copy in copies)}
    assert not found.keys() & set(found.values())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(0, 8), min_size=1, max_size=12))
def test_the_order_does_not_matter(seed: int, cuts: list[int]) -> None:
    sentences = STORY.split(". ")
    texts = {". ".join(sentences[: 2 + cut]) + f" {place % 3}" for place, cut in enumerate(cuts)}
    sketches = [sketch(document(text)) for text in sorted(texts)]
    shuffled = random.Random(seed).sample(sketches, len(sketches))
    assert originals(sketches) == originals(shuffled)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(codec=None)), st.text(alphabet=st.characters(codec=None)))
def test_likeness_is_symmetric_on_any_text(one: str, two: str) -> None:
    a, b = sketch(document(one)), sketch(document(two))
    assert alike(a, b) == alike(b, a)
    assert alike(a, a) == (a.runs > 0)
