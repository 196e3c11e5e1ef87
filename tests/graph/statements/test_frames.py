"""Every frame of the packaged lexicon reads its own example, analysed by the packaged model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casusgraph.graph.entities import link
from casusgraph.graph.reader import Tools
from casusgraph.graph.statements.events import events
from casusgraph.graph.statements.frames import Frame
from casusgraph.graph.statements.lexicon import load_lexicon
from casusgraph.graph.statements.matching import matches
from casusgraph.graph.statements.repair import repair
from casusgraph.graph.statements.syntax import Syntax
from casusgraph.graph.text import read
from casusgraph.ontology.records import Document

FRAMES = load_lexicon().frames


@pytest.fixture(scope="module")
def reading() -> Callable[[Frame], tuple[set[str], set[str | None]]]:
    tools = Tools.load()

    def read_example(frame: Frame) -> tuple[set[str], set[str | None]]:
        """The frames that a word of the example expresses first of all, and the types of the events in it."""
        document = Document(frame.example, ("example.txt",))
        doc = read(tools.nlp, document)
        linked = link(doc, document, tools.knowledge)
        repair(doc.sents, tools.lexicon)
        syntax = Syntax(doc, lambda token: linked.at(token) is not None)
        first = (next(matches(token, syntax, linked, tools.lexicon), None) for token in doc)
        found = (e for sent in doc.sents for e in events(sent, syntax, linked, tools.lexicon, bare=True))
        return {match.frame.id for match in first if match is not None}, {event.match.frame.type for event in found}

    return read_example


@pytest.mark.parametrize("frame", [FRAMES[name] for name in sorted(FRAMES)], ids=lambda frame: frame.id)
def test_a_frame_reads_its_example(frame: Frame, reading: Callable[[Frame], tuple[set[str], set[str | None]]]) -> None:
    assert frame.example.endswith(".")
    first, types = reading(frame)
    assert frame.type in types if frame.type is not None else frame.id in first
