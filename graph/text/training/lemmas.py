"""Learns the lemmatizer's tables from treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..conllu import Sentence
from ..lemma import LONGEST_ENDING, Edit, Lemmas, apply, normal

_SUPPORT = 2
"""An ending needs as many different words behind it, a known lemma as many places."""
_PAST = frozenset({"VERB VBD", "VERB VBN", "VERB VBG"})
_INFLECTED = frozenset({"ADJ", "ADV", "AUX", "NOUN", "VERB"})


def learn_lemmas(
    sentences: Iterable[Sentence], verbs: Iterable[str] = (), irregular: Mapping[str, str] | None = None
) -> Lemmas:
    """Endings by majority over different words, and every word that they get wrong.

    `verbs` are known beforehand; `irregular` forms of verbs are added where the sentences do not have them.
    """
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sentence in sentences:
        for word in sentence.words:
            if word.lemma != "_" and word.deprel != "goeswith":
                seen[f"{word.upos} {word.xpos}"][normal(word.form, word.upos)][word.lemma] += 1
    words: dict[str, dict[str, str]] = {}
    endings: dict[str, dict[str, Edit]] = {}
    known: dict[str, set[str]] = defaultdict(set, {"VERB": set(verbs)})
    for tag, forms in sorted(seen.items()):
        best = {form: min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma)) for form, lemmas in forms.items()}
        endings[tag] = _endings(best)
        for upos in {tag.split(" ")[0]} & _INFLECTED:
            known[upos] |= {lemma for form, lemma in best.items() if sum(forms[form].values()) >= _SUPPORT}
    kept = {upos: frozenset(lemmas) for upos, lemmas in sorted(known.items())}
    for tag in _PAST & seen.keys():
        for form, lemma in (irregular or {}).items():
            seen[tag].setdefault(form, Counter([lemma]))
    for tag, forms in sorted(seen.items()):
        best = {form: min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma)) for form, lemmas in forms.items()}
        rules = Lemmas({}, {tag: endings[tag]}, kept)
        upos, xpos = tag.split(" ", 1)
        words[tag] = {form: lemma for form, lemma in sorted(best.items()) if rules.find(form, upos, xpos) != lemma}
    return Lemmas(words, endings, kept)


def read_verbs(path: Path) -> Iterator[str]:
    """The words of a list; lines that begin with `#` are comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def read_irregular(path: Path) -> dict[str, str]:
    """Form and lemma of every line that is no comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


def edit_between(base: str, lemma: str) -> Edit:
    """The shortest edit of the end that turns one into the other."""
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return len(base) - common, lemma[common:]


def _endings(best: dict[str, str]) -> dict[str, Edit]:
    votes: dict[str, Counter[Edit]] = defaultdict(Counter)
    for form, lemma in best.items():
        edit = edit_between(form, lemma)
        for length in range(min(LONGEST_ENDING, len(form) - 1) + 1):
            votes[form[len(form) - length :]][edit] += 1
    kept: dict[str, Edit] = {}
    for ending in sorted(votes, key=lambda e: (len(e), e)):
        edit, count = min(votes[ending].items(), key=lambda item: (-item[1], item[0]))
        if count < _SUPPORT or edit[0] > len(ending) + 1:
            continue
        shorter = next((kept[ending[i:]] for i in range(1, len(ending) + 1) if ending[i:] in kept), None)
        if shorter != edit:
            kept[ending] = edit
    kept.setdefault("", (0, ""))
    return kept


__all__ = ["apply", "edit_between", "learn_lemmas", "read_irregular", "read_verbs"]
