"""Which events are left out because the sentence has a doer for them that could not be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from .conditions import AGENTS, Links
from .dependents import OBLIQUES, preposition
from .event import FIGHTING, HARM, Event
from .lexicon import Lexicon
from .owners import is_deed
from .patterns import is_quantity
from .syntax import Syntax

PEOPLE = frozenset({"~person", "~troops", "~official", "~clash_party", "~individual"})
PERSONS = frozenset({"i", "we", "he", "she", "they", "who", "my", "our", "his", "her", "their", "us", "them", "him"})
DOERS = frozenset({"subj", "poss", "by", "compound"})
"""Arguments that name nobody but the doer."""
DOCUMENTS = frozenset({"~evidence", "~speech", "~agreement"})
"""Classes of things that say something and whose author the sentence need not know."""
PARTS = frozenset({"of", "to"})
"""Prepositions by which a noun of doing hangs on what is done with it: "a suspension of aid"."""
WITHIN = frozenset({"in", "during", "through", "with"})
"""Prepositions of an attack as which, or in which, the subject of the clause acts."""


def has_unknown_doer(
    event: Event, events: Mapping[int, Event], syntax: Syntax, links: Links, lexicon: Lexicon
) -> bool:
    """The sentence says who does it, by a word that no mention stands for: without him the statement is half of it."""
    roles = event.match.frame.noun_roles if event.match.nominal else event.match.frame.roles
    doers = {argument for argument, named in roles.items() if "actor" in named and argument in DOERS}
    if event.actor is not None or any(filler.argument in doers for filler in event.fillers):
        return False
    words = [word for argument in sorted(doers) for word in event.match.args.get(argument, ())]
    if any(_acts(word, lexicon) for word in words):
        return True
    if "quantity" in roles.get("subj", ()) and words and all(is_quantity(word) for word in words):
        return False  # "thousands marched": a crowd has no other name
    if event.match.nominal:
        return bool(doers) and any(_may_act(verb, events, syntax, links, lexicon) for verb in _carriers(event))
    if "subj" not in doers or (event.match.clause.passive and not words):
        return False
    return not words or not any(_happens(word, event, lexicon) for word in words)


def _happens(word: Token, event: Event, lexicon: Lexicon) -> bool:
    """A subject that nobody need stand behind: an event, or a thing that does harm ("the blaze killed ten")."""
    if word.pos_ == "PRON" and word.tag_ == "PRP":
        return event.type in HARM
    spoken = event.match.frame.content is not None and DOCUMENTS & lexicon.classes_of(word.lemma_.lower())
    return is_deed(word, lexicon) or event.type in HARM | FIGHTING or bool(spoken)


def _acts(word: Token, lexicon: Lexicon) -> bool:
    """A name, a person's pronoun or a noun for people."""
    if word.pos_ == "PROPN":
        return word.dep_ != "compound"
    if word.pos_ == "PRON":
        return word.lower_ in PERSONS
    return not PEOPLE.isdisjoint(lexicon.classes_of(word.lemma_.lower()))


def _carriers(event: Event) -> Iterator[Token]:
    """The verb whose object the noun is, or as or in which an attack is made."""
    if event.loan is not None and event.loan.rule.startswith("light:"):
        return
    node = event.token
    while node.dep_ == "conj" or (node.dep_ == "nmod" and preposition(node) in PARTS):
        node = node.head
    acting = node.dep_ in OBLIQUES and preposition(node) in WITHIN and event.type in FIGHTING
    if node.head.pos_ in ("VERB", "ADJ") and (node.dep_ == "obj" or acting):
        yield node.head


def _may_act(verb: Token, events: Mapping[int, Event], syntax: Syntax, links: Links, lexicon: Lexicon) -> bool:
    """Whether the verb says nothing else, and its subject is somebody who may be the doer."""
    clause = syntax.clause(verb)
    if clause.passive or is_speech(verb, lexicon) or (verb.i in events and events[verb.i].type not in HARM):
        return False
    return any(_is_agent(token, links) or _acts(token, lexicon) for token in clause.get("subj"))


def _is_agent(token: Token, links: Links) -> bool:
    mention = links.at(token)
    return mention is not None and links.entities[mention.entity].type.value in AGENTS


def is_speech(token: Token, lexicon: Lexicon) -> bool:
    """Whether the verb is one of saying or thinking."""
    return "~speech-verb" in lexicon.classes_of(token.lemma_.lower())
