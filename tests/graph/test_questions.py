"""Every packaged question is asked of a small corpus that has an answer to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from casusgraph.graph.folder import GraphFolder
from casusgraph.graph.identity.find import find
from casusgraph.graph.identity.pack import page, project
from casusgraph.graph.query import query
from casusgraph.graph.questions import entity, questions, read, resolve
from casusgraph.graph.rdf.events import event_quads
from casusgraph.graph.results import terms
from casusgraph.graph.store import open_store
from casusgraph.ontology.errors import QueryError
from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Modality,
    Participant,
    Polarity,
    Reading,
    Statement,
)

ENTITIES = (
    Entity("state.ru", EntityType.STATE, "Ardland", aliases=("Republic of Ardland",)),
    Entity("state.ua", EntityType.STATE, "Belmark", members_of=("org.delta",)),
    Entity("person.joe-biden", EntityType.PERSON, "Premier Cole"),
    Entity("org.nato", EntityType.ORGANIZATION, "Delta Pact", category="Alliance"),
    Entity("org.delta", EntityType.ORGANIZATION, "Delta Bank"),
    Entity("org.ministry-of-defence-gb", EntityType.ORGANIZATION, "Ministry of Scouts", category="Ministry"),
    Entity("weapon.dart", EntityType.WEAPON, "Dart", category="Missile"),
    Entity("place.cape-cello", EntityType.PLACE, "Cape Cello", category="City"),
    Entity("position.premier", EntityType.POSITION, "Premier of Cole"),
    Entity("nil.group.pilots-00000000", EntityType.GROUP, "pilots", known=False),
    Entity("state.twin-1", EntityType.STATE, "Twinland"),
    Entity("state.twin-2", EntityType.STATE, "Twinland"),
)
A, B, PREMIER, PACT = "state.ru", "state.ua", "person.joe-biden", "org.nato"
SCOUTS, PILOTS = "org.ministry-of-defence-gb", "nil.group.pilots-00000000"
DART, CAPE = "weapon.dart", "place.cape-cello"


class Story:
    """A document that grows by a sentence with each statement."""

    def __init__(self, name: str, published: str) -> None:
        self.name, self.published, self.text = name, published, ""
        self.made: list[tuple[str, dict[str, object]]] = []

    def says(self, type_: str, actor: str | None, sentence: str, **more: object) -> int:
        self.made.append((type_, {"actor": actor, "at": len(self.text), "sentence": sentence, **more}))
        self.text += sentence + " "
        return len(self.made) - 1

    def reading(self) -> Reading:
        document = Document(self.text, (f"{self.name}.txt",), published=self.published, publisher=self.name)
        statements: list[Statement] = []
        for type_, more in self.made:
            statements.append(self._statement(document, type_, dict(more), statements))
        return Reading(document, (), ENTITIES, tuple(statements))

    def _statement(
        self, document: Document, type_: str, more: dict[str, object], earlier: list[Statement]
    ) -> Statement:
        start, sentence = more.pop("at"), str(more.pop("sentence"))
        assert isinstance(start, int)
        actor, by, about = more.pop("actor"), more.pop("by", None), more.pop("about", None)
        kind = Kind.RELATION if type_[0].islower() else Kind.EVENT
        roles = {role: more.pop(role) for role in ("recipient", "weapon", "object", "place") if role in more}
        return Statement(
            document.id,
            kind,
            type_,
            (Evidence(document.id, start, start + len(sentence), sentence),),
            (start, start + 1 + len(earlier) % 5),
            Participant("subject" if kind is Kind.RELATION else "actor", str(actor)) if actor else None,
            tuple(Participant(role, str(target)) for role, target in roles.items()),
            attribution=Participant("source", str(by)) if by else None,
            about=(earlier[about].id,) if isinstance(about, int) else (),
            **more,  # type: ignore[arg-type]
        )


def corpus() -> list[Reading]:
    first = Story("gazette", "2022-05-16")
    first.says("Warned", A, "Ardland warned Belmark.", recipient=B, date="2022-05-14")
    first.says("AppliedToJoin", B, "Belmark is expected to apply.", recipient=PACT, modality=Modality.EXPECTED)
    first.says("Supplied", A, "Ardland gave 40 Darts.", recipient=B, weapon=DART, quantity=40, date="2022-05-01")
    first.says("Unveiled", B, "Belmark unveiled the Dart.", weapon=DART, date="2022-04")
    first.says("Deployed", A, "No troops would go there, Cole said.", place=CAPE, by=PREMIER,
               polarity=Polarity.NEGATIVE, modality=Modality.PLANNED)  # fmt: skip
    first.says("Killed", A, "Ardland killed 12 pilots, the ministry said.", recipient=PILOTS, by=SCOUTS, quantity=12)
    denied = first.says("Struck", B, "Belmark denied that it struck.", place=CAPE, polarity=Polarity.NEGATIVE, by=B)
    first.says("Denied", B, "Belmark denied it.", about=denied)
    promised = first.says("Withdrew", A, "Ardland will withdraw.", place=CAPE, modality=Modality.PLANNED, by=A)
    first.says("Pledged", A, "Ardland promised to withdraw.", about=promised, date="2022-05-02")
    first.says("Withdrew", A, "Ardland withdrew.", place=CAPE, date="2022-05-10")
    first.says("Consulted", A, "Ardland will meet Belmark.", recipient=B, modality=Modality.PLANNED)
    first.says("Closed", A, "Ardland closed the cape.", object=CAPE, date="2022-05-14")
    second = Story("herald", "2022-05-17")
    second.says("Closed", A, "Ardland shut the cape.", object=CAPE, date="2022-05-14")
    second.says("Closed", A, "Ardland denied that it shut the cape.", object=CAPE, by=A, polarity=Polarity.NEGATIVE)
    second.says("Warned", A, "Ardland again warned Belmark.", recipient=B, date="2022-05-15")
    second.says("Struck", B, "Belmark struck the cape with Darts.", place=CAPE, weapon=DART, date="2022-05-16")
    asked = second.says("Withdrew", A, "Belmark demanded that Ardland leave.", modality=Modality.REQUESTED)
    second.says("Demanded", B, "Belmark demanded it.", recipient=A, about=asked)
    second.says("Accused", A, "Ardland blamed Belmark.", recipient=B)
    second.says("Attacked", A, "Ardland attacked Belmark.", recipient=B, date="2022-05-16")
    second.says("Consulted", A, "Ardland met Belmark at the cape.", recipient=B, place=CAPE)
    second.says("Withdrew", A, "Ardland will not withdraw.", place=CAPE, by=PREMIER,
                polarity=Polarity.NEGATIVE, modality=Modality.PLANNED)  # fmt: skip
    second.says("holdsPosition", PREMIER, "Cole is premier.", object="position.premier")
    second.says("memberOf", A, "Ardland is in the pact.", object=PACT)
    return [first.reading(), second.reading()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    from casusgraph.graph.rdf.entity import entity_quads
    from casusgraph.graph.rdf.infer import inferred_quads
    from casusgraph.graph.rdf.nquads import write_nquads
    from casusgraph.graph.rdf.write import reading_quads

    folder = GraphFolder.create(tmp_path_factory.mktemp("graph"))
    quads = list(entity_quads([one for one in ENTITIES if one.known]))
    quads += [quad for reading in corpus() for quad in reading_quads(reading)]
    known = {one.id: one for one in ENTITIES}
    pages = [page(one.document.id, project(one, known.get)) for one in corpus()]
    quads += event_quads(find(pages))
    write_nquads([*quads, *inferred_quads(quads)], folder.nquads)
    return open_store(folder)


Answer = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def ask(store: ox.Store) -> Answer:
    def rows(name: str, *columns: str, **parameters: str) -> list[tuple[object, ...]]:
        result = query(store, name, parameters=parameters)
        places = [result.columns.index(column) for column in columns]
        return [tuple(row[place] for place in places) for row in result.rows()]

    return rows


def test_who_warned_whom_and_in_which_sentence(ask: Answer) -> None:
    assert ask("who-warned-whom", "warner", "warned", "sentence") == [
        ("Ardland", "Belmark", "Ardland warned Belmark."),
        ("Ardland", "Belmark", "Ardland again warned Belmark."),
    ]
    assert len(ask("who-warned-whom", "warner", actor="Ardland", recipient="state.ua")) == 2
    assert ask("who-warned-whom", "warner", actor="Belmark") == []


def test_which_states_applied_to_join(ask: Answer) -> None:
    assert ask("applications-to-join", "applicant", "organization", "modality") == [
        ("Belmark", "Delta Pact", "expected")
    ]


def test_which_weapons_were_supplied_launched_or_unveiled_by_whom(ask: Answer) -> None:
    assert ask("weapons-by-whom", "type", "who", "weapon_system", "quantity") == [
        ("Unveiled", "Belmark", "Dart", None),
        ("Supplied", "Ardland", "Dart", 40),
        ("Struck", "Belmark", "Dart", None),
    ]
    assert len(ask("weapons-by-whom", "type", actor="Republic of Ardland")) == 1


def test_what_somebody_said_would_not_happen(ask: Answer) -> None:
    assert ask("said-would-not-happen", "type", "who", "whom_or_what", "modality") == [
        ("Deployed", "Ardland", "Cape Cello", "planned"),
        ("Withdrew", "Ardland", "Cape Cello", "planned"),
    ]


def test_everything_that_a_ministry_is_the_source_of(ask: Answer) -> None:
    assert ask("said-by", "type", "who", "whom_or_what", "quantity") == [("Killed", "Ardland", "pilots", 12)]


def test_the_escalation_ladder(ask: Answer) -> None:
    assert ask("escalation-ladder", "month", "quad", "statements") == [
        ("2022-05", "material conflict", 1),
        ("2022-05", "material cooperation", 1),
        ("2022-05", "verbal conflict", 4),
        ("2022-05", "verbal cooperation", 1),
    ]


def test_what_was_affirmed_and_denied(ask: Answer) -> None:
    gazette, herald = (row[0] for row in sorted(ask("documents", "document")))
    assert ask("affirmed-and-denied", "type", "who", "whom_or_what", "affirmed_by", "denied_by") == [
        ("Closed", "Ardland", "Cape Cello", gazette, "Ardland"),
        ("Closed", "Ardland", "Cape Cello", herald, "Ardland"),
        ("Struck", "Belmark", "Cape Cello", herald, "Belmark"),
    ]
    assert ask("denials", "denier", "what", "whom_or_what") == [("Belmark", "Struck", "Cape Cello")]


def test_what_was_promised_and_done(ask: Answer) -> None:
    assert ask("promises-and-what-followed", "who", "promised", "promise_date", "followed_on") == [
        ("Ardland", "Withdrew", "2022-05-02", "2022-05-10")
    ]
    assert ("Ardland", "Withdrew", 2, 1, 1) in ask("said-versus-done", "who", "type", "planned", "denied", "happened")


def test_arms_transfers_by_their_ends(ask: Answer) -> None:
    assert ask("arms-transfers", "by", "to", "what", "quantity") == [("Ardland", "Belmark", "Dart", 40)]
    assert len(ask("arms-transfers", "by", recipient="Belmark", supplier="Ardland")) == 1
    assert ask("arms-transfers", "by", recipient="Ardland") == []


def test_the_first_sighting_of_a_weapon(ask: Answer) -> None:
    assert ask("first-sightings", "weapon_system", "first", "as") == [("Dart", "2022-04-01", "Unveiled")]


def test_tolls_and_sources(ask: Answer) -> None:
    assert ask("toll", "day", "claimed_by", "what", "quantity") == [("2022-05-16", "Ministry of Scouts", "pilots", 12)]
    assert ("Ministry of Scouts", 1, 1) in ask("sources", "source", "statements", "documents")


def test_what_more_than_one_document_states(ask: Answer) -> None:
    assert ask("corroborated", "a", "edge", "b", "documents") == [
        ("Ardland", "closed", "Cape Cello", 2),
        ("Ardland", "warned", "Belmark", 2),
    ]


def test_what_documents_tell_together(ask: Answer) -> None:
    assert ("Ardland closed Cape Cello", 2, 1) in ask("events", "what", "voices", "denials")
    assert ask("contradictions", "kind", "other_says") != []
    assert ask("tolls", "type", "subject", "claimant", "best") == [("Killed", "pilots", "Ministry of Scouts", 12)]
    assert {row[0] for row in ask("came-about", "done")} == {"Ardland consulted with Belmark in Cape Cello"}


def test_members_by_text_and_knowledge(ask: Answer) -> None:
    assert ask("members", "member", "according_to") == [("Ardland", "texts")]
    assert ask("members", "member", "according_to", organization="Delta Bank") == [("Belmark", "knowledge base")]


def test_the_timeline_of_an_entity(ask: Answer) -> None:
    assert [row[0] for row in ask("timeline", "type", entity="Dart")] == [
        "Unveiled", "Supplied", "Supplied", "Struck", "Struck",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_has_an_answer_here(ask: Answer, store: ox.Store, name: str) -> None:
    question = questions()[name]
    assert ask(name), question.title
    assert question.title[0].isupper()
    result = query(store, name)
    assert result.notes == ()
    assert all(p.kind in ("entity", "date", "number", "text") and p.description for p in question.parameters)


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_is_asked_the_same_twice(ask: Answer, store: ox.Store, name: str) -> None:
    columns = query(store, name).columns
    assert ask(name, *columns) == ask(name, *columns)


def test_there_are_at_least_twenty() -> None:
    assert len(questions()) >= 20
    assert "warned" in terms()


NAMES = ("Ardland", "republic of ARDLAND", "state.ru", "id:state.ru", "<https://w3id.org/casusgraph/id/state.ru>")


@pytest.mark.parametrize("name", NAMES)
def test_an_entity_by_any_of_its_names(store: ox.Store, name: str) -> None:
    assert entity(store, name).value.endswith("/state.ru")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"actor": "Ardlnad"}, "perhaps 'Ardland'"),
        ({"actor": "Twinland"}, "state.twin-1, state.twin-2"),
        ({"actor": '" } # '}, "no entity called"),
        ({"who": "Ardland"}, "has no parameter 'who'"),
    ],
)
def test_a_wrong_parameter_is_told(store: ox.Store, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        query(store, "who-warned-whom", parameters=parameters)


def test_values_of_every_kind_are_checked(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="2022-02-24"):
        query(store, "expected", parameters={"since": "May"})
    with pytest.raises(QueryError, match="only packaged"):
        query(store, "ASK {}", parameters={"a": "b"})
    assert query(store, "expected", parameters={"since": "2022-05-17"}).to_dataframe().shape[0] == 1


def test_a_question_file_says_what_it_is() -> None:
    text = "# Title\n# More\n# of it.\n# $n (number, default 3): how many\n# $t (text): a word\nSELECT * {}\n"
    question = read("x", text)
    assert (question.title, question.description) == ("Title", "More of it.")
    assert [(p.name, p.kind, p.default) for p in question.parameters] == [("n", "number", "3"), ("t", "text", None)]


def test_a_text_can_not_leave_its_quotes(store: ox.Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    question = read("x", "# T\n# $t (text): a word\nSELECT ?x { BIND($t AS ?x) }")
    monkeypatch.setattr("casusgraph.graph.questions.questions", lambda: {"x": question})
    evil = 'a" AS ?y) } # \n\\'
    assert list(query(store, "x", parameters={"t": evil}).rows()) == [(evil,)]
    assert resolve(store, "x") == question.text
