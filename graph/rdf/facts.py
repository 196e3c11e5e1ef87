"""The quads of one named graph by subject and predicate, and how values come out of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ...ontology.errors import IntegrityError
from .iris import TYPE
from .literals import clean, read_number

Term = ox.NamedNode | ox.Literal


class Facts:
    """What one graph says. Where a value is needed and absent, or not single, IntegrityError says which."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._values: defaultdict[ox.NamedNode, defaultdict[ox.NamedNode, list[Term]]]
        self._values = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
                raise IntegrityError(f"{quad} has a nameless node: it was not written by casusgraph")
            self._values[quad.subject][quad.predicate].append(quad.object)

    def nodes(self, predicate: ox.NamedNode, value: Term | None = None) -> Iterator[ox.NamedNode]:
        """Subjects that have the property, with that value where one is given, in the order of their IRIs."""
        for node in sorted(self._values, key=lambda node: node.value):
            values = self._values[node]
            if predicate in values and (value is None or value in values[predicate]):
                yield node

    def of_type(self, cls: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """Subjects of the class."""
        return self.nodes(TYPE, cls)

    def all(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[Term]:
        """Values, sorted."""
        values = self._values[node][predicate] if node in self._values and predicate in self._values[node] else []
        return values if len(values) < 2 else sorted(set(values), key=lambda value: value.value)

    def iris(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Values that are IRIs, sorted."""
        return [value for value in self.all(node, predicate) if isinstance(value, ox.NamedNode)]

    def maybe(self, node: ox.NamedNode, predicate: ox.NamedNode) -> Term | None:
        """The value, if there is one; IntegrityError where there are several."""
        values = self.all(node, predicate)
        if len(values) > 1:
            raise IntegrityError(f"{node} has {len(values)} values of {predicate}, of which there can be one")
        return values[0] if values else None

    def text(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        """The text of the value, if there is one."""
        value = self.maybe(node, predicate)
        return None if value is None else value.value

    def texts(self, node: ox.NamedNode, predicate: ox.NamedNode) -> tuple[str, ...]:
        """The texts of the values, sorted."""
        return tuple(value.value for value in self.all(node, predicate))

    def one(self, node: ox.NamedNode, predicate: ox.NamedNode) -> Term:
        """The value; IntegrityError where there is none."""
        value = self.maybe(node, predicate)
        if value is None:
            raise IntegrityError(f"{node} has no {predicate}")
        return value

    def integer(self, node: ox.NamedNode, predicate: ox.NamedNode) -> int:
        """An offset."""
        value = self.one(node, predicate)
        try:
            return int(value.value)
        except ValueError:
            raise IntegrityError(f"{node}: {predicate} is {value}, not an integer") from None

    def number(self, node: ox.NamedNode, predicate: ox.NamedNode) -> int | float | None:
        """A quantity or a confidence, if there is one."""
        value = self.maybe(node, predicate)
        try:
            return read_number(value) if isinstance(value, ox.Literal) else None
        except ValueError:
            raise IntegrityError(f"{node}: {predicate} is {value}, not a number") from None


def quoted(original: str, start: int, end: int, exact: str) -> str:
    """The stretch of the original text where it is what RDF holds of it, else what RDF holds: verification answers."""
    return original[start:end] if clean(original[start:end]) == exact else exact
