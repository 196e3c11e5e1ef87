"""A view of a predicate and its arguments that is the same for all ways to say it.

Passives, relative clauses, participles, coordination, control and raising are undone here, so that "Kyiv was shelled
by the brigade", "the brigade that shelled Kyiv" and "the brigade, shelling Kyiv," have the same arguments. Labels are
those of Universal Dependencies. Arguments are named subj, obj, iobj, poss, adjective, compound, and by prepositions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from .dependents import (
    DEPTH,
    OBLIQUES,
    RELATIVE_WORDS,
    add_agent,
    argument_of,
    content_of,
    explicit_subjects,
    has_child,
    host_of,
    hyphen_parts,
    is_passive,
    is_predicate,
    nearby,
    noun_content,
    preposition,
    relative_root,
    shared_object,
    shares_subject,
)

GIVING = frozenset({"give", "grant", "allow", "offer", "leave"})
"""Verbs that put whom they give something in the place to act: "gave the envoy two days to leave"."""
OBJECT_MARKS = frozenset({"of", "from", "for", "against", "into"})
"""Before a gerund whose subject is the object of its governor: "accused them of lying"."""
ADDRESSED = {"on": frozenset({"call", "rely", "count", "prevail"}), "to": frozenset({"appeal", "look", "leave"})}
"""Prepositions and the verbs that ask whom they mark to do what follows; after "for" every verb does."""
OWNERS = frozenset({"of", "by", "from", "between", "among"})
"""Prepositions of whose plan or attempt it is; who stands behind "with" is only its partner."""


_ASKING = "request call demand appeal order plea instruction ultimatum invitation command"
ASKING = frozenset(_ASKING.split())
"""Nouns whose infinitive is for somebody else to do than who asks."""
_ANSWERING = "refuse reject ignore defy heed accept obey rebuff decline follow receive get dismiss disregard answer"
ANSWERING = frozenset(_ANSWERING.split())
"""Verbs of those whom a request asks."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its arguments as they stand in the text, coordination not yet spread out."""

    head: Token
    args: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)
    passive: bool = False
    content: Token | None = None
    """Head of the clause that is said, wanted or planned."""
    content_kind: str = "none"
    """clause, infinitive, quote or none."""
    shared: frozenset[str] = frozenset()
    """Arguments that another clause lends."""
    premodifier: bool = False
    """A participle before its noun, "rebel held areas", which takes the deed for granted."""

    def get(self, argument: str) -> tuple[Token, ...]:
        """Heads of the argument's phrases; empty where there is none."""
        return self.args.get(argument, ())


class Syntax:
    """The clauses of one document, each computed once. `names` tells whether a token names a participant."""

    def __init__(self, doc: Doc, names: Callable[[Token], bool] = lambda token: False) -> None:
        self.doc = doc
        self.names = names
        self._clauses: dict[int, Clause] = {}

    def clause(self, head: Token) -> Clause:
        """The verb, adjective or noun with its arguments."""
        known = self._clauses.get(head.i)
        if known is None:
            nominal = head.pos_ in ("NOUN", "PROPN") and not has_child(head, "cop") and not explicit_subjects(head)
            known = self._nominal(head) if nominal else self._verbal(head)
            self._clauses[head.i] = known
        return known

    def _nominal(self, head: Token) -> Clause:
        args: dict[str, list[Token]] = {}
        children = [child for part in hyphen_parts(head) or (head,) for child in part.children]
        for child in sorted(children, key=lambda token: token.i):
            if child.dep_ in ("nmod:poss", "det:poss"):
                args.setdefault("poss", []).append(child)
            elif child.dep_ in ("amod", "nmod:desc"):
                args.setdefault("adjective", []).append(child)
            elif child.dep_ in ("compound", "flat", "nummod:entity"):
                args.setdefault("compound", []).append(child)
            elif child.dep_ in OBLIQUES:
                args.setdefault(preposition(child) or "of", []).append(child)
                agents = (c for c in child.children if c.dep_ == "nmod" and preposition(c) == "by")
                args.setdefault("by", []).extend(agents)
            elif child.dep_ == "acl" and child.tag_ == "VBN" and not explicit_subjects(child):
                add_agent(child, args)
        args.setdefault("near", []).extend(nearby(head))
        content, kind = noun_content(head)
        return Clause(head, {name: tuple(tokens) for name, tokens in args.items() if tokens}, False, content, kind)

    def _verbal(self, head: Token) -> Clause:
        passive = is_passive(head)
        surface, shared = self._surface(head, 0)
        args: dict[str, list[Token]] = {}
        name = _surface_role(head, passive)
        if surface:
            args[name] = list(surface)
        lent = {name} if shared else set()
        for child in head.children:
            argument = argument_of(child, passive)
            if argument is not None:
                args.setdefault(argument, []).append(child)
        args.setdefault("near", []).extend(nearby(head))
        if not passive and "obj" not in args:
            objects = self._gap_object(head) or shared_object(head)
            if objects:
                args["obj"] = list(objects)
                lent.add("obj")
        if passive and head.dep_ == "amod" and "subj" not in args and self.names(self.doc[max(head.i - 1, 0)]):
            args["subj"] = [self.doc[head.i - 1]]
        for name, token in self._gap_oblique(head):
            args.setdefault(name, []).append(token)
        content, kind = content_of(head)
        filled = {name: tuple(tokens) for name, tokens in args.items() if tokens}
        before = head.dep_ == "amod" or self._premodifying_agent(head) is not None
        return Clause(head, filled, passive, content, kind, frozenset(lent), before)

    def _surface(self, head: Token, depth: int) -> tuple[tuple[Token, ...], bool]:
        """The surface subject, and whether another clause lends it."""
        own = explicit_subjects(head)
        if own:
            return tuple(self._antecedent(token, head) for token in own), False
        maker = self._premodifying_agent(head)
        if maker is not None:
            return (maker,), False
        if depth > DEPTH:
            return (), False
        return self._understood(head, depth), True

    def _understood(self, head: Token, depth: int) -> tuple[Token, ...]:
        governor = head.head
        if head.dep_ == "acl:relcl":
            return (host_of(governor),)
        if head.dep_ == "acl":
            return self._acl_subject(head, governor, depth)
        if head.dep_ == "amod" and head.tag_ in ("VBN", "VBG"):
            return (governor,)
        if head.dep_ == "conj" and governor.i != head.i:
            return self._surface(governor, depth + 1)[0] if is_predicate(governor) else ()
        asked = _asked(head, governor)
        if asked is not None:
            return (asked,)
        if head.dep_ == "xcomp":
            return self._controller(governor, depth)
        if head.dep_ == "advcl" and head.tag_ == "VBG" and _marked(head):
            objects = tuple(child for child in governor.children if child.dep_ in ("obj", "iobj", "nsubj:pass"))
            objects = objects or self._gap_object(governor)
            if objects:
                return objects[:1]
        if head.dep_ == "advcl" and head.tag_ == "VB" and governor.lemma_ in GIVING:
            given = tuple(child for child in governor.children if child.dep_ == "iobj")
            if given:
                return given
        if head.dep_ == "advcl" and governor.pos_ == "ADJ" and governor.dep_ == "amod":
            return (governor.head,)
        if head.dep_ in ("advcl", "ccomp", "advcl:relcl") and shares_subject(head):
            return self._surface(governor, depth + 1)[0] if is_predicate(governor) else ()
        return ()

    def _controller(self, governor: Token, depth: int) -> tuple[Token, ...]:
        objects = tuple(child for child in governor.children if child.dep_ in ("obj", "iobj"))
        if objects and governor.lemma_ not in ("promise", "threaten", "vow", "pledge", "have", "take", "make"):
            return objects[:1]
        if governor.pos_ in ("NOUN", "PROPN"):
            return self._noun_controller(governor, depth)
        return self._surface(governor, depth + 1)[0]

    def _acl_subject(self, head: Token, governor: Token, depth: int) -> tuple[Token, ...]:
        infinitive = any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in head.children)
        marked = has_child(head, "mark")
        if (infinitive or marked) and not self.names(governor):
            return self._noun_controller(governor, depth)
        said_of = explicit_subjects(governor) if has_child(governor, "cop") and _set_off(head) else ()
        return said_of or (governor,)

    def _noun_controller(self, noun: Token, depth: int) -> tuple[Token, ...]:
        """Whose decision, plan, attempt or readiness it is; of a request, whom it asks."""
        if noun.lemma_.lower() in ASKING:
            return self._asked_by(noun, depth)
        for child in noun.children:
            if child.dep_ == "nmod:poss" or (child.dep_ in OBLIQUES and preposition(child) == "by"):
                return (child,)
        for child in noun.children:
            owning = child.dep_ in ("amod", "compound", "nmod") and preposition(child) in (None, *OWNERS)
            if owning and self.names(child):
                return (child,)
        if noun.dep_ in ("obj", "obl", "xcomp", "conj", "nmod") and is_predicate(noun.head):
            given = tuple(child for child in noun.head.children if child.dep_ == "iobj") if noun.dep_ == "obj" else ()
            return given or self._surface(noun.head, depth + 1)[0]
        if noun.dep_ in ("nmod", "conj", "obl", "appos") and noun.head.pos_ == "NOUN" and depth < DEPTH:
            return self._noun_controller(noun.head, depth + 1)
        return ()

    def _asked_by(self, noun: Token, depth: int) -> tuple[Token, ...]:
        """"an appeal to the rebels to leave"; who heeds or refuses a request is whom it asks."""
        for child in noun.children:
            if child.dep_ in OBLIQUES and preposition(child) in ("to", "on", "for"):
                return (child,)
        answered = noun.dep_ == "obj" and noun.head.lemma_.lower() in ANSWERING
        return self._surface(noun.head, depth + 1)[0] if answered else ()

    def _premodifying_agent(self, head: Token) -> Token | None:
        """"Rebel held territory": who stands before a participle that only has an object."""
        past = head.tag_ in ("VBN", "VBD") and not has_child(head, "aux") and not has_child(head, "mark")
        joined = head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN")
        if not past or head.i == 0 or not (joined or head.dep_ in ("acl", "acl:relcl")):
            return None
        before = self.doc[head.i - 1]
        follows = any(child.dep_ == "obj" and child.i > head.i for child in head.children)
        return before if follows and before.pos_ in ("ADJ", "PROPN") and self.names(before) else None

    def _antecedent(self, token: Token, head: Token) -> Token:
        if token.lower_ in RELATIVE_WORDS and token.pos_ in ("PRON", "DET", "SCONJ"):
            clause = relative_root(head)
            if clause is not None:
                return host_of(clause.head)
        return token

    def _gap_object(self, head: Token) -> tuple[Token, ...]:
        """The antecedent, where the relative clause has a subject of its own and nothing else for an object."""
        clause = relative_root(head)
        if clause is None or not explicit_subjects(clause) or has_child(head, "ccomp"):
            return ()
        if any(t.lower_ in RELATIVE_WORDS for t in explicit_subjects(clause)):
            return ()
        adverbs = RELATIVE_WORDS | {"where", "when", "why"}
        if any(t.lower_ in adverbs and t.dep_ not in ("obj", "mark") for t in clause.children):
            return ()
        return (clause.head,)

    def _gap_oblique(self, head: Token) -> Iterator[tuple[str, Token]]:
        """"from which the missiles came", "where the troops landed"."""
        if head.dep_ != "acl:relcl":
            return
        for child in head.children:
            if child.lower_ == "where":
                yield "in", head.head


def _asked(head: Token, governor: Token) -> Token | None:
    """"Wait for the army to leave", "call on the mayor to resign": who stands right before the infinitive."""
    to = next((child for child in head.children if child.lower_ == "to" and child.i < head.i), None)
    if to is None or head.tag_ != "VB" or head.dep_ not in ("xcomp", "advcl", "acl") or to.i <= governor.i:
        return None
    for child in governor.children:
        if child.dep_ in OBLIQUES and governor.i < child.i < to.i and child.right_edge.i + 1 == to.i:
            name = preposition(child)
            if name == "for" or governor.lemma_.lower() in ADDRESSED.get("on" if name == "upon" else name or "", ()):
                return child
    return None


def _marked(gerund: Token) -> bool:
    """Right behind "of", "for" and their like, so that it is what somebody is accused of or held for."""
    before = gerund.i - 1
    while before > gerund.sent.start and gerund.doc[before].dep_ in ("advmod", "aux", "aux:pass"):
        before -= 1
    mark = gerund.doc[before]
    return mark.lower_ in OBJECT_MARKS and mark.head.i == gerund.i


def _set_off(clause: Token) -> bool:
    """Behind a comma: "is the main donor, giving two billion" is said of who it is."""
    before = clause.left_edge.i - 1
    return before >= 0 and clause.doc[before].text == ","


def _surface_role(head: Token, passive: bool) -> str:
    """What the surface subject is: "they were given orders" keeps its object, so that they are the indirect one."""
    if not passive:
        return "subj"
    return "iobj" if has_child(head, "obj") else "obj"
