"""Names of the knowledge base in a text: one scan, longest match first, ambiguous names by their cues."""

from __future__ import annotations

from collections.abc import Sequence

from ...ontology.knowledge_files import Sense
from ...ontology.records import EntityType
from .atoms import atoms, unpaste
from .cues import Context
from .draft import Draft
from .knowledge_base import Name
from .surface import ARTICLES, key, pieces

_AROUND = 8
_PREFERENCE = {
    EntityType.STATE: 0,
    EntityType.ORGANIZATION: 1,
    EntityType.PERSON: 2,
    EntityType.WEAPON: 3,
    EntityType.PLACE: 4,
}


class Scan:
    """One pass over the atoms of a document."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.document.text
        self.atoms = atoms(draft)
        unpaste(self.atoms, self.text, draft.knowledge)
        self._everything: frozenset[str] | None = None
        self._lower: str | None = None

    @property
    def lower(self) -> str:
        if self._lower is None:
            self._lower = self.text.lower()
        return self._lower

    @property
    def everything(self) -> frozenset[str]:
        if self._everything is None:
            self._everything = frozenset(atom.folded for atom in self.atoms)
        return self._everything

    def run(self) -> None:
        """Claim each name of the knowledge base, and each that the document defines."""
        longest, position = self.draft.knowledge.longest, 0
        atoms = self.atoms
        while position < len(atoms):
            first = atoms[position].folded
            most = longest.get(first) or (longest.get(first[:-1]) if first.endswith("s") else None)
            position += self._match(position, most) if most else 1

    def defined(self) -> None:
        """Claim the names that the document itself defined, where no table had them."""
        names = self.draft.names
        starts: dict[str, int] = {}
        for phrase in names:
            first = phrase.partition(" ")[0]
            starts[first] = max(starts.get(first, 0), phrase.count(" ") + 1)
        if not starts:
            return
        begins = [(position, most) for position, atom in enumerate(self.atoms) if (most := starts.get(atom.folded))]
        for position, most in begins:
            for count in range(most, 0, -1):
                found = names.get(self._phrase(position, count) or "")
                if found is not None and self._claim_defined(position, count, found):
                    break

    def _claim_defined(self, position: int, count: int, entity: str) -> bool:
        start, end = self.atoms[position].start, self.atoms[position + count - 1].end
        words = self.draft.words
        first, last = words.at(start), words.at(end - 1)
        if not self.text[start].isupper() or not (self.draft.free(first, last) or self._holds(first, last)):
            return False
        self.draft.claim(first, last, entity, "name", "defined in the text", offsets=(start, end))
        return True

    def _holds(self, first: int, last: int) -> bool:
        """All that is taken there are states and places inside the longer name."""
        inside = [span for span in self.draft.owner[first : last + 1] if span is not None]
        places = (EntityType.STATE, EntityType.PLACE)
        return all(
            first <= span.first and span.last <= last and span.last - span.first < last - first
            for span in inside
            if self.draft.type(span.entity) in places
        ) and all(self.draft.type(span.entity) in places for span in inside)

    def _phrase(self, position: int, count: int) -> str | None:
        atoms = self.atoms
        chunk = atoms[position : position + count]
        if len(chunk) < count:
            return None
        for atom in chunk[:-1]:
            if not atom.joined:
                return None
        return " ".join([atom.folded for atom in chunk])

    def _joined(self, position: int, most: int) -> int:
        """How many atoms, `most` at most, can be of one name that begins here."""
        atoms, count = self.atoms, 1
        last = min(most, len(atoms) - position)
        while count < last and atoms[position + count - 1].joined:
            count += 1
        return count

    def _match(self, position: int, most: int) -> int:
        """Claim the longest name that begins here; how many atoms it took."""
        for count in range(self._joined(position, most), 0, -1):
            phrase = self._phrase(position, count)
            if phrase is None:
                continue
            names = self.draft.knowledge.names.get(phrase, ())
            if not names:
                names, phrase = self._singular(phrase, position), phrase[:-1]
            if names and self._claim(position, count, phrase, names):
                return count
        return 1

    def _singular(self, phrase: str, position: int) -> tuple[Name, ...]:
        """The weapons of whose name the phrase is the plural."""
        if not phrase.endswith("s") or len(phrase) < 5 or not self.text[self.atoms[position].start].isupper():
            return ()
        names = self.draft.knowledge.names.get(phrase[:-1], ())
        return tuple(name for name in names if self.draft.type(name.entity) is EntityType.WEAPON)

    def _claim(self, position: int, count: int, phrase: str, names: Sequence[Name]) -> bool:
        start, end = self.atoms[position].start, self.atoms[position + count - 1].end
        surface = self.text[start:end]
        fitting = [
            name for name in names if fits(name, surface) and (not name.article or self._stands_alone(start, end))
        ]
        if not fitting:
            return False
        chosen = self._choose(phrase, fitting, position, count)
        if self.atoms[position + count - 1].mixed and chosen is not None and chosen.kind != "name":
            return False
        words = self.draft.words
        first, last = words.at(start), words.at(end - 1)
        if chosen is None or not self.draft.free(first, last):
            return False
        if count == 1 and (words.entity(first, first) == "DATE" or self._reporting_name(chosen, position)):
            return False
        if surface.isalpha() and self._behind_another(chosen, first, last):
            return False
        if self.text[end : end + 1] == "." and "." in surface:
            end += 1
            last = words.at(end - 1)
        self.draft.claim(
            first, last, chosen.entity, chosen.kind, f"{chosen.kind} of the knowledge base", offsets=(start, end)
        )
        return True

    def _reporting_name(self, name: Name, position: int) -> bool:
        """A NATO reporting name is a common word ("May", "Bear") where no word for a weapon stands near."""
        record = self.draft.knowledge.records.get(name.entity)
        if record is None or name.text not in record.nato or not name.text.isalpha():
            return False
        near = self.atoms[max(position - _AROUND, 0) : position + _AROUND]
        return not any(self.draft.nouns.noun(atom.folded, "weapon") for atom in near)

    def _behind_another(self, name: Name, first: int, last: int) -> bool:
        """A word that names a weapon ends a name of something else: "Exercise Unified Trident"."""
        words, before = self.draft.words, first - 1
        if first == words.sents[words.sent[first]][0] or self.draft.type(name.entity) is not EntityType.WEAPON:
            return False
        other = words.capitalised(before) and words.pos[before] in ("ADJ", "PROPN") and self.draft.owner[before] is None
        opens = before == words.sents[words.sent[first]][0]
        follows = last + 1 < len(words) and self.draft.nouns.noun(words.lower[last + 1], "weapon") is not None
        return other and not opens and not follows and words.head[before] == first

    def _stands_alone(self, start: int, end: int) -> bool:
        """After an article, and not the first word of a longer name."""
        after = self.text[end : end + 2]
        return self.text[max(start - 4, 0) : start].lower() == "the " and not (after[:1] == " " and after[1:].isupper())

    def _choose(self, phrase: str, names: Sequence[Name], position: int, count: int) -> Name | None:
        senses = self.draft.knowledge.senses.get(phrase)
        if senses is not None:
            return self._by_cues(senses, names, position, count)
        if len(names) == 1:
            return names[0]
        return min(names, key=self._rank)

    def _rank(self, name: Name) -> tuple[object, ...]:
        knowledge = self.draft.knowledge
        record = knowledge.records[name.entity]
        kind = record.entity.type
        nearby = record.entity.country is not None and self._named(record.entity.country)
        serving = kind is EntityType.PERSON and bool(knowledge.offices(name.entity, self.draft.date))
        seat = name.entity in knowledge.seats
        return (
            name.kind != "name" and kind is not EntityType.STATE,
            _PREFERENCE.get(kind, 9) if not seat else 0,
            not seat,
            not nearby,
            not serving,
            -(record.population or 0),
            name.entity,
        )

    def _named(self, state: str) -> bool:
        record = self.draft.knowledge.records.get(state)
        if record is None:
            return False
        return any(key(text) in self.everything for text in (record.entity.label, *record.adjectives))

    def _by_cues(self, senses: Sequence[Sense], names: Sequence[Name], position: int, count: int) -> Name | None:
        context = Context(self, position, count)
        default: Sense | None = None
        for sense in senses:
            if sense.default or not sense.has_cue:
                default = default or sense
            if sense.has_cue and context.holds(sense):
                return self._name(sense.entity, names)
        return self._name(default.entity, names) if default is not None and context.allows(default) else None

    def _name(self, entity: str | None, names: Sequence[Name]) -> Name | None:
        if entity is None:
            return None
        for name in names:
            if name.entity == entity:
                return name
        return Name(entity, names[0].text, "name", False)


def fits(name: Name, surface: str) -> bool:
    """The case of the text agrees with the name: `us` is not the US, `Nato` is NATO, `TEHRAN` is Tehran."""
    if name.exact:
        wanted, given = name.text.replace(".", ""), surface.replace(".", "")
        return given == wanted or (given == f"{wanted}s" and any(char.isdigit() for char in wanted))
    if surface.isupper():
        return len(surface) > 4 or name.text.isupper()
    ours = [piece.group() for piece in pieces(name.text)]
    theirs = [piece.group() for piece in pieces(surface)]
    if len(ours) == 1:
        return _agrees(ours[0], theirs[0]) and not (theirs[0].islower() and theirs[0][0].isalpha())
    if not _agrees(ours[0], theirs[0]):
        return False
    strict = not name.entity.startswith("org.") or len(ours) == 2
    return all(_agrees(w, g) for w, g in zip(ours, theirs, strict=False)) if strict else True


def _agrees(wanted: str, given: str) -> bool:
    return given[0].isupper() or not wanted[0].isupper() or given in ARTICLES
