"""What is wrong with a query that is not SPARQL, in words, with a caret under the place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .sparql import Token, names, tokens

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_EXPECTED = re.compile(r'\b[A-Z]{2,}\b|"[^"\s\\]{1,2}"')
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_CLOSED_BY = {"{": "}", "(": ")", "[": "]"}


def explain(query: str, message: str, prefixes: Iterable[str]) -> str:
    """Oxigraph's message in words, the line of the query, and a caret where it could not go on."""
    found = _PLACE.match(message)
    if found is None:
        return f"the query is not SPARQL: {message}"
    line, column, expected = int(found.group(1)), int(found.group(2)), found.group(3)
    better = _place_and_reason(query) or _undeclared(query, expected, list(prefixes))
    if better is not None:
        (line, column), reason = _position(query, better[0]), better[1]
    else:
        reason = _reason(expected)
    lines = query.split("\n")
    shown = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    caret = "".join("\t" if c == "\t" else " " for c in shown[: column - 1]) + "^"
    return f"line {line}, column {column}: {reason}\n  {shown}\n  {caret}"


def _position(query: str, start: int) -> tuple[int, int]:
    before = query[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1


def _place_and_reason(query: str) -> tuple[int, str] | None:
    """Mistakes that a parser sees too late to name: no form, a string or a bracket left open."""
    pieces = [t for t in tokens(query) if t.kind not in ("space", "comment")]
    if not pieces:
        return 0, "the query is empty"
    for piece in pieces:
        if piece.text in ("'", '"'):
            return piece.start, "the string that begins here is not closed"
    form = _form(pieces)
    if form is not None and form.text.upper() in _UPDATES:
        return form.start, f"{form.text} is an update, and a graph is only read: {', '.join(FORMS)}"
    if form is not None and form.text.upper() not in FORMS:
        return form.start, f"a query begins with {', '.join(FORMS)}, not with {form.text}"
    return _unbalanced(pieces)


def _form(pieces: list[Token]) -> Token | None:
    """The first word that declares nothing."""
    skip = 0
    for piece in pieces:
        if skip:
            skip -= 1
        elif piece.text.upper() in ("PREFIX", "BASE", "VERSION"):
            skip = 2 if piece.text.upper() == "PREFIX" else 1
        else:
            return piece
    return None


def _unbalanced(pieces: list[Token]) -> tuple[int, str] | None:
    opened: list[Token] = []
    for piece in pieces:
        if piece.text in _CLOSED_BY:
            opened.append(piece)
        elif piece.text in _CLOSED_BY.values():
            if not opened or _CLOSED_BY[opened[-1].text] != piece.text:
                return piece.start, f"this {piece.text} closes nothing"
            opened.pop()
    return (opened[-1].start, f"this {opened[-1].text} is not closed") if opened else None


def _undeclared(query: str, expected: str, declared: list[str]) -> tuple[int, str] | None:
    if "Prefix not found" not in expected:
        return None
    for prefix, _, start in names(query):
        if prefix not in declared:
            known = ", ".join(f"{one}:" for one in declared)
            return start, f"the prefix {prefix}: is not declared; these are: {known}"
    return None


def _reason(expected: str) -> str:
    if "IRI parsing failed" in expected:
        return "this is no IRI"
    sentence = [part.strip() for part in re.sub("^expected (one of )?", "", expected).split(",") if "variable" in part]
    if sentence:
        return sentence[0][0].lower() + sentence[0][1:]
    wanted = list(dict.fromkeys(_EXPECTED.findall(expected)))
    hint = f"; expected here could be {' '.join(wanted[:8])}" if wanted else ""
    return f"the query can not be understood from here on{hint}"
