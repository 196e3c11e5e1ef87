"""Relations that a text states: who holds which office, speaks for whom, leads, belongs to, borders or makes what.

They are read from titles before names, appositions, predicate nouns, and a few verbs; each with its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from ...ontology.records import Document, Entity, EntityType, Kind, Mention, Modality, Participant, Polarity, Statement
from ...ontology.vocabulary import entity_classes, relation_types
from ..entities.linked import Linked
from ..text import body_sentences
from .evidence import evidence
from .factuality import factuality
from .predications import Predication, adjectives, apposed, predicates, verbs

_CLASS_OF_TYPE: Mapping[EntityType, str] = {kind: kind.value for kind in EntityType}


@dataclass(frozen=True, slots=True)
class Found:
    """A relation before it becomes a statement."""

    type: str
    subject: Participant
    object: Participant
    trigger: tuple[int, int]
    confidence: float
    rule: str
    clause: Token | None = None
    """The word whose polarity and modality the relation has; None for what is presupposed."""


def relations(doc: Doc, document: Document, linked: Linked) -> Iterator[Statement]:
    """The relation statements of the article in textual order, each relation once."""
    seen: set[tuple[str, str, str]] = set()
    for sentence in body_sentences(doc):
        found = [*_titles(sentence, linked), *_stated(sentence, linked)]
        for relation in sorted(found, key=lambda relation: relation.trigger):
            key = (relation.type, relation.subject.entity, relation.object.entity)
            if key in seen or not _admissible(relation, linked):
                continue
            seen.add(key)
            yield _statement(relation, sentence, document)


def _statement(relation: Found, sentence: Span, document: Document) -> Statement:
    facts = factuality(relation.clause) if relation.clause is not None else None
    return Statement(
        document=document.id,
        kind=Kind.RELATION,
        type=relation.type,
        evidence=(evidence(document.id, document.text, sentence, relation.trigger),),
        trigger=relation.trigger,
        actor=relation.subject,
        targets=(relation.object,),
        polarity=facts.polarity if facts is not None else Polarity.POSITIVE,
        modality=facts.modality if facts is not None else Modality.ACTUAL,
        confidence=round(relation.confidence, 2),
        rules=(f"relation:{relation.rule}", *(facts.rules if facts is not None else ())),
    )


def _titles(sentence: Span, linked: Linked) -> Iterator[Found]:
    """For example "Finnish President X", "X, the foreign minister of Y"."""
    for title in linked.titles:
        if not sentence.start <= title.token < sentence.end:
            continue
        token = sentence.doc[title.token]
        clause = token if title.beside and any(child.dep_ == "cop" for child in token.children) else None
        subject = Participant("subject", title.person, title.start, title.end)
        if title.code.startswith("SPOX"):
            target = _spoken_for(token, linked) or title.of
            if target is not None:
                yield Found(
                    "spokespersonFor", subject, Participant("object", target), title.title, 0.9, "title", clause
                )
        elif title.code in ("LEADER", "HEAD") and title.of is not None:
            yield Found("leads", subject, Participant("object", title.of), title.title, 0.85, "title", clause)
        elif title.position is not None:
            held = Participant("object", title.position, *title.title)
            yield Found("holdsPosition", subject, held, title.title, 0.95 if title.of else 0.8, "title", clause)


def _spoken_for(token: Token, linked: Linked) -> str | None:
    for child in token.children:
        if child.dep_.startswith("nmod") and any(case.lower_ in ("for", "of") for case in child.children):
            mention = linked.at(child)
            if mention is not None:
                return mention.entity
    return None


def _stated(sentence: Span, linked: Linked) -> Iterator[Found]:
    for token in sentence:
        for predication in (
            *apposed(token, linked),
            *predicates(token, linked),
            *verbs(token, linked),
            *adjectives(token, linked),
        ):
            yield _found(predication)


def _found(predication: Predication) -> Found:
    return Found(
        predication.type,
        _participant("subject", predication.subject),
        _participant("object", predication.object),
        (predication.trigger.idx, predication.trigger.idx + len(predication.trigger)),
        predication.confidence * min(_sure(predication.subject), _sure(predication.object)),
        predication.rule,
        predication.clause,
    )


def _participant(role: str, term: Mention | str) -> Participant:
    if isinstance(term, str):
        return Participant(role, term)
    return Participant(role, term.entity, term.start, term.end)


def _sure(term: Mention | str) -> float:
    return 1.0 if isinstance(term, str) else term.confidence


def _admissible(relation: Found, linked: Linked) -> bool:
    """Both terms are of the classes that the vocabulary gives the relation, and they are two."""
    kind = relation_types()[relation.type]
    subject, target = linked.entities.get(relation.subject.entity), linked.entities.get(relation.object.entity)
    if subject is None or target is None or subject.id == target.id:
        return False
    return _is_a(subject, kind.subject) and _is_a(target, kind.object)


def _is_a(entity: Entity, wanted: str) -> bool:
    return wanted in _ancestors(_CLASS_OF_TYPE[entity.type]) or (
        entity.category is not None and wanted in _ancestors(entity.category)
    )


@lru_cache(maxsize=512)
def _ancestors(category: str) -> frozenset[str]:
    found: list[str] = []
    current: str | None = category
    while current is not None:
        found.append(current)
        entry = entity_classes().get(current)
        current = entry.parent if entry is not None else None
    return frozenset(found)
