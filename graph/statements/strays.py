"""Mends subjects that a parser hangs on the wrong word: what stands before the verb of a clause is its subject."""

from __future__ import annotations

from spacy.tokens import Token

from .dependents import SUBJECTS, has_child
from .frames import Form
from .lexicon import Lexicon

_DAYS = "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"
DAYS = frozenset(_DAYS.split())
HARMFUL = frozenset({"Attacked", "Struck", "Killed", "Wounded", "Destroyed"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
TIMES = frozenset({"obl:unmarked", "obl:tmod", "obl:npmod", "nmod:unmarked", "advmod"})


def before_day(token: Token, lexicon: Lexicon) -> bool:
    """"Norway Friday closed the port": the name before a bare day is the subject, not what the day is called."""
    if token.tag_ not in FINITE or _has_subject(token):
        return False
    for day in token.children:
        names = [child for child in day.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
        if day.lower_ in DAYS and day.i < token.i and len(names) == 1 and names[0].i + 1 == day.i:
            names[0].head, names[0].dep_ = token, "nsubj"
            return True
    return False


def after_as(token: Token, lexicon: Lexicon) -> bool:
    """"as dozens of people from the town on Monday staged a march": before a finite verb "as" opens a clause."""
    if token.tag_ not in FINITE or _has_subject(token) or token.head.i >= token.i:
        return False
    for noun in token.head.children:
        case = next((child for child in noun.children if child.dep_ == "case"), None)
        near = noun.dep_ == "obl" and token.head.i < noun.i < token.i
        if case is None or case.lower_ != "as" or not near or not _only_times_between(noun, token):
            continue
        case.head, case.dep_ = token, "mark"
        noun.head, noun.dep_ = token, "nsubj"
        token.dep_ = "advcl"
        return True
    return False


def behind_mark(token: Token, lexicon: Lexicon) -> bool:
    """"killing ten, as residents who had stayed feared worse": who stands behind "as" is the subject of its clause."""
    if _has_subject(token) or token.dep_ not in ("advcl", "ccomp"):
        return False
    mark = next((child for child in token.children if child.dep_ == "mark" and child.i < token.i), None)
    if mark is None or token.head.i > mark.i:
        return False
    for noun in token.head.children:
        if noun.dep_ in SUBJECTS and mark.i < noun.i < token.i and noun.left_edge.i > token.head.i:
            noun.head = token
            return True
    return False


def past_participle(token: Token, lexicon: Lexicon) -> bool:
    """"four men injured", "a missile believed to be theirs": without subject and object it is said of the noun."""
    if token.dep_ != "acl" or token.tag_ != "VBD" or _has_subject(token) or has_child(token, "obj"):
        return False
    token.tag_ = "VBN"
    return True


def behind_source(token: Token, lexicon: Lexicon) -> bool:
    """"Troops took the hill, the state paper Dawn reported": a second subject behind the verb is who reports it."""
    source = token.head
    verb = source.head
    speaks = "~speech-verb" in lexicon.classes_of(token.lemma_.lower()) and token.dep_ == "acl:relcl"
    if not speaks or source.dep_ not in SUBJECTS or not verb.i < source.i < token.i or has_child(token, "ccomp"):
        return False
    if not any(child.dep_ in SUBJECTS and child.i < verb.i for child in verb.children):
        return False
    if any(child.tag_ in ("WDT", "WP", "WP$") for child in token.children):
        return False
    for name in [child for child in token.children if child.dep_ == "nsubj" and child.i > source.i]:
        name.head, name.dep_ = source, "appos"
    token.head, token.dep_ = verb, "parataxis"
    source.head, source.dep_ = token, "nsubj"
    return True


def closing_source(token: Token, lexicon: Lexicon) -> bool:
    """"Kenya asked for a truce, the daily Dawn reported.": behind a comma and without "which" it describes no noun."""
    speaks = "~speech-verb" in lexicon.classes_of(token.lemma_.lower()) and token.dep_ == "acl:relcl"
    start = token.left_edge.i if token.left_edge.text != "," else token.left_edge.i + 1
    if not speaks or not _has_subject(token) or start <= token.head.i or token.doc[start - 1].text != ",":
        return False
    after = token.doc[token.right_edge.i + 1 : token.sent.end]
    relative = any(word.tag_ in ("WDT", "WP", "WP$", "WRB") for word in token.doc[start : token.i])
    verb = next((word for word in token.ancestors if word.pos_ == "VERB"), None)
    if relative or verb is None or verb.i > token.i or any(not word.is_punct for word in after):
        return False
    token.head, token.dep_ = verb, "parataxis"
    return True


def by_weapon(token: Token, lexicon: Lexicon) -> bool:
    """"residents hit by a raid": a verb of attacking with "by" and without object is passive, whatever its tag."""
    if token.tag_ != "VBD" or has_child(token, "obj") or has_child(token, "aux"):
        return False
    agent = next((child for child in token.children if child.dep_ == "obl" and child.i > token.i), None)
    subject = next((child for child in token.children if child.dep_ == "nsubj" and child.i < token.i), None)
    if agent is None or subject is None or agent.left_edge.i != token.i + 1 or agent.left_edge.lower_ != "by":
        return False
    if not any(frame.type in HARMFUL for _, frame in lexicon.candidates(Form.VERB, token.lemma_.lower())):
        return False
    token.tag_, subject.dep_, agent.dep_ = "VBN", "nsubj:pass", "obl:agent"
    return True


def before_to(token: Token, lexicon: Lexicon) -> bool:
    """"waits for the army to leave": what stands between "for" and "to" is the subject of the infinitive."""
    if token.tag_ != "VB" or _has_subject(token):
        return False
    marks = {child.lower_: child for child in token.children if child.dep_ == "mark" and child.i < token.i}
    if not {"for", "to"} <= marks.keys():
        return False
    first, last = marks["for"].i + 1, marks["to"].i - 1
    for noun in token.doc[first : last + 1]:
        whole = noun.pos_ in ("NOUN", "PROPN", "PRON") and noun.left_edge.i == first and noun.right_edge.i == last
        if whole and noun.head.i != token.i and not first <= noun.head.i <= last:
            noun.head, noun.dep_ = token, "nsubj"
            return True
    return False


def before_number(token: Token, lexicon: Lexicon) -> bool:
    """"sent Norway 14 tanks": a name before the number of a thing is to whom it goes, no part of its name."""
    for noun in token.children:
        counts = [child.i for child in noun.children if child.dep_ == "nummod"] if noun.dep_ == "obj" else []
        for name in noun.children if counts else ():
            if name.dep_ == "compound" and name.pos_ == "PROPN" and name.right_edge.i + 1 in counts:
                name.head, name.dep_ = token, "iobj"
                return True
    return False


def _only_times_between(noun: Token, verb: Token) -> bool:
    between = noun.doc[noun.right_edge.i + 1 : verb.i]
    return all(word.dep_ in TIMES or word.is_punct or word.head.dep_ in TIMES for word in between)


def _has_subject(token: Token) -> bool:
    return any(has_child(token, label) for label in SUBJECTS)


RULES = (
    before_day,
    after_as,
    behind_mark,
    before_to,
    past_participle,
    behind_source,
    closing_source,
    by_weapon,
    before_number,
)
