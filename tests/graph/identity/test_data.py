"""The data files hold to the vocabulary and to their own rules; numbers of losses are read with what bounds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from casusgraph.graph.bench.identity import b_cubed
from casusgraph.graph.bench.retellings import clusters, split
from casusgraph.graph.identity.belief import read_reliability
from casusgraph.graph.identity.bounds import Bounds, arms, bounds, is_cumulative
from casusgraph.graph.identity.kinds import kinds, read_kinds
from casusgraph.ontology.errors import InputError, OntologyError
from casusgraph.ontology.records import Evidence, Kind, Statement
from casusgraph.ontology.vocabulary import event_types


def statement(text: str, *, quantity: float | None = None, trigger: str = "") -> Statement:
    start = text.index(trigger)
    return Statement(
        "d0",
        Kind.EVENT,
        "Killed",
        (Evidence("d0", 0, len(text), text),),
        (start, start + len(trigger)),
        quantity=quantity,
    )


def test_every_packaged_event_type_has_a_family() -> None:
    packaged = {kind for kind, record in event_types().items() if record.edge}
    assert packaged - set(kinds().family) == set()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"families": {"a": ["Hugged"]}}, "does not have: Hugged"),
        ({"families": {"a": ["Struck"], "b": ["Struck"]}}, "two families"),
        ({"families": {"a": ["Struck"], "b": ["Killed"]}, "like": [["Struck", "Killed"]]}, "two families alike"),
    ],
)
def test_wrong_kinds_are_refused(change: dict[str, object], message: str) -> None:
    empty: dict[str, object] = {"families": {}, "like": []}
    sets = dict.fromkeys(("once", "lasting", "tolls", "losses", "damages", "attacks", "speech", "denials"), ())
    with pytest.raises(OntologyError, match=message):
        read_kinds(empty | sets | change)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("The raid killed 12 guards.", 12, Bounds(12, 12, 12)),
        ("The raid killed at least 12 guards.", 12, Bounds(12, 12, None)),
        ("The raid killed more than 1,200 guards.", 1200, Bounds(1200, 1200, None)),
        ("The raid killed up to seven guards.", 7, Bounds(None, 7, 7)),
        ("The raid killed about 100 guards.", 100, Bounds(95, 100, 105)),
    ],
)
def test_what_a_number_leaves_open(text: str, number: float, expected: Bounds) -> None:
    assert bounds(statement(text, quantity=number), number) == expected


def test_numbers_that_leave_room_for_each_other_do_not_contradict() -> None:
    assert Bounds(20, 20, None).overlaps(Bounds(30, 30, 30), rounding=0)
    assert not Bounds(20, 20, None).overlaps(Bounds(12, 12, 12), rounding=0)
    assert Bounds(50, 50, 50).overlaps(Bounds(48, 48, 48), rounding=0.05)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ardland fired four long darts at Cape Cello.", 4),
        ("Ardland fired more than 30 darts.", 30),
        ("Ardland fired two days later.", None),
        ("Ardland fired darts.", None),
    ],
)
def test_how_many_weapons(text: str, expected: float | None) -> None:
    assert arms(statement(text, trigger="fired"), ()) == expected


def test_a_sum_over_a_longer_time_is_told_from_the_loss_of_one_event() -> None:
    assert is_cumulative(statement("As of Monday, the army has lost 300 tanks."))
    assert not is_cumulative(statement("The raid on Monday killed 12 guards."))


def test_grades_of_sources(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text("Post: b\norg.agency: A\n", encoding="utf-8")
    assert read_reliability(path) == {"Post": "B", "org.agency": "A"}
    path.write_text("Post: good\n", encoding="utf-8")
    with pytest.raises(InputError, match="expected A, B, C, D, E or F"):
        read_reliability(path)


def test_the_retold_articles_are_sixty_in_fifteen_clusters_in_two_halves() -> None:
    found = clusters()
    halves = [{cluster.name for cluster in clusters(half)} for half in ("developed", "held-out")]  # type: ignore[arg-type]
    assert (len(found), sum(len(cluster.articles) for cluster in found)) == (15, 60)
    assert halves[0] | halves[1] == {cluster.name for cluster in found}
    assert not halves[0] & halves[1]
    assert halves[1] == split([cluster.name for cluster in found])
    for article in (article for cluster in found for article in cluster.articles):
        assert "](" not in article.document.text
        assert all(article.document.text[mark.start : mark.end].strip() for mark in article.marks)


def test_b_cubed_by_hand() -> None:
    gold = {"a": 1, "b": 1, "c": 2}
    assert b_cubed(gold, {"a": 1, "b": 1, "c": 2}) == [(1, 1)] * 3
    assert b_cubed(gold, {"a": 1, "b": 1, "c": 1}) == [(2 / 3, 1), (2 / 3, 1), (1 / 3, 1)]
    assert b_cubed(gold, {"a": 1, "b": 2, "c": 3}) == [(1, 0.5), (1, 0.5), (1, 1)]
