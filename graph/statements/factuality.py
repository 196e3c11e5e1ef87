"""How a predicate stands to the world: did it happen, was it denied, planned, expected, feared, attempted, asked for?

The chain of governors is climbed from the predicate to the border of what somebody reports. At each step the words of
the clause itself (auxiliaries, negation, adverbs) and then what the governing word makes of its complement are applied.
Of two modalities the one further from the fact wins; two negations cancel, but who does not deny it has not said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ...ontology.records import Modality, Polarity
from .clausefacts import clause_effects
from .cues import Effect, FactualityCues, factuality_cues
from .denials import is_denial
from .embedding import climb

RANK = (
    Modality.ACTUAL,
    Modality.ATTEMPTED,
    Modality.PLANNED,
    Modality.EXPECTED,
    Modality.REQUESTED,
    Modality.POSSIBLE,
)
"""From fact to mere thought."""


@dataclass(frozen=True, slots=True)
class Factuality:
    """Polarity and modality of one predicate, and the rules that made them, innermost first."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    rules: tuple[str, ...] = ()

    def with_effect(self, rule: str, effect: Effect, *, polarity: bool = True) -> Factuality:
        """One cue more; `polarity` is False where its negation does not reach the predicate."""
        negated = effect.negated and polarity
        flipped = Polarity.POSITIVE if self.polarity is Polarity.NEGATIVE else Polarity.NEGATIVE
        modality = _weaker(self.modality, effect.modality)
        return Factuality(flipped if negated else self.polarity, modality, (*self.rules, rule))


def _weaker(inner: Modality, outer: Modality) -> Modality:
    """The modality further from the fact; who promises or plans what "would" happen means to do it."""
    if inner is Modality.EXPECTED and outer is Modality.PLANNED:
        return outer
    return max(inner, outer, key=RANK.index)


def factuality(token: Token, *, hearsay: bool = False, cues: FactualityCues | None = None) -> Factuality:
    """Polarity and modality of a verb, adjective or event noun within what its own speaker says.

    `hearsay` (Attributions.hearsay) makes possible what the text says without standing for it or naming who does.
    """
    found, excluded, denied = Factuality(), False, False
    for rule, effect, polarity in effects_on(token, cues if cues is not None else factuality_cues()):
        found = found.with_effect(rule, effect, polarity=polarity)
        excluded = excluded or (effect.negated and effect.modality is Modality.PLANNED)
        denied = denied or is_denial(rule)
    if denied and found.polarity is Polarity.POSITIVE and found.modality is Modality.ACTUAL:
        found = found.with_effect("not-denied", Effect(Modality.POSSIBLE))
    if excluded and found.polarity is Polarity.POSITIVE:
        found = found.with_effect("not-excluded", Effect(Modality.POSSIBLE))
    if hearsay and found.modality is Modality.ACTUAL:
        return found.with_effect("hearsay", Effect(Modality.POSSIBLE))
    return found


def effects_on(token: Token, cues: FactualityCues) -> Iterator[tuple[str, Effect, bool]]:
    """Rules that bear on the predicate, from inside out, and whether their negation reaches it."""
    node, source = token, token
    polarity, own = True, True
    for _ in range(len(token.doc)):
        if own:
            for rule, effect in clause_effects(node, source, cues):
                yield rule, effect, polarity
        link = climb(node, cues, first=node is token)
        if link is None:
            return
        if link.effect is not None:
            yield link.rule, link.effect, polarity
        polarity = polarity and link.polarity
        node, source, own = link.governor, node, link.own
        if link.stop:
            return
