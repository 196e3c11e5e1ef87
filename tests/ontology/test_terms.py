"""terms.py says what casus.ttl says. Run this file to write terms.py anew: python tests/ontology/test_terms.py"""

from __future__ import annotations

from pathlib import Path

import pytest

from casusgraph.ontology import terms, vocabulary
from casusgraph.ontology.terms import CG

HEAD = '''"""The terms of casus.ttl for rdflib; a misspelt one raises. Derived: tests/ontology/test_terms.py."""

from __future__ import annotations

from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef


class CG(DefinedNamespace):
    """https://w3id.org/casusgraph/ontology#"""

    _NS = Namespace("https://w3id.org/casusgraph/ontology#")
    _fail = True

'''


def render() -> str:
    iris = {quad.subject.value for quad in vocabulary.ontology_quads()}
    names = sorted(iri.removeprefix(vocabulary.NAMESPACE) for iri in iris if iri.startswith(vocabulary.NAMESPACE))
    return HEAD + "".join(f"    {name}: URIRef\n" for name in names)


def test_terms_are_those_of_the_ontology() -> None:
    assert Path(terms.__file__).read_text(encoding="utf-8") == render(), "run python tests/ontology/test_terms.py"


def test_a_term_is_its_iri() -> None:
    assert str(CG.appliedToJoin) == "https://w3id.org/casusgraph/ontology#appliedToJoin"


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError, match="waned"):
        CG.waned  # noqa: B018


if __name__ == "__main__":
    Path(terms.__file__).resolve().write_text(render(), encoding="utf-8")
