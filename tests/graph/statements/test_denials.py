"""What is denied, doubted or called a lie is never stored as done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from casusgraph.graph.reader import Tools, read_document
from casusgraph.graph.statements.denials import denial_cues, denial_of, is_denial
from casusgraph.graph.statements.verbs import irregular_forms
from casusgraph.ontology.records import Document, Modality, Polarity, Statement

Read = Callable[[str], list[str]]
ANSWERED = (
    "Norway {past} reports that its jets bombed Lund.",
    "Norway {past} the claim that its jets had bombed Lund.",
    "Claims that Norwegian jets bombed Lund were {part} by Oslo.",
    "The allegation that Norway bombed Lund was {part}.",
    "Norway has {part} accusations of bombing Lund.",
    "Norway may have {part} rumours that it bombed Lund.",
    "Norway has not {part} reports that it bombed Lund.",
)
FALSE = (
    "Reports that Norway bombed Lund are {}, the ministry said.",
    "The claim that Norway had bombed Lund turned out to be {}.",
    "The minister called the report that Norway bombed Lund {}.",
    "Claims that Norwegian jets bombed Lund were {}.",
)
SAID = {
    "Rwanda denied it fired on the convoy.": "Attacked(Rwanda > recipient:convoy) negative by Rwanda",
    "Mali denied it attacked the convoy.": "Attacked(Mali > recipient:convoy) negative by Mali",
    "Mali said it attacked the convoy and denied it killed civilians.":
        "Killed(Mali > recipient:civilians) negative by Mali",
    "Mali denied Chad attacked the convoy.": "Attacked(Chad > recipient:convoy) negative by Mali",
    "The rebels, Chad denied, attacked the convoy.": "Attacked(rebels > recipient:convoy) negative by Chad",
    "Rwanda denied reports that its troops attacked the convoy.": "Attacked({R} > recipient:convoy) negative by Rwanda",
    "The claim that Chad attacked the convoy was rejected by Mali.":
        "Attacked(Chad > recipient:convoy) negative by Mali",
    "That Chad had attacked the convoy was denied by Mali.": "Attacked(Chad > recipient:convoy) negative by Mali",
    "The ministry said claims that Chad attacked the convoy were baseless.":
        "Attacked(Chad > recipient:convoy) negative by ministry",
    "Mali brushed aside accusations of attacking the convoy.": "Attacked(Mali > recipient:convoy) negative by Mali",
    "Mali rejected as false the allegation that it had attacked the convoy.":
        "Attacked(Mali > recipient:convoy) negative by Mali",
    "Mali called the claim that it attacked the convoy a lie.": "Attacked(Mali > recipient:convoy) negative by Mali",
    "Malian troops, the ministry denied, had attacked the convoy.":
        "Attacked(Armed Forces of Mali > recipient:convoy) negative by ministry",
    "Contrary to claims that Chad had attacked the convoy, it was intact.":
        "Attacked(Chad > recipient:convoy) negative",
    "The army falsely claimed that Chad had attacked the convoy.": "Attacked(Chad > recipient:convoy) negative",
    "A fake report said that Chad had attacked the convoy.": "Attacked(Chad > recipient:convoy) negative",
    "A video showing Chad attacking the convoy was fake.": "Attacked(Chad > recipient:convoy) negative",
    "Reports of an attack on the convoy were false.": "Attacked(- > recipient:convoy) negative",
    "There was no truth to claims that Chad had attacked the convoy.": "Attacked(Chad > recipient:convoy) negative",
    "It is not true that Chad attacked the convoy.": "Attacked(Chad > recipient:convoy) negative",
    "The minister said it was a lie that Chad attacked the convoy.":
        "Attacked(Chad > recipient:convoy) negative by minister",
    "Norway denied reports that it would withdraw from Lund.":
        "Withdrew(Norway > origin:Lund) negative possible by Norway",
    "Mali ruled out attacking the convoy.": "Attacked(Mali > recipient:convoy) negative planned",
}  # fmt: skip
OPEN = (
    "Mali did not deny that it had attacked the convoy.",
    "Mali refused to deny that it attacked the convoy.",
    "Nobody denied that Mali attacked the convoy.",
    "Mali neither confirmed nor denied that it had attacked the convoy.",
    "Mali did not confirm reports that it attacked the convoy.",
    "Reuters could not verify claims that Mali attacked the convoy.",
    "Analysts cast doubt on claims that Mali had attacked the convoy.",
    "There is no proof that Mali attacked the convoy.",
    "The UN found no evidence that Mali attacked the convoy.",
    "Nothing indicates that Mali attacked the convoy.",
    "The allegation that Mali attacked the convoy was investigated.",
    "Rebels appear to have attacked the convoy.",
    "Rebels are believed to have attacked the convoy.",
    "Rebels allegedly attacked the convoy.",
    "The rebels were suspected of attacking the convoy.",
    "The rebels are wanted for attacking the convoy.",
    "The rebels were arrested on suspicion of attacking the convoy.",
)
REAL = (
    "Mali confirmed reports that it attacked the convoy.",
    "Mali condemned the attack on the convoy.",
    "Mali rejected criticism of the attack on the convoy.",
    "Mali denied involvement in the attack on the convoy.",
    "Mali denied responsibility for the attack on the convoy, which Chad attacked.",
)


def _past(verb: str) -> str:
    """`brushed aside` from `brush aside`, `denied` from `deny`."""
    word, _, rest = verb.partition(" ")
    listed = next((form for form, stem in irregular_forms().items() if stem == word and form != word), None)
    if listed is not None:
        regular = listed
    elif word in ("rebut", "swat", "bat"):
        regular = f"{word}ted"
    elif word.endswith("y") and word[-2] not in "aeiou":
        regular = f"{word[:-1]}ied"
    else:
        regular = f"{word}d" if word.endswith("e") else f"{word}ed"
    return f"{regular} {rest}".strip()


@cache
def _tools() -> Tools:
    return Tools.load(minimum=0)


def _statements(text: str, kind: str) -> Iterator[Statement]:
    document = Document(text, ("a.txt",), published="2024-05-16")
    return (s for s in read_document(document, _tools()).statements if s.type == kind)


@pytest.mark.parametrize("verb", sorted(denial_cues().denying))
def test_what_a_verb_denies_is_never_done(verb: str) -> None:
    for frame in ANSWERED:
        text = frame.format(past=_past(verb), part=_past(verb))
        for found in _statements(text, "Struck"):
            assert (found.polarity, found.modality) != (Polarity.POSITIVE, Modality.ACTUAL), (text, found.rules)


@pytest.mark.parametrize("word", ["false", "untrue", "baseless", "a lie", "a hoax", "fabricated", "wrong", "nonsense"])
def test_what_is_called_false_is_never_done(word: str) -> None:
    for frame in FALSE:
        for found in _statements(frame.format(word), "Struck"):
            assert found.polarity is Polarity.NEGATIVE, (frame, found.rules)


@pytest.mark.parametrize("text", sorted(SAID))
def test_a_denial_is_negative_and_said_by_who_denies(text: str, reader: Read) -> None:
    expected = SAID[text].replace("{R}", "Rwanda Defence Force")
    assert expected in reader(text)


@pytest.mark.parametrize("text", OPEN)
def test_what_is_left_open_is_possible(text: str) -> None:
    found = list(_statements(text, "Attacked"))
    assert found
    assert {s.modality for s in found} == {Modality.POSSIBLE}


@pytest.mark.parametrize("text", REAL)
def test_what_nobody_denies_stays_done(text: str) -> None:
    found = list(_statements(text, "Attacked"))
    assert found
    assert {(s.polarity, s.modality) for s in found} == {(Polarity.POSITIVE, Modality.ACTUAL)}


@pytest.mark.parametrize("text", [text for text in REAL if "denied" in text])
def test_who_denies_a_part_in_it_has_none(text: str, reader: Read) -> None:
    assert not any(line.startswith("Attacked(Mali") for line in reader(text))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Washington pressed Kigali to withdraw from Lund.", "Withdrew(Government of Rwanda > origin:Lund) requested"),
        ("France pushed Chad to expel the rebels.", "Coerced(Chad > recipient:rebels) requested"),
        ("Eritrean troops have not withdrawn from Lund.", "Withdrew(Armed Forces of Eritrea > origin:Lund) negative"),
    ],
)
def test_who_is_pressed_and_who_withdraws_is_the_doer(text: str, there: str, reader: Read) -> None:
    assert there in reader(text)


@pytest.mark.parametrize(("rule", "expected"), [("denial:hoax", True), ("operator:deny", True), ("modal:may", False)])
def test_rules_of_denial(rule: str, expected: bool) -> None:
    assert is_denial(rule) is expected


def test_a_claim_made_is_not_a_claim_denied(parse, word) -> None:
    table = "Oslo/NNP/nsubj/2 {}/VBD/root/0/{} claims/NNS/obj/2/claim that/IN/mark/6 rebels/NNS/nsubj/6 fled/VBD/acl/3"
    assert denial_of(word(parse(table.format("rejected", "reject")), "claims")) is not None
    assert denial_of(word(parse(table.format("repeated", "repeat")), "claims")) is None
