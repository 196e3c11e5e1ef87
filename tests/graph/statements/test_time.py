"""Time expressions and the dates of predicates on hand-made parses of our own sentences."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casusgraph.graph.statements.calendar import Span, parse_iso, week
from casusgraph.graph.statements.time import date_of, dates
from casusgraph.graph.statements.time_patterns import find
from casusgraph.ontology.records import Document


def document(published: str | None) -> Document:
    return Document("", ("a.txt",), published=published)


CASES = [
    # weekdays by tense
    ("raided", "2023-03-13", "2023-03-13",
     "On/IN/case/2 Monday/NNP/obl/4 rebels/NNS/nsubj/4 raided/VBD/root/0/raid it/PRP/obj/4"),
    ("raided", "2023-03-10", "2023-03-13",
     "On/IN/case/2 Friday/NNP/obl/4 rebels/NNS/nsubj/4 raided/VBD/root/0/raid it/PRP/obj/4"),
    ("meet", "2023-03-17", "2023-03-13",
     "They/PRP/nsubj/3 will/MD/aux/3 meet/VB/root/0 on/IN/case/5 Friday/NNP/obl/3"),
    ("meet", "2023-03-17", "2023-03-13",
     "They/PRP/nsubj/2 plan/VBP/root/0 to/TO/mark/4 meet/VB/xcomp/2 on/IN/case/6 Friday/NNP/obl/4"),
    ("meet", None, "2023-03-13",
     "They/PRP/nsubj/2 planned/VBD/root/0/plan to/TO/mark/4 meet/VB/xcomp/2 on/IN/case/6 Friday/NNP/obl/4"),
    ("raided", "2023-03-06", "2023-03-13",
     "Rebels/NNS/nsubj/2 raided/VBD/root/0/raid it/PRP/obj/2 last/JJ/amod/5 Monday/NNP/obl:unmarked/2"),
    ("raided", None, "2023-03",
     "On/IN/case/2 Monday/NNP/obl/4 rebels/NNS/nsubj/4 raided/VBD/root/0/raid it/PRP/obj/4"),
    ("raided", None, None, "On/IN/case/2 Monday/NNP/obl/4 rebels/NNS/nsubj/4 raided/VBD/root/0/raid it/PRP/obj/4"),
    # months, seasons, years
    ("left", "2022-10", "2023-03-13", "They/PRP/nsubj/2 left/VBD/root/0/leave in/IN/case/4 October/NNP/obl/2"),
    ("left", "2022-08", "2023-03-13",
     "They/PRP/nsubj/2 left/VBD/root/0/leave last/JJ/amod/4 August/NNP/obl:unmarked/2"),
    ("left", "2023", "2023-03-13", "They/PRP/nsubj/2 left/VBD/root/0/leave this/DT/det/4 spring/NN/obl:unmarked/2"),
    ("left", "2019", None, "They/PRP/nsubj/2 left/VBD/root/0/leave in/IN/case/4 2019/CD/obl/2"),
    ("treaty", "2014", None,
     "They/PRP/nsubj/2 recalled/VBD/root/0/recall the/DT/det/5 2014/CD/nummod/5 treaty/NN/obj/2"),
    ("raid", "2023-02", "2022-12",
     "We/PRP/nsubj/3 are/VBP/aux/3/be weighing/VBG/root/0/weigh a/DT/det/6 possible/JJ/amod/6 raid/NN/obj/3 "
     "at/IN/case/9 "
     "the/DT/det/9 end/NN/nmod/6 of/IN/case/11 February/NNP/nmod/9"),
    ("raid", "2023-02", "2022-12",
     "We/PRP/nsubj/3 are/VBP/aux/3/be weighing/VBG/root/0/weigh a/DT/det/6 possible/JJ/amod/6 raid/NN/obj/3 "
     "at/IN/case/9 "
     "the/DT/det/9 end/NN/obl/3 of/IN/case/11 February/NNP/nmod/9"),
    ("raised", "2022-12", "2022-12",
     "They/PRP/nsubj/2 raised/VBD/root/0/raise it/PRP/obj/2 earlier/RB/advmod/6 this/DT/det/6 "
     "month/NN/obl:unmarked/2"),
    # full dates
    ("left", "2021-05-03", None,
     "They/PRP/nsubj/2 left/VBD/root/0/leave on/IN/case/4 May/NNP/obl/2 3/CD/nummod/4 ,/,/punct/4 2021/CD/nummod/4"),
    ("left", "2021-05-03", None,
     "They/PRP/nsubj/2 left/VBD/root/0/leave on/IN/case/5 3/CD/nummod/5 May/NNP/obl/2 (/-LRB-/punct/7 "
     "2021/CD/nmod/5 )/-RRB-/punct/7"),
    ("left", "2022-05-03", "2023-03-13",
     "They/PRP/nsubj/2 left/VBD/root/0/leave on/IN/case/4 May/NNP/obl/2 3/CD/nummod/4"),
    # today and before
    ("left", "2023-03-12", "2023-03-13", "They/PRP/nsubj/2 left/VBD/root/0/leave yesterday/NN/obl:unmarked/2"),
    ("left", "2023-03-13", "2023-03-13", "They/PRP/nsubj/2 left/VBD/root/0/leave today/NN/obl:unmarked/2"),
    ("left", "2023-03-11", "2023-03-13",
     "They/PRP/nsubj/2 left/VBD/root/0/leave two/CD/nummod/4 days/NNS/obl:unmarked/2/day ago/RB/advmod/2"),
    ("left", "2023-03", "2023-03-13", "They/PRP/nsubj/2 left/VBD/root/0/leave last/JJ/amod/4 week/NN/obl:unmarked/2"),
    ("left", None, "2023-03-13",
     "They/PRP/nsubj/2 left/VBD/root/0/leave two/CD/nummod/4 years/NNS/obl:unmarked/2/year ago/RB/advmod/2"),
    # bounds are no dates
    ("left", None, "2023-03-13",
     "They/PRP/nsubj/3 have/VBP/aux/3 left/VBN/root/0/leave since/IN/case/5 Monday/NNP/obl/3"),
    # shared dates
    ("shelled", "2023-03-13", "2023-03-13",
     "On/IN/case/2 Monday/NNP/obl/4 rebels/NNS/nsubj/4 raided/VBD/root/0/raid and/CC/cc/6 "
     "shelled/VBD/conj/4/shell it/PRP/obj/6"),
    ("killing", "2023-03-10", "2023-03-13",
     "Rebels/NNS/nsubj/2 raided/VBD/root/0/raid it/PRP/obj/2 on/IN/case/5 Friday/NNP/obl/2 ,/,/punct/7 "
     "killing/VBG/advcl/2/kill two/CD/obj/7"),
    ("raid", "2023-03-10", "2023-03-13",
     "On/IN/case/2 Friday/NNP/obl/4 rebels/NNS/nsubj/4 launched/VBD/root/0/launch a/DT/det/6 raid/NN/obj/4"),
    ("raid", None, "2023-03-13",
     "On/IN/case/2 Friday/NNP/obl/4 Oslo/NNP/nsubj/4 condemned/VBD/root/0/condemn the/DT/det/6 raid/NN/obj/4"),
    ("said", "2023-03-10", "2023-03-13",
     "He/PRP/nsubj/2 said/VBD/root/0/say so/RB/advmod/2 in/IN/case/6 a/DT/det/6 briefing/NN/obl/2 on/IN/case/8 "
     "Friday/NNP/nmod/6"),
    ("talk", "2023-03-18", "2023-03-13",
     "She/PRP/nsubj/3 will/MD/aux/3 talk/VB/root/0 with/IN/case/5 Olsen/NNP/obl/3 on/IN/case/7 Saturday/NNP/nmod/5"),
    ("siege", "2021-05-03", None,
     "The/DT/det/2 outbreak/NN/root/0 of/IN/case/5 the/DT/det/5 siege/NN/nmod/2 on/IN/case/7 May/NNP/nmod/2 "
     "3/CD/nummod/7 "
     ",/,/punct/7 2021/CD/nummod/7"),
    ("left", "2021-05-11", None,
     "The/DT/det/2 siege/NN/nsubj/7 of/IN/case/4 Oslo/NNP/nmod/2 on/IN/case/6 2021-05-03/CD/nmod/4 "
     "began/VBD/root/0/begin\n"
     "They/PRP/nsubj/2 left/VBD/root/0/leave on/IN/case/4 day/NN/obl/2 9/CD/nummod/4 of/IN/case/8 the/DT/det/8 "
     "siege/NN/nmod/4"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "expected", "published", "table"), CASES)
def test_date_of(parse, word, form, expected, published, table):
    doc = parse(table)
    assert date_of(word(doc, form), dates(doc, document(published))) == expected


def test_reporting_does_not_hand_on_its_date(parse, word):
    doc = parse(
        "On/IN/case/2 Friday/NNP/obl/4 Oslo/NNP/nsubj/4 said/VBD/root/0/say rebels/NNS/nsubj/6 left/VBD/ccomp/4/leave"
    )
    assert date_of(word(doc, "left"), dates(doc, document("2023-03-13"))) is None


@pytest.mark.parametrize("text", ["They may march.", "over the last week",
     "worth 2014 dollars", "a 1990s tank", "$2019"])
def test_what_is_no_date(parse, text):
    doc = parse(" ".join(f"{word}/X/{'dep/1' if i else 'root/0'}" for i, word in enumerate(text.split())))
    assert dates(doc, document("2023-03-13")) == []


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("May 1234567890-,.()lastMondyOcber of the"), max_size=60))
def test_offsets_of_what_is_found_are_exact_and_do_not_overlap(text):
    found = list(find(text))
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_dates_are_read_as_written(day):
    assert parse_iso(day.isoformat()) == (Span(day, day), "day")
    assert parse_iso(day.isoformat()[:7])[0].iso() == day.isoformat()[:7]
    assert parse_iso(f"{day.year:04}")[0].iso() == f"{day.year:04}"


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1)), st.integers(-50, 50))
def test_a_week_has_seven_days_from_monday(day, by):
    found = week(day, by)
    assert found.first.weekday() == 0
    assert (found.last - found.first).days == 6


def frozen() -> list[tuple[str, str, str]]:
    """Word, date and parse of each line of time_parses.tsv."""
    lines = (Path(__file__).parent / "time_parses.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("form", "expected", "table"), frozen())
def test_date_of_on_parses_of_the_model(parse, word, form, expected, table):
    doc = parse(table.replace(" || ", "\n"))
    assert str(date_of(word(doc, form), dates(doc, document("2023-03-15")))) == expected
