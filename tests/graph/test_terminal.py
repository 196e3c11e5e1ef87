"""What a build tells while it runs."""

from __future__ import annotations

from casusgraph.graph.report import Progress
from casusgraph.graph.terminal import Pace


def test_documents_words_a_second_and_time_left() -> None:
    now = [100.0]
    pace = Pace(lambda: now[0])
    assert pace.tell(Progress("finding documents", 3, name="a.txt")) == "3  a.txt"
    assert pace.tell(Progress("reading", 0, 400)) == "0 of 400 documents, "
    now[0] += 60
    told = pace.tell(Progress("reading", 100, 400, words=54_000, share=0.25, name="b.txt"))
    assert told == "100 of 400 documents, 900 words/s, 3:00 left, b.txt"
    now[0] += 3540
    assert "2:30:00 left" in pace.tell(Progress("reading", 150, 400, words=1, share=3600 / 12600, name="c.txt"))
    assert pace.tell(Progress("writing the graph")) == ""
