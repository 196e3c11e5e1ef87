"""Actor phrases: country, sector and Wikipedia title (NGEC's own tests)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..counting import Row, Scores, share
from ..spans import squeezed

FIELDS = {"country": "gold_country", "sector": "gold_code_1", "wiki": "gold_wiki"}


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """Accuracy of each field over the rows that have it; `*_named` leaves out those where nothing is right."""
    scores = Scores()
    for name, gold in FIELDS.items():
        asked = [row for row in rows if gold in row]
        right = [_right(name, row[gold], predictions.get(row["id"], {}).get(name)) for row in asked]
        share(scores, name, right)
        share(scores, f"{name}_named", [ok for ok, row in zip(right, asked, strict=True) if row[gold]])
    return scores


def _right(name: str, gold: str | list[str], found: str | None) -> bool:
    if found is None:
        return False
    accepted = gold if isinstance(gold, list) else [gold]
    if name == "wiki":
        return squeezed(found) in [squeezed(title) for title in accepted]
    return found in accepted
