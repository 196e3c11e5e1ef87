"""Mends attachments that a parser often gets wrong and that the words themselves decide.

The dependencies of the Doc are changed in place; tokens and sentences stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Span, Token

from .dependents import OBLIQUES, has_child, is_predicate, preposition
from .lexicon import Lexicon
from .lists import mend_lists
from .strays import RULES as STRAYS
from .subjects import RULES as SUBJECTS
from .verbs import mend_lemma

Rule = Callable[[Token, Lexicon], bool]
NAME_PARTS = frozenset({"flat", "compound", "nmod:desc", "appos", "dep"})
UNMARKED = frozenset({"obl:unmarked", "obl:tmod", "nmod:unmarked", "obl:npmod", "nmod:tmod"})
CONDITIONS = frozenset({"until", "till", "unless", "if", "once", "when", "before", "after"})
GERUND_PREPOSITIONS = frozenset({"of", "about", "over", "at", "from", "against"})


def repair(sentences: Iterable[Span], lexicon: Lexicon, names: Sequence[Span] = ()) -> None:
    """Applies each rule to each word; a rule that does not apply changes nothing. `names` are phrases known as one."""
    for name in names:
        whole_name(name)
    for sentence in sentences:
        mend_lists(sentence)
        for token in sentence:
            mend_lemma(token, lexicon.verbs)
            if token.lower_ == "one":
                one_of(token)
            elif token.dep_ == "nmod" and token.head.i > token.i:
                phrase_before_noun(token)
            elif token.dep_ == "parataxis":
                separate_sentence(token)
            if token.pos_ in ("VERB", "AUX"):
                for rule in RULES:
                    if rule(token, lexicon):
                        break


def whole_name(name: Span) -> None:
    """"met with Prime Minister Ivan Petrov": a name after a preposition hangs on what stands before that."""
    head = name.root
    if head.dep_ not in NAME_PARTS or name.start <= head.head.i < name.end or name.start < 2:
        return
    case = head.doc[name.start - 1]
    host = head.doc[name.start - 2]
    inside = name.start <= case.head.i < name.end
    if case.pos_ != "ADP" or not inside or host.sent.start != head.sent.start or _inside(host, head):
        return
    verbal = host.pos_ == "VERB"
    if verbal or host.pos_ == "NOUN":
        head.head, head.dep_ = host, "obl" if verbal else "nmod"
        case.head = head


def one_of(token: Token) -> None:
    """"Ivanov, one of the officers, said": Ivanov is the subject and "one" his apposition."""
    if token.dep_ != "nsubj" or token.i < 2 or token.nbor(-1).text != "," or token.nbor(-2).pos_ != "PROPN":
        return
    for other in token.head.children:
        if other.dep_ == "nsubj" and other.i < token.i:
            token.head, token.dep_ = other, "appos"
            return
    name = token.nbor(-2)
    while name.dep_ in ("flat", "compound") and not any(t.text == "," for t in _between(name, name.head)):
        name = name.head
    if name.dep_ in ("flat", "appos", "dep", "obl", "nmod") and not _inside(token.head, name):
        name.head, name.dep_ = token.head, "nsubj"
        token.head, token.dep_ = name, "appos"


def _between(one: Token, other: Token) -> Span:
    low, high = sorted((one.i, other.i))
    return one.doc[low:high]


def phrase_before_noun(token: Token) -> None:
    """"spoke with them about the plan": a prepositional phrase never modifies a noun that comes after it."""
    verb = token.head.head
    cased = any(child.dep_ == "case" and child.i < token.i and child.tag_ == "IN" for child in token.children)
    if cased and verb.pos_ == "VERB" and verb.i < token.i and not _inside(verb, token):
        token.head, token.dep_ = verb, "obl"


def separate_sentence(token: Token) -> None:
    """"A warns B; C urges calm": behind a semicolon stands what is said for itself, not who says the first."""
    first, last = sorted((token.i, token.head.i))
    if token.head.i < token.i and any(word.text == ";" for word in token.doc[first:last]):
        token.dep_ = "list"


def finite_conjunct(token: Token, lexicon: Lexicon) -> bool:
    """"ordered them to leave and closed the gate": a finite verb is no conjunct of an infinitive."""
    host = token.head
    infinitive = host.tag_ == "VB" and host.dep_ in ("xcomp", "advcl") and any(c.lower_ == "to" for c in host.children)
    if token.dep_ != "conj" or token.tag_ != "VBD" or _has_subject(token) or not infinitive or host.head.i >= host.i:
        return False
    if host.head.pos_ != "VERB":
        return False
    token.head = host.head
    return True


def second_subject(token: Token, lexicon: Lexicon) -> bool:
    """"guerrillas killed the deputy chief": of two subjects and no object, the one behind the verb is the object."""
    subjects = [child for child in token.children if child.dep_ == "nsubj"]
    if len(subjects) != 2 or has_child(token, "obj") or not subjects[0].i < token.i < subjects[1].i:
        return False
    if _speaks_next(subjects[1], lexicon) is not None:
        return False
    subjects[1].dep_ = "obj"
    return True


def speaker_behind(token: Token, lexicon: Lexicon) -> bool:
    """"Norway will deploy jets, the minister told us on Monday": who stands right before the verb of speech says it."""
    if not _is_speech(token, lexicon) or _has_subject(token):
        return False
    for clause in [child for child in token.children if child.dep_ == "ccomp" and child.i < token.i]:
        subjects = [child for child in clause.children if child.dep_ in ("nsubj", "nsubj:pass")]
        if len(subjects) > 1 and subjects[-1].i > clause.i and _speaks_next(subjects[-1], lexicon) == token:
            subjects[-1].dep_ = "nsubj"
            for astray in [subjects[-1], *(child for child in clause.children if child.i > token.i)]:
                astray.head = token
            return True
    return False


def _speaks_next(subject: Token, lexicon: Lexicon) -> Token | None:
    """The verb of speech right behind the phrase."""
    after = subject.right_edge.i + 1
    if after >= subject.sent.end or not _is_speech(subject.doc[after], lexicon):
        return None
    return subject.doc[after]


def left_behind(token: Token, lexicon: Lexicon) -> bool:
    """"left three dead and one wounded": the second is left wounded, he wounds nobody."""
    host = token.head
    if token.dep_ != "conj" or token.tag_ not in ("VBD", "VBN") or host.lemma_ != "leave":
        return False
    subjects = [child for child in token.children if child.dep_ == "nsubj" and host.i < child.i < token.i]
    if not subjects or not has_child(host, "obj") or any(c.dep_ in ("obj", "aux") for c in token.children):
        return False
    token.tag_, subjects[0].dep_ = "VBN", "nsubj:pass"
    return True


def gerund_of_noun(token: Token, lexicon: Lexicon) -> bool:
    """"the prospect of Sweden joining": a gerund whose subject stands between `of` and it."""
    if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl") or _has_subject(token):
        return False
    before = _before(token)
    if before is None or before.is_punct:
        return False
    noun = before
    while noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ not in OBLIQUES or preposition(noun) not in GERUND_PREPOSITIONS or noun.i >= token.i:
        return False
    host = _abstract_host(noun, lexicon)
    if host is None or _inside(host, token):
        return False
    token.head, token.dep_ = host, "acl"
    noun.head, noun.dep_ = token, "nsubj"
    return True


def gerund_with_subject(token: Token, lexicon: Lexicon) -> bool:
    """"concerns of Sweden joining": what stands with "of" before its gerund is the subject."""
    if token.tag_ != "VBG" or token.dep_ not in ("acl", "advcl") or _has_subject(token):
        return False
    before = _before(token)
    for child in token.children:
        near = child.dep_ == "obl" and child.i < token.i and before is not None and before in child.subtree
        if near and preposition(child) in GERUND_PREPOSITIONS:
            child.dep_ = "nsubj"
            return True
    return False


def that_clause(token: Token, lexicon: Lexicon) -> bool:
    """"has stated many times that it will": the clause is what is said, not a description of the times."""
    host = token.head
    misplaced = token.dep_ in ("acl", "acl:relcl", "advcl") and host.dep_ in UNMARKED
    if not misplaced or not _is_speech(host.head, lexicon) or has_child(host.head, "ccomp"):
        return False
    if not any(child.dep_ == "mark" and child.lower_ == "that" for child in token.children):
        return False
    token.head, token.dep_ = host.head, "ccomp"
    return True


def _abstract_host(noun: Token, lexicon: Lexicon) -> Token | None:
    """The noun of thought or feeling that the phrase belongs to, past a date in between."""
    host = noun.head
    if host.dep_ in UNMARKED:
        host = next((child for child in host.head.children if child.dep_ == "obj" and child.i < noun.i), host)
    return host if "~prospect" in lexicon.classes_of(host.lemma_.lower()) else None


def infinitive_of_noun(token: Token, lexicon: Lexicon) -> bool:
    """"prepares for another attempt by rebels to take the city": the infinitive belongs to the attempt."""
    if token.dep_ not in ("advcl", "xcomp") or token.tag_ != "VB":
        return False
    to = next((child for child in token.children if child.lower_ == "to"), None)
    before = _before(to) if to is not None else None
    if before is None or before.is_punct:
        return False
    noun = before
    for _ in range(6):
        if "~control" in lexicon.classes_of(noun.lemma_.lower()) and noun.pos_ == "NOUN":
            if noun.i == token.head.i or _inside(noun, token) or _takes_infinitive(noun):
                return False
            token.head, token.dep_ = noun, "acl"
            return True
        if noun.head.i == noun.i or noun.head.i == token.head.i or is_predicate(noun):
            return False
        noun = noun.head
    return False


def _takes_infinitive(noun: Token) -> bool:
    return any(child.dep_ == "acl" for child in noun.children)


def reported_coordination(token: Token, lexicon: Lexicon) -> bool:
    """"said the brigade had taken the hill, destroyed two tanks": what is no speaking is part of what was said."""
    speech = token.head
    if token.dep_ != "conj" or _has_subject(token) or not _is_speech(speech, lexicon) or _is_speech(token, lexicon):
        return False
    inner = [child for child in speech.children if child.dep_ == "ccomp" and speech.i < child.i < token.i]
    if not inner or not _has_subject(inner[-1]) or any(c.dep_ == "cc" and c.i < token.i for c in speech.children):
        return False
    if any(child.dep_ in ("aux", "cc") for child in token.children):
        return False
    token.head = inner[-1]
    return True


def coordinated_condition(token: Token, lexicon: Lexicon) -> bool:
    """"will not leave until the camp is closed and its guards are gone": both are what is waited for."""
    main = token.head
    verbs = (token, *(child for child in token.children if child.dep_.startswith("aux")))
    present = any(verb.tag_ in ("VBZ", "VBP") for verb in verbs)
    if token.dep_ != "conj" or not present or not _has_subject(token) or not _is_future(main):
        return False
    clauses = [c for c in main.children if c.dep_ == "advcl" and main.i < c.i < token.i and _conditional(c)]
    if not clauses:
        return False
    token.head = clauses[-1]
    return True


def _is_future(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in token.children)


def _conditional(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in clause.children)


def _is_speech(token: Token, lexicon: Lexicon) -> bool:
    return "~speech-verb" in lexicon.classes_of(token.lemma_.lower())


def _before(token: Token) -> Token | None:
    """The word before, past adverbs."""
    i = token.i - 1
    while i > token.sent.start and token.doc[i].dep_ == "advmod" and token.doc[i].head.i == token.i:
        i -= 1
    return token.doc[i] if i >= token.sent.start else None


def _has_subject(token: Token) -> bool:
    return has_child(token, "nsubj") or has_child(token, "nsubj:pass") or has_child(token, "csubj")


def _inside(inner: Token, outer: Token) -> bool:
    """Whether `inner` lies below `outer`, so that no cycle may be made."""
    return any(ancestor.i == outer.i for ancestor in inner.ancestors)


RULES: tuple[Rule, ...] = (
    *STRAYS,
    *SUBJECTS,
    gerund_of_noun,
    gerund_with_subject,
    that_clause,
    infinitive_of_noun,
    reported_coordination,
    coordinated_condition,
    finite_conjunct,
    speaker_behind,
    second_subject,
    left_behind,
)
