"""Conditions of frames: of which words, classes and entity types the heads of the arguments must be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from spacy.tokens import Token

from ...ontology.records import Entity, EntityType, Mention
from .dependents import direct_arguments, preposition, spread
from .frames import Form, Frame
from .lexicon import Lexicon
from .patterns import headwords, is_quantity, match
from .syntax import Clause

CORE = frozenset({"subj", "obj", "iobj", "content"})
"""Arguments that only a verb has; conditions on them do not bind an event noun."""
OBLIGING = frozenset({"must", "should", "shall", "ought"})
ABSENT = frozenset({"absent"})
"""What conditions see of an argument that is not there."""
AGENTS = frozenset({"Person", "State", "Organization", "Group"})
ANYBODY = frozenset({"he", "she", "they", "we", "i", "it", "who", "him", "her", "them", "us"})
"""Pronouns: where an agent may stand, the condition does not ask who is meant."""


class Links(Protocol):
    """What the entity stage found in a document."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Entity id to entity."""

    def at(self, token: Token) -> Mention | None:
        """The mention whose syntactic head is the token."""

    def over(self, token: Token) -> Mention | None:
        """The outermost mention that covers the token."""


def holds(
    frame: Frame, clause: Clause, args: Mapping[str, tuple[Token, ...]], links: Links, lexicon: Lexicon, nominal: bool
) -> bool:
    """Whether the arguments of a reading meet the conditions of its frame."""
    def classes(argument: str, *, mates: bool = True) -> frozenset[str]:
        if argument == "content":
            return content_classes(clause, lexicon)
        if argument == "voice":
            return frozenset({"passive" if clause.passive else "active"})
        if argument == "sentence":
            return sentence_classes(clause.head, lexicon)
        if argument == "case":
            return frozenset({preposition(clause.head) or "absent"})
        if argument == "subj" and clause.passive and "subj" not in args and "obj" not in frame.when:
            argument = "obj"
        named = args.get(argument) or (args.get("iobj", ()) if argument == "obj" else ())  # "allowed *them* to leave"
        tokens = [mate for token in named for mate in (spread(token) if mates else (token,))]
        return frozenset().union(*(classes_of(token, links, lexicon) for token in tokens)) if tokens else ABSENT

    for argument, allowed in frame.when.items():
        found = classes(argument)
        anybody = bool(found & ANYBODY) and not allowed.isdisjoint(AGENTS | {"Agent"})
        if not (nominal and argument in CORE) and not (found & allowed or anybody):
            return False
    # of a list the first says which sense it is: "destroyed tanks, guns and two radar systems"
    return not any(classes(argument, mates=False) & banned for argument, banned in frame.unless.items())


def sentence_classes(token: Token, lexicon: Lexicon) -> frozenset[str]:
    """The words of the sentence and their classes, which tell what world it is about: a match, a film."""
    return frozenset().union(*(lexicon.classes_of(word.lemma_.lower()) for word in token.sent))


def content_classes(clause: Clause, lexicon: Lexicon) -> frozenset[str]:
    """How the content is given, whether it obliges, and the frames without a type that it expresses."""
    found = {clause.content_kind}
    content = clause.content
    if content is None:
        return frozenset(found)
    for child in content.children:
        if child.dep_ == "aux" and child.lower_ in OBLIGING:
            found.add("obligation")
    inner = Clause(content, direct_arguments(content), content_kind="none")
    for word in headwords(content):
        for trigger, frame in lexicon.candidates(Form.VERB, word):
            if frame.type is None and match(trigger, inner) is not None:
                found.add(frame.id)
    return frozenset(found)


def classes_of(token: Token, links: Links, lexicon: Lexicon) -> frozenset[str]:
    """The word, the classes that the lexicon gives it, and the type and category of what it names.

    Of a name that is no common noun its words say nothing: "Sky News" is no news.
    """
    found: set[str] = set()
    mention = links.at(token)
    named = token.pos_ == "PROPN" and mention is not None and mention.kind == "name"
    for word in headwords(token) if not named else ():
        found |= lexicon.classes_of(word)
    if mention is not None:
        entity = links.entities[mention.entity]
        found |= {entity.type.value, *lexicon.classes_of(entity.category or "")}
        if entity.type.value in AGENTS:
            found.add("Agent")
        if entity.type is EntityType.PERSON:
            found |= {"Officeholder"} if entity.offices else set()
            found.update(*(lexicon.classes_of(word.lower()) for word in mention.text.split()))
    if is_quantity(token):
        found.add("~quantity")
        for child in token.children:
            if child.dep_ == "nmod" and preposition(child) == "of":
                found |= classes_of(child, links, lexicon)
    return frozenset(found)
