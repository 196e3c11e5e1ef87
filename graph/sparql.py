"""The words of a SPARQL query outside strings, IRIs and comments: for parameters, terms and refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\r\n]* )
  | (?P<iri> <[^\x00-\x20<>"{}|^`\\]*> )
  | (?P<string> \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
  | (?P<variable> [?$]\w+ )
  | (?P<name> (?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|\\[^\w\s]|%[0-9A-Fa-f]{2})(?:(?:[\w:.-]|\\[^\w\s]|%[0-9A-Fa-f]{2})*(?:[\w:-]|\\[^\w\s]|%[0-9A-Fa-f]{2}))?)? )
  | (?P<word> [^\W\d]\w* )
  | (?P<language> @[A-Za-z-]+ )
  | (?P<space> \s+ )
  | (?P<other> . )
    """,  # noqa: E501
    re.VERBOSE | re.DOTALL,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FILE = re.compile(r"<\s*file:", re.IGNORECASE)


class Token(NamedTuple):
    """A piece of a query; the texts of all tokens, joined, are the query."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The pieces of any text, as SPARQL divides it."""
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "other", match.group(), match.start())


def words(query: str) -> frozenset[str]:
    """The keywords of a query in upper case, those hidden by \\u escapes included."""
    readings = {query, unescape(query)}
    return frozenset(t.text.upper() for text in readings for t in tokens(text) if t.kind == "word")


def unescape(query: str) -> str:
    """The query with its \\u and \\U escapes replaced, as SPARQL allows them anywhere."""

    def character(match: re.Match[str]) -> str:
        point = int(match.group(1) or match.group(2), 16)
        return chr(point) if point < 0x110000 else match.group()

    return _CODEPOINT.sub(character, query)


def names(query: str) -> Iterator[tuple[str, str, int]]:
    """Prefix, local part and place of each prefixed name that is used, not declared."""
    declaring = False
    for token in tokens(query):
        if token.kind in ("space", "comment"):
            continue
        if token.kind == "name" and not declaring:
            prefix, _, local = token.text.partition(":")
            yield prefix, local, token.start
        declaring = token.kind == "word" and token.text.upper() == "PREFIX"


def local_sources(query: str) -> list[str]:
    """IRIs of files that FROM or FROM NAMED asks for."""
    if "FROM" not in words(query):
        return []
    return [t.text for t in tokens(unescape(query)) if t.kind == "iri" and _FILE.match(t.text)]


def substitute(query: str, terms: Mapping[str, str]) -> str:
    """The query with each `$name` of the mapping replaced by a term in SPARQL's own notation."""

    def replaced(token: Token) -> str:
        if token.kind != "variable" or not token.text.startswith("$"):
            return token.text
        return terms.get(token.text[1:], token.text)

    return "".join(replaced(token) for token in tokens(query))
