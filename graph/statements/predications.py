"""Two mentions and what a noun, verb or adjective between them says: "X, a member of Y", "X borders Y", "Y-made X"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from ...ontology.records import EntityType, Mention
from ..entities.bodies import body_id
from ..entities.linked import Linked
from .cues import read_cues

_NOMINAL = frozenset({"NOUN", "NUM", "PROPN", "PRON", "DET"})
_ONE_OF = frozenset({"one", "some", "part", "among"})


@dataclass(frozen=True, slots=True)
class Predication:
    """A relation between two mentions; a term that is only understood is an entity id."""

    type: str
    subject: Mention
    object: Mention | str
    trigger: Token
    confidence: float
    rule: str
    clause: Token | None = None


@lru_cache(maxsize=1)
def _cues() -> Mapping[str, Any]:
    return read_cues("relations")


@lru_cache(maxsize=1)
def _types_of_noun() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for kind, nouns in _cues()["nouns"].items():
        for noun in nouns:
            found.setdefault(noun, []).append(kind)
    return {noun: tuple(kinds) for noun, kinds in found.items()}


def apposed(token: Token, linked: Linked) -> Iterator[Predication]:
    """For example "Belarus, one of Russia's closest allies"; the noun may stand first."""
    other = _beside(token, linked)
    if other is None:
        return
    for name, noun in ((other, token), (token, other)):
        subject = linked.at(name)
        if subject is not None and subject.kind in ("name", "pronoun") and noun.pos_ in _NOMINAL:
            yield from _of_noun(subject, noun, linked, "apposition", None)


def _beside(token: Token, linked: Linked) -> Token | None:
    """What the token stands in apposition to; two subjects of one verb around a comma are an apposition too."""
    if token.dep_ == "appos" or (token.dep_ == "nmod:desc" and token.i > token.head.i):
        return token.head
    if token.dep_ != "nsubj":
        return None
    left = token.left_edge.i
    if left >= 2 and token.doc[left - 1].text == ",":
        before = token.doc[left - 2]
        for child in token.head.lefts:
            if child.dep_ == "nsubj" and child.i < left and child.right_edge.i in (left - 1, left - 2):
                return child
        mention = linked.over(before)
        if mention is not None and token.lower_ in _ONE_OF and mention.kind == "name":
            return next((t for t in token.doc[max(left - 8, 0) : left - 1] if linked.at(t) is mention), None)
    return None


def predicates(token: Token, linked: Linked) -> Iterator[Predication]:
    """For example "Finland is a member of NATO"."""
    if token.pos_ not in ("NOUN", "NUM", "PRON", "DET") or not any(child.dep_ == "cop" for child in token.children):
        return
    for child in token.children:
        subject = linked.at(child) if child.dep_ == "nsubj" else None
        if subject is not None:
            yield from _of_noun(subject, token, linked, "predicate noun", token)


def _of_noun(subject: Mention, noun: Token, linked: Linked, rule: str, clause: Token | None) -> Iterator[Predication]:
    """The relations that the noun, or the noun after "one of", says of the subject."""
    if noun.lower_ in _ONE_OF:
        noun = next((child for child in noun.children if child.dep_.startswith("nmod") and _case(child) == "of"), noun)
    lemma = noun.lemma_.lower()
    for kind in _types_of_noun().get(lemma, ()):
        for term in _terms(noun, kind, linked):
            if term.entity != subject.entity:
                yield Predication(kind, subject, term, noun, 0.85, rule, clause)
    yield from _by_country(subject, noun, linked, rule, clause)


def _terms(noun: Token, kind: str, linked: Linked) -> Iterator[Mention]:
    """What stands with the noun in one of the relation's prepositions, before it as a possessor, or as a compound."""
    allowed = _cues()["prepositions"].get(kind, ())
    found = False
    for child in noun.children:
        if child.dep_.startswith("nmod") and child.i > noun.i and _case(child) in allowed:
            for term in (child, *(grand for grand in child.children if grand.dep_ == "conj")):
                mention = linked.at(term)
                if mention is not None:
                    found = True
                    yield mention
    for child in noun.children:
        if not found and child.i < noun.i and child.dep_.partition(":")[0] in ("nmod", "compound"):
            mention = linked.at(child)
            if mention is not None and kind not in ("nationality", "locatedIn"):
                yield mention
                return


def _by_country(
    subject: Mention, noun: Token, linked: Linked, rule: str, clause: Token | None
) -> Iterator[Predication]:
    """For example "a Ukrainian citizen", "one of Ukraine's top military officers", "an Iranian drone"."""
    entity = linked.entities.get(subject.entity)
    country = _country(noun, linked)
    if entity is None or country is None:
        return
    lemma = noun.lemma_.lower()
    if entity.type is EntityType.PERSON:
        if lemma in _cues()["nouns"]["nationality"]:
            yield Predication("nationality", subject, country, noun, 0.9, rule, clause)
        elif lemma in _cues()["soldiers"]:
            forces = body_id("armed-forces", country.entity)
            if forces in linked.entities:
                yield Predication("memberOf", subject, forces, noun, 0.7, rule, clause)
    elif entity.type is EntityType.WEAPON and noun.pos_ == "NOUN":
        mention = linked.at(noun)
        if mention is not None and linked.entities[mention.entity].type is EntityType.WEAPON:
            yield Predication("originState", subject, country, noun, 0.7, rule, clause)


def _country(noun: Token, linked: Linked) -> Mention | None:
    for child in noun.children:
        if child.i < noun.i or (child.dep_ == "nmod" and _case(child) == "of"):
            mention = linked.at(child)
            if mention is not None and linked.entities[mention.entity].type is EntityType.STATE:
                return mention
    return None


def verbs(token: Token, linked: Linked) -> Iterator[Predication]:
    """For example "Belarus borders Ukraine", "Izium, which is located in …", "drones made by …"."""
    if token.pos_ not in ("VERB", "ADJ"):
        return
    passive = (token.dep_.startswith("acl") and token.tag_ == "VBN") or any(
        child.dep_ in ("aux:pass", "nsubj:pass") for child in token.children
    )
    cue = _cues()["passives" if passive else "verbs"].get(token.lemma_.lower())
    if cue is None:
        return
    subject = _subject(token, linked)
    if subject is None:
        return
    for term in _arguments(token, cue, linked):
        first, second = (term, subject) if cue.get("reversed") else (subject, term)
        yield Predication(cue["type"], first, second, token, 0.8, "passive" if passive else "verb", token)


def _subject(token: Token, linked: Linked) -> Mention | None:
    """The subject, or the noun that the participle describes."""
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")]
    for child in reversed(subjects):
        mention = linked.at(child)
        if mention is not None:
            return mention
    return linked.at(token.head) if token.dep_.startswith("acl") and not subjects else None


def _arguments(token: Token, cue: Mapping[str, Any], linked: Linked) -> Iterator[Mention]:
    for child in token.children:
        direct = cue.get("object", False) and child.dep_ == "obj"
        oblique = child.dep_.partition(":")[0] == "obl" and _case(child) in cue.get("prepositions", ())
        if direct or oblique:
            for term in (child, *(grand for grand in child.children if grand.dep_ == "conj")):
                mention = linked.at(term)
                if mention is not None:
                    yield mention


def adjectives(token: Token, linked: Linked) -> Iterator[Predication]:
    """For example "Iranian-made Shahed drones"."""
    if token.lower_.rpartition("-")[2] not in _cues()["made"] or token.dep_.partition(":")[0] not in ("amod", "acl"):
        return
    subject = linked.at(token.head)
    maker = next(
        (m for i in range(token.i - 1, max(token.i - 4, -1), -1) if (m := linked.at(token.doc[i])) is not None), None
    )
    if subject is None or maker is None or maker.end > token.idx + len(token):
        return
    kind = "originState" if linked.entities[maker.entity].type is EntityType.STATE else "manufacturedBy"
    yield Predication(kind, subject, maker, token, 0.8, "made by")


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")
