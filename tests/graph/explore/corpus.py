"""A small world for the explorer, made by hand: four articles, every polarity and modality, disputes and hearsay.

Between Norland and Sudria lie parallel edges of several types, between Norland and Port Elm a contradiction. One
article begins with a character beyond the basic plane, so that offsets of Python and of a script differ. One has no
date. Nothing here is true.
"""

from __future__ import annotations

from collections.abc import Sequence

from casusgraph.ontology.records import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Kind,
    Mention,
    Modality,
    Office,
    Participant,
    Polarity,
    Reading,
    Region,
    Statement,
)

T = EntityType
BIRK = Office("HoS", "state.no", "President of Norland", "2019-05-01", None, "made up")
ENTITIES = {
    entity.label: entity
    for entity in (
        Entity("state.no", T.STATE, "Norland", aliases=("Kingdom of Norland", "Norlandia"), iso2="NL", iso3="NLD",
               wikidata="Q101", members_of=("org.pact",)),
        Entity("state.su", T.STATE, "Sudria", aliases=("Sudrian Republic",), iso2="SU", iso3="SUD"),
        Entity("state.os", T.STATE, "Ostmark"),
        Entity("org.pact", T.ORGANIZATION, "Harbour Pact", category="Alliance", aliases=("the Pact",)),
        Entity("org.army-no", T.ORGANIZATION, "Armed Forces of Norland", category="ArmedForces", country="state.no",
               parent="state.no", aliases=("Norlandic army",)),
        Entity("org.ministry-su", T.ORGANIZATION, "Ministry of Defence of Sudria", country="state.su"),
        Entity("person.ada-birk", T.PERSON, "Ada Birk", aliases=("President Birk",), wikidata="Q202",
               country="state.no", offices=(BIRK,)),
        Entity("person.cem-dahl", T.PERSON, "Cem Dahl", country="state.su"),
        Entity("weapon.kite", T.WEAPON, "Kite-9", category="Missile"),
        Entity("weapon.mole", T.WEAPON, "Mole drone"),
        Entity("place.elm", T.PLACE, "Port Elm", category="City", country="state.su"),
        Entity("place.rim", T.PLACE, "Rim Valley", country="state.su"),
        Entity("position.speaker", T.POSITION, "Speaker of the Diet"),
        Entity("nil.group.divers-0badc0de", T.GROUP, "Sudrian divers", known=False),
        Entity("nil.person.zoe-ek-00c0ffee", T.PERSON, "Zoë Ek", known=False),
    )
}  # fmt: skip
"""By label."""
BACKGROUND = {entity.id: entity for entity in ENTITIES.values() if entity.known}


class Writer:
    """Writes one article, sentence by sentence, with the statements that each makes."""

    def __init__(self, name: str, **about: str | None) -> None:
        self.name = name
        self.about = about
        self.text = ""
        self.menus: list[tuple[int, int]] = []
        self.told: list[tuple[int, int, dict[str, object]]] = []
        self.named: list[tuple[int, int, str]] = []

    def menu(self, text: str) -> None:
        """Adds what is not the article."""
        self.menus.append((len(self.text), len(self.text) + len(text)))
        self.text += text + "\n\n"

    def say(self, sentence: str, *statements: dict[str, object]) -> None:
        """Adds a sentence and what it states."""
        start = len(self.text)
        self.told += [(start, start + len(sentence), statement) for statement in statements]
        for label, entity in ENTITIES.items():
            place = sentence.find(label)
            if place >= 0:
                self.named.append((start + place, start + place + len(label), entity.id))
        self.text += sentence + " "

    def reading(self) -> Reading:
        """The finished article."""
        document = Document(
            self.text.rstrip(), (f"{self.name}.txt",), title=self.about.get("title"),
            publisher=self.about.get("publisher"), published=self.about.get("published"), url=self.about.get("url"),
            boilerplate=tuple(Region(start, end, "menu") for start, end in self.menus),
        )  # fmt: skip
        statements = tuple(self._statement(document, *told) for told in self.told)
        return Reading(document, self._mentions(), self._entities(statements), statements)

    def _mentions(self) -> tuple[Mention, ...]:
        spans = sorted(self.named, key=lambda span: (span[0], -span[1]))
        kept = [span for span in spans if not any(o[0] <= span[0] and span[1] <= o[1] and o != span for o in spans)]
        return tuple(Mention(start, end, self.text[start:end], id, "name") for start, end, id in kept)

    def _entities(self, statements: Sequence[Statement]) -> tuple[Entity, ...]:
        ids = {id for _, _, id in self.named}
        for s in statements:
            ids |= {p.entity for p in (s.actor, *s.targets, s.attribution, *s.attribution_chain) if p is not None}
        return tuple(sorted((e for e in ENTITIES.values() if e.id in ids), key=lambda entity: entity.id))

    def _statement(self, document: Document, start: int, end: int, told: dict[str, object]) -> Statement:
        def person(role: str, label: str) -> Participant:
            place = self.text.find(label, start, end)
            return Participant(role, ENTITIES[label].id, *((place, place + len(label)) if place >= 0 else (None, None)))

        word = str(told["word"])
        trigger = self.text.index(word, start, end)
        kind = Kind(str(told.get("kind", "event")))
        actor, says, chain = told.get("actor"), told.get("says"), told.get("chain", ())
        return Statement(
            document.id, kind, str(told["type"]), (Evidence(document.id, start, end, self.text[start:end]),),
            (trigger, trigger + len(word)),
            actor=person("actor" if kind is Kind.EVENT else "subject", str(actor)) if actor else None,
            targets=tuple(person(role, label) for role, label in told.get("targets", ())),  # type: ignore[attr-defined]
            polarity=Polarity(str(told.get("polarity", "positive"))),
            modality=Modality(str(told.get("modality", "actual"))),
            attribution=person("speaker", str(says)) if says else None,
            attribution_chain=tuple(person("speaker", label) for label in chain),  # type: ignore[attr-defined]
            date=told.get("date"), quantity=told.get("quantity"), unit=told.get("unit"),  # type: ignore[arg-type]
            confidence=float(told.get("confidence", 0.9)),  # type: ignore[arg-type]
        )  # fmt: skip


def fact(
    type: str, word: str, actor: str | None = None, *targets: tuple[str, str], **more: object
) -> dict[str, object]:
    """What one sentence states; targets as (role, label)."""
    return {"type": type, "word": word, "actor": actor, "targets": targets, **more}


def first() -> Reading:
    article = Writer("harbour", title="Night over the harbour", publisher="Elm Herald", published="2022-03-14",
                     url="https://news.example/harbour?a=1&b=2")  # fmt: skip
    article.menu("🛈 Menu · Sport · Weather")
    article.say("Norland attacked Port Elm in Sudria with the Kite-9 on 12 March.", fact(
        "Attacked", "attacked", "Norland", ("object", "Port Elm"), ("recipient", "Sudria"), ("weapon", "Kite-9"),
        date="2022-03-12", confidence=0.95))  # fmt: skip
    article.say("Ada Birk said that Norland had not attacked Port Elm.", fact(
        "Attacked", "attacked", "Norland", ("object", "Port Elm"), polarity="negative", says="Ada Birk",
        date="2022-03", confidence=0.8))  # fmt: skip
    article.say(
        "Norland warned Sudria before the night began.",
        fact("Warned", "warned", "Norland", ("recipient", "Sudria"), date="2022-03-11", confidence=0.7),
    )
    article.say(
        "Cem Dahl, so the Ministry of Defence of Sudria, saw the Armed Forces of Norland kill 31 Sudrian divers.",
        fact(
            "Killed",
            "kill",
            "Armed Forces of Norland",
            ("recipient", "Sudrian divers"),
            quantity=31,
            says="Cem Dahl",
            chain=("Ministry of Defence of Sudria",),
            date="2022-03-12",
            confidence=0.75,
        ),
    )
    article.say(
        "Ostmark was expected to supply Sudria with the Mole drone.",
        fact(
            "Supplied",
            "supply",
            "Ostmark",
            ("recipient", "Sudria"),
            ("weapon", "Mole drone"),
            modality="expected",
            confidence=0.6,
        ),
    )
    article.say(
        "Ada Birk is the president of Norland.",
        fact("leads", "president", "Ada Birk", ("object", "Norland"), kind="relation", confidence=0.99),
    )
    return article.reading()


def second() -> Reading:
    article = Writer("pact", title="A pact for the islands", publisher="Meridian", published="2022-05-20",
                     url="http://meridian.example/pact")  # fmt: skip
    article.say(
        "Sudria applied to join the Harbour Pact in May.",
        fact("AppliedToJoin", "applied", "Sudria", ("recipient", "Harbour Pact"), date="2022-05", confidence=0.97),
    )
    article.say(
        "Norland warned Sudria again.", fact("Warned", "warned", "Norland", ("recipient", "Sudria"), confidence=0.65)
    )
    article.say(
        "Norland threatened Sudria with the Kite-9.",
        fact(
            "Threatened",
            "threatened",
            "Norland",
            ("recipient", "Sudria"),
            ("weapon", "Kite-9"),
            date="2022-05-18",
            confidence=0.85,
        ),
    )
    article.say(
        "Zoë Ek urged Norland to withdraw from Rim Valley.",
        fact("Urged", "urged", "Zoë Ek", ("recipient", "Norland"), confidence=0.9),
        fact(
            "Withdrew",
            "withdraw",
            "Norland",
            ("origin", "Rim Valley"),
            modality="requested",
            says="Zoë Ek",
            confidence=0.5,
        ),
    )
    article.say(
        "Norland plans to deploy the Mole drone in Rim Valley.",
        fact(
            "Deployed",
            "deploy",
            "Norland",
            ("weapon", "Mole drone"),
            ("place", "Rim Valley"),
            modality="planned",
            confidence=0.7,
        ),
    )
    article.say(
        "Cem Dahl met Ada Birk.",
        fact("Consulted", "met", "Cem Dahl", ("recipient", "Ada Birk"), date="2022-05-19", confidence=0.8),
    )
    return article.reading()


def third() -> Reading:
    article = Writer("valley", title="The valley in autumn", publisher="Elm Herald", published="2022-10-02")
    article.say(
        "Sudria tried to capture Rim Valley.",
        fact(
            "Captured",
            "capture",
            "Sudria",
            ("object", "Rim Valley"),
            modality="attempted",
            date="2022-09-30",
            confidence=0.72,
        ),
    )
    article.say(
        "Norland may attack Port Elm again.",
        fact("Attacked", "attack", "Norland", ("object", "Port Elm"), modality="possible", confidence=0.4),
    )
    article.say(
        "Norland attacked Port Elm on 1 October, according to Zoë Ek.",
        fact(
            "Attacked", "attacked", "Norland", ("object", "Port Elm"), says="Zoë Ek", date="2022-10-01", confidence=0.88
        ),
    )
    article.say(
        "Ostmark will not supply Sudria.",
        fact(
            "Supplied",
            "supply",
            "Ostmark",
            ("recipient", "Sudria"),
            polarity="negative",
            modality="planned",
            confidence=0.77,
        ),
    )
    article.say(
        "A Kite-9 hit Rim Valley.",
        fact("Struck", "hit", None, ("weapon", "Kite-9"), ("place", "Rim Valley"), date="2022-09-29"),
    )
    article.say(
        "Protests filled Rim Valley.", fact("Protested", "Protests", None, ("place", "Rim Valley"), confidence=0.3)
    )
    return article.reading()


def fourth() -> Reading:
    article = Writer("undated", title=None, publisher=None)
    article.say(
        "Sudria and Ostmark are allies.", fact("alliedWith", "allies", "Sudria", ("object", "Ostmark"), kind="relation")
    )
    article.say(
        "Ada Birk dismissed the Speaker of the Diet.",
        fact("Dismissed", "dismissed", "Ada Birk", ("recipient", "Speaker of the Diet"), confidence=0.66),
    )
    return article.reading()


def world() -> tuple[Reading, ...]:
    """All four articles."""
    return first(), second(), third(), fourth()
