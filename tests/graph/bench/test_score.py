"""The scorers on answers that are counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from casusgraph.graph.bench.counting import Scores, Tally, bootstrap, prf
from casusgraph.graph.bench.score import (
    actors,
    arguments,
    codings,
    entities,
    events,
    relations,
    roles,
    snippets,
    triples,
)
from casusgraph.graph.bench.spans import content_words, pairs, squeezed, trim


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("the rebels", "rebels"),
        ("“Ardland’s”", "Ardland"),
        (" a Dart missile, ", "Dart missile"),
        ("the", "the"),
        ("Its the general's", "general"),
    ],
)
def test_edges_are_trimmed(text: str, core: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == core


def test_pairs_are_one_to_one_and_the_best_overlap_first() -> None:
    gold = [(0, 10, "Person"), (12, 20, "Person")]
    found = [(0, 4, ("Person",)), (5, 20, ("Person",)), (12, 20, ("Place",))]
    assert pairs(gold, found, exact=False) == [(1, 1), (0, 0)]
    assert pairs(gold, found, exact=True) == []
    assert pairs([(0, 10, None)], [(2, 3, None)], exact=False) == [(0, 0)]


def test_names_are_compared_without_accents_and_punctuation() -> None:
    assert squeezed("Nicolás  O'Brien-Mü") == "nicolasobrienmu"
    assert content_words("the Army_of Ardland") == {"army", "ardland"}


def test_precision_recall_and_f1() -> None:
    assert prf(3, 1, 3) == (0.75, 0.5, 0.6)
    assert prf(0, 0, 0) == (0.0, 0.0, 0.0)


def test_a_tally_counts_by_type_and_by_record() -> None:
    tally = Tally()
    for gold, found in (({"a", "b"}, {"a"}), ({"a"}, {"a", "c"})):
        tally.record()
        tally.compare(gold, found, str)
    assert tally.total == (2, 1, 1)
    assert tally.records == [[1, 0, 1], [1, 1, 0]]
    assert tally.macro == pytest.approx(0.5)  # a 1, b 0; c is not in the gold
    low, high = tally.interval()
    assert low <= tally.f1 <= high


def test_intervals_are_the_same_each_time() -> None:
    values = [True, False, True, True]

    def mean(sample: Sequence[bool]) -> float:
        return sum(sample) / len(sample)

    assert bootstrap(values, mean) == bootstrap(values, mean)
    assert bootstrap([], mean) == (0.0, 0.0)


def test_merged_figures_bear_the_name_of_their_set() -> None:
    inner, outer = Scores(), Scores()
    inner.add("f1", 0.5, (0.4, 0.6))
    outer.merge(inner, "re3d")
    assert outer.values == {"re3d.f1": 0.5}
    assert outer.intervals == {"re3d.f1": (0.4, 0.6)}


TEXT = "The Ardland army shelled Belmark, and soldiers fled."


def entity(words: str, kind: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "type": kind}


def test_entities_are_judged_four_ways() -> None:
    gold = [entity("The Ardland army", "Organisation"), entity("Belmark", "Location"), entity("soldiers", "Person")]
    found = [entity("Ardland army", "Organization"), entity("Belmark", "State"), entity("soldiers", "Group")]
    scores = entities.score([{"id": "1", "text": TEXT, "entities": gold}], {"1": {"entities": found}}).values
    assert scores["trim"] == scores["overlap"] == 1.0  # soldiers have no capital: neither asked for nor wrong
    assert scores["strict"] == 0.5
    assert scores["all_overlap"] == pytest.approx(2 / 3)
    assert scores["all_span"] == 1.0


def test_what_lies_beside_all_gold_is_false() -> None:
    row = {"id": "1", "text": TEXT, "entities": [entity("Belmark", "Location")]}
    scores = entities.score([row], {"1": {"entities": [entity("fled", "Person")]}}).values
    assert (scores["overlap_p"], scores["overlap_r"]) == (0.0, 0.0)


def test_symmetric_relations_match_either_way_round() -> None:
    row = {
        "id": "1",
        "text": TEXT,
        "relations": [
            {"type": "FightingAgainst", "head": [0, 16], "tail": [25, 32], "confidence": 1},
            {"type": "InChargeOf", "head": [0, 16], "tail": [38, 46], "confidence": 0.4},
        ],
    }
    found = {"type": "FightingAgainst", "head": [25, 32], "tail": [4, 16]}
    assert relations.score([row], {"1": {"relations": [found]}}).values["strict"] == 1.0
    other = {"type": "InChargeOf", "head": [25, 32], "tail": [4, 16]}
    scores = relations.score([row], {"1": {"relations": [other]}}).values
    assert (scores["overlap"], scores["pair"]) == (0.0, 1.0)


def actor(code: str | None, text: str) -> dict[str, Any]:
    return {"code": code, "text": text}


PLOVER = {
    "id": "1",
    "event16": "ASSAULT",
    "quad": "material-conf",
    "reciprocal": False,
    "source": [actor("AAR", "Ardland army")],
    "target": [actor("BBR", "Belmark")],
}


def test_an_event_is_judged_by_type_actors_and_dyad() -> None:
    right = {"event": "FIGHT", "source": [actor("AAR", "army")], "target": [actor("BBR", "Belmark")], "score": 1}
    wrong = {"event": "AID", "source": [], "target": [], "score": 2}
    scores = events.score([PLOVER], {"1": {"events": [wrong, right]}}).values
    assert (scores["top1_event16"], scores["quad"], scores["any_event"]) == (0.0, 0.0, 1.0)
    assert scores["dyad_f1"] == scores["source_code_f1"] == scores["target_text_f1"] == scores["whole_record"] == 1.0
    assert events.score([PLOVER], {}).values["dyad_f1"] == 0.0


def test_both_sides_of_a_reciprocal_event_are_one() -> None:
    row = {**PLOVER, "reciprocal": True}
    event = {"event": "ASSAULT", "source": [actor("BBR", "Belmark")], "target": [actor("AAR", "army")]}
    assert events.score([row], {"1": {"events": [event]}}).values["dyad_f1"] == 1.0


def test_roles_and_the_class_of_a_sentence() -> None:
    row = {
        "id": "1",
        "text": TEXT,
        "pentacode": "material-conf",
        "roles": [{"role": "source", "start": 0, "end": 16}, {"role": "target", "start": 25, "end": 32}],
    }
    answer = {
        "pentacode": "material-conf",
        "roles": [{"role": "source", "start": 4, "end": 16}, {"role": "source", "start": 25, "end": 32}],
    }
    scores = roles.score([row], {"1": answer}).values
    assert scores["classes_accuracy"] == scores["classes_macro"] == 1.0
    assert (scores["roles_strict_micro"], scores["roles_trim_micro"]) == (0.0, 0.5)


def test_a_snippet_has_one_label() -> None:
    kinds = ("ARREST", "ARREST", "DIPLO")
    rows = [{"id": str(n), "type": kind, "subtask_first": n} for n, kind in enumerate(kinds, 1)]
    answers = {"1": {"type": "ARREST"}, "2": {"type": "DIPLO"}, "3": {"type": "DIPLO"}}
    scores = snippets.score(rows, answers).values
    assert scores["weighted_f1"] == scores["accuracy"] == pytest.approx(2 / 3)
    assert scores["weighted_f1_25"] == 1.0


def test_arguments_of_unmatched_events_are_false() -> None:
    gold = {"type": "Conflict.Attack.Bomb", "trigger": [17, 24], "args": [{"role": "Attacker", "start": 12, "end": 16}]}
    found = {"type": "Conflict.Attack.X", "trigger": [17, 24], "args": [{"role": "Killer", "start": 12, "end": 16}]}
    other = {"type": "Life.Die.X", "trigger": [47, 51], "args": [{"role": "Victim", "start": 38, "end": 46}]}
    scores = arguments.score([{"id": "1", "events": [gold]}], {"1": {"events": [found, other]}}).values
    assert (scores["trigger_depth2"], scores["trigger_depth3"]) == (pytest.approx(2 / 3), 0.0)
    assert (scores["arg_core"], scores["arg_core_p"], scores["arg_role"]) == (pytest.approx(2 / 3), 0.5, 0.0)


def test_actor_phrases() -> None:
    rows = [{"id": "1", "gold_country": ["RUS", "BLR"], "gold_code_1": "", "gold_wiki": "Nicolás Maduro"}]
    scores = actors.score(rows, {"1": {"country": "RUS", "sector": "", "wiki": "Nicolas Maduro"}}).values
    assert scores["country"] == scores["sector"] == scores["wiki"] == 1.0
    assert scores["sector_named"] == 0.0  # nobody was asked
    assert actors.score(rows, {}).values["sector"] == 0.0


def test_triples_official_and_honest() -> None:
    rows = [
        {"id": "1", "triples": [{"sub": "Ann Bell", "rel": "rank", "obj": "General"}]},
        {"id": "2", "triples": []},
    ]
    answer = {"triples": [["Ann Bell", "rank", "general"], ["Ann Bell", "branch", "Navy"]]}
    scores = triples.score(rows, {"1": answer, "2": answer}).values
    assert scores["official"] == 0.5  # other relations are dropped; a sentence without gold counts nothing
    assert scores["strict"] == pytest.approx(0.4)
    loose = {"triples": [["General Ann Bell", "rank", "General of Ardland"]]}
    scores = triples.score(rows[:1], {"1": loose}).values
    assert (scores["strict"], scores["relaxed"]) == (0.0, 1.0)


def test_codings_fold_to_plover() -> None:
    rows = [{"id": "1", "codings": [["AARGOV", "BBR", "190"]], "error": None}, {"id": "2", "codings": [], "error": "x"}]
    scores = codings.score(rows, {"1": {"codings": [["AARMIL", "BBR", "ASSAULT"]]}}).values
    assert (scores["full"], scores["cue"], scores["country"], scores["actors"]) == (0.0, 0.0, 1.0, 1.0)
    assert codings.folded("0831") == "CONCEDE"
    assert codings.folded("0871") == "RETREAT"
