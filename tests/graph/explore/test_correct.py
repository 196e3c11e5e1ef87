"""A reader marks a statement as wrong and gets a line for the corrections file; losses are plotted by claimant."""

from __future__ import annotations

import json

from casusgraph.graph.identity.corrections import parse
from casusgraph.ontology.records import Reading

from . import expect
from .browser import Opened


def test_a_ready_line_for_what_is_wrong(opened: Opened, readings: tuple[Reading, ...]) -> None:
    opened.click("#panel .fact >> nth=0")
    opened.click("#panel .card .wrong >> nth=0")
    assert not opened.page.is_editable("#correction")
    for kind in ("retract", "split", "retype"):
        opened.page.select_option("#correction-kind", kind)
        assert opened.page.is_visible("#correction-type") == (kind == "retype")
        ledger = parse(opened.page.input_value("#correction"))
        assert not ledger.wrong
        assert [one.do for one in ledger.corrections] == [kind]
        assert set(ledger.corrections[0].on) <= {s.id for s in expect.statements(readings)}
    opened.page.select_option("#correction-type", "Warned")
    assert json.loads(opened.page.input_value("#correction"))["type"] == "Warned"
    opened.page.select_option("#correction-kind", "split")
    assert not opened.page.is_visible("#correction-type")


def test_losses_are_plotted_one_point_a_claim(opened: Opened, readings: tuple[Reading, ...]) -> None:
    published = {reading.document.id for reading in readings if reading.document.published}
    told = [
        s
        for s in expect.statements(readings)
        if s.type == "Killed"
        and s.quantity is not None
        and s.document in published
        and expect.status(s) in ("stated", "reported")
    ]
    opened.click("#losses-open")
    opened.page.select_option("#losses-type", "Killed")
    points = opened.page.locator("#losses-plot circle[data-statement]")
    assert points.count() == len(told)
