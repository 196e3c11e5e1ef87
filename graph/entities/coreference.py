"""Pronouns and definite nouns of a document: a link is made only where one antecedent stands out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ...ontology.records import EntityType
from .antecedents import Antecedents
from .definites import Definites
from .draft import Draft, Span
from .given_names import Gender
from .nodes import thing_of
from .nominals import Nominals
from .offices import holder
from .quotations import speaker_span, speakers, subject_of
from .titles import Holding
from .vocabulary import tree

_PERSON: Mapping[str, Gender] = {
    "he": Gender.MALE,
    "him": Gender.MALE,
    "his": Gender.MALE,
    "himself": Gender.MALE,
    "she": Gender.FEMALE,
    "her": Gender.FEMALE,
    "hers": Gender.FEMALE,
    "herself": Gender.FEMALE,
}
_FIRST = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})
_THING = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_COUNTERPARTS = ("opposite number", "counterpart")
_PRONOUN_TAGS = frozenset({"PRON", "DET", "SCONJ", ""})


class Coreference:
    """Links the pronouns and definite nouns of a draft, in the order of the text."""

    def __init__(self, draft: Draft, nominals: Nominals, holdings: list[Holding]) -> None:
        self.draft = draft
        self.nominals = nominals
        self.quotes, self.inside = speakers(draft)
        self.antecedents = Antecedents(draft, self.inside)
        self.definites = Definites(draft, holdings, self.antecedents)

    def run(self) -> None:
        words = self.draft.words
        self._appositions()
        self._ones()
        for index, lower in enumerate(words.lower):
            owner = self.draft.owner[index]
            if owner is None and lower in _ALL and words.pos[index] in _PRONOUN_TAGS:
                self._pronoun(index, lower)
            elif owner is None and lower in ("number", "counterpart", "counterparts"):
                self._counterpart(index)
            elif owner is not None and owner.last == index and owner.kind == "nominal":
                self.definites.nominal(owner)
            elif owner is None and words.pos[index] in ("NOUN", "PROPN"):
                self.definites.noun(index)

    def _pronoun(self, index: int, lower: str) -> None:
        if lower in _RELATIVE:
            self._relative(index)
        elif lower in _FIRST:
            self._first_person(index, plural=lower in ("we", "us", "our", "ourselves"))
        elif lower in _PERSON:
            self._link(index, self.antecedents.person(index, _PERSON[lower]), "pronoun for a person")
        elif lower in _THING:
            self._link(
                index, self.antecedents.thing(index, agent=self._agent(index)), "pronoun for a state or organization"
            )
        elif lower in _MANY:
            self._link(index, self.antecedents.many(index), "pronoun for several")

    def _agent(self, index: int) -> bool:
        """The pronoun does what only a state or organization does, or possesses."""
        words = self.draft.words
        if words.dep[index] == "nmod:poss":
            return True
        return words.dep[index].startswith("nsubj") and words.lemma[words.head[index]] in _agent_verbs()

    def _relative(self, index: int) -> None:
        """For example "X, who …": the noun that the clause describes."""
        words, clause = self.draft.words, index
        for _ in range(4):
            if words.dep[clause] == "acl:relcl":
                break
            if words.head[clause] == clause:
                return
            clause = words.head[clause]
        if words.dep[clause] != "acl:relcl" or words.sent[index] != words.sent[clause]:
            return
        noun = words.head[clause]
        above = self.draft.owner[words.head[noun]] if words.case(noun) == "of" else None
        head = above if above is not None and words.lower[words.head[noun]] == "one" else self.draft.owner[noun]
        if head is not None and head.last < index:
            self._claim(index, head, 0.9, "relative pronoun")

    def _first_person(self, index: int, *, plural: bool) -> None:
        quote = self.inside.get(index)
        speaker = speaker_span(self.draft, quote) if quote is not None else None
        if speaker is not None and self.draft.type(speaker.entity) is not EntityType.PLACE:
            self._claim(index, speaker, 0.7 if plural else 0.9, "first person of a quotation")

    def _link(self, index: int, found: tuple[Span, float] | None, rule: str) -> None:
        if found is None:
            return
        span, confidence = found
        self._claim(index, span, confidence, rule)
        self._owned(index, span, confidence)

    def _claim(self, index: int, antecedent: Span, confidence: float, rule: str) -> Span:
        span = self.draft.claim(
            index,
            index,
            antecedent.entity,
            "pronoun",
            rule,
            round(confidence * min(antecedent.confidence + 0.1, 1.0), 2),
        )
        span.chain = (antecedent.start, *antecedent.chain)
        self.antecedents.add(span)
        return span

    def _owned(self, index: int, owner: Span, confidence: float) -> None:
        """For example "its forces", "his government": the body of the state that the pronoun stands for."""
        words, draft = self.draft.words, self.draft
        if words.dep[index] != "nmod:poss":
            return
        head = draft.owner[words.head[index]]
        country = draft.country(owner.entity)
        if head is None or country is None or head.kind != "nominal" or head.last != words.head[index]:
            return
        if head.rule == "thing without a name" and words.lemma[head.last] in (
            "border",
            "territory",
            "soil",
            "land",
            "airspace",
            "capital",
        ):
            self._land(head, owner, country)
        if (
            head.rule == "people without a name"
            and words.lower[head.last] in ("country", "nation", "homeland")
            and draft.type(country) is EntityType.STATE
        ):
            head.entity, head.rule, head.chain = (
                country,
                "country of what the pronoun stands for",
                (owner.start, *owner.chain),
            )
            return
        if head.rule != "people without a name":
            return
        body = self._body(head)
        kind = draft.type(owner.entity)
        if body is None or (kind is EntityType.PERSON and body != "government") or kind is EntityType.GROUP:
            return
        head.entity = draft.knowledge.body(body, country)
        head.confidence, head.rule, head.chain = (
            round(confidence * 0.9, 2),
            "body of what the pronoun stands for",
            (owner.start, *owner.chain),
        )

    def _land(self, head: Span, owner: Span, country: str) -> None:
        """For example "its border": that of the state, and the land of a state is the state."""
        draft = self.draft
        noun = draft.nouns.noun(draft.words.lower[head.last], "facility")
        if noun is None or draft.type(country) is not EntityType.STATE:
            return
        land = noun.label in ("territory", "soil", "land")
        head.entity = country if land else thing_of(draft, noun, country, several=False)
        head.rule, head.chain = "place of what the pronoun stands for", (owner.start, *owner.chain)

    def _body(self, head: Span) -> str | None:
        for first in range(head.first, head.last + 1):
            noun = self.draft.nouns.noun(self.draft.text(first, head.last).lower(), "body")
            if noun is not None:
                return noun.name
        return None

    def _counterpart(self, index: int) -> None:
        """For example "his Russian opposite number": who holds the same office in that state."""
        draft, words = self.draft, self.draft.words
        first = index - 1 if words.lower[index] == "number" else index
        if draft.text(first, index).lower() not in _COUNTERPARTS:
            return
        if words.lower[index].endswith("s"):
            return
        modifier = self.nominals.modifier(first, index)
        country = draft.country(modifier.entity) if modifier is not None else None
        before = self._counterpart_of(index)
        if country is None or before is None or modifier is None:
            return
        for office in draft.knowledge.offices(before.entity, draft.date) or ():
            person = holder(draft, office.role, country) if draft.date is not None else None
            if person is not None:
                span = draft.claim(min(modifier.first, first), index, person, "office", "counterpart at date", 0.85)
                span.chain = (before.start,)
                self.antecedents.add(span)
                return

    def _counterpart_of(self, index: int) -> Span | None:
        words = self.draft.words
        owner = words.child(index, "nmod:poss")
        span = self.draft.owner[owner] if owner is not None else None
        if span is None or self.draft.type(span.entity) is not EntityType.PERSON:
            subject = subject_of(words, words.head[index])
            span = self.draft.owner[subject] if subject is not None else None
        return span if span is not None and self.draft.type(span.entity) is EntityType.PERSON else None

    def _appositions(self) -> None:
        """For example "Ukraine's capital, Kyiv", "Jake Sullivan, the National Security Advisor": both are one."""
        words, draft = self.draft.words, self.draft
        for index in range(len(words)):
            if not words.apposed(index):
                continue
            here, there = draft.owner[index], draft.owner[words.head[index]]
            if here is None or there is None or here is there:
                continue
            for nominal, name in ((here, there), (there, here)):
                if (
                    nominal.kind in ("nominal", "office")
                    and name.kind == "name"
                    and self.definites.agree(nominal, name)
                ):
                    nominal.entity, nominal.rule = name.entity, "apposition"
                    nominal.confidence, nominal.chain = min(0.9, name.confidence), (name.start,)
                    break

    def _ones(self) -> None:
        """For example "X, one of Ukraine's top officers": who is one of them is X."""
        words, draft = self.draft.words, self.draft
        for index, lower in enumerate(words.lower):
            if lower != "one" or draft.owner[index] is not None or index < 2 or words.text[index - 1] != ",":
                continue
            group = words.child(index, "nmod")
            name = draft.owner[index - 2]
            if group is None or words.case(group) != "of" or name is None or name.kind != "name":
                continue
            span = draft.claim(index, index, name.entity, "nominal", "apposition", min(0.85, name.confidence))
            span.chain = (name.start,)
            self.antecedents.add(span)


_ALL = _FIRST | _THING | _MANY | _RELATIVE | frozenset(_PERSON)


@lru_cache(maxsize=1)
def _agent_verbs() -> frozenset[str]:
    return frozenset(tree()["coreference"]["agent_verbs"])
