"""Importers: what they read, what they leave out and why, and that their files are accepted as they are."""

import json

import pytest

from casusgraph.ontology.errors import OntologyError
from casusgraph.ontology.importers import from_ftm, from_sparql, from_wikidata_json, role_of
from casusgraph.ontology.knowledge_files import read_knowledge

CSV = """\
item,itemLabel,altLabels,country,position,positionLabel,of,start,end
http://www.wikidata.org/entity/Q900000001,Ada Example,A. Example|Ada B. Example,http://www.wikidata.org/entity/Q20,\
http://www.wikidata.org/entity/Q1,Deputy Minister of Foreign Affairs,http://www.wikidata.org/entity/Q20,\
2021-10-14T00:00:00Z,2023-01-01T00:00:00Z
http://www.wikidata.org/entity/Q58217,Sergei Lavrov,Sergej Lawrow,http://www.wikidata.org/entity/Q159,\
http://www.wikidata.org/entity/Q1,Minister of Foreign Affairs of Russia,,2004-03-09T00:00:00Z,
http://www.wikidata.org/entity/Q900000002,Q900000002,,,,,,,
http://www.wikidata.org/entity/Q900000003,Bo Example,,http://www.wikidata.org/entity/Q20,,Chief Gardener,,,
"""


def check(imported, tmp_path):
    path = tmp_path / "imported.yaml"
    path.write_text(imported.yaml(), encoding="utf-8")
    return read_knowledge(path)


def test_sparql_csv(tmp_path):
    imported = from_sparql(CSV)
    record = check(imported, tmp_path).records["person.ada-example"]
    assert record.entity.aliases == ("A. Example", "Ada B. Example")
    assert (record.entity.country, record.entity.wikidata, record.family) == ("state.no", "Q900000001", ("Example",))
    (office,) = record.entity.offices
    assert (office.role, office.of, office.start, office.end) == ("FM-deputy", "state.no", "2021-10-14", "2023-01-01")
    assert record.sources == ("wikidata-query",)
    assert imported.left_out == [
        "http://www.wikidata.org/entity/Q900000002: no item with an English label",
        "Bo Example: Chief Gardener: no role code fits",
    ]


def test_a_known_item_keeps_its_id_and_offices(tmp_path):
    imported = from_sparql(CSV)
    assert imported.records["person.sergei-lavrov"] == {"id": "person.sergei-lavrov", "aliases+": ["Sergej Lawrow"]}
    lavrov = check(imported, tmp_path).records["person.sergei-lavrov"]
    assert "Sergej Lawrow" in lavrov.names
    assert [office.role for office in lavrov.entity.offices] == ["FM"]


def test_sparql_json(tmp_path):
    row = {
        "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900000004"},
        "itemLabel": {"type": "literal", "value": "Front of the Example"},
        "altLabels": {"type": "literal", "value": "FOTEX"},
        "country": {"type": "uri", "value": "http://www.wikidata.org/entity/Q912"},
        "class": {"type": "uri", "value": "http://www.wikidata.org/entity/Q17149090"},
    }
    imported = from_sparql(json.dumps({"results": {"bindings": [row]}}))
    entity = check(imported, tmp_path).records["org.front-of-the-example"].entity
    assert (entity.category, entity.country, entity.aliases) == ("ArmedGroup", "state.ml", ("FOTEX",))


def claim(value, **qualifiers):
    snak = {"datavalue": {"value": value}}
    found = {name: [{"datavalue": {"value": {"time": time}}}] for name, time in qualifiers.items()}
    return {"mainsnak": snak, "qualifiers": found}


def item(qid, label, claims, aliases=()):
    return {
        "id": qid,
        "labels": {"en": {"value": label}},
        "aliases": {"en": [{"value": alias} for alias in aliases]},
        "claims": {name: [claim({"id": value}) if isinstance(value, str) else value for value in values]
                   for name, values in claims.items()},
    }


def test_wikidata_json(tmp_path):
    held = claim({"id": "Q900000011"}, P580="+2020-03-00T00:00:00Z", P582="+2021-00-00T00:00:00Z")
    entities = [
        item("Q900000010", "Cai Example", {"P31": ["Q5"], "P27": ["Q43"], "P39": [held]}, ["C. Example"]),
        item("Q900000011", "Deputy Minister of National Defence", {"P1001": ["Q43"]}),
        item("Q900000012", "Example River", {"P31": ["Q4022"]}),
    ]
    imported = from_wikidata_json("\n".join(map(json.dumps, entities)))
    record = check(imported, tmp_path).records["person.cai-example"]
    (office,) = record.entity.offices
    assert (office.of, office.start, office.end) == ("state.tr", "2020-03", "2021")
    assert record.entity.aliases == ("C. Example",)
    assert imported.left_out == ["Q900000012: of no class that is read"]


def test_special_entity_data(tmp_path):
    entity = item("Q900000013", "Bureau of the Example", {"P31": ["Q47913"], "P17": ["Q36"]})
    imported = from_wikidata_json(json.dumps({"entities": {"Q900000013": entity}}))
    entity = check(imported, tmp_path).records["org.bureau-of-the-example"].entity
    assert (entity.category, entity.country) == ("IntelligenceService", "state.pl")


def test_followthemoney(tmp_path):
    lines = [
        {"id": "p1", "schema": "Person", "properties": {"name": ["Dag Example", "Dagr Example"], "country": ["se"]}},
        {"id": "p2", "schema": "Position", "properties": {"name": ["Deputy Prime Minister"], "country": ["se"]}},
        {"id": "p3", "schema": "Occupancy",
         "properties": {"holder": ["p1"], "post": ["p2"], "startDate": ["2015-01-02"]}},
        {"id": "p4", "schema": "Company", "properties": {"name": ["Example Arms AB"], "country": ["se"]}},
        {"id": "p5", "schema": "Vessel", "properties": {"name": ["Example"]}},
    ]
    imported = from_ftm("\n".join(map(json.dumps, lines)))
    records = check(imported, tmp_path).records
    assert records["org.example-arms-ab"].entity.category == "Company"
    (office,) = records["person.dag-example"].entity.offices
    assert (office.role, office.of, office.start) == ("DEPPM", "state.se", "2015-01-02")
    assert office.source == "followthemoney"
    assert imported.left_out == ["p5: schema Vessel is not read"]
    assert "CC BY-NC" in imported.yaml()


def test_a_namesake_is_told_apart_by_its_country(tmp_path):
    line = {"id": "p1", "schema": "Person", "properties": {"name": ["Sergei Lavrov"], "country": ["fi"]}}
    imported = from_ftm(json.dumps(line))
    senses = check(imported, tmp_path).senses["Sergei Lavrov"]
    assert [sense.entity for sense in senses] == ["person.sergei-lavrov-state-fi", "person.sergei-lavrov"]
    assert "Finnish" in senses[0].in_document


def test_a_namesake_of_the_same_country_is_left_out():
    line = {"id": "p1", "schema": "Person", "properties": {"name": ["Sergei Lavrov"], "country": ["ru"]}}
    imported = from_ftm(json.dumps(line))
    assert imported.records == {}
    assert imported.left_out == ["Sergei Lavrov: its name is that of person.sergei-lavrov"]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("President of France", "HoS"),
        ("Vice President of the United States", "VP"),
        ("Minister for Foreign Affairs of Finland", "FM"),
        ("Secretary of State for Defence", "DM"),
        ("Deputy Minister of Defence", "DM-deputy"),
        ("Deputy Minister of National Defence", "DM-deputy"),
        ("Deputy Governor of the Bank", None),
        ("Chief Gardener", None),
        ("Governor of Kharkiv Oblast", "GOVERNOR"),
        ("Keeper of the Seals", None),
    ],
)
def test_the_role_of_a_title_is_that_of_its_longest_words(title, role):
    assert role_of(title, read_knowledge().roles) == role


@pytest.mark.parametrize("content", ['{"head": {}}', "{not json"])
def test_what_is_no_sparql_result_is_refused(content):
    with pytest.raises(OntologyError, match="not a SPARQL result"):
        from_sparql(content)


def test_a_damaged_line_is_named():
    with pytest.raises(OntologyError, match="line 2: not JSON"):
        from_ftm('{"id": "a", "schema": "Person", "properties": {"name": ["A B"]}}\n{"id":\n')
