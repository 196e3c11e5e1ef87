"""What speaks for and against a person in the uses of a name, where the language model saw a person.

The model takes towns, cafés, tribes and news sites for persons. A title, a given name, an age or a word of kinship
speaks for a person; an article, a place's preposition or a noun that says what the thing is speaks against one. All
uses of a name in a text are weighed together: one name is one kind of thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping
from enum import Enum
from functools import lru_cache

from ...ontology.records import EntityType
from .draft import Draft
from .given_names import given_name
from .person_names import only_family
from .surface import ARTICLES, key
from .vocabulary import tree
from .vocabulary import words as word_list


class Kind(Enum):
    """What a name may be of."""

    PERSON = "person"
    PLACE = "place"
    ORGANIZATION = "organization"
    GROUP = "group"
    NOTHING = "nothing"
    """Of what is no node: a book, a language."""


TYPES = {Kind.PLACE: EntityType.PLACE, Kind.ORGANIZATION: EntityType.ORGANIZATION, Kind.GROUP: EntityType.GROUP}
_CERTAIN, _STRONG, _WEAK = 8, 3, 1
_LABELS = {"ORG": Kind.ORGANIZATION, "PLACE": Kind.PLACE, "GPE": Kind.PLACE, "LOC": Kind.PLACE, "FAC": Kind.PLACE}
_IN = frozenset({"in", "at", "near", "inside", "outside", "around", "into", "throughout"})
_NAMES = frozenset({"bin", "ibn", "abu", "von", "van", "bint"})
_AGES = range(10, 120)


def kinds(draft: Draft, titles: Container[int], persons: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], Kind]:
    """For each of the names that the model takes for persons, the kind that the text speaks for."""
    names = {name: key(draft.text(*_core(draft, *name))) for name in persons}
    weights = {text: Counter({Kind.PERSON: _WEAK if given_name(text) else 0}) for text in names.values()}
    for first, last in _uses(draft, names, frozenset(weights)):
        weights[key(draft.text(first, last))].update(_use(draft, titles, first, last))
    for first, last, label in draft.words.ents:
        found, kind = weights.get(key(draft.text(first, last))), _LABELS.get(label)
        if found is not None and kind is not None:
            found[kind] += _WEAK if found[kind] == 0 else 0
    chosen = {text: _chosen(weight) for text, weight in weights.items()}
    return {**{name: chosen[text] for name, text in names.items()}, **_peoples(draft)}


def _uses(draft: Draft, names: Iterable[tuple[int, int]], texts: Collection[str]) -> set[tuple[int, int]]:
    """The names, and where the text has one of them again that is a single word, whatever it is there to the model."""
    words = draft.words
    ends = {text.rpartition(" ")[2] for text in texts if " " not in text or text.split(" ")[0] in ARTICLES}
    again = {_core(draft, index, index) for index, lower in enumerate(words.lower) if lower in ends}
    named = {name for name in again if words.capitalised(name[1]) and key(draft.text(*name)) in texts}
    return {_core(draft, *name) for name in names} | named


def _peoples(draft: Draft) -> Mapping[tuple[int, int], Kind]:
    """What the model takes for places or bodies and the noun beside it calls a people: "the Example tribe"."""
    others = [(first, last) for first, last, label in draft.words.ents if label in _LABELS or label == "WEAPON"]
    return {
        name: Kind.GROUP
        for name in others
        if Kind.GROUP in (_by_head(draft, *name)[0], _by_preposition(draft, *name)[0])
    }


def _chosen(weights: Counter[Kind]) -> Kind:
    """The heaviest kind; a person where nothing outweighs that."""
    best = max(Kind, key=lambda kind: (weights[kind], kind is Kind.PERSON))
    return best if weights[best] > max(weights[Kind.PERSON], _WEAK) else Kind.PERSON


def _core(draft: Draft, first: int, last: int) -> tuple[int, int]:
    """With an Arabic article, without an English one before and a mark of the genitive behind."""
    words = draft.words
    if first >= 2 and words.text[first - 1] == "-" and words.lower[first - 2] in ARTICLES:
        first -= 2
    while first < last and words.lower[first] == "the":
        first += 1
    while last > first and not words.text[last][-1].isalnum():
        last -= 1
    return first, last


def _use(draft: Draft, titles: Container[int], first: int, last: int) -> Counter[Kind]:
    """What one use of the name speaks for."""
    found = Counter[Kind]()
    leads = _leading_class(draft, first, last)
    if leads is not None:
        found[leads] += 2 * _CERTAIN
    if _personal(draft, titles, first, last):
        found[Kind.PERSON] += _CERTAIN
    if last > first and given_name(draft.words.text[first]) is not None:
        found[Kind.PERSON] += _CERTAIN
    for kind, weight in (
        _by_head(draft, first, last),
        _by_preposition(draft, first, last),
        _by_verb(draft, first, last),
    ):
        if kind is not None:
            found[kind] += weight
    if draft.words.lower[first - 1 : first] == ["the"] and not _modifies(draft, first, last) and not found:
        found[Kind.ORGANIZATION] += _STRONG
    return found


def _personal(draft: Draft, titles: Container[int], first: int, last: int) -> bool:
    """A title before it, a family introduced by a longer name, an age or a profession behind it, "who"."""
    words, root = draft.words, draft.words.root(first, last)
    if first - 1 in titles or key(draft.text(last, last)) in draft.families:
        return True
    inside = set(words.lower[first : last + 1])
    if last > first and (inside & _NAMES or any(len(text.rstrip(".")) == 1 and text.isupper() for text in inside)):
        return True
    behind = words.lower[last + 1 : last + 3]
    if len(behind) == 2 and behind[0] == "," and behind[1].isdigit() and int(behind[1]) in _AGES:
        return True
    for child in words.children[root]:
        if words.apposed(child) and (child in titles or words.lemma[child] in word_list("callings")):
            return True
        relative = words.dep[child] == "acl:relcl"
        if relative and any(words.lower[c] in ("who", "whose", "whom") for c in words.children[child]):
            return True
    return words.dep[root] == "nmod:poss" and words.lemma[words.head[root]] in word_list("kin")


def _leading_class(draft: Draft, first: int, last: int) -> Kind | None:
    """What the name's first word, or the capitalised word before it, says that it is: "Rue Example"."""
    words = draft.words
    before = first - 1 if first and words.capitalised(first - 1) else first
    table = _classes()
    for index in (first, before) if last > first else (before,):
        kind = table.get(f"{key(words.text[index])} x") if words.capitalised(index) and index < last else None
        if kind is not None:
            return kind
    return None


def _modifies(draft: Draft, first: int, last: int) -> bool:
    """The name stands before a noun that it belongs to."""
    words, root = draft.words, draft.words.root(first, last)
    relation = words.dep[root].partition(":")[0]
    return words.head[root] > last and relation in ("compound", "amod", "nmod") and words.head[root] < last + 4


def _by_head(draft: Draft, first: int, last: int) -> tuple[Kind | None, int]:
    """What the noun behind it, or the one that it is in apposition to, says that it is: "the Example restaurant"."""
    words, root = draft.words, draft.words.root(first, last)
    heads = [index for index in (last + 1, last + 2) if index < len(words) and words.text[index].isalpha()]
    if not _modifies(draft, first, last):
        heads = [words.head[root]] if words.apposed(root) else []
    heads += [child for child in words.children[root] if words.apposed(child)]
    for index in heads:
        kind = _classes().get(key(words.lemma[index])) or _classes().get(words.lower[index])
        if kind is not None:
            return kind, _STRONG if kind is not Kind.PERSON else _CERTAIN
    if any(draft.nouns.noun(words.lower[index], "facility") is not None for index in heads[:1]):
        return Kind.PLACE, _STRONG
    return None, 0


def _by_preposition(draft: Draft, first: int, last: int) -> tuple[Kind | None, int]:
    """Where things are: "in Example", "attacks in Sample and Example", "a native of Example"."""
    words, root = draft.words, draft.words.root(first, last)
    series = _series(draft, root)
    root = series if series is not None else root
    if _modifies(draft, first, last):
        return None, 0
    case, head = words.case(root), words.lemma[words.head[root]]
    if case in _IN and head not in word_list("toward_persons"):
        return Kind.PLACE, _STRONG
    if series is not None and first == last and _LABELS.get(words.entity(root, root)) is Kind.PLACE:
        return Kind.PLACE, _STRONG
    if case in ("from", "to", "for", "towards", "toward") and head in word_list("travels"):
        return Kind.PLACE, _STRONG
    if case == "of" and head in word_list("whereabouts") | word_list("natives"):
        return Kind.PLACE, _STRONG
    if case == "of" and _classes().get(head) is Kind.GROUP:
        return Kind.GROUP, _STRONG
    return None, 0


def _series(draft: Draft, root: int) -> int | None:
    """The first of names in a row with "and" or "or": "Sample, Example and Instance"."""
    words, head = draft.words, draft.words.head[root]
    if words.dep[root] != "conj" or head >= root or words.pos[head] != "PROPN":
        return None
    members = (child for child in words.children[head] if words.dep[child] == "conj")
    joined = any(words.lower[joint] in ("and", "or") for child in members for joint in words.children[child])
    return head if joined else None


def _by_verb(draft: Draft, first: int, last: int) -> tuple[Kind | None, int]:
    """Who reports, and whom people tell things, with an Arabic article before the name: a news outlet."""
    words, root = draft.words, draft.words.root(first, last)
    verb, relation = words.lemma[words.head[root]], words.dep[root].partition(":")[0]
    if not only_family(draft, first, last):
        return None, 0
    article = words.lower[first] in ARTICLES or words.lower[first - 1 : first] == ["-"]
    if relation == "nsubj" and verb == "report":
        return Kind.ORGANIZATION, _STRONG
    if relation in ("obj", "iobj") and verb == "tell" and article:
        return Kind.ORGANIZATION, _STRONG
    return None, 0


def of_person(draft: Draft, first: int, last: int) -> bool:
    """The noun behind the name is of those that persons have: "the Example regime"."""
    return _modifies(draft, first, last) and _by_head(draft, first, last)[0] is Kind.PERSON


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, Kind]:
    """Nouns beside a name by what they say that it is; `rue x` stands before the name."""
    table = tree()["classes_of_names"]
    behind = {key(word): Kind(kind) for kind, words in table["behind"].items() for word in words}
    before = {f"{key(word)} x": Kind(kind) for kind, words in table["before"].items() for word in words}
    return {**behind, **before}
