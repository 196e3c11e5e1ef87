"""How many or how much a noun phrase says: "1,228 tanks", "nearly $300 million", "four of them".

Only a number that the text states is given: "thousands", "dozens" and ranges ("20 to 30") have none. With "at least",
"nearly" and the like the stated number is kept and marked approximate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from ...ontology.errors import OntologyError
from .clauses import NOUNS, base, child, children, governor, lemma, marker
from .cues import grouped, read_cues, wordset
from .time_patterns import time_cues

_DIGITS = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<suffix>[a-z]{0,3})\+?", re.ASCII)
_NUMERIC = ("nummod", "compound", "advmod", "det", "case", "fixed", "amod", "flat", "conj", "cc", "nmod", "obl")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number."""

    value: int | float
    unit: str | None = None
    """Currency or unit code; None for pieces."""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class QuantityCues:
    """ontology/cues/quantity.yaml."""

    numbers: Mapping[str, int]
    magnitudes: Mapping[str, int]
    half: str
    approximate: frozenset[str]
    ranges: frozenset[str]
    currencies: Mapping[str, str]
    units: Mapping[str, str]


@cache
def quantity_cues() -> QuantityCues:
    """The number words and units, checked. Raises OntologyError."""
    file = "quantity"
    data = read_cues(file)
    tables = {key: {str(word): value for word, value in data.get(key, {}).items()} for key in ("numbers", "magnitudes")}
    wrong = [word for table in tables.values() for word, value in table.items() if not isinstance(value, int)]
    if wrong:
        raise OntologyError(f"cues/quantity.yaml: {', '.join(wrong)}: the value is no whole number; correct it")
    return QuantityCues(
        numbers=tables["numbers"],
        magnitudes=tables["magnitudes"],
        half=str(data["half"]),
        approximate=wordset(data, "approximate", file),
        ranges=wordset(data, "ranges", file),
        currencies=grouped(data, "currencies", file),
        units=grouped(data, "units", file),
    )


def quantity(token: Token, *, cues: QuantityCues | None = None) -> Quantity | None:
    """The quantity of the noun phrase with this head; None where the text states none."""
    cues = cues if cues is not None else quantity_cues()
    for head in (token, _measure(token, cues), _worth(token, cues)):
        if head is not None:
            found = _counted(head, cues)
            if found is not None:
                return found
    return None


def _measure(token: Token, cues: QuantityCues) -> Token | None:
    """"20 tonnes" for grain in "20 tonnes of grain", "$5 million" for aid in "$5 million in aid"."""
    head = governor(token)
    if head is None or base(token) != "nmod" or marker(token) not in ("of", "in", "worth of"):
        return None
    return head if _unit(head, cues) is not None else None


def _worth(token: Token, cues: QuantityCues) -> Token | None:
    """"$5 million" for package in "a package worth $5 million", "a $5 million package", "a package of $5 million"."""
    for word in children(token, "amod", "acl", "compound", "nmod", "appos"):
        if lemma(word) == "worth":
            inner = child(word, "obj", "obl", "nmod", "xcomp")
            return inner if inner is not None and _currency(inner, cues) else None
        if _currency(word, cues) and (base(word) == "compound" or marker(word) in ("of", "worth")):
            return word
    return None


def _counted(head: Token, cues: QuantityCues) -> Quantity | None:
    numeral = _numeral(head, cues)
    if numeral is None or _is_dated(numeral) or _is_name(numeral) or _is_range(head, cues):
        return None
    words = _numeral_words(numeral)
    value = evaluate([word.lower_ for word in words], cues)
    if value is None or _is_year(words, head):
        return None
    return Quantity(value, _unit(head, cues), _is_approximate(words, head, cues))


def _numeral(head: Token, cues: QuantityCues) -> Token | None:
    """The number before the head; after it only with a currency ("USD 5"), else it is a name ("Article 5")."""
    for word in children(head, "nummod"):
        if word.i < head.i or _currency(head, cues):
            return word
    strayed = _strayed(head) or _of_first(head)
    if strayed is not None:
        return strayed
    if base(head) == "flat" or child(head, "flat") is not None:  # F-16 is a name
        return None
    return head if head.pos_ == "NUM" or (head.like_num and head.pos_ != "ADJ") else None


def _is_range(head: Token, cues: QuantityCues) -> bool:
    """Two numbers of one noun with "to" or a dash between."""
    several = [word.i for word in children(head, "nummod") if word.i < head.i and not _is_name(word)]
    return len(several) > 1 and any(word.lower_ in cues.ranges for word in head.doc[several[0] : several[-1]])


def _is_dated(numeral: Token) -> bool:
    """"The 13 November attacks": the number is a day."""
    beside = [numeral.doc[i].text for i in (numeral.i - 1, numeral.i + 1) if 0 <= i < len(numeral.doc)]
    return any(text.rstrip(".") in time_cues().months and text != "May" for text in beside)


def _is_name(numeral: Token) -> bool:
    """"F-16 jets": the number belongs to a designation."""
    before = numeral.doc[numeral.i - 2 : numeral.i] if numeral.i >= 2 else ()
    joined = [token for token in before if not token.whitespace_]
    return len(joined) == 2 and joined[1].text in ("-", "–") and joined[0].text.isalpha()


def _strayed(head: Token) -> Token | None:
    """The number right before the phrase that the parse of a long list hung on an earlier item."""
    first, modifiers = head.i, ("amod", "compound", "advmod")
    while first > head.sent.start and base(head.doc[first - 1]) in modifiers and head.doc[first - 1].head.i >= first:
        first -= 1
    before = head.doc[first - 1] if first > head.sent.start else None
    if before is None or before.dep_ != "nummod" or before.head.i >= before.i or head.pos_ not in NOUNS:
        return None
    return before


def _of_first(head: Token) -> Token | None:
    """"20 attack, transport and training jets": the modifiers are coordinated, the number counts the last word."""
    first = governor(head)
    if first is None or base(head) != "conj" or head.tag_ != "NNS" or first.tag_ != "NN":
        return None
    number = next((word for word in children(first, "nummod") if word.i < first.i), None)
    return number if number is not None and number.lower_ not in ("1", "one") else None


def _numeral_words(numeral: Token) -> list[Token]:
    """The number with its parts: contiguous, in textual order."""
    inside = {numeral.i}
    for word in numeral.subtree:
        if word.head.i in inside and base(word) in _NUMERIC and word.i != numeral.i:
            inside.add(word.i)
    return [numeral.doc[i] for i in sorted(inside) if numeral.doc[i].pos_ not in ("VERB", "PROPN")]


def evaluate(parts: Sequence[str], cues: QuantityCues) -> int | float | None:
    """The value of a number's words; None for a range, an indefinite number or none at all."""
    total: float = 0
    current: float | None = None
    for index, part in enumerate(parts):
        number = _digits(part, cues)
        if number is not None:
            if current is not None and parts[index - 1] in cues.ranges and not _continues(current, number):
                return None
            if current is not None and index and _digits(parts[index - 1], cues) is not None and part[0].isdigit():
                return None
            current = (current or 0) + number
        elif part in cues.magnitudes:
            current, total = _multiplied(current, total, cues.magnitudes[part])
        elif part == cues.half:
            current = (current or 0) + 0.5
    return _whole(total + (current or 0)) if current is not None or total else None


def _multiplied(current: float | None, total: float, magnitude: int) -> tuple[float | None, float]:
    """After hundred a number goes on ("two hundred thousand"), after thousand and more it is added up."""
    value = (1 if current is None else current) * magnitude
    return (value, total) if magnitude <= 100 else (None, total + value)


def _continues(current: float, number: float) -> bool:
    """"Two hundred and fifty" is one number, "20 and 30" are two."""
    return current >= 100 and current % 100 == 0 and number < 100


def _digits(part: str, cues: QuantityCues) -> float | None:
    """The value of one word: `27,700`, `1.2m`, `seventy-two`; None where it is no number."""
    if part in cues.numbers:
        return None if part in ("a", "an") else cues.numbers[part]
    match = _DIGITS.fullmatch(part.lstrip("~$£€"))
    if match is not None:
        suffix = match["suffix"]
        if suffix and suffix not in cues.magnitudes:
            return None
        return float(match["number"].replace(",", "")) * (cues.magnitudes[suffix] if suffix else 1)
    tens, hyphen, ones = part.partition("-")
    if hyphen and tens in cues.numbers and ones in cues.numbers and cues.numbers[tens] >= 20:
        return cues.numbers[tens] + cues.numbers[ones]
    return None


def _whole(value: float) -> int | float:
    return int(value) if float(value).is_integer() else round(value, 6)


def _is_year(words: Sequence[Token], head: Token) -> bool:
    """"The 2014 treaty": four digits before one thing."""
    text = words[0].text
    four = len(words) == 1 and text.isdecimal() and len(text) == 4
    return four and "1500" <= text < "2100" and head.tag_ in ("NN", "NNP")


def _is_approximate(words: Sequence[Token], head: Token, cues: QuantityCues) -> bool:
    """A word such as "nearly" before the number (or its currency sign), "at least" within, "1,000+"."""
    first = min(words[0].i, head.i)
    before = [word.lower_ for word in head.doc[max(head.sent.start, first - 3) : first]]
    inner = [word.lower_ for word in words]
    ends = [" ".join(before[-size:]) for size in range(1, len(before) + 1)]
    inside = [" ".join(inner[i : i + size]) for i in range(len(inner)) for size in (1, 2, 3)]
    return any(text in cues.approximate for text in (*ends, *inside)) or any(word.endswith("+") for word in inner)


def _currency(head: Token, cues: QuantityCues) -> str | None:
    """The currency code of a symbol or noun, the longest name first ("Canadian dollars")."""
    before = [word for word in head.children if word.i < head.i and base(word) in ("amod", "compound")]
    for word in before:
        code = cues.currencies.get(f"{word.lower_} {lemma(head)}")
        if code is not None:
            return code
    return cues.currencies.get(head.lower_, cues.currencies.get(lemma(head)))


def _unit(head: Token, cues: QuantityCues) -> str | None:
    before = head.nbor(-1).lower_ if head.i else ""
    if before in cues.currencies and head.pos_ == "NUM":
        return cues.currencies[before]
    square = cues.units.get(f"{before} {lemma(head)}")
    return square or _currency(head, cues) or cues.units.get(lemma(head), cues.units.get(head.lower_))
