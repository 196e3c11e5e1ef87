import pytest
from spacy.language import Language

from casusgraph.graph.text import load_model


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_model()
