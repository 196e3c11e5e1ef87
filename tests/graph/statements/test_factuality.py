"""Factuality on hand-made parses of our own sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from casusgraph.graph.statements.cues import Effect, factuality_cues, parse_effect
from casusgraph.graph.statements.factuality import factuality
from casusgraph.ontology.errors import OntologyError
from casusgraph.ontology.records import Modality

CASES = [
    # plain facts
    ("raided", "positive actual", "Rebels/NNS/nsubj/2 raided/VBD/root/0/raid the/DT/det/4 camp/NN/obj/2 ././punct/2"),
    # negation
    ("raid", "negative actual",
     "Rebels/NNS/nsubj/4 did/VBD/aux/4/do not/RB/advmod/4 raid/VB/root/0 the/DT/det/6 camp/NN/obj/4"),
    ("deploy", "negative planned",
     "No/DT/det/2/no troops/NNS/nsubj/4/troop will/MD/aux/4 deploy/VB/root/0 ././punct/4"),
    ("left", "positive actual",
     "They/PRP/nsubj/5 not/RB/advmod/5 only/RB/advmod/5 suddenly/RB/advmod/5 left/VBD/root/0/leave"),
    ("leave", "positive actual",
     "They/PRP/nsubj/4 did/VBD/aux/4/do not/RB/advmod/4 leave/VB/root/0 until/IN/case/6 Friday/NNP/obl/4"),
    ("firing", "negative actual",
     "They/PRP/nsubj/2 left/VBD/root/0/leave without/IN/mark/4 firing/VBG/advcl/2/fire"),
    # implicatives
    ("seize", "negative actual",
     "Rebels/NNS/nsubj/2 failed/VBD/root/0/fail to/TO/mark/4 seize/VB/xcomp/2 the/DT/det/6 dam/NN/obj/4"),
    ("seize", "positive actual",
     "Rebels/NNS/nsubj/2 managed/VBD/root/0/manage to/TO/mark/4 seize/VB/xcomp/2 the/DT/det/6 dam/NN/obj/4"),
    ("leave", "positive actual",
     "Rebels/NNS/nsubj/4 did/VBD/aux/4/do not/RB/advmod/4 refuse/VB/root/0 to/TO/mark/6 leave/VB/xcomp/4"),
    ("firing", "negative actual",
     "It/PRP/nsubj/2 stopped/VBD/root/0/stop firing/VBG/xcomp/2/fire"),
    # modality by governors
    ("seize", "positive attempted",
     "Rebels/NNS/nsubj/2 tried/VBD/root/0/try to/TO/mark/4 seize/VB/xcomp/2 the/DT/det/6 dam/NN/obj/4"),
    ("leave", "positive expected",
     "Crews/NNS/nsubj:pass/3 are/VBP/aux:pass/3/be expected/VBN/root/0/expect to/TO/mark/5 leave/VB/xcomp/3"),
    ("leave", "negative expected",
     "Crews/NNS/nsubj:pass/4 are/VBP/aux:pass/4/be not/RB/advmod/4 expected/VBN/root/0/expect to/TO/mark/6 "
     "leave/VB/xcomp/4"),
    ("leave", "positive requested",
     "Oslo/NNP/nsubj/2 urged/VBD/root/0/urge crews/NNS/obj/2 to/TO/mark/5 leave/VB/xcomp/2"),
    ("strike", "negative planned",
     "Oslo/NNP/nsubj/2 denied/VBD/root/0/deny that/IN/mark/6 it/PRP/nsubj/6 had/VBD/aux/6/have "
     "planned/VBN/ccomp/2/plan "
     "to/TO/mark/8 strike/VB/xcomp/6"),
    ("capturing", "positive attempted",
     "Units/NNS/nsubj:pass/3 were/VBD/aux:pass/3/be tasked/VBN/root/0/task with/IN/mark/5 trying/VBG/advcl/3/try "
     "to/TO/mark/7 capturing/VB/xcomp/5/capture"),
    ("sending", "negative planned",
     "Oslo/NNP/nsubj/2 ruled/VBD/root/0/rule out/RP/compound:prt/2 sending/VBG/xcomp/2/send troops/NNS/obj/4/troop"),
    ("sending", "positive possible",
     "Oslo/NNP/nsubj/4 did/VBD/aux/4/do not/RB/advmod/4 rule/VB/root/0/rule out/RP/compound:prt/4 "
     "sending/VBG/xcomp/4/send troops/NNS/obj/6/troop"),
    # modal verbs
    ("deploy", "positive planned", "Troops/NNS/nsubj/3/troop will/MD/aux/3 deploy/VB/root/0"),
    ("fall", "positive expected", "Troops/NNS/nsubj/3/troop will/MD/aux/3 fall/VB/root/0"),
    ("erupt", "positive possible", "War/NN/nsubj/3 could/MD/aux/3 erupt/VB/root/0"),
    ("taken", "positive possible",
     "They/PRP/nsubj/4 could/MD/aux/4 have/VB/aux/4 taken/VBN/root/0/take the/DT/det/6 port/NN/obj/4"),
    ("resign", "positive actual",
     "He/PRP/nsubj/4 would/MD/aux/4 later/RB/advmod/4 resign/VB/root/0"),
    ("yield", "negative planned",
     "Oslo/NNP/nsubj/2 promised/VBD/root/0/promise it/PRP/nsubj/6 would/MD/aux/6 not/RB/advmod/6 yield/VB/ccomp/2"),
    # conditions and questions
    ("respond", "positive possible",
     "Oslo/NNP/nsubj/3 would/MD/aux/3 respond/VB/root/0 if/IN/mark/6 rebels/NNS/nsubj/6 struck/VBD/advcl/3/strike"),
    ("struck", "positive possible",
     "Oslo/NNP/nsubj/3 would/MD/aux/3 respond/VB/root/0 if/IN/mark/6 rebels/NNS/nsubj/6 struck/VBD/advcl/3/strike"),
    ("strike", "positive possible",
     "Should/MD/aux/3 rebels/NNS/nsubj/3 strike/VB/advcl/7 ,/,/punct/3 Oslo/NNP/nsubj/7 will/MD/aux/7 "
     "respond/VB/root/0"),
    ("strike", "positive possible",
     "Will/MD/aux/3 rebels/NNS/nsubj/3 strike/VB/root/0 ?/./punct/3"),
    ("attack", "positive possible",
     "In/IN/case/3 the/DT/det/3 event/NN/obl/9 of/IN/case/6 an/DT/det/6 attack/NN/nmod/3 ,/,/punct/3 they/PRP/nsubj/9 "
     "leave/VBP/root/0"),
    # purpose
    ("retake", "positive attempted",
     "Oslo/NNP/nsubj/2 launched/VBD/root/0/launch an/DT/det/4 operation/NN/obj/2 to/TO/mark/6 retake/VB/acl/4 "
     "it/PRP/obj/6"),
    ("retake", "positive attempted",
     "Units/NNS/nsubj/2 landed/VBD/root/0/land to/TO/mark/4 retake/VB/advcl/2 it/PRP/obj/4"),
    ("evacuate", "positive planned",
     "No/DT/det/2 troops/NNS/nsubj/4/troop will/MD/aux/4 deploy/VB/root/0 to/TO/mark/6 evacuate/VB/advcl/4 "
     "them/PRP/obj/6"),
    ("hit", "positive actual",
     "Oslo/NNP/nsubj/2 used/VBD/root/0/use drones/NNS/obj/2/drone to/TO/mark/5 hit/VB/advcl/2 it/PRP/obj/5"),
    ("urge", "positive actual",
     "She/PRP/nsubj/2 spoke/VBD/root/0/speak with/IN/case/4 him/PRP/obl/2 to/TO/mark/6 urge/VB/advcl/2 calm/NN/obj/6"),
    # nouns
    ("raid", "positive actual",
     "Oslo/NNP/nsubj/2 condemned/VBD/root/0/condemn the/DT/det/4 raid/NN/obj/2"),
    ("raid", "positive possible", "A/DT/det/3 possible/JJ/amod/3 raid/NN/nsubj/4 looms/VBZ/root/0/loom"),
    ("raid", "positive possible",
     "The/DT/det/2 threat/NN/nsubj/6 of/IN/case/5 a/DT/det/5 raid/NN/nmod/2 grew/VBD/root/0/grow"),
    ("raid", "positive planned", "Oslo/NNP/nsubj/2 plans/VBZ/root/0/plan a/DT/det/4 raid/NN/obj/2"),
    ("raid", "negative planned",
     "Oslo/NNP/nsubj/2 has/VBZ/root/0/have no/DT/det/4 plans/NNS/obj/2/plan for/IN/case/7 a/DT/det/7 raid/NN/nmod/4"),
    ("raid", "negative actual", "There/EX/expl/2 was/VBD/root/0/be no/DT/det/4 raid/NN/nsubj/2"),
    ("raid", "positive expected", "A/DT/det/2 raid/NN/nsubj/4 is/VBZ/cop/4/be imminent/JJ/root/0"),
    ("action", "negative planned",
     "Military/JJ/amod/2 action/NN/nsubj/7 is/VBZ/cop/7/be out/IN/case/7 of/IN/fixed/4 the/DT/det/7 "
     "question/NN/root/0"),
    ("response", "positive possible",
     "A/DT/det/2 raid/NN/nsubj:pass/5 would/MD/aux/5 be/VB/aux:pass/5 met/VBN/root/0/meet with/IN/case/8 a/DT/det/8 "
     "response/NN/obl/5"),
    ("war", "negative attempted",
     "He/PRP/nsubj/2 flew/VBD/root/0/fly in/RP/advmod/2 to/TO/mark/5 avert/VB/advcl/2 war/NN/obj/5"),
    # coordination and clauses of time
    ("shell", "negative actual",
     "They/PRP/nsubj/4 did/VBD/aux/4/do not/RB/advmod/4 raid/VB/root/0 or/CC/cc/6 shell/VB/conj/4 it/PRP/obj/6"),
    ("left", "positive actual",
     "They/PRP/nsubj/4 did/VBD/aux/4/do not/RB/advmod/4 raid/VB/root/0 but/CC/cc/6 left/VBD/conj/4/leave"),
    ("recaptured", "positive planned",
     "Troops/NNS/nsubj/4/troop will/MD/aux/4 not/RB/advmod/4 stop/VB/root/0 fighting/VBG/xcomp/4/fight "
     "until/IN/mark/9 "
     "it/PRP/nsubj:pass/9 is/VBZ/aux:pass/9/be recaptured/VBN/advcl/5/recapture"),
    ("fighting", "positive planned",
     "Troops/NNS/nsubj/4/troop will/MD/aux/4 not/RB/advmod/4 stop/VB/root/0 fighting/VBG/xcomp/4/fight"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "expected", "table"), CASES)
def test_factuality(parse, word, form, expected, table):
    found = factuality(word(parse(table), form))
    assert f"{found.polarity} {found.modality}" == expected, found.rules


def test_hearsay_is_never_actual(parse, word):
    doc = parse("Rebels/NNS/nsubj/2 raided/VBD/root/0/raid it/PRP/obj/2")
    assert factuality(word(doc, "raided"), hearsay=True).modality is Modality.POSSIBLE


def test_rules_are_named_innermost_first(parse, word):
    doc = parse("Crews/NNS/nsubj/3 may/MD/aux/3 try/VB/root/0 to/TO/mark/5 leave/VB/xcomp/3")
    assert factuality(word(doc, "leave")).rules == ("operator:try", "modal:may")


def test_the_cue_lists_are_valid():
    cues = factuality_cues()
    assert len(cues.operators) > 600
    assert cues.operators["infinitive", "fail"] == Effect(negated=True)


def test_unknown_effect_is_refused():
    with pytest.raises(OntologyError, match="unknown effect"):
        parse_effect("negative maybe")


def frozen() -> list[tuple[str, str, str]]:
    """Word, expected values and parse of each line of factuality_parses.tsv."""
    lines = (Path(__file__).parent / "factuality_parses.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("form", "expected", "table"), frozen())
def test_factuality_on_parses_of_the_model(parse, word, form, expected, table):
    found = factuality(word(parse(table.replace(" || ", "\n")), form))
    assert f"{found.polarity} {found.modality}" == expected, found.rules
