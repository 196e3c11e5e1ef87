"""Peoples and communities: whose they are, by what stands before them and by where they live.

"Ukrainians" are the people of Ukraine; "Bosnian Serbs" and "ethnic Albanians in Serbia" are neither Serbia's nor
Albania's: a demonym before the noun, or the place where they are, says of which state they are.
"""

from __future__ import annotations

from ...ontology.records import EntityType
from .draft import Draft, Span
from .modifiers import before
from .nodes import people_of
from .vocabulary import words as word_list

_IN = frozenset({"in", "inside", "of", "from", "across", "around", "near", "throughout"})
_ABODE = frozenset({"live", "reside", "base", "operate", "settle", "trap", "strand", "shelter"})


def resolve(draft: Draft) -> None:
    """Give each noun for a people its node: that of a state's people, or of those of them who are elsewhere."""
    for span in draft.spans:
        if span.kind == "people":
            span.kind = "nominal"
            span.entity = _people(draft, span)


def whereabouts(draft: Draft, last: int) -> Span | None:
    """The place or state where the people of the noun are: "in Darfur", "living in Estonia"."""
    words = draft.words
    for child in words.children[last]:
        relation = words.dep[child].partition(":")[0]
        if child < last:
            continue
        if relation == "nmod" and words.case(child) in _IN:
            return _located(draft, child)
        if relation == "acl" and words.lemma[child] in _ABODE:
            place = next((c for c in words.children[child] if c > child and words.case(c) in _IN), None)
            return _located(draft, place) if place is not None else None
    return None


def ethnic(draft: Draft, first: int) -> bool:
    """The demonym at the token speaks of descent: "ethnic Albanian guerrillas"."""
    return first > 0 and draft.words.lower[first - 1] in word_list("of_descent")


def _people(draft: Draft, span: Span) -> str:
    state, name = span.entity, draft.text(span.first, span.last)
    place = whereabouts(draft, span.last)
    elsewhere = place if place is not None and draft.country(place.entity) != state else None
    descent = ethnic(draft, span.first)
    owner = None if descent else before(draft, span.first, span.last)
    country = draft.country(owner.entity) if owner is not None else None
    if country is not None and country != state:
        label = f"{draft.knowledge.adjective(country)} {name}"
        home = state if name.lower() in word_list("citizens_by_noun") else country
        return draft.unknown(EntityType.GROUP, label, country=home, category="Civilians")
    if elsewhere is None and not descent:
        return people_of(draft, state)
    label = f"ethnic {name}" if descent else name
    if elsewhere is None:
        return draft.unknown(EntityType.GROUP, label, category="Civilians")
    return located(draft, label, elsewhere, category="Civilians")


def located(draft: Draft, label: str, place: Span, *, category: str | None) -> str:
    """The node of people at a place, who belong to its state."""
    entity = draft.entity(place.entity)
    name = entity.label if entity is not None else draft.text(place.first, place.last)
    return draft.unknown(EntityType.GROUP, f"{label} in {name}", country=draft.country(place.entity), category=category)


def _located(draft: Draft, index: int) -> Span | None:
    span = draft.owner[index]
    if span is None or span.kind != "name" or draft.country(span.entity) is None:
        return None
    return span if draft.type(span.entity) in (EntityType.STATE, EntityType.PLACE) else None
