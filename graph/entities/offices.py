"""Office descriptions without a name: "the U.S. president" is who held the office at the document's date."""

from __future__ import annotations

from ...ontology.records import EntityType
from .draft import Draft
from .nominals import Nominals
from .positions import position
from .titles import Title
from .vocabulary import words as word_list

RESOLVED = (
    "HoS-elect",
    "HoS",
    "HoG",
    "VP",
    "FM",
    "DM",
    "IM",
    "FIN",
    "NSA",
    "CHOD",
    "SECGEN",
    "CHAIR",
    "INTEL",
    "LEADER",
)
_BODIES = {
    "CHOD": "armed-forces",
    "DM": "ministry-of-defence",
    "FM": "ministry-of-foreign-affairs",
    "HoG": "government",
}
_OTHER = {
    "LEADER": ("HoS", "HoG", "LEADER", "SECGEN", "PRES", "CHAIR"),
    "CHAIR": ("PRES", "DG", "HR", "CHAIR", "SECGEN", "DIRECTOR"),
    "SECGEN": ("SECGEN", "PRES"),
    "HoS": ("HoS", "PRES", "LEADER"),
}


def resolve(draft: Draft, titles: dict[int, Title], nominals: Nominals) -> None:
    """Claim each title that stands for its holder; unresolved high offices become Position nodes."""
    for title in sorted(titles.values(), key=lambda title: title.first):
        if (
            not _resolvable(draft, title.code)
            or not draft.free(title.first, title.last)
            or not nominals.heads(title.last)
        ):
            continue
        modifier = nominals.modifier(title.first, title.last)
        if modifier is None or not _singular(draft, title) or _then(draft, title, modifier.first):
            continue
        begin, end = min(modifier.first, title.first), max(modifier.after or title.last, title.last)
        person = holder(draft, title.code, modifier.entity)
        if person is not None:
            draft.claim(begin, end, person, "office", "office at date", 0.9)
        elif title.code not in ("LEADER", "CHAIR") and draft.type(modifier.entity) in (
            EntityType.STATE,
            EntityType.ORGANIZATION,
        ):
            draft.claim(begin, end, position(draft, title.code, title.text, modifier.entity), "office", "office", 0.7)


def _resolvable(draft: Draft, code: str) -> bool:
    """One person at a time holds an office of this code."""
    role = draft.knowledge.roles.get(code)
    return code in RESOLVED or (role is not None and role.single)


def holder(draft: Draft, code: str, of: str) -> str | None:
    """The one person who held the office at the document's date; None where nobody or several did."""
    country = draft.country(of)
    places = (
        [of]
        if country is None
        else [of, country, draft.knowledge.body(_BODIES[code], country)]
        if code in _BODIES
        else [of]
    )
    if draft.type(of) is EntityType.ORGANIZATION and code in ("HoS", "HoG", "FM") and country is not None:
        places = [country] if of.startswith("org.government") else [of]
    for role in (code, *_OTHER.get(code, ())):
        found = {tenure.person for place in places for tenure in draft.knowledge.holders(role, place, draft.date)}
        if code == "LEADER" and role == "HoS" and _parliamentary(draft, of):
            continue
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _parliamentary(draft: Draft, state: str) -> bool:
    """The state is led by its head of government."""
    record = draft.knowledge.records.get(state)
    return record is not None and record.leader == "HoG"


def _singular(draft: Draft, title: Title) -> bool:
    last = draft.words.lower[title.last]
    return not (last.endswith("s") and not last.endswith("ss")) and not last.endswith("men")


def _then(draft: Draft, title: Title, first: int) -> bool:
    """A word says that another time, or nobody in particular, is meant."""
    words = draft.words
    inside = {words.lower[index] for index in range(max(min(first, title.first) - 1, 0), title.first)}
    return bool(inside & word_list("not_now"))
