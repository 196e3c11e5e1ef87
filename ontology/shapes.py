"""shapes.ttl as it is judged by: with the event types of a user among those that a statement may have."""

from __future__ import annotations

import re
from importlib.resources import files

from .errors import OntologyError
from .own_types import declared

_LIST = re.compile(r"(cgs:statementType\b[^()]*sh:in\s*\([^)]*)\)")


def shapes_text() -> str:
    """SHACL in Turtle."""
    text = files(__package__).joinpath("shapes.ttl").read_text(encoding="utf-8")
    own = " ".join(f"cg:{one.id}" for one in declared())
    extended, count = _LIST.subn(rf"\g<1> {own} )", text)
    if count != 1:
        raise OntologyError("shapes.ttl: cgs:statementType has no list of types after sh:in")
    return extended if own else text
