"""Questions about a word and its dependents: its preposition, voice, content clause, what it is coordinated with."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

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
NEARNESS = frozenset({"close", "adjacent", "next", "near"})
GERUND_MARKS = frozenset({"to", "of", "against", "from", "about", "for", "on", "with"})
DEPTH = 8
"""Governors that a search climbs at most."""


def hyphenated(token: Token) -> str | None:
    """The whole of a word that the tokenizer cut at its hyphen, "build-up", where the token heads it."""
    parts = hyphen_parts(token)
    return "".join(part.lower_ for part in parts) if parts else None


def hyphen_parts(token: Token) -> tuple[Token, ...]:
    doc, start, end = token.doc, token.i, token.i
    while start >= 2 and _hyphen(doc[start - 1]):
        start -= 2
    while end + 2 < len(doc) and _hyphen(doc[end + 1]):
        end += 2
    parts = doc[start : end + 1]
    if len(parts) < 3 or (start <= token.head.i <= end and token.head.i != token.i):
        return ()
    return tuple(parts)


def _hyphen(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_


def argument_of(child: Token, passive: bool) -> str | None:
    """The name of the argument that a dependent of a verb is; None for subjects, which are found elsewhere."""
    if child.dep_ in ("obj", "iobj"):
        return None if child.lower_ in RELATIVE_WORDS else child.dep_
    if child.dep_ in OBLIQUES:
        if child.lower_ in RELATIVE_WORDS:
            return None
        name = preposition(child)
        if (child.dep_ == "obl:agent" and name in ("by", None)) or (passive and name == "by"):
            return "subj"
        return name
    return None


def direct_arguments(head: Token) -> dict[str, tuple[Token, ...]]:
    """Arguments by the dependents alone, nothing undone but the passive."""
    passive = is_passive(head)
    args: dict[str, tuple[Token, ...]] = {}
    for child in head.children:
        name = argument_of(child, passive)
        if child.dep_ in SUBJECTS:
            name = "obj" if passive else "subj"
        if name is not None:
            args[name] = (*args.get(name, ()), child)
    return args


def add_agent(participle: Token, args: dict[str, list[Token]]) -> None:
    for child in participle.children:
        if child.dep_ in OBLIQUES and preposition(child) == "by":
            args.setdefault("by", []).append(child)


def explicit_subjects(head: Token) -> tuple[Token, ...]:
    return tuple(child for child in head.children if child.dep_ in SUBJECTS and child.dep_ != "expl")


def host_of(token: Token) -> Token:
    """Whom an apposition or "one of" is about: in "Ivanov, one of the officers who led", Ivanov."""
    one = token.head
    if token.dep_ == "nmod" and one.lemma_.lower() == "one" and preposition(token) == "of":
        token = one
    while token.dep_ in ("appos", "flat") and token.head.i < token.i:
        token = token.head
    return token


def is_reciprocal(token: Token) -> bool:
    """"each other" or "one another", whichever word heads it."""
    first = token if token.lower_ in ("each", "one") or not token.i else token.nbor(-1)
    if first.i + 1 >= len(first.doc):
        return False
    return (first.lower_, first.nbor(1).lower_) in (("each", "other"), ("one", "another"))


def has_child(head: Token, label: str) -> bool:
    """Whether a dependent has the label."""
    return any(child.dep_ == label for child in head.children)


def is_predicate(token: Token) -> bool:
    """Whether the token heads a clause."""
    return token.pos_ in ("VERB", "AUX") or has_child(token, "cop") or bool(explicit_subjects(token))


def is_passive(head: Token) -> bool:
    """Passive by its dependents, by its conjunct that it shares the auxiliary with, or a bare past participle."""
    if any(child.dep_ in PASSIVE for child in head.children):
        return True
    if head.tag_ != "VBN" or any(child.dep_ in ("aux", "obj") for child in head.children):
        return False
    if head.dep_ == "conj" and not explicit_subjects(head):
        return is_passive(head.head)
    return head.dep_ in ("acl", "advcl", "amod", "ROOT", "ccomp", "parataxis", "xcomp") and not _finite_subject(head)


def _finite_subject(head: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in head.children)


def shares_subject(head: Token) -> bool:
    return head.tag_ in ("VBG", "VBN", "VB") or head.dep_ == "advcl"


def shared_object(head: Token) -> tuple[Token, ...]:
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


def relative_root(head: Token) -> Token | None:
    """The relative clause that the verb stands in as its head, a conjunct or a complement without subject."""
    token = head
    for _ in range(DEPTH):
        if token.dep_ == "acl:relcl":
            return token
        if token.dep_ in ("conj", "xcomp") and not (token.dep_ == "conj" and explicit_subjects(token)):
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
            return child, "purpose"
        if child.tag_ == "VBG" and any(c.lower_ in GERUND_MARKS for c in child.children):
            return child, "gerund"
    return None, "none"


def noun_content(head: Token) -> tuple[Token | None, str]:
    """The clause of a noun of saying, feeling or planning: "fears that it sinks", "fears of it sinking"."""
    for child in head.children:
        if child.dep_ in ("acl", "ccomp") and any(c.dep_ in ("mark", "aux", "nsubj") for c in child.children):
            return child, "infinitive" if any(c.lower_ == "to" for c in child.children) else "clause"
    return None, "none"


def spread(token: Token) -> Iterator[Token]:
    """The token and all that is coordinated with it, in textual order."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield from spread(child)


def nearby(head: Token) -> Iterator[Token]:
    """What the adverbs and adjectives of nearness are close to: "drills close to the border"."""
    for child in head.children:
        if child.lower_ in NEARNESS:
            yield from (inner for inner in child.children if inner.dep_ in OBLIQUES)
