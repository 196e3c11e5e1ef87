"""When: time expressions resolved against the day of publication, and the date of a predicate.

What is not certain stays None: a weekday without a known day of publication, a month whose clause is neither past nor
future, a week that runs over the end of a month gives the year at most.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from spacy.tokens import Doc, Span, Token

from ...ontology.records import Document
from . import calendar
from .bearers import bearers, beyond, is_bound
from .clauses import NOUNS, base, clause_of, governor, lemma, marker
from .cues import factuality_cues
from .embedding import climb
from .time_patterns import Found, find, time_cues
from .time_resolve import resolve


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with offsets of the text and what it was resolved to."""

    start: int
    end: int
    value: str | None
    """ISO 8601 at the precision known; None where it is not known."""
    kind: str
    """`point`, or `bound` after since, until, by, before …: then it is not the date of the event."""
    head: int
    """Index of the expression's head token."""
    bearers: frozenset[int] = frozenset()
    """Indices of the words whose date it is."""
    beyond: tuple[int, int] = (-1, -1)
    """A verb and the noun between it and the date, which is the verb's unless that noun is an event."""


def dates(doc: Doc, document: Document) -> list[TimeExpression]:
    """All time expressions of the document, in textual order."""
    published = calendar.parse_iso(document.published)
    located = _with_years([(found, span) for found in find(doc.text) if (span := _span(doc, found)) is not None])
    kept = [(found, span) for found, span in located if _is_date(found, span)]
    return _numbered(doc, [(found, _expression(found, span, published)) for found, span in _current(kept, published)])


def _with_years(located: Sequence[tuple[Found, Span]]) -> list[tuple[Found, Span]]:
    """"On 4 May and from 6 to 7 May 2019": the year of the same month in the same sentence holds for the first too."""
    given = list(located)
    for index, (found, span) in enumerate(located[:-1]):
        later, after = located[index + 1]
        shared = after.start < span.sent.end and "year" in later.parts
        if shared and found.kind == "day" and "year" not in found.parts:
            same = later.parts.get("month") == found.parts["month"]
            given[index] = (replace(found, parts={**found.parts, "year": later.parts["year"]} if same else {}), span)
    return [(found, span) for found, span in given if found.parts]


def _current(
    kept: Sequence[tuple[Found, Span]], published: tuple[calendar.Span, str] | None
) -> Iterator[tuple[Found, Span]]:
    """Leaves out days and months without a year where the text has just told of a year of the past: they may be its."""
    told, place = 9999, 0
    for found, span in kept:
        if "year" in found.parts:
            told, place = int(found.parts["year"]), found.end
        old = published is not None and told < published[0].first.year - 1 and found.start - place < HISTORY
        if not (old and "year" not in found.parts and found.kind in ("day", "month", "day-range")):
            yield found, span


def _span(doc: Doc, found: Found) -> Span | None:
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    return span if span is not None and span.root.sent.start <= span.start and span.end <= span.root.sent.end else None


def _is_date(found: Found, span: Span) -> bool:
    """A year needs a preposition before or a noun after it; "may" must be a name, "Black Friday" is no date."""
    root = span.root
    if found.kind == "weekday":
        before = root.doc[span.start - 1].lower_ if span.start else ""
        return before not in time_cues().named_days
    if found.kind == "month":
        return not any(token.tag_ == "MD" or token.pos_ == "VERB" for token in span)
    if found.kind != "year":
        return True
    before = root.doc[span.start - 1].lower_ if span.start > span.sent.start else ""
    modifies = root.head.i > root.i and base(root) in ("compound", "nummod", "amod", "nmod")
    return before in time_cues().before_year or (modifies and root.head.tag_ in ("NN", "NNP"))


def _expression(found: Found, span: Span, published: tuple[calendar.Span, str] | None) -> TimeExpression:
    root = span.root
    value = resolve(found, root, published)
    kind = "bound" if is_bound(root) else "point"
    iso = value.iso() if value is not None else None
    return TimeExpression(found.start, found.end, iso, kind, root.i, bearers(root), beyond(root))


def _numbered(doc: Doc, read: Sequence[tuple[Found, TimeExpression]]) -> list[TimeExpression]:
    """With "day 9 of the siege" resolved where the text dates the siege, and "today" by the day of speaking."""
    known = [expression for _, expression in read]
    again = {"day-number": _nth_day, "today": _spoken_day}
    resolved = []
    for found, own in read:
        resolve_again = again.get(found.kind)
        value = own.value if resolve_again is None else resolve_again(doc, found, own, known)
        resolved.append(replace(own, value=value))
    return resolved


def _spoken_day(doc: Doc, found: Found, own: TimeExpression, known: Sequence[TimeExpression]) -> str | None:
    """"Today" in what somebody said on Friday is that Friday."""
    said = clause_of(doc[own.head])
    while base(said) == "conj":
        said = said.head
    verb = governor(said) if base(said) == "ccomp" else None
    if verb is None:
        return own.value
    others = [other for other in known if other.head != own.head and other.kind == "point"]
    spoken = date_of(verb, others)
    day = calendar.parse_iso(spoken)
    meant = calendar.deictic(found.parts["word"].lower(), *day) if day is not None else None
    return meant.iso() if meant is not None else own.value


def _nth_day(doc: Doc, found: Found, own: TimeExpression, known: Sequence[TimeExpression]) -> str | None:
    parts, nth = found.parts, found.parts["nth"]
    number = int(nth) if nth.isdecimal() else ORDINALS.index(nth) + 1
    names = {word.lower() for word in parts["of"].replace("’", " ").replace("'", " ").split()}
    days = [expression for expression in known if expression.kind == "point" and len(expression.value or "") == 10]
    anchors = {expression.value for expression in days if _dates(doc, expression, names)}
    day = calendar.parse_iso(anchors.pop()) if len(anchors) == 1 else None
    if day is None:
        return None
    return (day[0].first + timedelta(days=number - 1)).isoformat()


def _dates(doc: Doc, expression: TimeExpression, names: set[str]) -> bool:
    """Whether the expression dates an event noun of one of these names, or the outbreak of it."""
    return any(lemma(doc[i]) in names and doc[i].pos_ == "NOUN" for i in expression.bearers)


def date_of(
    token: Token, expressions: Sequence[TimeExpression], *, events: Container[int] | None = None
) -> str | None:
    """The date of a predicate: its own, else that of the occasion, light verb or coordinated clause that it shares.

    `events` are the token indices of all predicates that the caller knows: a date between the predicate and such an
    event noun ("condemned the attack on Monday") belongs to the noun, one after any other noun to the verb.
    """
    points = [expression for expression in expressions if expression.kind == "point"]
    for node, end in _sharing(token):
        values = [point.value for point in points if point.head < end and _is_of(point, node, events)]
        if values:
            return _finest(values)
    return None


def _is_of(point: TimeExpression, node: Token, events: Container[int] | None) -> bool:
    if node.i in point.bearers:
        return True
    verb, thing = point.beyond
    return verb == node.i and events is not None and thing not in events


def _finest(values: Sequence[str | None]) -> str | None:
    """The most precise of dates that agree; None where they differ or one is unknown."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    best = max(known, key=len)
    return best if all(best.startswith(value) for value in known) else None


def _sharing(token: Token) -> Iterator[tuple[Token, int]]:
    """The predicate and those whose date it shares, nearest first, with where such a date must stand before.

    "On Monday they raided and shelled it" dates both, "they raided it on Monday and shelled the camp" only the first.
    """
    node, end = token, len(token.doc)
    yield node, end
    for _ in range(4):
        head = governor(node)
        if head is None or not _shares_date(node, head):
            return
        end = min(end, head.i) if base(node) == "conj" else end
        yield head, end
        node = head


def _shares_date(node: Token, head: Token) -> bool:
    relation = base(node)
    if relation == "conj":
        return node.pos_ == head.pos_
    if relation == "advcl":
        return node.tag_ == "VBG" and not marker(node) and node.i > head.i
    if node.dep_ in ("acl:relcl", "nmod", "compound") or head.pos_ in NOUNS:
        return False
    if relation in ("xcomp", "obj", "nsubj"):
        link = climb(node, factuality_cues())
        return link is not None and link.rule.startswith("operator:")
    return False


HISTORY = 1500
"""So many characters after a year of the past a day or month without a year is not read as one of today's."""
ORDINALS = ("first", "second", "third", "fourth", "fifth")
