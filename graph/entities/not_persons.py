"""What the language model takes for persons and is something else: peoples, makers of machines, places."""

from __future__ import annotations

from collections.abc import Container

from ...ontology.records import EntityType
from .draft import Draft
from .surface import key
from .vocabulary import words as word_list


def no_person(draft: Draft, index: int) -> bool:
    """The plural of a people, or who made a machine: "Kumyks", "the Ford truck"."""
    words = draft.words
    noun = draft.nouns.noun(words.lower[index], "group")
    if noun is not None and noun.name == "community" and words.lower[index] == noun.plural.lower():
        return True
    head = words.head[index]
    if words.dep[index] != "compound" or head <= index or key(words.text[index]) in draft.families:
        return False
    return words.pos[head] == "NOUN" and draft.nouns.noun(words.lower[head], "weapon") is not None


def placed(draft: Draft, first: int, last: int, titles: Container[int]) -> bool:
    """Claim a place that the model takes for a person: "near Example", "the vicinity of Example in Syria"."""
    words = draft.words
    root = words.root(first, last)
    case, head = words.case(root), words.lemma[words.head[root]]
    there = case in ("near", "outside") or (case in ("of", "in") and head in word_list("whereabouts"))
    if not there or first - 1 in titles or draft.names.get(key(draft.text(first, last))) is not None:
        return False
    if key(draft.text(last, last)) in draft.families:
        return False
    place = draft.unknown(EntityType.PLACE, draft.text(first, last))
    draft.define(draft.text(first, last), place)
    draft.claim(first, last, place, "name", "place by where things are", 0.6)
    return True
