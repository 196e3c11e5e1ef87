"""What readers have corrected: an append-only file of JSON lines that each build replays.

A line: `{"do": "not-same", "on": ["s…", "s…"], "who": "A. Reader", "why": "two strikes"}`, and `"type": "Struck"` for a
retype. Statements are named by their ids, events by theirs: an event's id is minted from that of one of its statements,
and stands for that statement in every build that still has it.

Entities are corrected by the same words. They are named by their ids, which a line can hold as well:

    {"do": "same", "on": ["person.ashraf-ghani", "nil.person.ghani-f8f0d5a8"], "who": …, "why": "one man"}
    {"do": "not-same", "on": ["person.ashraf-ghani", "d0123456789abcdef", "s0123456789abcdef"], "who": …, "why": …}

The first makes two nodes, or more, one: that of the knowledge base, else the one that is named first. The second says
that in these documents, and in these statements, the node is somebody else, who gets a node of his own. `not-same` of
entities that an earlier line has made one takes all but the first of them out again. Ids of statements hold those of
their participants and so change with them; corrections that use the old ones still hold (`prov:wasRevisionOf` leads to
them). Entities are corrected first, then statements and events, whatever the order of the lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from ...ontology.errors import InputError
from ...ontology.ids import mint
from ...ontology.vocabulary import event_types

DOES = {
    "merge": "these statements or events are one event, these entities one node",
    "same": "these statements tell of one event, these entities are one node",
    "split": "these statements are taken out of their event, and stay together; here the entity is somebody else",
    "not-same": "no two of these statements, events or entities are one; here the entity is somebody else",
    "retype": "this statement is of another type",
    "retract": "the statement says what the text does not say: no edge, event, toll or score rests on it",
}
_ID = re.compile(r"[se][0-9a-f]{16}")
_PLACE = re.compile(r"[sd][0-9a-f]{16}")
_ENTITY = re.compile(r"(?:nil\.)?(?:person|state|org|weapon|place|position|group)\.[a-z0-9][a-z0-9.-]*")
_FIELDS = {"do", "on", "who", "why", "type", "date"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file."""

    do: str
    on: tuple[str, ...]
    """Ids of statements and events, or of entities and the places where they are told apart."""
    who: str
    why: str
    type: str | None = None
    date: str | None = None

    @property
    def id(self) -> str:
        """Minted from all that it says."""
        return mint("c", self.do, ";".join(self.on), self.who, self.why, self.type, self.date)

    @property
    def of_entities(self) -> bool:
        """Whether it is about nodes, not about statements and events."""
        return any(is_entity(one) for one in self.on)

    def line(self) -> str:
        """As it stands in the file, without the end of the line."""
        record = {"do": self.do, "on": list(self.on), "who": self.who, "why": self.why}
        extra = {"type": self.type, "date": self.date}
        return json.dumps(record | {k: v for k, v in extra.items() if v is not None}, ensure_ascii=False)


def is_entity(ident: str) -> bool:
    """Whether it is the id of an entity."""
    return _ENTITY.fullmatch(ident) is not None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that can not be replayed, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The corrections of a file, in its order, and its wrong lines."""

    corrections: tuple[Correction, ...] = ()
    wrong: tuple[Wrong, ...] = ()


@dataclass(slots=True)
class Rulings:
    """What the corrections come to for the statements of a corpus."""

    together: set[tuple[str, str]] = field(default_factory=set)
    apart: set[tuple[str, str]] = field(default_factory=set)
    types: dict[str, str] = field(default_factory=dict)
    retracted: dict[str, str] = field(default_factory=dict)
    """Statements and the correction that retracts each."""
    replayed: list[Correction] = field(default_factory=list)
    unmatched: list[Wrong] = field(default_factory=list)
    """Corrections of which the graph has no such statement any more; they stay in the file."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """New ids of statements of which a participant was corrected, by those that they were read with."""


@dataclass(slots=True)
class Replay:
    """What has come of the corrections on the way through a build."""

    renamed: dict[str, str] = field(default_factory=dict)
    """New ids of statements of which a participant was corrected, by those that they were read with."""
    entities: frozenset[str] = frozenset()
    """Corrections of entities that have changed something, by their ids."""
    retracted: dict[str, set[str]] = field(default_factory=dict)
    """Statements that are retracted, by their documents."""
    unmatched: list[Wrong] = field(default_factory=list)
    """Corrections of which the corpus has no such statement or entity."""


def read_corrections(path: Path) -> Ledger:
    """The ledger of a file. Wrong lines are listed, not raised; InputError only where the file can not be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can not be read: {error}") from None
    return parse(text)


def parse(text: str) -> Ledger:
    """The ledger in the text of a file."""
    right: list[Correction] = []
    wrong: list[Wrong] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            right.append(_correction(json.loads(line)))
        except (ValueError, RecursionError) as error:
            wrong.append(Wrong(number, str(error)))
    return Ledger(tuple(right), tuple(wrong))


def _correction(record: Any) -> Correction:
    """Raises ValueError with what is wrong."""
    if not isinstance(record, dict):
        raise ValueError("expected a JSON object")
    strange = sorted(set(record) - _FIELDS)
    if strange:
        raise ValueError(f"unknown key {strange[0]!r}; expected {', '.join(sorted(_FIELDS))}")
    do, on = record.get("do"), record.get("on")
    if do not in DOES:
        raise ValueError(f"`do` is {do!r}; expected one of {', '.join(DOES)}")
    if not isinstance(on, list) or not all(isinstance(one, str) for one in on):
        raise ValueError("`on` must be a list of ids")
    entities = [one for one in on if is_entity(one)]
    if not entities and not all(_ID.fullmatch(one) for one in on):
        raise ValueError("`on` must be a list of ids of statements (s…) or events (e…), 16 hexadecimal characters each")
    if entities:
        _check_entities(do, on, len(entities))
    least, most = (2, None) if do in ("merge", "same", "not-same") else (1, 1 if do == "retype" else None)
    if len(set(on)) != len(on) or len(on) < least or (most is not None and len(on) > most):
        needed = "exactly one id" if most else f"at least {least} different ids"
        raise ValueError(f"`{do}` needs {needed}; found {len(on)}")
    for name in ("who", "why"):
        if not isinstance(record.get(name), str) or not record[name].strip():
            raise ValueError(f"`{name}` must say {name}")
    kind, date = record.get("type"), record.get("date")
    if (do == "retype") != (kind is not None) or (kind is not None and kind not in event_types()):
        raise ValueError("`retype`, and nothing else, needs the `type`: an event type of the vocabulary such as Struck")
    if date is not None and not isinstance(date, str):
        raise ValueError("`date` must be text such as 2024-11-23")
    return Correction(do, tuple(on), record["who"], record["why"], kind, date)


def _check_entities(do: str, on: list[str], entities: int) -> None:
    """Raises ValueError unless all of it is entities, or one entity and the places where it is somebody else."""
    if do in ("retype", "retract"):
        raise ValueError(f"`{do}` is of statements; found {on[0]!r}")
    apart = do in ("split", "not-same") and entities == 1 and all(is_entity(one) or _PLACE.fullmatch(one) for one in on)
    if entities < len(on) and not apart:
        raise ValueError(
            "`on` must be a list of entities; or, for `not-same`, of one entity and the documents (d…) and statements "
            "(s…) in which it is somebody else, 16 hexadecimal characters each"
        )
    if do == "split" and not (apart and len(on) > 1):
        raise ValueError("`split` of an entity needs the documents (d…) or statements (s…) in which it is another")


def rule(
    corrections: Iterable[Correction],
    events: Mapping[str, str],
    members: Mapping[str, Iterable[str]],
    *,
    others: Collection[str] = (),
    replay: Replay | None = None,
) -> Rulings:
    """What the corrections come to; a later one overrules an earlier one about the same statements.

    `events` maps the id that an event would have by each statement to that statement; `members` each statement to those
    that stand in its event without corrections; `others` are statements that tell of no event: they are only retracted.
    """
    replay = replay or Replay()
    found = Rulings(renamed=replay.renamed)
    for number, correction in enumerate(corrections, 1):
        if correction.of_entities:
            if correction.id in replay.entities:
                found.replayed.append(correction)
            continue
        statements = [events.get(one) or replay.renamed.get(one, one) for one in correction.on]
        known = [s in members or (correction.do == "retract" and s in others) for s in statements]
        missing = [one for one, there in zip(correction.on, known, strict=True) if not there]
        if missing:
            found.unmatched.append(Wrong(number, f"{correction.do}: the graph has no {', '.join(missing)}"))
            continue
        found.replayed.append(correction)
        _apply(correction, statements, members, found)
    return found


def _apply(correction: Correction, statements: list[str], members: Mapping[str, Iterable[str]], found: Rulings) -> None:
    if correction.do == "retract":
        found.retracted |= dict.fromkeys(statements, correction.id)
    elif correction.do == "retype" and correction.type is not None:
        found.types[statements[0]] = correction.type
    elif correction.do in ("merge", "same"):
        _add(combinations(sorted(set(statements)), 2), found.together, found.apart)
    elif correction.do == "not-same":
        _add(combinations(sorted(set(statements)), 2), found.apart, found.together)
    else:
        _split(set(statements), members, found)


def _split(out: set[str], members: Mapping[str, Iterable[str]], found: Rulings) -> None:
    left = {other for one in out for other in members[one]} - out
    _add(combinations(sorted(out), 2), found.together, found.apart)
    _add((_pair(one, other) for one in out for other in left), found.apart, found.together)


def _add(pairs: Iterable[tuple[str, str]], to: set[tuple[str, str]], instead_of: set[tuple[str, str]]) -> None:
    for pair in pairs:
        to.add(pair)
        instead_of.discard(pair)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def lines(corrections: Iterable[Correction]) -> Iterator[str]:
    """The corrections as lines of a file."""
    return (correction.line() for correction in corrections)
