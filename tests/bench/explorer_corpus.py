"""A synthetic corpus of any size for the explorer: few busy nodes, many quiet ones, groups that keep to themselves."""

from __future__ import annotations

import random
from datetime import date, timedelta

from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Modality,
    Participant,
    Polarity,
    Reading,
    Statement,
)

VERBS = {
    "Warned": "warned", "Attacked": "attacked", "Supplied": "supplied", "Consulted": "met", "Sanctioned": "sanctioned",
    "Supported": "supported", "Accused": "accused", "Urged": "urged", "Threatened": "threatened",
    "Signed": "signed with",
}  # fmt: skip
TYPES = [*EntityType]
PUBLISHERS = [f"Gazette {number}" for number in range(12)]
A_DOCUMENT = 8
"""Statements in one document."""


def entities(count: int) -> list[Entity]:
    """So many entities of all classes, the busiest first."""
    made = []
    for number in range(count):
        type = TYPES[number % len(TYPES)]
        made.append(Entity(f"{type.lower()}.n{number}", type, f"{type} {number:05d}", aliases=(f"Alias {number}",)))
    return made


def pairs(nodes: int, edges: int, chance: random.Random) -> list[tuple[int, int]]:
    """So many different pairs that touch every node: a busy end by rank, or one of the same group."""
    found: dict[tuple[int, int], None] = {}
    group = max(10, int(nodes**0.5))
    number = 0
    while len(found) < edges:
        one = number % nodes
        number += 1
        busy = int(nodes * chance.random() ** 6)
        near = (one // group) * group + chance.randrange(group)
        other = busy if chance.random() < 0.35 else min(near, nodes - 1)
        if one != other:
            found[(one, other) if chance.random() < 0.6 else (other, one)] = None
    return list(found)


def corpus(nodes: int, edges: int, seed: int = 7) -> list[Reading]:
    """Readings with so many nodes and pairs of nodes; some pairs have several statements."""
    chance = random.Random(seed)
    people = entities(nodes)
    told = [pair for pair in pairs(nodes, edges, chance) for _ in range(1 + (chance.random() < 0.15))]
    chance.shuffle(told)
    start = date(2022, 1, 3)
    readings = []
    for place in range(0, len(told), A_DOCUMENT):
        day = (start + timedelta(days=chance.randrange(700))).isoformat()
        readings.append(reading(place, day, told[place : place + A_DOCUMENT], people, chance))
    return readings


def reading(place: int, day: str, told: list[tuple[int, int]], people: list[Entity], chance: random.Random) -> Reading:
    """One document with its statements."""
    sentences, drafts = [], []
    at = 0
    for one, other in told:
        type, verb = chance.choice(sorted(VERBS.items()))
        actor, target = people[one], people[other]
        sentence = f"{actor.label} {verb} {target.label} in report {place} after talks about the harbour. "
        sentences.append(sentence)
        drafts.append((type, verb, actor, target, at, at + len(sentence) - 1))
        at += len(sentence)
    document = Document(
        "".join(sentences), (f"report-{place}.txt",), title=f"Report {place}", publisher=chance.choice(PUBLISHERS),
        published=day,
    )  # fmt: skip
    mentions: list[Mention] = []
    statements = []
    for type, verb, actor, target, first, last in drafts:
        quote = document.text[first:last]
        spans = [(first, first + len(actor.label))]
        begin = first + quote.index(target.label, len(actor.label))
        spans.append((begin, begin + len(target.label)))
        for (start, end), entity in zip(spans, (actor, target), strict=True):
            mentions.append(Mention(start, end, document.text[start:end], entity.id, "name"))
        trigger = spans[0][1] + 1
        statements.append(
            Statement(
                document.id,
                Kind.EVENT,
                type,
                (Evidence(document.id, first, last, quote),),
                (trigger, trigger + len(verb)),
                Participant("actor", actor.id, *spans[0]),
                (Participant("recipient", target.id, *spans[1]),),
                polarity=Polarity.NEGATIVE if chance.random() < 0.08 else Polarity.POSITIVE,
                modality=chance.choice([*Modality]) if chance.random() < 0.3 else Modality.ACTUAL,
                attribution=Participant("speaker", people[chance.randrange(len(people))].id)
                if chance.random() < 0.3
                else None,
                date=day if chance.random() < 0.7 else None,
                confidence=round(chance.uniform(0.4, 1.0), 2),
            )
        )
    named = {entity.id: entity for _, _, actor, target, _, _ in drafts for entity in (actor, target)}
    for statement in statements:
        if statement.attribution is not None:
            entity = next(entity for entity in people if entity.id == statement.attribution.entity)
            named[entity.id] = entity
    return Reading(document, tuple(mentions), tuple(named[id] for id in sorted(named)), tuple(statements))
