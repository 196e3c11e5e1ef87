"""Extraction over hand-built parses: the ways to say who did what to whom, each read the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from casusgraph.graph.entities import Linked
from casusgraph.graph.statements import explain, extract, load_lexicon
from casusgraph.ontology.records import Document, Entity, EntityType, Mention, Modality, Polarity, Statement

STATES, PEOPLE = ("Norway", "Denmark", "Sweden", "Finland"), ("Olsen", "Hansen")
NAMES = {
    **dict.fromkeys(STATES, EntityType.STATE),
    **dict.fromkeys(PEOPLE, EntityType.PERSON),
    "Lund": EntityType.PLACE,
    "NATO": EntityType.ORGANIZATION,
    "minister": EntityType.PERSON,
    "soldiers": EntityType.GROUP,
    "troops": EntityType.GROUP,
    **dict.fromkeys(("missiles", "mortars", "Missile", "tanks", "guns", "boats"), EntityType.WEAPON),
}


def link(doc: Doc) -> Linked:
    """Every known word is the mention of an entity with the word for its id."""
    heads = {
        token.i: Mention(token.idx, token.idx + len(token), token.text, token.lower_, "name")
        for token in doc
        if token.text in NAMES or token.lower_ in NAMES
    }
    kinds = {word.lower(): kind for word, kind in NAMES.items()}
    entities = {m.entity: Entity(m.entity, kinds[m.entity], m.text) for m in heads.values()}
    return Linked(tuple(heads.values()), entities, heads=heads)


def read(doc: Doc) -> list[Statement]:
    document = Document(doc.text, ("a.txt",), published="2023-03-13")
    return list(extract(doc, document, link(doc), load_lexicon()))


def short(statement: Statement) -> str:
    """`Struck(norway > object:lund)`."""
    targets = ", ".join(f"{who.role}:{who.entity}" for who in statement.targets)
    return f"{statement.type}({statement.actor.entity if statement.actor else '-'} > {targets})"


SHELLED = "Struck(norway > object:lund)"
CASES = {
    "active": (
        "Norway/NNP/nsubj/2 shelled/VBD/root/0/shell Lund/NNP/obj/2 with/IN/case/5 mortars/NNS/obl/2/mortar",
        ["Struck(norway > weapon:mortars, object:lund)"],
    ),
    "passive with agent": (
        "Lund/NNP/nsubj:pass/3 was/VBD/aux:pass/3/be shelled/VBN/root/0/shell by/IN/case/5 Norway/NNP/obl:agent/3",
        [SHELLED],
    ),
    "passive without agent": (
        "Lund/NNP/nsubj:pass/3 was/VBD/aux:pass/3/be shelled/VBN/root/0/shell",
        ["Struck(- > object:lund)"],
    ),
    "relative clause": (
        "Soldiers/NNS/nsubj/5/soldier who/WP/nsubj/3 shelled/VBD/acl:relcl/1/shell Lund/NNP/obj/3 ate/VBD/root/0/eat",
        ["Struck(soldiers > object:lund)"],
    ),
    "participle after a comma": (
        "Norway/NNP/nsubj/6 ,/,/punct/3 shelling/VBG/advcl/6/shell Lund/NNP/obj/3 ,/,/punct/3 grew/VBD/root/0/grow",
        [SHELLED],
    ),
    "participle with its agent": (
        "Lund/NNP/nsubj/5 shelled/VBN/acl/1/shell by/IN/case/4 Norway/NNP/obl:agent/2 burned/VBD/root/0/smoke",
        [SHELLED],
    ),
    "coordinated verbs": (
        "Norway/NNP/nsubj/2 shelled/VBD/root/0/shell and/CC/cc/4 captured/VBD/conj/2/capture Lund/NNP/obj/4",
        [SHELLED, "Captured(norway > object:lund)"],
    ),
    "coordinated actors": (
        "Norway/NNP/nsubj/4 and/CC/cc/3 Sweden/NNP/conj/1 condemned/VBD/root/0/condemn Denmark/NNP/obj/4",
        ["Condemned(norway > recipient:denmark)", "Condemned(sweden > recipient:denmark)"],
    ),
    "coordinated targets": (
        "Norway/NNP/nsubj/2 condemned/VBD/root/0/condemn Denmark/NNP/obj/2 and/CC/cc/5 Finland/NNP/conj/3",
        ["Condemned(norway > recipient:denmark, recipient:finland)"],
    ),
    "object control": (
        "Norway/NNP/nsubj/2 urged/VBD/root/0/urge Denmark/NNP/obj/2 to/TO/mark/5 withdraw/VB/xcomp/2 "
        "its/PRP$/nmod:poss/7 "
        "troops/NNS/obj/5",
        ["Urged(norway > recipient:denmark)", "Withdrew(denmark > object:troops)"],
    ),
    "subject control": (
        "Norway/NNP/nsubj/2 promised/VBD/root/0/promise Denmark/NNP/iobj/2 to/TO/mark/5 withdraw/VB/xcomp/2",
        ["Pledged(norway > recipient:denmark)", "Withdrew(norway > )"],
    ),
    "raising": (
        "Norway/NNP/nsubj:pass/3 is/VBZ/aux:pass/3/be expected/VBN/root/0/expect to/TO/mark/5 withdraw/VB/xcomp/3",
        ["Withdrew(norway > )"],
    ),
    "one of": (
        "Olsen/NNP/nsubj/8 ,/,/punct/3 one/CD/appos/1 of/IN/case/5 soldiers/NNS/nmod/3/soldier who/WP/nsubj/7 "
        "left/VBD/acl:relcl/5/retreat sang/VBD/root/0/sing",
        ["Withdrew(olsen > )"],
    ),
    "possessor and complement of a noun": (
        "Norway/NNP/nmod:poss/3 's/POS/case/1 annexation/NN/nsubj/6 of/IN/case/5 Lund/NNP/nmod/3 "
        "failed/VBD/root/0/fail",
        ["Annexed(norway > object:lund)"],
    ),
    "agent and complement of a noun": (
        "The/DT/det/2 shelling/NN/nsubj/7 of/IN/case/4 Lund/NNP/nmod/2 by/IN/case/6 Norway/NNP/nmod/4 "
        "ended/VBD/root/0/end",
        [SHELLED],
    ),
    "compound weapon": (
        "Missile/NN/compound/2 strikes/NNS/nsubj/5/strike on/IN/case/4 Lund/NNP/nmod/2 grew/VBD/root/0/grow",
        ["Struck(- > weapon:missile, object:lund)"],
    ),
    "light verb": (
        "Norway/NNP/nsubj/2 carried/VBD/root/0/carry out/RP/compound:prt/2 strikes/NNS/obj/2/strike on/IN/case/6 "
        "Lund/NNP/nmod/4",
        [SHELLED],
    ),
    "light verb of undergoing": (
        "Norway/NNP/nsubj/2 suffered/VBD/root/0/suffer an/DT/det/4/a attack/NN/obj/2 by/IN/case/6 Denmark/NNP/nmod/4",
        ["Attacked(denmark > recipient:norway)"],
    ),
    "fixed object": (
        "Norway/NNP/nsubj/2 imposed/VBD/root/0/impose sanctions/NNS/obj/2/sanction on/IN/case/5 Denmark/NNP/nmod/3",
        ["Sanctioned(norway > recipient:denmark)"],
    ),
    "reciprocal": (
        "Olsen/NNP/nsubj/4 and/CC/cc/3 Hansen/NNP/conj/1 met/VBD/root/0/meet",
        ["Consulted(olsen > recipient:hansen)"],
    ),
    "missiles are launched": (
        "Norway/NNP/nsubj/2 launched/VBD/root/0/launch missiles/NNS/obj/2/missile at/IN/case/5 Denmark/NNP/obl/2",
        ["Launched(norway > recipient:denmark, weapon:missiles)"],
    ),
    "an offensive is launched": (
        "Norway/NNP/nsubj/2 launched/VBD/root/0/launch an/DT/det/4/a offensive/NN/obj/2 against/IN/case/6 "
        "Denmark/NNP/nmod/4",
        ["Attacked(norway > recipient:denmark)"],
    ),
    "officials are fired": (
        "Olsen/NNP/nsubj/2 fired/VBD/root/0/fire the/DT/det/4 minister/NN/obj/2",
        ["Dismissed(olsen > recipient:minister)"],
    ),
    "idioms mean nothing": (
        "Norway/NNP/nsubj/2 pressed/VBD/root/0/press charges/NNS/obj/2/charge and/CC/cc/5 struck/VBD/conj/2/strike "
        "a/DT/det/7 chord/NN/obj/5",
        [],
    ),
    "losses in a list": (
        "Norway/NNP/nsubj/2 destroyed/VBD/root/0/destroy 5/CD/nummod/4 tanks/NNS/obj/2/tank ,/,/punct/7 12/CD/nummod/7 "
        "guns/NNS/conj/4/gun and/CC/cc/10 3/CD/nummod/10 boats/NNS/conj/4/boat",
        ["Destroyed(norway > object:tanks)", "Destroyed(norway > object:guns)", "Destroyed(norway > object:boats)"],
    ),
    "compounds of an application": (
        "Norway/NNP/nmod:poss/5 's/POS/case/1 NATO/NNP/compound/5 membership/NN/compound/5 application/NN/nsubj/6 "
        "grew/VBD/root/0/grow",
        ["AppliedToJoin(norway > recipient:nato)"],
    ),
    "fronted phrases": (
        "In/IN/case/2 Lund/NNP/obl/5 ,/,/punct/2 Olsen/NNP/nsubj/5 spoke/VBD/root/0/speak with/IN/case/7 "
        "Hansen/NNP/obl/5",
        ["Consulted(olsen > recipient:hansen, place:lund)"],
    ),
    "retained object": (
        "Norway/NNP/nsubj:pass/3 was/VBD/aux:pass/3/be given/VBN/root/0/give an/DT/det/5/a ultimatum/NN/obj/3 "
        "by/IN/case/7 Denmark/NNP/nmod/5",
        ["Demanded(denmark > recipient:norway)"],
    ),
    "obligation in what is said": (
        "Olsen/NNP/nsubj/2 said/VBD/root/0/say that/IN/mark/6 Denmark/NNP/nsubj/6 must/MD/aux/6 withdraw/VB/ccomp/2",
        ["Urged(olsen > recipient:denmark)", "Withdrew(denmark > )"],
    ),
    "deployment that is announced": (
        "Norway/NNP/nsubj/2 announced/VBD/root/0/announce the/DT/det/4 deployment/NN/obj/2 of/IN/case/6 "
        "troops/NNS/nmod/4 "
        "to/TO/case/8 Lund/NNP/nmod/4",
        ["Announced(norway > )", "Deployed(norway > object:troops, destination:lund)"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_same_reading_for_all_ways_to_say_it(parse: Callable[[str], Doc], name: str) -> None:
    table, expected = CASES[name]
    assert sorted(short(statement) for statement in read(parse(table))) == sorted(expected)


def test_content_is_linked_and_requested(parse: Callable[[str], Doc]) -> None:
    urged, withdrew = read(parse(CASES["object control"][0]))
    assert urged.about == (withdrew.id,)
    assert (urged.modality, withdrew.modality) == (Modality.ACTUAL, Modality.REQUESTED)
    assert withdrew.polarity is Polarity.POSITIVE


def test_what_a_speaker_demands_is_his(parse: Callable[[str], Doc]) -> None:
    urged, withdrew = read(parse(CASES["obligation in what is said"][0]))
    assert urged.attribution is None
    assert withdrew.attribution is not None
    assert withdrew.attribution.entity == "olsen"


def test_each_loss_has_its_number(parse: Callable[[str], Doc]) -> None:
    assert [statement.quantity for statement in read(parse(CASES["losses in a list"][0]))] == [5, 12, 3]


def test_evidence_is_the_sentence(parse: Callable[[str], Doc]) -> None:
    doc = parse(CASES["active"][0] + "\n" + CASES["reciprocal"][0])
    for statement in read(doc):
        quote = statement.evidence[0]
        assert doc.text[quote.start : quote.end] == quote.text
        assert quote.start <= statement.trigger[0] < statement.trigger[1] <= quote.end


def test_a_very_long_sentence_is_cut_around_its_trigger(parse: Callable[[str], Doc]) -> None:
    tail = " ".join(f"and/CC/cc/3 w{'x' * 20}/NN/dep/2" for _ in range(60))
    doc = parse("Norway/NNP/nsubj/2 shelled/VBD/root/0/shell Lund/NNP/obj/2 " + tail)
    [statement] = read(doc)
    quote = statement.evidence[0]
    assert len(quote.text) <= 900
    assert doc.text[quote.start : quote.end] == quote.text
    assert "shelled Lund" in quote.text


def test_a_gerund_after_of_has_its_own_subject(parse: Callable[[str], Doc]) -> None:
    doc = parse(
        "Olsen/NNP/nsubj/2 raised/VBD/root/0/raise the/DT/det/4 prospect/NN/obj/2 of/IN/case/6 Denmark/NNP/nmod/4 "
        "invading/VBG/advcl/2/invade Norway/NNP/obj/7"
    )
    [statement] = read(doc)
    assert short(statement) == "Invaded(denmark > recipient:norway)"
    assert statement.modality is Modality.POSSIBLE


def test_a_phrase_before_a_noun_belongs_to_the_verb(parse: Callable[[str], Doc]) -> None:
    doc = parse(
        "Olsen/NNP/nsubj/2 spoke/VBD/root/0/speak with/IN/case/4 Hansen/NNP/nmod/7 about/IN/case/7 the/DT/det/7 "
        "weather/NN/obl/2"
    )
    assert [short(statement) for statement in read(doc)] == ["Consulted(olsen > recipient:hansen)"]


def test_a_participle_before_its_noun_takes_the_deed_for_granted(parse: Callable[[str], Doc]) -> None:
    doc = parse(
        "Olsen/NNP/nsubj/3 will/MD/aux/3 see/VB/root/0 Norway/NNP/compound/6 annexed/VBN/amod/6/annex Lund/NNP/obj/3"
    )
    [statement] = read(doc)
    assert short(statement) == "Annexed(norway > object:lund)"
    assert statement.modality is Modality.ACTUAL


def test_a_pronoun_in_what_is_said_is_the_speaker(parse: Callable[[str], Doc]) -> None:
    doc = parse(
        "Norway/NNP/nsubj/2 said/VBD/root/0/say it/PRP/nsubj/5 had/VBD/aux/5/have attacked/VBN/ccomp/2/attack "
        "Denmark/NNP/obj/5"
    )
    [statement] = read(doc)
    assert short(statement) == "Attacked(norway > recipient:denmark)"
    assert statement.attribution is not None


def test_a_list_that_the_parse_lost_is_one_list(parse: Callable[[str], Doc]) -> None:
    doc = parse(
        "Norway/NNP/nsubj/2 destroyed/VBD/root/0/destroy 5/CD/nummod/4 tanks/NNS/obj/2/tank ,/,/punct/7 12/CD/nummod/4 "
        "guns/NNS/appos/2/gun and/CC/cc/10 3/CD/nummod/10 boats/NNS/obl/2/boat"
    )
    assert [(short(s), s.quantity) for s in read(doc)] == [
        ("Destroyed(norway > object:tanks)", 5),
        ("Destroyed(norway > object:guns)", 12),
        ("Destroyed(norway > object:boats)", 3),
    ]


def test_explanation_names_sentence_frame_and_rules(parse: Callable[[str], Doc]) -> None:
    doc = parse(CASES["passive with agent"][0])
    [statement] = read(doc)
    text = explain(doc, statement, load_lexicon(), link(doc).entities)
    parts = ("Lund was shelled by Norway", "frame strike of assault.yaml", "passive", "the article says so")
    assert [part for part in parts if part not in text] == []


def test_a_text_without_events_has_no_statements(parse: Callable[[str], Doc]) -> None:
    assert read(parse("Olsen/NNP/nsubj/2 sings/VBZ/root/0/sing in/IN/case/4 Lund/NNP/obl/2")) == []
