"""The packaged knowledge: sound, packed, large enough, and right where it was checked by hand."""

import time
from collections import Counter

import pytest

from casusgraph.ontology.knowledge_files import ENTITY_FILES, FOLDER, PACKED, Knowledge, pack, read_knowledge
from casusgraph.ontology.knowledge_rules import violations
from casusgraph.ontology.knowledge_trees import read_tree
from casusgraph.ontology.records import EntityType


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return read_knowledge()


def test_packaged_files_hold_to_every_rule(knowledge):
    assert list(violations(knowledge)) == []


def test_packed_twin_is_current():
    assert (FOLDER / PACKED).read_bytes() == pack(), "run scripts/knowledge/pack.py"


def test_no_id_stands_in_two_packaged_files():
    ids = Counter(fields["id"] for name in ENTITY_FILES for fields in read_tree(FOLDER / name)["records"])
    assert [key for key, count in ids.items() if count > 1] == []


def test_packaged_records_are_sorted_by_id():
    for name in ("states.yaml", "persons.yaml", "organizations.yaml", "weapons.csv", "towns.csv"):
        ids = [fields["id"] for fields in read_tree(FOLDER / name)["records"]]
        assert ids == sorted(ids), name


def test_loading_is_fast():
    start = time.process_time()
    read_knowledge.__globals__["_packaged"].__wrapped__()
    assert time.process_time() - start < 0.8  # 0.25 s on the machine where it was written


@pytest.mark.parametrize(
    ("type_", "least"),
    [
        (EntityType.STATE, 240),
        (EntityType.PERSON, 2000),
        (EntityType.ORGANIZATION, 1700),
        (EntityType.WEAPON, 1600),
        (EntityType.PLACE, 6800),
    ],
)
def test_there_are_at_least_so_many(knowledge, type_, least):
    assert sum(record.entity.type is type_ for record in knowledge.records.values()) >= least


def test_most_offices_have_dates_with_a_source(knowledge):
    people = [record for record in knowledge.records.values() if record.entity.type is EntityType.PERSON]
    dated = [record for record in people if any(office.source for office in record.entity.offices)]
    assert len(dated) >= 1500


def test_every_state_has_a_government_and_a_foreign_ministry(knowledge):
    for key, record in knowledge.records.items():
        if record.entity.type is EntityType.STATE and record.end is None:
            code = key.removeprefix("state.")
            assert f"org.government-{code}" in knowledge.records
            if record.entity.category != "DependentTerritory":
                assert f"org.ministry-of-foreign-affairs-{code}" in knowledge.records


def test_states_in_the_offices_file_exist(knowledge):
    named = {key for role in knowledge.roles.values() for key in role.words_of}
    assert named <= knowledge.records.keys()


def holder(knowledge: Knowledge, role: str, of: str, date: str) -> list[str]:
    """Who held an office on a day, by offices with a source."""
    return [
        key
        for key, record in knowledge.records.items()
        for office in record.entity.offices
        if office.role == role and office.of == of and office.source is not None
        and (office.start or "") <= date < (office.end or "9999")
    ]


@pytest.mark.parametrize(
    ("role", "of", "date", "person"),
    [
        ("HoS", "state.us", "2022-05-24", "joe-biden"),
        ("HoS", "state.us", "2018-07-16", "donald-trump"),
        ("FM", "state.us", "2019-10-01", "mike-pompeo"),
        ("DM", "state.us", "2022-04-24", "lloyd-austin"),
        ("FM", "state.ru", "2014-03-18", "sergei-lavrov"),
        ("DM", "state.ru", "2024-06-01", "andrei-belousov"),
        ("HoG", "state.gb", "2022-10-01", "liz-truss"),
        ("FM", "state.gb", "2021-08-16", "dominic-raab"),
        ("DM", "state.gb", "2022-05-15", "ben-wallace"),
        ("FM", "state.ua", "2022-02-24", "dmytro-kuleba"),
        ("DM", "state.ua", "2015-02-12", "stepan-poltorak"),
        ("HoG", "state.il", "2022-01-10", "naftali-bennett"),
        ("DM", "state.il", "2023-10-07", "yoav-gallant"),
        ("HoS", "state.ir", "2015-07-14", "hassan-rouhani"),
        ("LEADER", "state.ir", "2020-01-03", "ali-khamenei"),
        ("LEADER", "org.quds-force", "2020-01-02", "qasem-soleimani"),
        ("HoS", "state.sy", "2024-12-01", "bashar-al-assad"),
        ("HoS", "state.sd", "2023-04-15", "abdel-fattah-al-burhan"),
        ("HoS", "state.ng", "2014-04-14", "goodluck-jonathan"),
        ("HoS", "state.ml", "2022-08-15", "assimi-goita"),
        ("HoG", "state.et", "2020-11-04", "abiy-ahmed"),
        ("HoS", "state.co", "2016-11-24", "juan-manuel-santos"),
        ("HoS", "state.ph", "2017-05-23", "rodrigo-duterte"),
        ("FM", "state.cn", "2023-02-01", "qin-gang"),
        ("HoS", "state.kr", "2024-12-03", "yoon-suk-yeol"),
        ("HoG", "state.jp", "2020-08-28", "shinzo-abe"),
        ("HoG", "state.in", "2019-02-26", "narendra-modi"),
        ("HoG", "state.am", "2020-09-27", "nikol-pashinyan"),
        ("HoG", "state.hu", "2020-01-01", "viktor-orban"),
        ("HoG", "state.fi", "2022-05-12", "sanna-marin"),
        ("FM", "state.se", "2022-05-16", "ann-linde"),
        ("SECGEN", "org.nato", "2022-05-12", "jens-stoltenberg"),
        ("PRES", "org.european-commission", "2018-01-01", "jean-claude-juncker"),
        ("SECGEN", "org.united-nations", "2016-12-31", "ban-ki-moon"),
    ],
)
def test_who_held_an_office_on_a_day(knowledge, role, of, date, person):
    assert holder(knowledge, role, of, date) == [f"person.{person}"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Türkiye", "state.tr"),
        ("Iskander-M", "weapon.9k720-iskander"),
        ("SS-26 Stone", "weapon.9k720-iskander"),
        ("TB2", "weapon.bayraktar-tb2"),
        ("Izyum", "place.izium"),
        ("Khan Yunis", "place.khan-younis"),
        ("Gostomel", "place.hostomel"),
        ("Ansar Allah", "org.houthis"),
        ("Russian troops", "org.armed-forces-ru"),
        ("Ukrainian Ministry of Defense", "org.ministry-of-defence-ua"),
        ("Pentagon", "org.ministry-of-defence-us"),
        ("Israel Defense Forces", "org.armed-forces-il"),
        ("People's Liberation Army", "org.armed-forces-cn"),
        ("Hemedti", "person.mohamed-hamdan-dagalo"),
        ("Bosporus", "place.bosphorus"),
        ("Fordo", "place.fordow"),
    ],
)
def test_names(knowledge, name, key):
    assert name in knowledge.records[key].names


@pytest.mark.parametrize(
    ("key", "category", "country"),
    [
        ("weapon.mgm-140-atacms", "BallisticMissile", "state.us"),
        ("weapon.bgm-109-tomahawk", "CruiseMissile", "state.us"),
        ("weapon.t-90", "Tank", "state.ru"),
        ("weapon.caesar", "Howitzer", "state.fr"),
        ("org.hamas", "ArmedGroup", "state.ps"),
        ("org.fsb", "IntelligenceService", "state.ru"),
        ("org.lockheed-martin", "DefenceCompany", "state.us"),
        ("place.suez-canal", "BodyOfWater", "state.eg"),
        ("place.natanz-nuclear-facility", "NuclearFacility", "state.ir"),
        ("place.engels-air-base", "AirBase", "state.ru"),
        ("state.hk", "DependentTerritory", None),
    ],
)
def test_categories_and_countries(knowledge, key, category, country):
    entity = knowledge.records[key].entity
    assert (entity.category, entity.country) == (category, country)


def test_towns_of_one_name_are_told_apart(knowledge):
    senses = knowledge.senses["Tripoli"]
    assert {sense.entity for sense in senses} == {"place.tripoli", "place.tripoli-lb"}
    assert senses[-1].default
    assert "Lebanon" in next(sense for sense in senses if sense.entity == "place.tripoli-lb").in_document


def test_a_town_that_is_also_a_word_needs_its_country(knowledge):
    towns = [record for record in knowledge.records.values() if record.cue == "country"]
    assert len(towns) > 50
    assert all(not sense.default for town in towns for sense in knowledge.senses[town.entity.label][:1])
