"""CAMEO codings of sentences (PETRARCH's own tests): source, target and event code.

`full`: all equal. `cue`: actors equal, the code folded to PLOVER. `country`: countries of the actors and the folded
code. `actors`: the ordered countries alone. `partial`: UniversalPetrarch's credit for each part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..counting import Row, Scores, Tally

_PLOVER = {
    "01": "STATEMENT", "02": "APPEAL", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
_CONCEDING = ("080", "081", "082", "083")

Coding = tuple[str, str, str]


def score(rows: Sequence[Row], predictions: Mapping[str, Row]) -> Scores:
    """Each level's F1, `partial` and `exact_records`; records that expect an error are left out."""
    views: dict[str, Callable[[Coding], tuple[str, ...]]] = {
        "full": lambda c: c,
        "cue": lambda c: (c[0], c[1], folded(c[2])),
        "country": lambda c: (_country(c[0]), _country(c[1]), folded(c[2])),
        "actors": lambda c: (_country(c[0]), _country(c[1])),
    }
    tallies = {level: Tally() for level in views}
    exact, got, asked = 0, 0, 0
    rows = [row for row in rows if not row.get("error")]
    for row in rows:
        gold = _codings(row["codings"])
        found = _codings(predictions.get(row["id"], {}).get("codings") or ())
        exact += gold == found
        for level, view in views.items():
            tallies[level].record()
            tallies[level].compare({view(c) for c in gold}, {view(c) for c in found})
        for parts in ([{c[i] for c in codings} for codings in (gold, found)] for i in range(3)):
            got, asked = got + len(parts[0] & parts[1]), asked + len(parts[0])
        got, asked = got + len(gold & found), asked + len(gold)
    scores = Scores()
    for level, tally in tallies.items():
        tally.report(scores, level)
    scores.add("partial", got / asked if asked else 0.0)
    scores.add("exact_records", exact / len(rows) if rows else 0.0)
    return scores


def folded(code: str | None) -> str:
    """The PLOVER type of a CAMEO code; a name stays a name."""
    code = (code or "").strip()
    if not code[:2].isdigit():
        return code.upper()
    if code[:2] == "08":
        return "CONCEDE" if code[:3] in _CONCEDING or code == "08" else "RETREAT"
    return _PLOVER.get(code[:2], code)


def _codings(codings: Sequence[Sequence[str]]) -> set[Coding]:
    return {(str(s or ""), str(t or ""), str(e or "")) for s, t, e in codings}


def _country(actor: str) -> str:
    return (actor or "---")[:3]
