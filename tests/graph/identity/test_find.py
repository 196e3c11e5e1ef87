"""The findings of a corpus depend on the set of its pages alone, and keep apart what is not one event."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casusgraph.graph.bench.synthetic_accounts import pages as synthetic
from casusgraph.graph.identity.account import Account, Stage
from casusgraph.graph.identity.belief import GRADES, belief
from casusgraph.graph.identity.corrections import Correction, Ledger
from casusgraph.graph.identity.find import Findings, find
from casusgraph.graph.identity.judgement import Judgement
from casusgraph.graph.identity.pack import Page
from casusgraph.graph.identity.pack import page as unpacked
from casusgraph.graph.rdf.events import event_quads

from .conftest import page, told

PARTIES = ("state.aa", "state.bb", "state.cc")


@st.composite
def corpora(draw: st.DrawFn) -> list[Page]:
    """Pages with a few accounts each, of few values, so that much is alike."""
    return [
        page(number, [draw(accounts(number * 10 + one)) for one in range(draw(st.integers(1, 3)))])
        for number in range(draw(st.integers(1, 7)))
    ]


@st.composite
def accounts(draw: st.DrawFn, number: int) -> Account:
    actor, place = draw(st.sampled_from(PARTIES)), draw(st.sampled_from(("place.cape", "place.town")))
    return told(
        number,
        on=draw(st.sampled_from((None, "2022-05-02", "2022-05-03", "2022-05"))),
        type=draw(st.sampled_from(("Struck", "Attacked", "Captured", "Said"))),
        actors=frozenset({actor}),
        sides=frozenset({actor}),
        points=frozenset({place}),
        places=frozenset({place}),
        around=frozenset({place}),
        positive=draw(st.booleans()),
        stage=draw(st.sampled_from(tuple(Stage))),
        claimant=draw(st.sampled_from((None, *PARTIES))),
    )


def lines(found: Findings) -> list[str]:
    return sorted(map(str, event_quads(found)))


def together(found: Findings, *accounts: Account) -> bool:
    events = {statement: event.id for event in found.events for statement in event.statements}
    return len({events[one.statement] for one in accounts}) == 1


@settings(max_examples=25, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_pages_means_nothing(corpus: list[Page], shuffle: random.Random) -> None:
    other = corpus[:]
    shuffle.shuffle(other)
    assert lines(find(corpus)) == lines(find(other))


@settings(max_examples=25, deadline=None)
@given(corpora())
def test_each_statement_is_of_one_event_and_finding_again_gives_the_same(corpus: list[Page]) -> None:
    found = find(corpus)
    statements = sorted(statement for event in found.events for statement in event.statements)
    assert statements == sorted(one.statement for part in corpus for one in part.accounts)
    assert len({event.id for event in found.events}) == len(found.events)
    assert find(corpus) == found


@settings(max_examples=20, deadline=None)
@given(corpora(), st.data())
def test_corrections_hold_and_replaying_them_twice_changes_nothing(corpus: list[Page], data: st.DataObject) -> None:
    statements = sorted(one.statement for part in corpus for one in part.accounts)
    if len(statements) < 2:
        return
    pair = data.draw(st.lists(st.sampled_from(statements), min_size=2, max_size=2, unique=True))
    do = data.draw(st.sampled_from(("same", "not-same", "split", "merge")))
    once = (Correction(do, tuple(pair), "A. Reader", "they are"),)
    found = find(corpus, Judgement(Ledger(once)))
    events = {statement: event.id for event in found.events for statement in event.statements}
    assert (events[pair[0]] == events[pair[1]]) is (do != "not-same")
    assert lines(find(corpus, Judgement(Ledger(once * 2)))) == lines(found)


def test_a_large_corpus_is_the_same_in_any_order() -> None:
    corpus = synthetic(600)
    assert lines(find(corpus)) == lines(find(corpus[::-1]))


def test_one_strike_told_twice_is_one_event() -> None:
    one, other = told(1), told(2, on=None)
    assert together(find([page(1, [one]), page(2, [other])]), one, other)


@pytest.mark.parametrize(
    "changes",
    [
        {"on": "2022-05-20"},
        {"places": frozenset({"place.town"}), "points": frozenset({"place.town"}), "around": frozenset({"place.town"})},
        {"actors": frozenset({"state.cc"}), "sides": frozenset({"state.cc"})},
        {"type": "Captured"},
        {"stage": Stage.AHEAD},
        {"stage": Stage.TRIED},
    ],
    ids=["another week", "another place", "another actor", "another act", "a plan", "an attempt"],
)
def test_a_near_miss_stays_apart(changes: dict[str, Any]) -> None:
    one, other = told(1), told(2, **changes)
    assert not together(find([page(1, [one]), page(2, [other])]), one, other)


def test_a_vague_report_is_no_bridge_between_two_strikes() -> None:
    first, second = told(1, on="2022-05-02"), told(2, on="2022-05-12")
    vague = told(3, on=None, places=frozenset(), points=frozenset(), around=frozenset())
    found = find([page(1, [first]), page(2, [second], published="2022-05-13"), page(3, [vague])])
    assert not together(found, first, second)


def test_a_denial_is_of_the_same_event_and_contradicts() -> None:
    one, denial = told(1), told(2, positive=False, claimant="state.aa", voice="state.aa")
    found = find([page(1, [one]), page(2, [denial])])
    assert together(found, one, denial)
    assert [c.kind for c in found.contradictions] == ["polarity"]
    assert found.events[0].denials == 1


def test_a_single_denial_or_plan_is_never_believed() -> None:
    denial, plan = told(1, positive=False), told(2, stage=Stage.AHEAD)
    assert {event.belief for event in find([page(1, [denial]), page(2, [plan])]).events} == {0}


def test_reprints_of_one_text_are_one_voice() -> None:
    corpus = [page(number, [told(number)]) for number in range(4)]
    alone = find(corpus[:1], reprints={})
    copied = find(corpus, reprints={part.document: corpus[0].document for part in corpus[1:]})
    apart = find(corpus, reprints={})
    assert [event.voices for event in copied.events] == [1]
    assert copied.events[0].belief == alone.events[0].belief < apart.events[0].belief
    assert [event.origins for event in apart.events] == [4]


def test_two_articles_that_quote_one_ministry_are_one_claimant() -> None:
    quoted = [told(number, claimant="org.ministry", voice="state.bb") for number in range(2)]
    found = find([page(number, [one]) for number, one in enumerate(quoted)])
    assert [(event.voices, event.origins) for event in found.events] == [(1, 2)]


def test_two_papers_with_one_agency_have_one_origin() -> None:
    wired = [told(number, claimant="org.agency", voice="org.agency", wire="org.agency") for number in range(2)]
    found = find([page(number, [one]) for number, one in enumerate(wired)])
    assert [(event.voices, event.origins) for event in found.events] == [(1, 1)]


def test_a_plan_and_what_came_of_it_are_linked_and_not_merged() -> None:
    plan, deed = told(1, stage=Stage.AHEAD, on=None), told(2, on="2022-06-01")
    found = find([page(1, [plan]), page(2, [deed], published="2022-06-02")])
    events = {statement: event.id for event in found.events for statement in event.statements}
    assert found.fulfilments == ((events[deed.statement], events[plan.statement]),)


def test_what_was_done_before_fulfils_no_plan() -> None:
    plan, deed = told(1, stage=Stage.AHEAD, on=None), told(2, on="2022-04-01")
    assert find([page(1, [plan]), page(2, [deed], published="2022-04-02")]).fulfilments == ()


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (
            "actor",
            {"actors": frozenset({"state.bb"}), "sides": frozenset({"state.bb"}), "voice": "state.aa", "claimant": "x"},
        ),
        ("time", {"on": "2022-05-03", "claimant": "state.cc", "voice": "state.cc"}),
    ],
)
def test_contradictions_are_typed(kind: str, changes: dict[str, Any]) -> None:
    once = {"type": "Captured"} if kind == "time" else {}
    one = told(1, claimant="state.bb", voice="state.bb", **once)
    found = find([page(1, [one]), page(2, [told(2, **once, **changes)])])
    assert [c.kind for c in found.contradictions] == [kind]


def test_a_toll_that_rose_is_no_contradiction_and_is_not_added_up() -> None:
    early, late = told(1, killed=12), told(2, killed=15)
    found = find([page(1, [early], publisher="Post"), page(2, [late], published="2022-05-04", publisher="Post")])
    assert found.contradictions == ()
    (toll,) = found.tolls
    assert (toll.low, toll.best, toll.high) == (15, 15, 15)
    assert [claim.current for claim in toll.claims] == [False, True]


def test_two_sides_with_two_tolls_contradict_and_give_a_range() -> None:
    first, second = (told(n, killed=k, claimant=v, voice=v) for n, k, v in ((1, 15, "state.aa"), (2, 60, "state.bb")))
    found = find([page(1, [first]), page(2, [second])])
    assert [c.kind for c in found.contradictions] == ["quantity"]
    assert [(toll.low, toll.best, toll.high) for toll in found.tolls] == [(15, 15, 60)]


def test_retract_takes_a_statement_out_and_retype_moves_it() -> None:
    one, other = told(1), told(2)
    corpus = [page(1, [one]), page(2, [other])]
    gone = find(corpus, Judgement(Ledger((Correction("retract", (one.statement,), "R", "wrong"),))))
    assert [event.statements for event in gone.events] == [(other.statement,)]
    moved = find(corpus, Judgement(Ledger((Correction("retype", (one.statement,), "R", "wrong", "Captured"),))))
    assert not together(moved, one, other)


def test_an_event_id_is_a_name_for_one_of_its_statements() -> None:
    one, other = told(1), told(2, on="2022-05-20")
    corpus = [page(1, [one]), page(2, [other], published="2022-05-21")]
    ids = tuple(event.id for event in find(corpus).events)
    assert together(find(corpus, Judgement(Ledger((Correction("merge", ids, "R", "one raid"),)))), one, other)


def test_a_correction_of_what_is_not_there_is_reported() -> None:
    ledger = Ledger((Correction("retract", ("s" + "0" * 16,), "R", "wrong"),))
    assert len(find([page(1, [told(1)])], Judgement(ledger)).rulings.unmatched) == 1


def test_later_reports_leave_the_id_of_an_event_as_it_is() -> None:
    first = page(1, [told(1)])
    later = page(2, [told(2)], published="2022-05-09")
    assert {e.id for e in find([first]).events} == {e.id for e in find([later, first]).events}


def test_belief_is_monotone() -> None:
    voices: dict[str, float] = {}
    seen: list[float] = [0.0]
    for number, grade in enumerate(GRADES.values()):
        voices[str(number)] = grade
        seen.append(belief(voices, {}))
    assert seen == sorted(seen)
    assert belief(voices, {"x": 0.5}) < belief(voices, {})


def test_a_better_source_is_believed_more() -> None:
    corpus = [page(1, [told(1)], publisher="Post")]
    low, high = (find(corpus, Judgement(grades={"Post": grade})).events[0].belief for grade in "EA")
    assert low < high


def test_a_page_comes_back_from_json() -> None:
    from casusgraph.graph.identity.pack import _FIELDS, _packed

    one = told(1, killed=3, claimant="state.aa")
    part = page(1, [one])
    value: Any = {
        "publisher": part.publisher,
        "published": part.published,
        "runs": part.sketch.runs,
        "least": _encoded(part),
        "accounts": [[_packed(name, getattr(part.accounts[0], name)) for name in _FIELDS]],
        "others": ["s" + "1" * 16],
    }
    part = replace(part, others=("s" + "1" * 16,))
    assert unpacked(part.document, json.loads(json.dumps(value))) == part


def _encoded(part: Page) -> str:
    import base64

    return base64.b85encode(part.sketch.least).decode()
