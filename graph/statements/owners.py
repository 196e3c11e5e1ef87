"""Whose a phrase is: its possessor, the country before it, who stands behind `of`; and who "it" and "he" are."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ...ontology.records import EntityType, Mention
from .conditions import Links
from .dependents import OBLIQUES, hyphen_parts, preposition, spread
from .frames import Form
from .lexicon import Lexicon

OWNING = frozenset({"of", "by", "between", "to", "against", "from"})
CONCERNING = frozenset({"of", "between", "to", "on", "against"})
"""Prepositions behind which stands what a phrase is about: not who says so, asks for it or is asked."""
SPEECH = frozenset({"Accused", "Claimed", "Said", "Condemned", "Denied"})
"""Deeds of speech: "denied the governor's claims" is nothing about the governor."""
INDIVIDUALS = "~individual"
"""Nouns for one person each: a soldier is not the army, nor a citizen the state."""
BELONGING = frozenset({"member", "citizen", "national", "resident", "traveler", "traveller"})
FOLLOWERS = "~follower"
"""Nouns of people who are somebody's and not he: "supporters of the mayor" are not the mayor."""
_BODIES = frozenset({EntityType.STATE, EntityType.ORGANIZATION})
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_SEVERAL = _BODIES | {EntityType.GROUP}
LOGOPHORS = {
    "it": _SEVERAL, "its": _SEVERAL, "he": _PEOPLE, "she": _PEOPLE, "his": _PEOPLE, "her": _PEOPLE,
    "they": _SEVERAL, "their": _SEVERAL,
}  # fmt: skip
"""Pronouns that may mean who speaks, and what he may be."""


def mention_of(token: Token, links: Links) -> Mention | None:
    """The mention of the token, of a word that a hyphen joins to it, or of the name that it is a part of."""
    for part in (token, *hyphen_parts(token)):
        mention = links.at(part)
        if mention is not None:
            return mention
    whole = links.over(token) if token.pos_ == "PROPN" else None
    return whole if whole is not None and whole.kind in ("name", "office") else None


def owner(
    token: Token, links: Links, lexicon: Lexicon, depth: int = 0, *, prepositions: frozenset[str] = OWNING
) -> Iterator[tuple[Mention, str]]:
    """Whose thing it is: a possessor, a demonym, a name before the noun, then the complements of `of` and its like.

    Of a deed only the doer counts: who condemns the shelling of a town does not condemn the town. `depth` is how many
    complements deep the owner may stand.
    """
    if FOLLOWERS in lexicon.classes_of(token.lemma_.lower()):
        return
    if prepositions == CONCERNING and not deeds(token, lexicon).isdisjoint(SPEECH):
        return
    for child in reversed(list(token.lefts)):
        if child.dep_ in ("nmod:poss", "det:poss", "amod", "compound", "nmod:desc"):
            found = mention_of(child, links)
            if found is not None:
                yield found, "owner"
            elif child.dep_ == "compound":
                yield from owner(child, links, lexicon)
    if depth == 0:
        return
    owning = {"by"} & prepositions if is_deed(token, lexicon) else prepositions
    for child in token.children:
        if child.dep_ in OBLIQUES and child.i > token.i and preposition(child) in owning:
            for mate in spread(child):
                found = mention_of(mate, links)
                if found is not None:
                    yield found, "owner"
                yield from owner(mate, links, lexicon, depth - 1, prepositions=prepositions)


def speaker(token: Token, links: Links, lexicon: Lexicon) -> Iterator[tuple[Mention, str]]:
    """"Peru said it had closed the border": a pronoun in what somebody says, otherwise unknown, is who says it."""
    kinds = LOGOPHORS.get(token.lower_)
    if is_quoted(token):
        return
    clause = token
    while kinds is not None and clause.head.i != clause.i and clause.dep_ != "ccomp":
        clause = clause.head
    verb = clause.head
    if kinds is None or clause.dep_ != "ccomp" or "~speech-verb" not in lexicon.classes_of(verb.lemma_.lower()):
        return
    for child in verb.children:
        mention = links.at(child) if child.dep_ == "nsubj" else None
        kind = links.entities[mention.entity].type if mention is not None else None
        if mention is not None and kind in kinds and (kind is not EntityType.GROUP or _agrees(token, child, lexicon)):
            yield mention, "speaker"


def _agrees(pronoun: Token, noun: Token, lexicon: Lexicon) -> bool:
    """Several people are "they", one person "he" or "she", a group with a singular name "it" or "they"."""
    if noun.tag_ in ("NNS", "NNPS"):
        return pronoun.lower_ in ("they", "their")
    person = not {"~person", "~official", INDIVIDUALS}.isdisjoint(lexicon.classes_of(noun.lemma_.lower()))
    return person == (pronoun.lower_ in ("he", "she", "his", "her"))


def is_quoted(token: Token) -> bool:
    """Whether a quotation is open at the token, in which a pronoun is who the speaker means and never he himself."""
    before = [word.text for word in token.doc[token.sent.start : token.i]]
    curly = before.count("“") > before.count("”")
    return curly or sum(before.count(mark) for mark in ('"', "``", "''")) % 2 == 1


def is_individual(token: Token, lexicon: Lexicon) -> bool:
    """Whether the phrase is about single people who belong to a body: "a Kenyan soldier", "members", "nationals"."""
    single = token.tag_ in ("NN", "NNP") or token.lemma_.lower() in BELONGING
    return single and INDIVIDUALS in lexicon.classes_of(token.lemma_.lower())


def is_melee(token: Token, lexicon: Lexicon) -> bool:
    """Whether the word is for a fight of two sides, of which neither is the attacker."""
    return "~melee" in lexicon.classes_of(token.lemma_.lower())


def is_deed(token: Token, lexicon: Lexicon) -> bool:
    """Whether the noun is the trigger of an event type."""
    return bool(deeds(token, lexicon))


def deeds(token: Token, lexicon: Lexicon) -> set[str | None]:
    """The event types that the noun may express."""
    return {frame.type for _, frame in lexicon.candidates(Form.NOUN, token.lemma_.lower()) if frame.type is not None}
