"""A corpus of any number of statements for measuring cost: made of a seed, in the proportions of a real one.

Half of the documents fall on a tenth of the days and name a handful of parties, as news of a war does, so that
blocks are as uneven as in life.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from ...loaders.reprints import sketch
from ...ontology.ids import mint
from ...ontology.records import Document
from ..identity.account import Account, Stage, window
from ..identity.bounds import Bounds
from ..identity.kinds import kinds
from ..identity.pack import Page

_TYPES = (
    ("Struck", 20),
    ("Attacked", 15),
    ("Killed", 12),
    ("Said", 10),
    ("Consulted", 8),
    ("Deployed", 7),
    ("Supplied", 6),
    ("Warned", 6),
    ("Captured", 4),
    ("Condemned", 4),
    ("Urged", 4),
    ("Destroyed", 4),
)
_DAYS = 730
_A_DOCUMENT = 25
"""Statements."""
_FIRST = date(2022, 1, 1).toordinal()


def pages(statements: int, *, seed: int = 0) -> list[Page]:
    """Pages with so many statements altogether."""
    draw = random.Random(seed)
    found: list[Page] = []
    while statements > 0:
        found.append(_page(len(found), min(_A_DOCUMENT, statements), draw))
        statements -= _A_DOCUMENT
    return found


def _page(number: int, size: int, draw: random.Random) -> Page:
    busy = draw.random() < 0.5
    day = _FIRST + (draw.randrange(_DAYS // 10) * 10 if busy else draw.randrange(_DAYS))
    published = date.fromordinal(day).isoformat()
    text = " ".join(f"w{draw.randrange(20000)}" for _ in range(60))
    document = Document(text=text, sources=(f"{number}.txt",), published=published)
    ident = mint("d", number, published)
    parties = [f"state.{draw.randrange(6 if busy else 60)}" for _ in range(3)]
    accounts = tuple(_accounts(ident, size, day, parties, draw))
    return Page(ident, f"paper {draw.randrange(300)}", published, sketch(document), accounts)


def _accounts(document: str, size: int, day: int, parties: list[str], draw: random.Random) -> Iterator[Account]:
    types = draw.choices([name for name, _ in _TYPES], [weight for _, weight in _TYPES], k=size)
    said = window(date.fromordinal(day).isoformat())
    for number, kind in enumerate(types):
        actor, target = draw.choice(parties), draw.choice(parties)
        place = frozenset({f"place.{target}.{draw.randrange(40)}"} if draw.random() < 0.4 else ())
        count = float(draw.choice((1, 2, 3, 5, 12, 40))) if kind in kinds().tolls else None
        when = day - draw.randrange(4)
        yield Account(
            statement=mint("s", document, number),
            document=document,
            type=kind,
            family=kinds().family[kind],
            stage=draw.choices((Stage.DONE, Stage.AHEAD, Stage.TRIED), (80, 17, 3))[0],
            positive=draw.random() < 0.95,
            actors=frozenset({actor}),
            sides=frozenset({actor}),
            targets=frozenset({target}),
            against=frozenset({target}),
            places=place,
            points=place,
            around=place | {target},
            weapons=frozenset({f"weapon.{draw.randrange(30)}"} if draw.random() < 0.2 else ()),
            day=(when, when) if draw.random() < 0.4 else None,
            said=said,
            quantity=count,
            claimant=draw.choice(parties) if draw.random() < 0.3 else None,
            voice=None,
            words=frozenset(f"w{draw.randrange(400)}" for _ in range(10)),
            start=number * 120,
            counted=None if count is None else Bounds(count, count, count),
        )
