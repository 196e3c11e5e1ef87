"""Finds which frame a predicate expresses: the words of a trigger, then the conditions of its frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from spacy.tokens import Token

from ...ontology.records import Entity, EntityType, Mention
from .dependents import OBLIQUES, direct_arguments, hyphenated, noun_content, preposition, spread
from .frames import Form, Frame, Trigger
from .lexicon import Lexicon
from .syntax import Clause, Syntax

CORE = frozenset({"subj", "obj", "iobj", "content"})
"""Arguments that only a verb has; conditions on them do not bind an event noun."""
OBLIGING = frozenset({"must", "should", "shall", "ought"})
AGENTS = frozenset({"Person", "State", "Organization", "Group"})
_QUANTITIES = """number hundred thousand million billion dozen score majority lot handful series couple ton kilogram
    group piece part most some many several all one none half third quarter rest batch pair wave round type kind bulk
    tens stock use"""
QUANTITIES = frozenset(_QUANTITIES.split())
"""Nouns and pronouns that count what their complement names: "hundreds of rockets"."""


class Links(Protocol):
    """What the entity stage found in a document."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Entity id to entity."""

    def at(self, token: Token) -> Mention | None:
        """The mention whose syntactic head is the token."""


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found in the text with its frame, and the arguments that are left for roles."""

    token: Token
    trigger: Trigger
    frame: Frame
    clause: Clause
    args: Mapping[str, tuple[Token, ...]]
    used: tuple[Token, ...] = ()
    """Tokens of the trigger beside its head."""
    rules: tuple[str, ...] = field(default=())

    @property
    def content(self) -> Token | None:
        """Head of the content clause, of the predicate or of its fixed noun: "raised fears that it would sink"."""
        if self.clause.content is not None:
            return self.clause.content
        return next((found for word in self.used if (found := noun_content(word)[0]) is not None), None)

    @property
    def nominal(self) -> bool:
        """Whether a noun names the event."""
        return self.trigger.form is Form.NOUN


def form_of(token: Token) -> Form | None:
    """How the token may express an event; None for words that can not."""
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass", "cop"):
        return Form.VERB
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.dep_ not in ("compound", "flat")):
        return Form.NOUN
    if token.pos_ == "ADJ":
        return Form.ADJECTIVE
    return None


def matches(token: Token, syntax: Syntax, links: Links, lexicon: Lexicon) -> Iterator[Match]:
    """All readings of the token, the most specific first."""
    form = form_of(token)
    if form is None:
        return
    clause = syntax.clause(token)
    state = form is Form.VERB and clause.passive
    for kind in (form, *((Form.ADJECTIVE,) if state else ())):
        view = _of_state(clause) if state and kind is Form.ADJECTIVE else clause
        for word in headwords(token):
            for trigger, frame in lexicon.candidates(kind, word):
                found = match(trigger, view)
                if found is not None and _holds(frame, view, found[0], links, lexicon, kind is Form.NOUN):
                    yield Match(token, trigger, frame, view, found[0], found[1])


def _of_state(clause: Clause) -> Clause:
    """A passive read as a state, "is committed to": whom it is said of is its subject."""
    args = {("subj" if name == "obj" else name): tokens for name, tokens in clause.args.items()}
    return replace(clause, args=args, passive=False)


def headwords(token: Token) -> tuple[str, ...]:
    """The lemma, and the form itself where it differs, as the lexicon may list either."""
    joined = hyphenated(token)
    if joined is not None:
        return (joined, joined.removesuffix("s"))
    lemma, form = token.lemma_.lower(), token.lower_
    if token.pos_ == "VERB":
        other = lemma + lemma[-1:] if form.startswith(lemma + lemma[-1:]) else lemma
    else:
        other = form.removesuffix("s") if token.tag_ == "NNS" else lemma
    return tuple(dict.fromkeys((lemma, other, form)))


def match(trigger: Trigger, clause: Clause) -> tuple[dict[str, tuple[Token, ...]], tuple[Token, ...]] | None:
    """The arguments left for roles and the tokens used, where all words of the trigger are there."""
    if trigger.form is Form.NOUN:
        return _match_noun(trigger, clause)
    return _match_verb(trigger, clause)


def _match_noun(
    trigger: Trigger, clause: Clause
) -> tuple[dict[str, tuple[Token, ...]], tuple[Token, ...]] | None:
    used: list[Token] = []
    for word in trigger.modifiers:
        found = next((t for t in clause.head.children if t.i < clause.head.i and is_word(t, word)), None)
        found = found or _deep_modifier(clause.head, word)
        if found is None:
            return None
        used.append(found)
    args = dict(clause.args)
    if trigger.oblique is not None:
        name, word = trigger.oblique
        fixed = _infinitive(clause, word) if name == "to" else None
        fixed = fixed or next((t for t in args.get(name, ()) for t in spread(t) if is_word(t, word)), None)
        if fixed is None:
            return None
        used.append(fixed)
    if trigger.slot is not None and trigger.slot not in args:
        return None
    return args, tuple(used)


def _deep_modifier(head: Token, word: str) -> Token | None:
    """"air defence missile strike": a compound inside a compound, or one that a coordination shares."""
    for child in head.children:
        if child.i < head.i and child.dep_ in ("compound", "amod"):
            for inner in child.subtree:
                if is_word(inner, word):
                    return inner
    return None


def _match_verb(
    trigger: Trigger, clause: Clause
) -> tuple[dict[str, tuple[Token, ...]], tuple[Token, ...]] | None:
    head, args, used = clause.head, dict(clause.args), []
    if trigger.particle is None and _other_particle(head):
        return None
    if trigger.particle is not None:
        particle = _particle(head, trigger.particle)
        if particle is None:
            return None
        used.append(particle)
    noun: Token | None = None
    if trigger.object is not None:
        noun = _fixed_object(head, args, trigger.object)
        if noun is None:
            return None
        used.append(noun)
        args["obj"] = tuple(t for t in args.get("obj", ()) if t.i != noun.i)
    if trigger.oblique is not None:
        fixed = _fixed_oblique(clause, args, noun, *trigger.oblique)
        if fixed is None:
            return None
        used.append(fixed)
    if trigger.slot is not None:
        name = _slot_name(trigger)
        slot = args.pop(name, None) or _attached(noun or next(iter(args.get("obj", ())), None), trigger.slot)
        slot = tuple(token for token in slot if token.i > head.i or clause.passive or token.dep_ not in OBLIQUES)
        if not slot:
            return None
        args["obj"] = slot
    return {name: tokens for name, tokens in args.items() if tokens}, tuple(used)


def _other_particle(head: Token) -> bool:
    """Whether a particle makes another verb of it, which "up" in "up to forty" does not."""
    particles = (child for child in head.children if child.dep_ == "compound:prt")
    return any(not (p.lower_ == "up" and p.i + 1 < len(p.doc) and p.nbor(1).lower_ == "to") for p in particles)


def _slot_name(trigger: Trigger) -> str:
    if trigger.particle in ("out", "away") and trigger.slot == "of":
        return "from"
    return "towards" if trigger.slot == "toward" else trigger.slot or ""


def _attached(noun: Token | None, slot: str) -> tuple[Token, ...]:
    """Prepositional phrases of the fixed object: "took control of the tower"."""
    if noun is None:
        return ()
    return tuple(child for child in noun.children if child.dep_ in ("nmod", "obl") and preposition(child) == slot)


def _particle(head: Token, word: str) -> Token | None:
    for child in head.children:
        if child.lower_ == word and child.dep_ in ("compound:prt", "advmod", "obl", "xcomp"):
            return child
        if child.dep_ in ("obl", "advmod"):
            for inner in child.children:
                if inner.lower_ == word and inner.dep_ in ("case", "advmod") and inner.i == head.i + 1:
                    return inner
    return None


def _fixed_object(head: Token, args: Mapping[str, tuple[Token, ...]], word: str) -> Token | None:
    for token in args.get("obj", ()):
        for mate in spread(token):
            if is_word(mate, word):
                return mate
    for child in head.children:
        if child.dep_ in ("obj", "xcomp", "advmod", "obl", "compound:prt", "ccomp") and is_word(child, word):
            return child if preposition(child) is None else None
    return None


def _fixed_oblique(
    clause: Clause, args: dict[str, tuple[Token, ...]], noun: Token | None, name: str, word: str
) -> Token | None:
    if name == "to":
        infinitive = _infinitive(clause, word)
        if infinitive is not None:
            return infinitive
    for token in (*args.get(name, ()), *_attached(noun, name)):
        if is_word(token, word):
            args[name] = tuple(t for t in args.get(name, ()) if t.i != token.i)
            return token
    bare = (child for child in clause.head.children if child.dep_ == "obl" and preposition(child) is None)
    return next((child for child in bare if args.get(name) and is_word(child, word)), None)


def _infinitive(clause: Clause, word: str) -> Token | None:
    content = clause.content
    return content if content is not None and is_word(content, word) else None


def is_word(token: Token, word: str) -> bool:
    """Whether the token is the word, inflected or not."""
    return word in (token.lemma_.lower(), token.lower_)


def _holds(
    frame: Frame, clause: Clause, args: Mapping[str, tuple[Token, ...]], links: Links, lexicon: Lexicon, nominal: bool
) -> bool:
    def classes(argument: str) -> frozenset[str]:
        if argument == "content":
            return content_classes(clause, lexicon)
        if argument == "subj" and clause.passive and "subj" not in args and "obj" not in frame.when:
            argument = "obj"
        tokens = (mate for token in args.get(argument, ()) for mate in spread(token))
        return frozenset().union(*(classes_of(token, links, lexicon) for token in tokens))

    for argument, allowed in frame.when.items():
        if not (nominal and argument in CORE) and not classes(argument) & allowed:
            return False
    return not any(classes(argument) & banned for argument, banned in frame.unless.items())


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
    """The word, the classes that the lexicon gives it, and the type and category of what it names."""
    found: set[str] = set()
    for word in headwords(token):
        found |= lexicon.classes_of(word)
    mention = links.at(token)
    if mention is not None:
        entity = links.entities[mention.entity]
        found |= {entity.type.value, *lexicon.classes_of(entity.category or "")}
        if entity.type.value in AGENTS:
            found.add("Agent")
        if entity.type is EntityType.PERSON:
            found |= {"Officeholder"} if entity.offices else set()
            found.update(*(lexicon.classes_of(word.lower()) for word in mention.text.split()))
    if token.pos_ == "NUM" or token.lemma_.lower() in QUANTITIES:
        for child in token.children:
            if child.dep_ == "nmod" and preposition(child) == "of":
                found |= classes_of(child, links, lexicon)
    return frozenset(found)
