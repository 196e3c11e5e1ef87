"""A view of a predicate and its arguments that is the same for all ways to say it.

Passives, relative clauses, participles, coordination, control and raising are undone here, so that "Kyiv was shelled
by the brigade", "the brigade that shelled Kyiv" and "the brigade, shelling Kyiv," have the same arguments. Labels are
those of Universal Dependencies. Arguments are named subj, obj, iobj, poss, adjective, compound, and by prepositions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
PASSIVE = frozenset({"nsubj:pass", "csubj:pass", "aux:pass"})
OBLIQUES = frozenset({"obl", "obl:agent", "nmod", "obl:arg", "nmod:desc"})
RELATIVE_WORDS = frozenset({"who", "whom", "which", "that", "whose"})
PREPOSITION_OF = {
    "out of": "from", "away from": "from", "inside of": "inside", "on to": "onto", "in to": "into", "next to": "near",
    "close to": "near", "along with": "with", "together with": "with", "up to": "to", "on top of": "on",
    "in front of": "outside", "outside of": "outside", "from within": "from", "as to": "about", "on board": "aboard",
    "in support of": "for", "in favor of": "for", "in favour of": "for", "regarding": "about", "concerning": "about",
    "because of": "over", "due to": "over", "toward": "towards",
}  # fmt: skip
WEAPON_VERBS = frozenset({"use", "employ", "fire"})
GERUND_MARKS = frozenset({"to", "of", "against", "from", "about", "for", "on", "with"})
_DEPTH = 8


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
            nominal = head.pos_ in ("NOUN", "PROPN") and not has_child(head, "cop") and not _explicit(head)
            known = self._nominal(head) if nominal else self._verbal(head)
            self._clauses[head.i] = known
        return known

    def _nominal(self, head: Token) -> Clause:
        args: dict[str, list[Token]] = {}
        children = [child for part in _hyphen_parts(head) or (head,) for child in part.children]
        for child in sorted(children, key=lambda token: token.i):
            if child.dep_ in ("nmod:poss", "det:poss"):
                args.setdefault("poss", []).append(child)
            elif child.dep_ in ("amod", "nmod:desc"):
                args.setdefault("adjective", []).append(child)
            elif child.dep_ in ("compound", "flat", "nummod:entity"):
                args.setdefault("compound", []).append(child)
            elif child.dep_ in OBLIQUES:
                args.setdefault(preposition(child) or "of", []).append(child)
            elif child.dep_ == "acl" and child.tag_ == "VBN" and not _explicit(child):
                _add_agent(child, args)
        content, kind = _noun_content(head)
        return Clause(head, {name: tuple(tokens) for name, tokens in args.items()}, False, content, kind)

    def _verbal(self, head: Token) -> Clause:
        passive = is_passive(head)
        surface, shared = self._surface(head, 0)
        args: dict[str, list[Token]] = {}
        if surface:
            args["obj" if passive else "subj"] = list(surface)
        lent = {"obj" if passive else "subj"} if shared else set()
        for child in head.children:
            name = _argument(child, passive)
            if name is not None:
                args.setdefault(name, []).append(child)
        if not passive and "obj" not in args:
            objects = self._gap_object(head) or _shared_object(head)
            if objects:
                args["obj"] = list(objects)
                lent.add("obj")
        if passive and head.dep_ == "amod" and "subj" not in args and self.names(self.doc[max(head.i - 1, 0)]):
            args["subj"] = [self.doc[head.i - 1]]
        for name, token in self._gap_oblique(head):
            args.setdefault(name, []).append(token)
        content, kind = content_of(head)
        return Clause(head, {n: tuple(t) for n, t in args.items() if t}, passive, content, kind, frozenset(lent))

    def _surface(self, head: Token, depth: int) -> tuple[tuple[Token, ...], bool]:
        """The surface subject, and whether another clause lends it."""
        own = _explicit(head)
        if own:
            return tuple(self._antecedent(token, head) for token in own), False
        maker = self._premodifying_agent(head)
        if maker is not None:
            return (maker,), False
        if depth > _DEPTH:
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
        if head.dep_ == "xcomp":
            return self._controller(governor, depth)
        if head.dep_ in ("advcl", "ccomp", "advcl:relcl") and _shares_subject(head):
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
        return (governor,)

    def _noun_controller(self, noun: Token, depth: int) -> tuple[Token, ...]:
        """Whose decision, plan, attempt or readiness it is."""
        for child in noun.children:
            if child.dep_ == "nmod:poss" or (child.dep_ in OBLIQUES and preposition(child) == "by"):
                return (child,)
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod") and self.names(child):
                return (child,)
        if noun.dep_ in ("obj", "obl", "xcomp", "conj", "nmod") and is_predicate(noun.head):
            return self._surface(noun.head, depth + 1)[0]
        if noun.dep_ in ("nmod", "conj", "obl", "appos") and noun.head.pos_ == "NOUN" and depth < _DEPTH:
            return self._noun_controller(noun.head, depth + 1)
        return ()

    def _premodifying_agent(self, head: Token) -> Token | None:
        """"Rebel held territory": who stands before a participle that only has an object."""
        if head.tag_ != "VBN" or head.dep_ not in ("acl", "acl:relcl") or has_child(head, "aux") or head.i == 0:
            return None
        before = self.doc[head.i - 1]
        follows = any(child.dep_ == "obj" and child.i > head.i for child in head.children)
        return before if follows and self.names(before) else None

    def _antecedent(self, token: Token, head: Token) -> Token:
        if token.lower_ in RELATIVE_WORDS and token.pos_ in ("PRON", "DET", "SCONJ"):
            clause = _relative_root(head)
            if clause is not None:
                return host_of(clause.head)
        return token

    def _gap_object(self, head: Token) -> tuple[Token, ...]:
        """The antecedent, where the relative clause has a subject of its own and nothing else for an object."""
        clause = _relative_root(head)
        if clause is None or not _explicit(clause) or has_child(head, "ccomp"):
            return ()
        if any(t.lower_ in RELATIVE_WORDS for t in _explicit(clause)):
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


def hyphenated(token: Token) -> str | None:
    """The whole of a word that the tokenizer cut at its hyphen, "build-up", where the token heads it."""
    parts = _hyphen_parts(token)
    return "".join(part.lower_ for part in parts) if parts else None


def _hyphen_parts(token: Token) -> tuple[Token, ...]:
    doc, start, end = token.doc, token.i, token.i
    while start >= 2 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_:
        start -= 2
    while end + 2 < len(doc) and doc[end + 1].text == "-" and not doc[end].whitespace_ and not doc[end + 1].whitespace_:
        end += 2
    parts = doc[start : end + 1]
    if len(parts) < 3 or start <= token.head.i <= end and token.head.i != token.i:
        return ()
    return tuple(parts)


def _argument(child: Token, passive: bool) -> str | None:
    """The name of the argument that a dependent of a verb is; None for subjects, which are found elsewhere."""
    if child.dep_ in ("obj", "iobj"):
        return None if child.lower_ in RELATIVE_WORDS else child.dep_
    if child.dep_ in OBLIQUES:
        if child.lower_ in RELATIVE_WORDS:
            return None
        name = preposition(child)
        if child.dep_ == "obl:agent" or (passive and name == "by"):
            return "subj"
        return name
    return None


def direct_arguments(head: Token) -> dict[str, tuple[Token, ...]]:
    """Arguments by the dependents alone, nothing undone but the passive."""
    passive = is_passive(head)
    args: dict[str, tuple[Token, ...]] = {}
    for child in head.children:
        name = _argument(child, passive)
        if child.dep_ in SUBJECTS:
            name = "obj" if passive else "subj"
        if name is not None:
            args[name] = (*args.get(name, ()), child)
    return args


def _add_agent(participle: Token, args: dict[str, list[Token]]) -> None:
    for child in participle.children:
        if child.dep_ in OBLIQUES and preposition(child) == "by":
            args.setdefault("by", []).append(child)


def _explicit(head: Token) -> tuple[Token, ...]:
    return tuple(child for child in head.children if child.dep_ in SUBJECTS and child.dep_ != "expl")


def host_of(token: Token) -> Token:
    """Whom an apposition or "one of" is about: in "Ivanov, one of the officers who led", Ivanov."""
    one = token.head
    if token.dep_ == "nmod" and one.lemma_.lower() == "one" and preposition(token) == "of":
        token = one
    while token.dep_ in ("appos", "flat") and token.head.i < token.i:
        token = token.head
    return token


def has_child(head: Token, label: str) -> bool:
    """Whether a dependent has the label."""
    return any(child.dep_ == label for child in head.children)


def is_predicate(token: Token) -> bool:
    """Whether the token heads a clause."""
    return token.pos_ in ("VERB", "AUX") or has_child(token, "cop") or bool(_explicit(token))


def is_passive(head: Token) -> bool:
    """Passive by its dependents, by its conjunct that it shares the auxiliary with, or a bare past participle."""
    if any(child.dep_ in PASSIVE for child in head.children):
        return True
    if head.tag_ != "VBN" or any(child.dep_ in ("aux", "obj") for child in head.children):
        return False
    if head.dep_ == "conj" and not _explicit(head):
        return is_passive(head.head)
    return head.dep_ in ("acl", "advcl", "amod", "ROOT", "ccomp", "parataxis") and not _finite_subject(head)


def _finite_subject(head: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in head.children)


def _shares_subject(head: Token) -> bool:
    return head.tag_ in ("VBG", "VBN", "VB") or head.dep_ == "advcl"


def _shared_object(head: Token) -> tuple[Token, ...]:
    """"captured and destroyed two bridges": the object of one belongs to both."""
    if any(child.dep_ in ("ccomp", "xcomp", "compound:prt") or child.dep_ in OBLIQUES for child in head.children):
        return ()
    mates = [child for child in head.children if child.dep_ == "conj" and child.pos_ == "VERB"]
    if head.dep_ == "conj" and head.head.pos_ == "VERB":
        mates.append(head.head)
    for mate in mates:
        between = abs(mate.i - head.i) <= 4
        objects = tuple(c for c in mate.children if c.dep_ == "obj" and c.i > max(head.i, mate.i) and between)
        if objects:
            return objects
    return ()


def _relative_root(head: Token) -> Token | None:
    """The relative clause that the verb stands in as its head, a conjunct or a complement without subject."""
    token = head
    for _ in range(_DEPTH):
        if token.dep_ == "acl:relcl":
            return token
        if token.dep_ in ("conj", "xcomp") and not (token.dep_ == "conj" and _explicit(token)):
            token = token.head
            continue
        return None
    return None


def preposition(token: Token) -> str | None:
    """The preposition of a phrase, complex ones folded to a simple one; None where there is none."""
    cases = [child for child in token.children if child.dep_ == "case" and child.lower_ not in ("'s", "’s", "'", "’")]
    cases = [case for case in cases if case.i < token.i]
    if not cases:
        if token.dep_ == "conj":
            return preposition(token.head)
        return None
    words: list[str] = []
    for case in cases:
        words += [case.lower_, *(child.lower_ for child in case.children if child.dep_ == "fixed")]
    joined = " ".join(words)
    return PREPOSITION_OF.get(joined, PREPOSITION_OF.get(words[0], words[0]) if len(words) == 1 else _simple(words))


def _simple(words: list[str]) -> str:
    if words[0] in ("according", "such", "because", "instead", "despite", "since", "until"):
        return words[0]
    return words[-1] if words[-1] != "of" else words[0]


def content_of(head: Token) -> tuple[Token | None, str]:
    """The clause that is said or wanted, and how it is given: clause, infinitive or quote."""
    for child in head.children:
        if child.dep_ == "ccomp":
            quoted = child.i < head.i
            return child, "quote" if quoted else "clause"
    for child in head.children:
        if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            return child, "infinitive"
    if head.dep_ == "parataxis" and is_predicate(head.head) and head.head.i != head.i:
        return head.head, "quote"
    for child in head.children:
        if child.dep_ == "parataxis" and is_predicate(child) and child.i > head.i:
            return child, "quote"
    for child in head.children:
        if child.dep_ != "advcl":
            continue
        if child.tag_ == "VB" and any(c.lower_ == "to" and c.i < child.i for c in child.children):
            return child, "infinitive"
        if child.tag_ == "VBG" and any(c.lower_ in GERUND_MARKS for c in child.children):
            return child, "infinitive"
    return None, "none"


def _noun_content(head: Token) -> tuple[Token | None, str]:
    for child in head.children:
        if child.dep_ in ("acl", "ccomp") and any(c.dep_ in ("mark", "aux") for c in child.children):
            return child, "infinitive" if any(c.lower_ == "to" for c in child.children) else "clause"
    return None, "none"


def spread(token: Token) -> Iterator[Token]:
    """The token and all that is coordinated with it, in textual order."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield from spread(child)
