"""A quick look whether quads can break ontology/shapes.ttl, so that SHACL proper need only judge those that can.

pyshacl takes some 50 ms for a document of six statements, most of it on interpreting the shapes anew; this takes
under one. It knows the parts of SHACL that shapes.ttl uses and refuses the file at once where it uses others. It is
never laxer than pyshacl: a test breaks records in every way and compares.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from ...ontology.errors import OntologyError
from ...ontology.shapes import shapes_text
from ...ontology.vocabulary import from_vocabulary
from .iris import RDF, TYPE, XSD

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Data = Mapping[Node, Mapping[ox.NamedNode, list[Node]]]
Test = Callable[[Data, Node, list[Node]], bool]
"""Whether the values of a focus node pass, given the data."""

_SH = "http://www.w3.org/ns/shacl#"
_FORMS = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    XSD + "string": re.compile(r"(?s).*"),
}
_NUMBERS = {XSD + name for name in ("integer", "decimal", "nonNegativeInteger")}


@dataclass(frozen=True, slots=True)
class Property:
    """The values of some predicates and what they must pass."""

    path: tuple[ox.NamedNode, ...]
    tests: tuple[Test, ...]
    message: str

    def passes(self, data: Data, focus: Node) -> bool:
        facts = data.get(focus, {})
        values = [value for predicate in self.path for value in facts.get(predicate, ())]
        return all(test(data, focus, values) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Shape:
    """What nodes are looked at, and their properties."""

    classes: frozenset[Node]
    subjects_of: frozenset[Node]
    properties: tuple[Property, ...]

    def passes(self, data: Data, focus: Node) -> bool:
        return all(one.passes(data, focus) for one in self.properties)


def failures(quads: Iterable[ox.Quad]) -> list[tuple[str, str]]:
    """Nodes of the quads, taken as one graph, that break a shape, and the shape's message."""
    data: defaultdict[Node, defaultdict[ox.NamedNode, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        values = data[quad.subject][quad.predicate]
        if quad.object not in values:
            values.append(quad.object)
    by_class, by_predicate = _targets()
    found: dict[tuple[str, str], None] = {}
    for focus, facts in list(data.items()):
        shapes = {id(s): s for predicate in facts for s in by_predicate.get(predicate, ())}
        shapes |= {id(s): s for cls in facts.get(TYPE, ()) for s in by_class.get(cls, ())}
        for one in (one for shape in shapes.values() for one in shape.properties):
            if not one.passes(data, focus):
                found[_text(focus), one.message] = None
    return list(found)


@from_vocabulary
def _targets() -> tuple[Mapping[Node, list[Shape]], Mapping[Node, list[Shape]]]:
    by_class: defaultdict[Node, list[Shape]] = defaultdict(list)
    by_predicate: defaultdict[Node, list[Shape]] = defaultdict(list)
    for shape in _Compiler(_triples()).shapes():
        for cls in shape.classes:
            by_class[cls].append(shape)
        for predicate in shape.subjects_of:
            by_predicate[predicate].append(shape)
    return dict(by_class), dict(by_predicate)


def _triples() -> Iterator[ox.Quad]:
    return ox.parse(shapes_text(), format=ox.RdfFormat.TURTLE)


class _Compiler:
    """shapes.ttl to tests."""

    def __init__(self, triples: Iterable[ox.Quad]) -> None:
        self._facts: defaultdict[Node, defaultdict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self._facts[triple.subject][triple.predicate.value].append(triple.object)

    def shapes(self) -> Iterator[Shape]:
        kind = ox.NamedNode(_SH + "NodeShape")
        for node, facts in list(self._facts.items()):
            if kind in facts[TYPE.value]:
                yield self._shape(node)

    def _shape(self, node: Node) -> Shape:
        facts = self._facts[node]
        self._refuse(node, {"targetClass", "targetSubjectsOf", "property"})
        return Shape(
            frozenset(facts[_SH + "targetClass"]),
            frozenset(facts[_SH + "targetSubjectsOf"]),
            tuple(self._property(one) for one in facts[_SH + "property"]),
        )

    def _property(self, node: Node) -> Property:
        (path,) = self._facts[node][_SH + "path"]
        message = "; ".join(_text(text) for text in self._facts[node][_SH + "message"])
        alternatives = self._facts[path][_SH + "alternativePath"] if path in self._facts else []
        predicates = self._list(alternatives[0]) if alternatives else [path]
        if not all(isinstance(predicate, ox.NamedNode) for predicate in predicates):
            raise OntologyError(f"shapes.ttl: {node} has a path that is neither a property nor a choice of properties")
        return Property(tuple(p for p in predicates if isinstance(p, ox.NamedNode)), tuple(self._tests(node)), message)

    def _tests(self, node: Node) -> Iterator[Test]:
        self._refuse(node, {"path", "message", "in", "node", "or", *_TESTS})
        for predicate, values in list(self._facts[node].items()):
            name = predicate.removeprefix(_SH)
            for value in values:
                if name == "in":
                    yield _in(frozenset(self._list(value)))
                elif name == "node":
                    yield _node(self._shape(value))
                elif name == "or":
                    yield _any([list(self._tests(one)) for one in self._list(value)])
                elif name in _TESTS:
                    yield _TESTS[name](value)

    def _list(self, node: Node) -> list[Node]:
        members: list[Node] = []
        while node != ox.NamedNode(RDF + "nil"):
            members += self._facts[node][RDF + "first"]
            (node,) = self._facts[node][RDF + "rest"]
        return members

    def _refuse(self, node: Node, known: set[str]) -> None:
        for predicate in self._facts[node]:
            if predicate.startswith(_SH) and predicate.removeprefix(_SH) not in known:
                raise OntologyError(f"shapes.ttl: {node} uses {predicate}, which graph/rdf/screen.py does not know")


def _each(accepts: Callable[[Node], bool]) -> Test:
    return lambda data, focus, values: all(map(accepts, values))


def _text(node: Node) -> str:
    return "" if isinstance(node, ox.BlankNode | ox.Triple) else node.value


def _in(members: frozenset[Node]) -> Test:
    return lambda data, focus, values: members.issuperset(values)


def _node(shape: Shape) -> Test:
    return lambda data, focus, values: all(shape.passes(data, value) for value in values)


def _any(alternatives: list[list[Test]]) -> Test:
    def test(data: Data, focus: Node, values: list[Node]) -> bool:
        return all(any(all(t(data, value, [value]) for t in tests) for tests in alternatives) for value in values)

    return test


def _min_count(least: Node) -> Test:
    count = int(_text(least))
    return lambda data, focus, values: len(values) >= count


def _max_count(most: Node) -> Test:
    count = int(_text(most))
    return lambda data, focus, values: len(values) <= count


def _datatype(datatype: Node) -> Test:
    name = _text(datatype)
    return _each(lambda v: isinstance(v, ox.Literal) and v.datatype.value == name and _well_formed(v.value, name))


def _well_formed(text: str, datatype: str) -> bool:
    if datatype != XSD + "date":
        return datatype not in _FORMS or _FORMS[datatype].fullmatch(text) is not None
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _class(cls: Node) -> Test:
    return lambda data, focus, values: all(cls in data.get(value, {}).get(TYPE, ()) for value in values)


def _node_kind(kind: Node) -> Test:
    if _text(kind) != _SH + "IRI":
        raise OntologyError(f"shapes.ttl: graph/rdf/screen.py knows sh:nodeKind sh:IRI only, not {kind}")
    return _each(lambda value: isinstance(value, ox.NamedNode))


def _pattern(pattern: Node) -> Test:
    expression = re.compile(_text(pattern).replace("$", r"\Z"))
    return _each(lambda value: expression.search(_text(value)) is not None)


def _min_length(least: Node) -> Test:
    length = int(_text(least))
    return _each(lambda value: len(_text(value)) >= length)


def _number(node: Node) -> float:
    try:
        return float(_text(node))
    except ValueError:
        return float("nan")


def _min_inclusive(least: Node) -> Test:
    bound = _number(least)
    return _each(lambda value: _number(value) >= bound)


def _max_inclusive(most: Node) -> Test:
    bound = _number(most)
    return _each(lambda value: _number(value) <= bound)


def _less(predicate: Node, *, equal: bool) -> Test:
    def ordered(one: Node, other: Node) -> bool:
        if not isinstance(one, ox.Literal) or not isinstance(other, ox.Literal):
            return False
        if one.datatype.value in _NUMBERS and other.datatype.value in _NUMBERS:
            return _number(one) < _number(other) or (equal and _number(one) == _number(other))
        return one.datatype == other.datatype and (one.value < other.value or (equal and one.value == other.value))

    def test(data: Data, focus: Node, values: list[Node]) -> bool:
        assert isinstance(predicate, ox.NamedNode)
        others = data.get(focus, {}).get(predicate, ())
        return all(ordered(value, other) for value in values for other in others)

    return test


_TESTS: Mapping[str, Callable[[Node], Test]] = {
    "class": _class,
    "datatype": _datatype,
    "lessThan": lambda predicate: _less(predicate, equal=False),
    "lessThanOrEquals": lambda predicate: _less(predicate, equal=True),
    "maxCount": _max_count,
    "maxInclusive": _max_inclusive,
    "minCount": _min_count,
    "minInclusive": _min_inclusive,
    "minLength": _min_length,
    "nodeKind": _node_kind,
    "pattern": _pattern,
}
