"""What a user's knowledge file may say, how it is merged, and what is refused with file, line, record and reason."""

from pathlib import Path

import pytest

from casusgraph.ontology.errors import OntologyError
from casusgraph.ontology.knowledge_files import read_knowledge
from casusgraph.ontology.knowledge_rules import case_sensitive
from casusgraph.ontology.records import EntityType


@pytest.fixture
def write(tmp_path: Path):
    def file(text: str, name: str = "mine.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return file


def test_a_new_record_with_an_office(write):
    knowledge = read_knowledge(write("""\
sources: {register: the register of our desk}
records:
- id: person.ada-example
  label: Ada Example
  family: [Example]
  aliases: [A. Example]
  country: state.no
  offices:
  - {role: SPOX, of: org.armed-forces-no, title: spokeswoman, start: 2021-05, source: register}
"""))
    record = knowledge.records["person.ada-example"]
    assert record.where == "mine.yaml:3"
    assert record.entity.type is EntityType.PERSON
    assert record.names == ("Ada Example", "A. Example")
    assert (record.entity.offices[0].start, record.entity.offices[0].source) == ("2021-05", "register")


def test_fields_of_a_known_record_are_replaced_and_aliases_added_and_taken_away(write):
    before = read_knowledge().records["org.nato"].entity
    knowledge = read_knowledge(write("""\
records:
- id: org.nato
  description: the alliance
  aliases+: [the Pact of the Example]
  aliases-: [North Atlantic Alliance]
"""))
    after = knowledge.records["org.nato"].entity
    assert after.description == "the alliance"
    assert after.label == before.label
    assert set(after.aliases) == (set(before.aliases) | {"the Pact of the Example"}) - {"North Atlantic Alliance"}


def test_a_later_file_wins(write):
    first = write("records:\n- {id: org.example-fund, label: Example Fund, description: one}\n", "a.yaml")
    second = write("records:\n- {id: org.example-fund, description: two}\n", "b.yaml")
    assert read_knowledge(first, second).records["org.example-fund"].entity.description == "two"


def test_offices_are_added(write):
    knowledge = read_knowledge(write("""\
records:
- id: person.sergei-lavrov
  offices+:
  - {role: ADVISER, of: state.ru, title: adviser}
"""))
    assert [office.role for office in knowledge.records["person.sergei-lavrov"].entity.offices] == ["FM", "ADVISER"]


def test_a_table_of_weapons(write):
    path = write("id,label,origin,nato,aliases\nweapon.x-1,X-1,state.us;state.gb,SS-99 Sample,Sample One;X1\n", "w.csv")
    record = read_knowledge(path).records["weapon.x-1"]
    assert record.origin == ("state.us", "state.gb")
    assert record.entity.aliases == ("Sample One", "X1", "SS-99 Sample")
    assert record.entity.country == "state.us"


def test_a_national_body_is_completed_by_its_pattern():
    body = read_knowledge().records["org.armed-forces-se"].entity
    assert body.label == "Swedish Armed Forces"
    assert {"Swedish military", "Swedish troops", "Armed Forces of Sweden"} <= set(body.aliases)
    assert body.parent == "org.ministry-of-defence-se"


def test_norway_is_text_and_dates_stay_as_written():
    assert read_knowledge().records["state.no"].entity.iso2 == "NO"
    assert read_knowledge().records["person.joe-biden"].entity.offices[-1].start == "2021-01-20"


def test_an_ambiguous_name_of_ones_own(write):
    knowledge = read_knowledge(write("""\
records:
- {id: org.example-delta, label: Delta Example, aliases: [Lavrovka]}
- {id: place.lavrovka, label: Lavrovka, country: state.ua}
ambiguous:
- surface: Lavrovka
  senses:
  - {entity: place.lavrovka, preceded_by: [in, near], not_near: [fund]}
  - {entity: org.example-delta, near: [$company]}
"""))
    senses = knowledge.senses["Lavrovka"]
    assert [sense.entity for sense in senses] == ["place.lavrovka", "org.example-delta"]
    assert "shares" in senses[1].near


PERSON = "- id: person.ada-example\n  label: Ada Example\n"
WRONG = [
    ("duplicate id", PERSON + PERSON, "mine.yaml:4: the id person.ada-example is already at mine.yaml:2"),
    ("no id", "- label: Ada\n", "mine.yaml:2: a record without an id"),
    ("id prefix", "- {id: human.ada, label: Ada}\n", "must begin with one of person."),
    ("id letters", "- {id: person.Ada, label: Ada}\n", "lower-case letters, digits and single hyphens"),
    ("unknown type", PERSON + "  type: Human\n", "unknown type 'Human'; expected one of Person"),
    ("other type", PERSON + "  type: Place\n", "says Person, its type says Place"),
    ("unknown field", PERSON + "  nickname: A\n", "unknown field 'nickname'"),
    ("list field", PERSON + "  aliases: A. Example\n", "aliases must be a list of texts"),
    ("text field", PERSON + "  country: [state.no]\n", "country must be text"),
    ("unknown category", PERSON + "  category: Wizard\n", "unknown category 'Wizard'"),
    ("category of another type", PERSON + "  category: Alliance\n", "category Alliance is no kind of Person"),
    ("dangling country", PERSON + "  country: state.zz\n", "country state.zz is no record"),
    ("country no state", PERSON + "  country: org.nato\n", "country org.nato is no state"),
    ("dangling parent", "- {id: org.e, label: Example E, parent: org.none}\n", "parent org.none is no record"),
    ("own parent", "- {id: org.e, label: Example E, parent: org.e}\n", "parent is the record itself"),
    ("parents in a circle",
     "- {id: org.e, label: Example E, parent: org.f}\n- {id: org.f, label: Ex F, parent: org.e}\n",
     "parents run in a circle"),
    ("dangling office", PERSON + "  offices: [{role: FM, of: state.zz}]\n", "office of state.zz is no record"),
    ("unknown office", PERSON + "  offices: [{role: KING, of: state.no}]\n", "unknown office 'KING'; see offices.yaml"),
    ("office without of", PERSON + "  offices: [{role: FM}]\n", "an office needs role and of"),
    ("offices no list", PERSON + "  offices: FM\n", "offices must be a list"),
    ("source without start", PERSON + "  offices: [{role: FM, of: state.no, source: wikidata}]\n",
     "a source but no start"),
    ("undeclared source", PERSON + "  offices: [{role: MIN, of: state.no, start: 2020, source: rumour}]\n",
     "source 'rumour' is not declared"),
    ("date", PERSON + "  offices: [{role: MIN, of: state.no, start: 20.5.2020}]\n", "'20.5.2020' is not a date"),
    ("end before start", PERSON + "  offices: [{role: MIN, of: state.no, start: 2020-05, end: 2019}]\n",
     "ends 2019, before it starts 2020-05"),
    ("overlap",
     PERSON + "  offices: [{role: HoG, of: state.no, start: 2020-01-01, end: 2020-02-01, source: curated}]\n",
     "HoG of state.no from 2020-01-01 overlaps person.erna-solberg, who holds it until 2021-10-14"),
    ("wikidata syntax", PERSON + "  qid: 212\n  qid_source: wikidata\n", "'212' is not a Wikidata item"),
    ("wikidata source", PERSON + "  qid: Q4115189\n", "qid without qid_source"),
    ("wikidata twice", PERSON + "  qid: Q212\n  qid_source: wikidata\n", "Q212 already belongs to state.ua"),
    ("one character", PERSON + "  aliases: [A]\n", "the name 'A' has fewer than two characters"),
    ("white space", PERSON + "  aliases: ['A  Example']\n", "has stray white space"),
    ("alias twice", PERSON + "  aliases: [A. Example, A. Example]\n", "an alias stands twice"),
    ("collision", PERSON + "  aliases: [NATO]\n",
     "the name 'NATO' is also that of org.nato; declare it under `ambiguous:`"),
    ("number", "- {id: place.e, label: Example E, latitude: north}\n", "latitude must be a number, found 'north'"),
    ("not a record", "- person.ada\n", "expected a record with an id"),
]
SENSES = [
    ("dangling", "- {entity: org.none, default: true}", "org.none is no record"),
    ("no cue", "- {entity: org.nato}", "has neither a cue nor default: true"),
    ("after the default", "- {entity: org.nato, default: true}\n  - {entity: state.no, near: [x]}", "can be reached"),
    ("cue list", "- {entity: org.nato, near: [$birds]}", "no cue list 'birds'"),
    ("field", "- {entity: org.nato, beside: [x]}", "a sense may have entity, default"),
    ("unread", "- {entity: state.no, near: [x]}", "is a name of org.nato, which has no reading"),
]


@pytest.mark.parametrize(("text", "reason"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_record_is_refused_with_the_place_and_the_reason(write, text, reason):
    with pytest.raises(OntologyError) as caught:
        read_knowledge(write("records:\n" + text))
    assert reason in str(caught.value)
    assert "mine.yaml:" in str(caught.value)


@pytest.mark.parametrize(("senses", "reason"), [case[1:] for case in SENSES], ids=[case[0] for case in SENSES])
def test_a_wrong_ambiguous_name_is_refused(write, senses, reason):
    with pytest.raises(OntologyError, match="(?s)" + reason.replace("(", r"\(")):
        read_knowledge(write(f"ambiguous:\n- surface: NATO\n  senses:\n  {senses}\n"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("records: [\n", "mine.yaml:2: not YAML"),
        ("- a\n", "expected a mapping"),
        ("", "expected a mapping"),
        ("sources: {}\n", "expected `records:`"),
        ("records: none\n", "expected `records:`"),
        ("records: []\nweapons: []\n", "unknown part 'weapons'"),
        ("ambiguous: [NATO]\n", "an ambiguous name needs a surface"),
        ("ambiguous: NATO\n", "expected a list under `ambiguous:`"),
    ],
)
def test_a_file_that_is_no_knowledge_file_is_refused(write, text, reason):
    with pytest.raises(OntologyError) as caught:
        read_knowledge(write(text))
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id,label,colour\n", "w.csv:1: unknown column 'colour'"),
        ("# a comment\nid,label\nweapon.x\n", "w.csv:3: 1 cells, expected 2"),
        ("label\nX\n", "w.csv:2: a record without an id"),
    ],
)
def test_a_wrong_table_is_refused(write, text, reason):
    with pytest.raises(OntologyError) as caught:
        read_knowledge(write(text, "w.csv"))
    assert reason in str(caught.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(OntologyError, match=r"none\.yaml: can not be read"):
        read_knowledge(tmp_path / "none.yaml")


def test_text_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "w.csv"
    path.write_bytes(b"id,label\nweapon.x,\xff\n")
    with pytest.raises(OntologyError, match="not UTF-8"):
        read_knowledge(path)


def test_many_violations_are_cut_short(write):
    text = "".join(f"- {{id: org.example-{n}, label: Example {n}, parent: org.none}}\n" for n in range(30))
    with pytest.raises(OntologyError, match="… and 10 more"):
        read_knowledge(write("records:\n" + text))


@pytest.mark.parametrize(("name", "expected"), [("US", True), ("U.S.", True), ("WHO", True), ("NATO", True),
                                                ("ATACMS", False), ("Nato", False), ("Rada", False)])
def test_short_capitals_are_case_sensitive(name, expected):
    assert case_sensitive(name) is expected
