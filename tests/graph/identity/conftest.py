"""Accounts and pages made by hand: the smallest input of the comparison of events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from casusgraph.graph.identity.account import Account, Stage, window
from casusgraph.graph.identity.bounds import Bounds
from casusgraph.graph.identity.kinds import family
from casusgraph.graph.identity.pack import Page
from casusgraph.loaders.reprints import Sketch, sketch
from casusgraph.ontology.ids import mint
from casusgraph.ontology.records import Document

STRIKE = {
    "type": "Struck",
    "actors": frozenset({"state.aa"}),
    "sides": frozenset({"state.aa"}),
    "targets": frozenset({"=depot"}),
    "against": frozenset({"state.bb"}),
    "places": frozenset({"place.cape"}),
    "points": frozenset({"place.cape"}),
    "around": frozenset({"place.cape", "state.bb"}),
    "words": frozenset({"depot", "struc", "dawn"}),
}
"""Ardland strikes a depot at Cape Cello in Belmark."""


def told(number: int, *, on: str | None = "2022-05-02", killed: float | None = None, **changes: Any) -> Account:
    """An account of the strike, changed; `number` tells it from others."""
    given: dict[str, Any] = STRIKE | changes
    if killed is not None:
        given |= {"quantity": killed, "counted": Bounds(killed, killed, killed), "type": "Killed"}
    return Account(
        statement=mint("s", number),
        document=mint("d", number),
        family=family(given["type"]),
        stage=given.pop("stage", Stage.DONE),
        positive=given.pop("positive", True),
        day=window(on),
        **given,
    )


@cache
def _sketch(number: int) -> Sketch:
    return sketch(Document(text=f"text {number}", sources=(f"{number}.txt",)))


def page(
    number: int, accounts: Iterable[Account], *, published: str | None = "2022-05-03", publisher: str = ""
) -> Page:
    """A page of its own with these accounts."""
    ident = mint("d", number)
    drawn = replace(_sketch(number), published=published)
    placed = tuple(replace(one, document=ident, said=window(published)) for one in accounts)
    return Page(ident, publisher or f"Paper {number}", published, replace(drawn, id=ident), placed)
