"""The text of `kb validate`."""

import pytest

from casusgraph.ontology.errors import OntologyError
from casusgraph.ontology.knowledge_report import summary


def test_summary_counts_what_there_is():
    text = summary()
    assert "records: " in text
    assert "offices have dates with a source" in text
    assert "ambiguous names" in text


def test_summary_names_the_users_records_and_their_sources(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("sources: {desk: ours}\nrecords:\n- {id: org.example-e, label: Example E, sources: [desk]}\n")
    assert summary(path).endswith("mine.yaml: 1 records, sources: desk")


def test_summary_refuses_what_is_wrong(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("records:\n- {id: org.example-e, label: Example E, country: state.zz}\n")
    with pytest.raises(OntologyError, match=r"mine\.yaml:2: org\.example-e: country state\.zz is no record"):
        summary(path)
