"""Attribution on hand-made parses of our own sentences, with a stand-in for the entity stage."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casusgraph.graph.statements.attribution import attribution
from casusgraph.graph.statements.quotes import quotes
from casusgraph.ontology.records import Entity, EntityType, Mention


class Links:
    """Every capitalised word is an entity of its own; `he` and `she` are what they are said to be."""

    def __init__(self, **pronouns: str) -> None:
        self.pronouns = pronouns
        self.entities: dict[str, Entity] = {}

    def at(self, token):
        name = self.pronouns.get(token.lower_, token.text if token.pos_ == "PROPN" else None)
        if name is None:
            return None
        self.entities[name] = Entity(name, EntityType.PERSON, name)
        return Mention(token.idx, token.idx + len(token), token.text, name, "name")


def chain(doc, token, links=None):
    found = attribution(doc, links or Links())
    speaker, outer = found.of(token)
    names = [participant.entity for participant in ([speaker] if speaker else []) + list(outer)]
    return names or (["?"] if found.hearsay(token) else [])


CASES = [
    ("left", [], "Rebels/NNS/nsubj/2 left/VBD/root/0/leave"),
    ("left", ["Olsen"], "Olsen/NNP/nsubj/2 said/VBD/root/0/say rebels/NNS/nsubj/4 left/VBD/ccomp/2/leave"),
    ("said", [], "Olsen/NNP/nsubj/2 said/VBD/root/0/say rebels/NNS/nsubj/4 left/VBD/ccomp/2/leave"),
    ("left", ["Olsen", "Larsen"],
     "Larsen/NNP/nsubj/2 said/VBD/root/0/say Olsen/NNP/nsubj/4 claimed/VBD/ccomp/2/claim rebels/NNS/nsubj/6 "
     "left/VBD/ccomp/4/leave"),
    ("claimed", ["Larsen"],
     "Larsen/NNP/nsubj/2 said/VBD/root/0/say Olsen/NNP/nsubj/4 claimed/VBD/ccomp/2/claim rebels/NNS/nsubj/6 "
     "left/VBD/ccomp/4/leave"),
    ("closed", ["Olsen"],
     "The/DT/det/2 bridge/NN/nsubj/8 ,/,/punct/5 Olsen/NNP/nsubj/5 said/VBD/parataxis/8/say ,/,/punct/5 "
     "was/VBD/cop/8/be "
     "closed/JJ/root/0"),
    ("said", [],
     "The/DT/det/2 bridge/NN/nsubj/8 ,/,/punct/5 Olsen/NNP/nsubj/5 said/VBD/parataxis/8/say ,/,/punct/5 "
     "was/VBD/cop/8/be "
     "closed/JJ/root/0"),
    ("left", ["Olsen"],
     "According/VBG/case/3 to/IN/fixed/1 Olsen/NNP/obl/6 ,/,/punct/3 rebels/NNS/nsubj/6 left/VBD/root/0/leave"),
    ("said", ["Larsen"],
     "Olsen/NNP/nsubj/2 said/VBD/root/0/say rebels/NNS/nsubj/4 left/VBD/ccomp/2/leave ,/,/punct/8 "
     "according/VBG/case/8 to/IN/fixed/6 Larsen/NNP/obl/2"),
    ("left", ["?"],
     "It/PRP/expl/4 has/VBZ/aux/4/have been/VBN/aux:pass/4/be speculated/VBN/root/0/speculate that/IN/mark/7 "
     "rebels/NNS/nsubj/7 left/VBD/ccomp/4/leave"),
    ("fled", ["?"],
     "He/PRP/nsubj:pass/3 is/VBZ/aux:pass/3/be believed/VBN/root/0/believe to/TO/mark/6 have/VB/aux/6 "
     "fled/VBN/xcomp/3/flee"),
    ("left", ["?"],
     "Reports/NNS/nsubj/2/report indicated/VBD/root/0/indicate rebels/NNS/nsubj/4 left/VBD/ccomp/2/leave"),
    ("left", [], "Tracks/NNS/nsubj/2/track showed/VBD/root/0/show rebels/NNS/nsubj/4 left/VBD/ccomp/2/leave"),
    ("left", ["Olsen"],
     "Olsen/NNP/nmod:poss/3 's/POS/case/1 claim/NN/nsubj/7 that/IN/mark/6 rebels/NNS/nsubj/6 left/VBD/acl/3/leave "
     "spread/VBD/root/0"),
    ("won", ["Olsen"], "Olsen/NNP/nsubj/2 claims/VBZ/root/0/claim to/TO/mark/5 have/VB/aux/5 won/VBN/xcomp/2/win"),
    ("shelling", ["Olsen"], "Olsen/NNP/nsubj/2 denied/VBD/root/0/deny shelling/VBG/xcomp/2/shell towns/NNS/obj/3/town"),
    ("left", ["Olsen"],
     "Larsen/NNP/nsubj/2 met/VBD/root/0/meet Olsen/NNP/obj/2 ,/,/punct/6 who/WP/nsubj/6 said/VBD/acl:relcl/3/say "
     "rebels/NNS/nsubj/8 left/VBD/ccomp/6/leave"),
    ("left", ["Olsen", "Larsen"],
     "Larsen/NNP/nsubj/2 reported/VBD/root/0/report that/IN/mark/5 rebels/NNS/nsubj/5 left/VBD/ccomp/2/leave "
     ",/,/punct/7 "
     "citing/VBG/advcl/2/cite Olsen/NNP/obj/7"),
    ("left", [], "We/PRP/nsubj/2 think/VBP/root/0 rebels/NNS/nsubj/4 left/VBD/ccomp/2/leave"),
    # quotations
    ("fled", ["Olsen"],
     "“/``/punct/3 Rebels/NNS/nsubj/3 left/VBD/ccomp/8/leave the/DT/det/5 city/NN/obj/3 ,/,/punct/3 ”/''/punct/3 "
     "said/VBD/root/0/say Olsen/NNP/nsubj/8 ././punct/8\n"
     "“/``/punct/4 Some/DT/nsubj/4 even/RB/advmod/4 fled/VBD/root/0/flee to/IN/case/7 the/DT/det/7 "
     "hills/NNS/obl/4/hill "
     "././punct/4 ”/''/punct/4"),
    ("fled", ["Olsen"],
     "“/``/punct/5 Some/DT/nsubj/5 have/VBP/aux/5 even/RB/advmod/5 fled/VBD/root/0/flee abroad/RB/advmod/5 "
     "././punct/5\n"
     "They/PRP/nsubj/2 left/VBD/ccomp/7/leave the/DT/det/4 city/NN/obj/2 ,/,/punct/2 ”/''/punct/2 said/VBD/root/0/say "
     "Olsen/NNP/nsubj/7 ././punct/7"),
    ("fled", ["Olsen"],
     "Olsen/NNP/nsubj/2 said/VBD/root/0/say :/:/punct/6 “/``/punct/6 Some/DT/nsubj/6 fled/VBD/parataxis/2/flee "
     "to/IN/case/9 "
     "the/DT/det/9 hills/NNS/obl/6 ././punct/6 ”/''/punct/6"),
    ("met", ["Olsen"],
     "“/``/punct/3 I/PRP/nsubj/3 met/VBD/ccomp/8/meet Larsen/NNP/obj/3 today/NN/obl:unmarked/3 ,/,/punct/3 "
     "”/''/punct/3 "
     "said/VBD/root/0/say Olsen/NNP/nsubj/8"),
    ("force", [],
     "Olsen/NNP/nsubj/2 joined/VBD/root/0/join a/DT/det/6 “/``/punct/6 joint/JJ/amod/6 force/NN/obj/2 ”/''/punct/6"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "expected", "table"), CASES)
def test_attribution(parse, word, form, expected, table):
    doc = parse(table)
    assert chain(doc, word(doc, form)) == expected


def test_a_pronoun_speaks_for_its_antecedent(parse, word):
    doc = parse("She/PRP/nsubj/2 said/VBD/root/0/say rebels/NNS/nsubj/4 left/VBD/ccomp/2/leave")
    assert chain(doc, word(doc, "left"), Links(she="Olsen")) == ["Olsen"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("‘One’s own,’ he said.", ["‘One’s own,’"]),
        ("“He said ‘go’ twice.”", ["“He said ‘go’ twice.”", "‘go’"]),
        ("“One.\n\n“Two,” he said.", ["“One.", "“Two,”"]),
        ("The 5\" gun and the rebels’ camp", []),
        ("don’t, can’t and ’tis", []),
    ],
)  # fmt: skip
def test_quotes(text, expected):
    assert [text[quote.start : quote.end] for quote in quotes(text)] == expected


def test_a_quotation_left_open_goes_on_in_the_next_paragraph():
    first, second = quotes("“One.\n\n“Two,” he said.")
    assert (first.closed, first.continued, second.closed) == (False, True, True)


@settings(deadline=None)
@given(st.text(alphabet="ab “”\"‘’'«»\n.", max_size=40))
def test_quotes_lie_in_the_text_and_nest(text):
    found = quotes(text)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in found)
    for outer in found:
        for inner in found:
            crossing = outer.start < inner.start < outer.end < inner.end
            assert not crossing


def frozen() -> list[tuple[str, str, str]]:
    """Word, speakers and parse of each line of attribution_parses.tsv."""
    lines = (Path(__file__).parent / "attribution_parses.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("form", "expected", "table"), frozen())
def test_attribution_on_parses_of_the_model(parse, word, form, expected, table):
    doc = parse(table.replace(" || ", "\n"))
    assert ",".join(chain(doc, word(doc, form))) == expected.replace("-", "")
