"""Reported content: which tokens a verb or noun of saying, or "according to", puts into somebody's mouth, and whose."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .clauses import (
    auxiliaries,
    base,
    child,
    children,
    clause_of,
    governor,
    is_finite,
    is_infinitive,
    is_passive,
    lemma,
    marker,
    phrase,
    subject,
)
from .denials import Denial, denial_of, inserted, said_by
from .scopes import according, citing, closing, within
from .speech import AttributionCues, Report, speaker_of, subtree


def reports(doc: Doc, cues: AttributionCues) -> list[Report]:
    """All reports of a document in textual order of the reporting word."""
    found = [report for token in doc for report in _reports(token, cues)]
    return [within(report, found) if report.kind == "citing" else report for report in found]


def _reports(token: Token, cues: AttributionCues) -> Iterator[Report]:
    yield from according(token, cues)
    denial = denial_of(token)
    if denial is not None:
        yield from _denied(token, denial)
        return
    if token.pos_ in ("VERB", "AUX"):
        found = list(_verb(token, cues))
        yield from found or closing(token, cues)
    elif token.pos_ == "NOUN" and lemma(token) in cues.nouns | cues.voiced:
        yield from _noun(token, cues)


def _denied(claim: Token, denial: Denial) -> Iterator[Report]:
    """What a claim says is said not to be so by who answers it, else by who tells of it."""
    for part in said_by(claim) if denial.voiced else ():
        yield Report(claim, subtree(part), speaker_of(denial.word), "noun")


def reporting_verb(token: Token, cues: AttributionCues) -> bool:
    """A verb that can report what somebody says or thinks."""
    word = phrase(token)
    return token.pos_ in ("VERB", "AUX") and any(word in known for known in (cues.speech, cues.thought, cues.evidence))


def _verb(token: Token, cues: AttributionCues) -> Iterator[Report]:
    if lemma(token) in cues.citing and token.tag_ == "VBG" and base(token) in ("advcl", "acl"):
        yield from citing(token)
        return
    contents = list(_contents(token, cues))
    if not contents:
        return
    content = frozenset().union(*contents) - {token.i}
    speaker = speaker_of(token)
    if speaker is None or not _is_mere_evidence(token, speaker, cues):
        yield Report(token, content, speaker)


def _is_mere_evidence(token: Token, speaker: Token, cues: AttributionCues) -> bool:
    """"The move suggests": a thing that shows something is no source, a document is."""
    word = phrase(token)
    if word not in cues.evidence or word in cues.speech - cues.evidence:
        return False
    return speaker.pos_ == "NOUN" and lemma(speaker) not in cues.documents and not speaker.ent_type_


def _contents(token: Token, cues: AttributionCues) -> Iterator[frozenset[int]]:
    word = phrase(token)
    if not reporting_verb(token, cues):
        if word in cues.content_noun | cues.content_of | cues.of_another:
            yield from _phrasal(token, word, cues)
        return
    clauses = [part for part in children(token, "ccomp", "csubj") if _is_clause(part)]
    if not clauses:
        parts = [part for word in children(token, "obl", "obj") for part in children(word, "acl")]
        clauses = [part for part in parts if _strayed(part, cues)]
    clauses = clauses or [part for part in children(token, "advcl") if part.i < token.i and marker(part) == "that"]
    if word in cues.speech and not clauses:
        clauses = [part for part in children(token, "parataxis") if part.i > token.i and _after_colon(part)]
    for part in clauses:
        yield subtree(part)
    if clauses:
        yield from (subtree(part) for part in children(token, "conj") if _goes_on(part, clauses[0]))
    yield from _phrasal(token, word, cues)
    if not clauses:
        yield from (subtree(part) for part in _relative_around(token))
    comments = word in cues.speech | cues.thought and _comments(token, cues)
    if not clauses and (comments or inserted(token)):
        yield subtree(clause_of(token.head)) - subtree(token)


def _strayed(part: Token, cues: AttributionCues) -> bool:
    """A "that" clause which the parse hung on what stands before it: "said many times that"."""
    return marker(part) == "that" and is_finite(part) and lemma(part.head) not in cues.nouns | cues.voiced


def _goes_on(part: Token, clause: Token) -> bool:
    """What is no second act of the speaker: "said they took one, shelled two", "admitted he had lied and had fled"."""
    if subject(part) is not None or part.pos_ != "VERB":
        return False
    own = [lemma(word) for word in auxiliaries(part)]
    parallel = bool(own) and own == [lemma(word) for word in auxiliaries(clause)]
    return child(part, "cc") is None or (parallel and not auxiliaries(part.head))


def _is_clause(part: Token) -> bool:
    return is_finite(part) or (not is_infinitive(part) and part.tag_ != "VBG") or subject(part) is not None


def _after_colon(part: Token) -> bool:
    before = part.doc[part.left_edge.i - 1].text if part.left_edge.i > part.sent.start else ""
    return before in (":", "“", '"', "‘") or part.doc[part.left_edge.i].text in ("“", '"', "‘", ":")


def _comments(token: Token, cues: AttributionCues) -> bool:
    """"The bridge, officials said, is closed"; "as Reuters reported"."""
    if governor(token) is None:
        return False
    if base(token) == "parataxis":
        return subject(token) is not None and token.head.pos_ not in ("PUNCT",)
    return base(token) == "advcl" and marker(token) in cues.as_marks and child(token, "obj", "xcomp") is None


def _relative_around(token: Token) -> Iterator[Token]:
    """"The tanks, which officials said had arrived": the relative clause that the verb of saying is put into."""
    if token.dep_ != "acl:relcl":
        return
    for part in children(token.head, "acl"):
        if part.i > token.i and any(word.tag_ in ("WDT", "WP") and word.i < token.i for word in part.children):
            yield part


def _phrasal(token: Token, word: str, cues: AttributionCues) -> Iterator[frozenset[int]]:
    """Content that is no "that" clause: "claims to have won", "denied shelling", "denied the raid", "accused of"."""
    passive = is_passive(token)
    if (word in cues.of_itself and not passive) or (word in cues.of_another and passive):
        yield from (_asserted(part) for part in children(token, "xcomp") if is_infinitive(part))
    if word in cues.content_gerund:
        yield from (subtree(part) for part in children(token, "xcomp", "ccomp") if part.tag_ == "VBG")
    if word in cues.content_of:
        parts = children(token, "xcomp", "ccomp", "advcl", "obl", "acl")
        yield from (subtree(part) for part in parts if marker(part) == "of")
    if word in cues.content_noun and not passive:
        yield from (subtree(part) for part in children(token, "obj") if lemma(part) not in cues.no_content)


def _asserted(part: Token) -> frozenset[int]:
    """Without relative clauses: "is believed to have laid the bomb that killed two" leaves no doubt that it did."""
    relative = [word for word in part.subtree if word.dep_ == "acl:relcl"]
    return subtree(part).difference(*(subtree(word) for word in relative))


def _noun(token: Token, cues: AttributionCues) -> Iterator[Report]:
    """"X's claim that …", "raised the prospect of …": what the noun's clause says is said by whose noun it is."""
    giver = _giver(token, cues)
    parts = [part for part in _clauses_of(token) if lemma(token) in cues.nouns and _is_that_clause(part)]
    if giver is not None:
        parts += [part for part in children(token, "acl", "nmod") if _is_voiced(part, token, cues)]
    for part in dict.fromkeys(parts):
        yield Report(token, subtree(part), giver if giver is not None else issuer(token), "noun")


def _clauses_of(noun: Token) -> Iterator[Token]:
    """Its clauses, also where the parse hangs them on the name between ("statements by officials that …")."""
    yield from children(noun, "acl", "ccomp")
    for name in children(noun, "nmod"):
        for part in (name, *children(name, "conj")):
            yield from (clause for clause in children(part, "acl") if marker(clause) == "that")


def _is_that_clause(part: Token) -> bool:
    if part.dep_ == "acl:relcl" and marker(part) != "that":
        return False
    return is_finite(part) and (marker(part) == "that" or subject(part) is not None)


def _is_voiced(part: Token, noun: Token, cues: AttributionCues) -> bool:
    """"concerns of rebels setting out"; of what is merely possible also a noun ("the possibility of a raid")."""
    if base(part) == "acl":
        return part.dep_ != "acl:relcl" and part.tag_ == "VBG"
    return lemma(noun) in cues.voiced and marker(part) == "of"


def issuer(noun: Token) -> Token | None:
    """Whose statement: possessor, "by", "from", "of", or a modifier ("a ministry statement", "U.S. intelligence")."""
    for part in noun.children:
        if part.dep_ == "nmod:poss" or (part.dep_ == "acl" and marker(part) == "by"):
            return part
    named = [part for part in children(noun, "nmod") if marker(part) in ("by", "from", "of")]
    for part in sorted(named, key=lambda part: ("by", "from", "of").index(marker(part))):
        return part
    for clause in children(noun, "acl"):
        for part in children(clause, "obl"):
            if marker(part) in ("by", "from"):
                return part
    return child(noun, "compound", "amod")


def _giver(noun: Token, cues: AttributionCues) -> Token | None:
    """Who makes the statement his own: "the governor repeated claims that", "raised the prospect of"."""
    head = governor(noun)
    if head is None or base(noun) != "obj" or is_passive(head) or phrase(head) not in cues.voicing:
        return None
    return speaker_of(head)
