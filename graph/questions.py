"""Packaged questions: SPARQL by name, with parameters that are entities, dates, numbers or words.

A file of graph/queries begins with comments: a line with the title, lines of description, and for each parameter a line
`# $name (kind, default): what it means`; the query holds `$name`, which without a value and a default stays a variable
and so restricts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from ..ontology.errors import QueryError
from .rdf.iris import BASE, XSD
from .results import run
from .sparql import substitute

_PARAMETER = re.compile(r"\$(\w+) \((\w+)(?:, ([^)]*))?\): (.*)")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ENTITY = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")

# An entity by any of its names; ?known is 0 for its label, 1 for an alias.
_NAMED = """
SELECT DISTINCT ?entity ?label ?rank WHERE {
  { ?entity rdfs:label ?name BIND(0 AS ?rank) } UNION { ?entity skos:altLabel ?name BIND(1 AS ?rank) }
  FILTER(LCASE(STR(?name)) = $name)
  ?entity a ?class . ?class rdfs:subClassOf* cg:Entity .
  ?entity rdfs:label ?label
}
ORDER BY ?rank ?entity
"""
_LABELS = "SELECT DISTINCT ?label WHERE { ?entity rdfs:label ?label ; a ?class . ?class rdfs:subClassOf* cg:Entity }"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked about."""

    name: str
    kind: str
    """entity, text, date or number."""
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A packaged query and what it tells."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def questions() -> Mapping[str, Question]:
    """All packaged questions, by name, in alphabetical order."""
    folder = files(__package__).joinpath("queries")
    found = sorted((f.name, f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".rq"))
    return {name.removesuffix(".rq"): read(name.removesuffix(".rq"), text) for name, text in found}


def read(name: str, text: str) -> Question:
    """A question as its file says it."""
    lines = text.splitlines()
    head = [line.removeprefix("#").strip() for line in lines[: _head(lines)]]
    parameters = [match for line in head if (match := _PARAMETER.fullmatch(line))]
    prose = [line for line in head[1:] if line and not _PARAMETER.fullmatch(line)]
    found = tuple(Parameter(m[1], m[2], m[3].removeprefix("default ") if m[3] else None, m[4]) for m in parameters)
    return Question(name, head[0] if head else name, " ".join(prose), found, text)


def standalone(question: Question, base: str = BASE) -> str:
    """The SPARQL of a question with its defaults, for use elsewhere."""
    defaults = {p.name: p.default for p in question.parameters if p.default is not None}
    kinds = {p.name: p.kind for p in question.parameters}
    terms = {
        name: f"<{base}{value}>" if kinds[name] == "entity" else _literal(kinds[name], value)
        for name, value in defaults.items()
    }
    return substitute(question.text, terms)


def resolve(
    store: ox.Store, question: str, parameters: Mapping[str, str] | None = None, *, base: str = BASE
) -> str:
    """The SPARQL of a question: a packaged one by its name, `@file.rq`, or the query itself.

    Raises QueryError where there is no such question, file, parameter or entity.
    """
    given = dict(parameters or {})
    if _NAME.fullmatch(question.strip()):
        packaged = _packaged(question.strip())
        terms = dict(_terms(store, packaged, given, base))
        return substitute(packaged.text, terms)
    if given:
        raise QueryError(f"only packaged questions have parameters, this is SPARQL: write {', '.join(given)} into it")
    return text_of(question)


def text_of(question: str) -> str:
    """The SPARQL of a question, parameters unfilled. Raises QueryError where there is no such question or file."""
    stripped = question.strip()
    if _NAME.fullmatch(stripped):
        return _packaged(stripped).text
    return _file(stripped[1:]) if stripped.startswith("@") else question


def entity(store: ox.Store, name: str, *, base: str = BASE) -> ox.NamedNode:
    """The entity with that id, IRI, label or alias; raises QueryError where there is none or more than one."""
    for candidate in _as_iri(name, base):
        if next(store.quads_for_pattern(candidate, None, None, None), None) is not None:
            return candidate
    text = substitute(_NAMED, {"name": str(ox.Literal(name.strip().casefold().lower()))})
    found = [(row[0], row[1], row[2]) for row in run(store, text, base=base).rows()]
    best = [row for row in found if row[2] == found[0][2]]
    if len(best) == 1:
        return ox.NamedNode(str(best[0][0]))
    if best:
        several = ", ".join(str(row[0]).removeprefix(base) for row in best[:10])
        raise QueryError(f"{name!r} names {len(best)} entities: give one of the ids {several}")
    labels = [str(row[0]) for row in run(store, _LABELS, base=base).rows()]
    near = get_close_matches(name, labels, n=3)
    hint = f": perhaps {' or '.join(map(repr, near))}?" if near else ""
    raise QueryError(f"the graph has no entity called {name!r}{hint}")


def _head(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))


def _packaged(name: str) -> Question:
    known = questions()
    if name not in known:
        near = get_close_matches(name, known, n=3)
        hint = f"perhaps {' or '.join(near)}" if near else "`casusgraph query --list` shows them"
        raise QueryError(f"{name!r} is neither SPARQL nor a packaged question: {hint}")
    return known[name]


def _terms(store: ox.Store, question: Question, given: Mapping[str, str], base: str) -> Iterator[tuple[str, str]]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise QueryError(f"the question {question.name} has no parameter {name!r}: {has}")
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is not None:
            yield name, _term(store, parameter, value, base)


def _term(store: ox.Store, parameter: Parameter, value: str, base: str) -> str:
    if parameter.kind == "entity":
        return str(entity(store, value, base=base))
    if parameter.kind == "date" and not _DATE.fullmatch(value):
        raise QueryError(f"{parameter.name} is a date as 2022-02-24, not {value!r}")
    if parameter.kind == "number" and not _NUMBER.fullmatch(value):
        raise QueryError(f"{parameter.name} is a number, not {value!r}")
    return _literal(parameter.kind, value)


def _literal(kind: str, value: str) -> str:
    if kind == "date":
        return str(ox.Literal(value, datatype=ox.NamedNode(XSD + "date")))
    return value if kind == "number" else str(ox.Literal(value))


def _as_iri(name: str, base: str) -> Iterator[ox.NamedNode]:
    local = name.strip().removeprefix("id:")
    if _ENTITY.fullmatch(local):
        yield ox.NamedNode(base + local)
    try:
        yield ox.NamedNode(name.strip().strip("<>"))
    except ValueError:
        return


def _file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise QueryError(f"the query file {path} is not UTF-8 text") from None
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        raise QueryError(f"the query file {path!r} can not be read: {error}") from None
