"""What a SPARQL query answers: rows of Python values, a DataFrame, an rdflib graph, or a yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from ..ontology.errors import QueryError
from ..ontology.vocabulary import NAMESPACE, from_vocabulary, local, ontology_quads
from .rdf.iris import BASE
from .sparql import names, words
from .store import prefixes
from .syntax import explain

if TYPE_CHECKING:
    from pandas import DataFrame
    from rdflib import Graph

Kind = Literal["SELECT", "ASK", "CONSTRUCT"]
Dataset = tuple[list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph], list[ox.NamedNode | ox.BlankNode]]
"""The graphs whose union is the default graph, and those that GRAPH finds."""
Value = str | int | float | bool | date | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = {_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger")}
_REAL = {_XSD + name for name in ("decimal", "double", "float")}


@dataclass(frozen=True)
class Result:
    """The answer to a query, read once. DESCRIBE answers as CONSTRUCT does."""

    kind: Kind
    raw: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
    base: str = BASE
    notes: tuple[str, ...] = ()
    """What may be wrong with a query that has an answer: a term that the ontology does not have."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the variables, of triples subject, predicate and object."""
        if isinstance(self.raw, ox.QuerySolutions):
            return tuple(variable.value for variable in self.raw.variables)
        return ("answer",) if isinstance(self.raw, ox.QueryBoolean) else ("subject", "predicate", "object")

    @property
    def answer(self) -> bool:
        """Yes or no, of an ASK query. Raises QueryError for another."""
        if not isinstance(self.raw, ox.QueryBoolean):
            raise QueryError(f"a {self.kind} query answers with more than yes or no: expected ASK")
        return bool(self.raw)

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """The answers as Python values: numbers and truth values by datatype, all else as text, unbound as None."""
        for row in self.terms():
            yield tuple(value(term) for term in row)

    def terms(self) -> Iterator[tuple[object, ...]]:
        """The answers as RDF terms of pyoxigraph, unbound as None. Raises QueryError where the store fails."""
        if isinstance(self.raw, ox.QueryBoolean):
            yield (ox.Literal(bool(self.raw)),)
            return
        try:
            for row in self.raw:
                yield tuple(row)
        except (RuntimeError, OSError) as error:
            raise QueryError(f"the query could not be answered to its end: {error}") from None

    def to_dataframe(self) -> DataFrame:
        """A row an answer and a column a variable: values by their datatype, IRIs whole, unbound as None."""
        from pandas import DataFrame

        return DataFrame(list(self.rows()), columns=list(self.columns), dtype=object).infer_objects()

    def to_rdflib(self) -> Graph:
        """The triples of a CONSTRUCT or DESCRIBE query, prefixes bound. Raises QueryError for another."""
        from rdflib import Graph

        if not isinstance(self.raw, ox.QueryTriples):
            raise QueryError(f"a {self.kind} query answers with no triples: expected CONSTRUCT or DESCRIBE")
        graph = Graph()
        for prefix, namespace in prefixes(self.base).items():
            graph.bind(prefix, namespace)
        data = ox.serialize(self.raw, format=ox.RdfFormat.N_TRIPLES)
        return graph.parse(data=data, format="nt")


def run(store: ox.Store, text: str, *, base: str = BASE, dataset: Dataset | None = None) -> Result:
    """Answer a SPARQL query on a store from `open_store`; prefixes are declared already.

    A dataset takes the place of the union and of all named graphs. Raises QueryError that shows the place.
    """
    if "SERVICE" in words(text):
        raise QueryError("SERVICE asks another server, and casusgraph stays offline: take that part out of the query")
    try:
        default, named = dataset if dataset is not None else (None, None)
        raw = store.query(
            text, prefixes=prefixes(base), base_iri=base, default_graph=default, named_graphs=named
        )
    except SyntaxError as error:
        raise QueryError(explain(text, str(error), prefixes(base))) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query can not be answered: {error}") from None
    return Result(_kind(raw), raw, base, tuple(misspelt(text)))


def value(term: object) -> Value:
    """A term as a Python value: None, a truth value, a number, a date, or its text (of an IRI: the whole)."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _literal(term)
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)


def short(term: object, *, base: str = BASE) -> str:
    """A term for people: IRIs by prefix, literals by their text, unbound as nothing."""
    if term is None:
        return ""
    if not isinstance(term, ox.NamedNode):
        return term.value if isinstance(term, ox.Literal) else str(term)
    for prefix, namespace in prefixes(base).items():
        rest = term.value.removeprefix(namespace)
        if rest != term.value and re.fullmatch(r"[\w.-]*\w|", rest):
            return f"{prefix}:{rest}"
    return f"<{term.value}>"


def misspelt(text: str) -> Iterator[str]:
    """A note for each term that the ontology does not have, with what was perhaps meant."""
    for prefix, term, _ in dict.fromkeys(names(text)):
        if prefix == "cg" and term not in terms():
            near = get_close_matches(term, terms(), n=3)
            hint = f": perhaps {' or '.join('cg:' + name for name in near)}?" if near else ""
            yield f"cg:{term} is no term of the ontology, so nothing can match it{hint}"


@from_vocabulary
def terms() -> frozenset[str]:
    """Local names of all that the ontology describes."""
    subjects = (quad.subject for quad in ontology_quads())
    return frozenset(
        local(s.value) for s in subjects if isinstance(s, ox.NamedNode) and s.value.startswith(NAMESPACE)
    )


def _kind(raw: object) -> Kind:
    if isinstance(raw, ox.QuerySolutions):
        return "SELECT"
    return "ASK" if isinstance(raw, ox.QueryBoolean) else "CONSTRUCT"


def _literal(term: ox.Literal) -> Value:
    datatype = term.datatype.value
    try:
        if datatype in _WHOLE:
            return int(term.value)
        if datatype in _REAL:
            return float(term.value)
        if datatype == _XSD + "date":
            return date.fromisoformat(term.value)
    except ValueError:
        return term.value
    return term.value in ("true", "1") if datatype == _XSD + "boolean" else term.value
