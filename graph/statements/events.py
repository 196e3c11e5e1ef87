"""The events of one sentence: which words express which frame, with whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from .conditions import Links
from .dependents import spread
from .doers import attributed
from .event import FIGHTING, HARM, Event
from .frames import Form
from .lexicon import Lexicon
from .light import Loan, borrow, controlled, event_heads, loans, one_side
from .matching import Match, form_of, matches
from .owners import INDIVIDUALS
from .patterns import is_counted, is_quantity, is_word
from .repeats import once
from .roles import Filler, fill, satisfied, symmetric_roles
from .syntax import Syntax

SHARED = frozenset({"between", "among"})
"""Prepositions of a noun that name all sides: "the fighting between the army and the rebels"."""
BINDING = frozenset({"Pledged", "Threatened", "Agreed"})
"""What is said to those to whom it will be done."""
CRITICISM = frozenset({"Condemned", "Accused", "Rejected", "ExpressedConcern"})
"""What is said of its recipient, not to him."""
OCCASIONS = frozenset({"Consulted", "Said"})
CASUALTIES = frozenset({"Killed", "Wounded"})
"""Of whom a number may be all that is said: "killed two and wounded five others"."""


def events(
    sentence: Span, syntax: Syntax, links: Links, lexicon: Lexicon, *, bare: bool = False
) -> list[Event]:
    """The events of the sentence in textual order, verbs read before the nouns that they may use up.

    `bare` keeps those too of which the text names nobody that takes part: "after the explosion".
    """
    reader = _Reader(syntax, links, lexicon, loans(sentence, syntax, links, lexicon), bare)
    for token in sentence:
        if form_of(token) in (Form.VERB, Form.ADJECTIVE):
            reader.predicate(token)
    for token in sentence:
        if form_of(token) is Form.NOUN and not _modifies(token):
            reader.noun(token)
    found = reader.found if bare else once(addressed(attributed(reader.found, syntax, links, lexicon)))
    return sorted(found, key=lambda event: event.token.i)


class _Reader:
    """Reads the words of one sentence and remembers which of them have been spoken for."""

    def __init__(
        self, syntax: Syntax, links: Links, lexicon: Lexicon, lent: dict[int, Loan], bare: bool = False
    ) -> None:
        self.syntax, self.links, self.lexicon, self.lent, self.bare = syntax, links, lexicon, lent, bare
        self.carriers = {loan.verb.i for loan in lent.values() if loan.bare}
        self.found: list[Event] = []
        self.kept: set[int] = set()
        self.spent: set[int] = set()
        """Fixed objects of verbs, which are no events of their own."""
        self.taken_over: set[int] = set()
        """Verbs whose participants the verb above them has as its own: "applied to join NATO"."""
        self.said: set[tuple[int, str | None]] = set()
        """Words whose event a verb has said already, with its type."""

    def predicate(self, token: Token) -> None:
        """A verb or adjective; one that only carries the event of its object is left to that."""
        event = self._read(token, None) if token.i not in self.taken_over else None
        if event is None or (token.i in self.carriers and (not _speaks(event) or _is_borne(event))):
            return
        kind = event.match.frame.type
        if (token.i, kind) in self.said:
            return
        self.kept.add(token.i)
        self.found.append(event)
        self.said.update((word.i, kind) for word in event.match.used)
        trigger = event.match.trigger
        fixed = [word for word in (trigger.object, trigger.oblique[1] if trigger.oblique else None) if word]
        self.spent.update(used.i for used in event.match.used if any(is_word(used, word) for word in fixed))
        if any(filler.argument == "within" for filler in event.fillers):
            self.taken_over.update(used.i for used in event.match.used if used.pos_ == "VERB")
        self.said.update((noun.i, kind) for noun in event_heads(event.match.args.get("obj", ())))
        for noun, loan in controlled(event.match, event.match.clause):
            self.lent.setdefault(noun.i, loan)
        for noun, loan in self._occasions(event):
            self.lent.setdefault(noun.i, loan)

    def _occasions(self, event: Event) -> Iterator[tuple[Token, Loan]]:
        """"Gunmen killed ten in an attack on a village": who kills is who attacks."""
        who = event.match.args.get("subj", ())
        acting = any(f.participant.role == "actor" and f.argument == "subj" for f in event.fillers)
        if event.type not in HARM or not who or not acting:
            return
        for noun in event_heads((*event.match.args.get("in", ()), *event.match.args.get("during", ()))):
            first = next(matches(noun, self.syntax, self.links, self.lexicon), None) if noun.pos_ == "NOUN" else None
            if first is not None and first.frame.type in FIGHTING:
                yield noun, Loan(event.token, {"subj": who}, "occasion", bare=False)

    def _people(self, reading: Match) -> set[str]:
        """The recipient is there where the words for him are of single people, whom no node stands for, or a number."""
        told = [mate for token in reading.args.get("obj", ()) for mate in spread(token)]
        single = any(INDIVIDUALS in self.lexicon.classes_of(token.lemma_.lower()) for token in told)
        counted = reading.frame.type in CASUALTIES and any(is_quantity(token) or is_counted(token) for token in told)
        return {"recipient"} if single or counted else set()

    def noun(self, token: Token) -> None:
        """An event noun with a participant, where the verb over it has not told the event."""
        loan = self.lent.get(token.i) or one_side(token, self.syntax, self.lexicon)
        if token.i in self.spent or (loan is not None and loan.bare and loan.verb.i in self.kept):
            return
        event = self._read(token, loan)
        told = event is not None and (token.i, event.match.frame.type) in self.said
        if event is not None and not told and (event.fillers or self.bare):
            self.found.append(event)

    def _read(self, token: Token, loan: Loan | None) -> Event | None:
        """The first reading whose needed roles are filled; None for none, or where the words mean nothing."""
        first: Event | None = None
        for reading in matches(token, self.syntax, self.links, self.lexicon):
            if reading.frame.type is None:
                return None
            lent = loan if loan is not None and (loan.bare or reading.frame.content is None) else None
            lent = None if lent is not None and lent.mutual and not reading.frame.symmetric else lent
            whole = borrow(reading, lent, self.links)
            fillers = _fillers(whole, self.links, self.lexicon)
            roles = {filler.participant.role for filler in fillers} | set(whole.args) | self._people(whole)
            first = first or Event(whole, fillers, lent)
            if token.dep_ == "amod" and "actor" not in roles:
                continue
            if satisfied(whole, roles) and (fillers or whole.content is not None):
                return Event(whole, fillers, lent)
        return first if self.bare else None


def _modifies(token: Token) -> bool:
    """An event noun before another noun is what that is called: "attack helicopter"."""
    return token.dep_ in ("compound", "flat") and token.head.i > token.i


def addressed(found: list[Event]) -> list[Event]:
    """"met the rebels to urge a truce": who was met is whom they urged."""
    by_token = {event.token.i: event for event in found}
    kept = [e for e in found if not _only_reports(e, by_token) and _has_needed_event(e, by_token) and e.fillers]
    return [_inherited(_to_whom(event, by_token.get(event.token.head.i)), by_token) for event in kept]


def _inherited(event: Event, by_token: dict[int, Event]) -> Event:
    """Whom a promise or threat to do something to somebody is made to: those to whom it would be done."""
    content = event.match.content
    deed = by_token.get(content.i) if content is not None else None
    kept = [filler for filler in event.fillers if filler.argument != "within"]
    roles = {filler.participant.role for filler in kept}
    if deed is None or event.match.frame.control != "subj" or deed.actor != event.actor:
        return event
    if event.type not in BINDING:
        return replace(event, fillers=tuple(kept))
    if "recipient" in roles:
        return event
    whom = [replace(f, rule="content") for f in deed.fillers if f.participant.role == "recipient"]
    named = bool(deed.match.args.get("obj"))
    return replace(event, fillers=(*kept, *whom)) if whom or named else event


def _has_needed_event(event: Event, by_token: dict[int, Event]) -> bool:
    """Whether a frame that lives by its content ("decided to") has some: a participant or an event inside it."""
    roles = {filler.participant.role for filler in event.fillers}
    wanting = [group for group in event.match.frame.needs if "event" in group and not group & roles]
    inside = (token.i for head in event.contents for token in head.subtree)
    return not wanting or any(i in by_token and i != event.token.i for i in inside)


def _only_reports(event: Event, by_token: dict[int, Event]) -> bool:
    """An utterance to nobody whose content is a statement: the content has the speaker as its source."""
    content = event.match.content
    if event.match.frame.type != "Said" or content is None or content.i not in by_token:
        return False
    return not any(filler.participant.role == "recipient" for filler in event.fillers)


def _to_whom(event: Event, occasion: Event | None) -> Event:
    purpose = event.token.dep_ == "advcl" and event.token.tag_ == "VB" and event.match.frame.content is not None
    if occasion is None or not purpose or occasion.type not in OCCASIONS or event.type in CRITICISM:
        return event
    if any(filler.participant.role == "recipient" for filler in event.fillers):
        return event
    whom = [replace(f, rule="occasion") for f in occasion.fillers if f.participant.role == "recipient"]
    return replace(event, fillers=(*event.fillers, *whom))


def _is_borne(event: Event) -> bool:
    """"Forces were engaged in shelling": a passive that only carries its noun says nothing of who is engaged."""
    return event.match.clause.passive and not event.match.args.get("subj") and event.match.trigger.words == 1


def _speaks(event: Event) -> bool:
    """Whether a light verb says more than that its object takes place."""
    frame = event.match.frame
    return event.match.trigger.words > 1 or frame.content is not None or bool(frame.when)


def _fillers(reading: Match, links: Links, lexicon: Lexicon) -> tuple[Filler, ...]:
    fillers = fill(reading, links, lexicon)
    between = reading.nominal and any(f.participant.role == "actor" and f.argument in SHARED for f in fillers)
    if not (reading.frame.symmetric or between):
        return fillers
    others = [f for f in fillers if f.participant.role in ("recipient", "object")]
    return fillers if others else tuple(symmetric_roles(fillers))
