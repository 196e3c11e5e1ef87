"""How well events are told apart and together, on articles that tell them more than once, and what that costs.

B-cubed (Bagga & Baldwin 1998) over the marked words that the extractor found; `b3_all` takes those that it did not find
for events of their own. Contradictions and fulfilments are judged where both sides are marked; what reprints repeat
counts with what they reprint.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set

from ...ontology.records import Kind, Reading
from ..identity.find import Findings, find
from ..identity.pack import Page, page, project
from ..reader import Tools, read_document
from .counting import Scores, bootstrap, prf
from .retellings import Article, Cluster, Half, clusters
from .synthetic_accounts import pages as synthetic

SIZES = (10_000, 20_000, 50_000, 100_000)
"""Statements of the synthetic corpora whose cost is measured."""
Marked = tuple[str, str]
"""(article, event)."""


def score(tools: Tools, *, sizes: Sequence[int] = SIZES) -> Scores:
    """Figures of the held-out half, of the developed half under `developed.`, and the cost under `cost.`."""
    scores = score_half(tools, "held-out")
    scores.merge(score_half(tools, "developed"), "developed")
    scores.merge(cost(sizes), "cost")
    return scores


def score_half(tools: Tools, half: Half) -> Scores:
    """`b3_f1`, `b3_all_f1`, `contradictions_f1`, `fulfils_f1` and their parts; `found` is the share of marks found."""
    told = clusters(half)
    articles = [article for cluster in told for article in cluster.articles]
    read = {article.id: read_document(article.document, tools) for article in articles}
    found = find([one for reading in read.values() if (one := _page(reading, tools)) is not None])
    marks = {article.id: marked(article, read[article.id]) for article in articles}
    scores = Scores()
    _clusters(scores, articles, marks, found)
    _contradictions(scores, told, marks, found)
    _fulfilments(scores, told, marks, found)
    return scores


def marked(article: Article, reading: Reading) -> dict[int, list[str]]:
    """Ids of the event statements whose trigger lies in each marked stretch, by its number."""
    events = [one for one in reading.statements if one.kind is Kind.EVENT]
    return {
        number: [one.id for one in events if one.trigger[0] < mark.end and mark.start < one.trigger[1]]
        for number, mark in enumerate(article.marks)
    }


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> list[tuple[float, float]]:
    """Precision and recall of each item: of those put with it, and of those that belong with it, how many do both."""
    by_gold, by_found = _inverted(gold), _inverted({item: found[item] for item in gold})
    rows = []
    for item in sorted(gold):
        right = len(by_gold[gold[item]] & by_found[found[item]])
        rows.append((right / len(by_found[found[item]]), right / len(by_gold[gold[item]])))
    return rows


def cost(sizes: Sequence[int]) -> Scores:
    """Processor seconds of `find` for each number of synthetic statements, and how they grow: 1 is linear."""
    scores, seconds = Scores(), []
    for size in sizes:
        corpus = synthetic(size)
        started = time.process_time()
        found = find(corpus)
        seconds.append(time.process_time() - started)
        scores.add(f"cpu_seconds_{size}", seconds[-1])
        scores.add(f"events_{size}", float(len(found.events)))
    if len(sizes) > 1:
        scores.add("growth", (seconds[-1] / seconds[0]) / (sizes[-1] / sizes[0]))
    return scores


def _page(reading: Reading, tools: Tools) -> Page | None:
    value = project(reading, tools.knowledge.entity)
    return None if value is None else page(reading.document.id, value)


def _clusters(
    scores: Scores, articles: Sequence[Article], marks: Mapping[str, Mapping[int, list[str]]], found: Findings
) -> None:
    events = {statement: event.id for event in found.events for statement in event.statements}
    gold: dict[str, Hashable] = {}
    missed: dict[str, Hashable] = {}
    for article in articles:
        for number, mark in enumerate(article.marks):
            statements = marks[article.id][number]
            gold |= dict.fromkeys(statements, mark.event)
            if not statements:
                missed[f"{article.id} {number}"] = mark.event
    total = len(missed) + sum(bool(statements) for told in marks.values() for statements in told.values())
    _add_b3(scores, "b3", b_cubed(gold, events))
    _add_b3(scores, "b3_all", b_cubed(gold | missed, events | {one: one for one in missed}))
    _add_b3(scores, "b3_singletons", b_cubed(gold, {one: one for one in gold}))
    scores.add("found", (total - len(missed)) / total)
    scores.add("marks", float(total))


def _add_b3(scores: Scores, name: str, rows: Sequence[tuple[float, float]]) -> None:
    def f1(sample: Sequence[tuple[float, float]]) -> float:
        precision, recall = _means(sample)
        return 2 * precision * recall / (precision + recall)

    precision, recall = _means(rows)
    scores.add(f"{name}_f1", f1(rows), bootstrap(rows, f1))
    scores.add(f"{name}_p", precision)
    scores.add(f"{name}_r", recall)


def _means(rows: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(row[0] for row in rows) / len(rows), sum(row[1] for row in rows) / len(rows)


def _contradictions(
    scores: Scores, told: Sequence[Cluster], marks: Mapping[str, Mapping[int, list[str]]], found: Findings
) -> None:
    roots, sides = _roots(told), _sides(told, marks)
    gold = {(c.kind, *sorted((roots[a], event) for a, event in c.sides)) for one in told for c in one.conflicts}
    pairs = [(c.kind, sides.get(c.one), sides.get(c.other)) for c in found.contradictions]
    judged = {(kind, *sorted((one, other))) for kind, one, other in pairs if one is not None and other is not None}
    _add_prf(scores, "contradictions", gold, judged)
    scores.add("contradictions_unmarked", float(sum(None in pair for pair in pairs)))


def _fulfilments(
    scores: Scores, told: Sequence[Cluster], marks: Mapping[str, Mapping[int, list[str]]], found: Findings
) -> None:
    sides = _sides(told, marks)
    events = {event.id: {sides[one][1] for one in event.statements if one in sides} for event in found.events}
    gold = {pair for one in told for pair in one.fulfilled}
    pairs = {(a, b) for done, plan in found.fulfilments for a in events[done] for b in events[plan]}
    _add_prf(scores, "fulfils", gold, pairs)


def _add_prf(scores: Scores, name: str, gold: Set[Hashable], judged: Set[Hashable]) -> None:
    hits = len(gold & judged)
    precision, recall, f1 = prf(hits, len(judged) - hits, len(gold) - hits)
    scores.add(f"{name}_p", precision)
    scores.add(f"{name}_r", recall)
    scores.add(f"{name}_f1", f1)
    scores.add(f"{name}_gold", float(len(gold)))


def _roots(told: Sequence[Cluster]) -> dict[str, str]:
    return {article.id: article.reprint_of or article.id for one in told for article in one.articles}


def _sides(told: Sequence[Cluster], marks: Mapping[str, Mapping[int, list[str]]]) -> dict[str, Marked]:
    """(article, event) of each statement that a mark was found as; the article that was reprinted for a reprint."""
    roots = _roots(told)
    return dict(_marked(told, marks, roots))


def _marked(
    told: Sequence[Cluster], marks: Mapping[str, Mapping[int, list[str]]], roots: Mapping[str, str]
) -> Iterator[tuple[str, Marked]]:
    for article in (article for one in told for article in one.articles):
        for number, mark in enumerate(article.marks):
            for statement in marks[article.id][number]:
                yield statement, (roots[article.id], mark.event)


def _inverted(groups: Mapping[str, Hashable]) -> dict[Hashable, set[str]]:
    found: dict[Hashable, set[str]] = {}
    for item, name in groups.items():
        found.setdefault(name, set()).add(item)
    return found
