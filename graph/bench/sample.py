"""Statements drawn by seed from texts that nobody looked at, for readers to judge, and what their judgement says.

A text of the sets is reserved where its digest begins with 0 to 3: such texts may be scored, never read, until they are
drawn. Those of an earlier sample (samples/statements-drawn.txt) are not drawn again. Readers answer by
judging/criteria.md, alone; `report` compares their sheets.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

from ...ontology.errors import InputError
from ...ontology.ids import digest
from ...ontology.records import Document, Reading
from ...ontology.vocabulary import event_types, relation_types
from ..folder import atomic
from ..reader import Tools, features, read_document
from ..table import Named, Row, rows
from ..validate import broken, without
from .counting import Scores
from .sets import SETS

SOURCES = ("case21_task2", "cameo_st", "plover_gsr", "text2kg_military")
"""The sets whose reserved texts are sampled."""
RESERVED = "0123"
"""First hexadecimal digits of the digest of a reserved text."""
COLUMNS = ("actor", "type", "targets", "polarity", "modality", "attribution", "date", "quantity")
DECISIVE = COLUMNS[:5]
"""The columns that make a row right; the others are reported beside it."""
_Z = 1.96


def reserved(text: str) -> bool:
    """Whether the text is kept for the sample."""
    return digest(text)[0] in RESERVED


def drawn_before() -> set[str]:
    """Digests of the reserved texts that an earlier sample has shown to readers."""
    text = files(__package__).joinpath("samples", "statements-drawn.txt").read_text(encoding="utf-8")
    return {line for line in text.splitlines() if not line.startswith("#")}


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows to judge with their texts, and how dense statements are in all reserved texts."""

    rows: tuple[tuple[str, Row], ...]
    words: int
    statements: int
    features: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Those of the confidence, by id of the statement; a relation has none."""

    @property
    def density(self) -> float:
        """Statements per 1,000 words."""
        return 1000 * self.statements / self.words if self.words else 0.0


def write_sample(data: Path | None, folder: Path, *, seed: int, count: int, model: Path | None = None) -> str:
    """Draws and writes a sample; one line that says what it is drawn from.

    Raises InputError where no folder with the sets is given.
    """
    if data is None:
        raise InputError("--sample needs the folder with the files of open benchmarks: give it with --data")
    sample = draw(data, Tools.load(model=model), seed=seed, count=count)
    write(sample, folder, seed=seed)
    return f"{folder}: {len(sample.rows)} of {sample.statements} statements, {sample.density:.1f} per 1,000 words"


def draw(data: Path, tools: Tools, *, seed: int, count: int) -> Sample:
    """`count` statements of the reserved texts, all equally likely; the same seed gives the same rows.

    Raises InputError where the folder has none of the sets.
    """
    return pick(list(_documents(data)), tools, seed=seed, count=count)


def pick(documents: Sequence[Document], tools: Tools, *, seed: int, count: int) -> Sample:
    """`count` statements of these documents, all equally likely."""
    readings = (_sound(read_document(document, tools)) for document in documents)
    found = [(reading.document.text, row) for reading in readings for row in rows([reading], {})]
    words = sum(len(document.text.split()) for document in documents)
    picked = random.Random(seed).sample(range(len(found)), min(count, len(found)))
    drawn = [found[i] for i in sorted(picked)]
    texts = {text for text, _ in drawn}
    weighed = (features(document, tools) for document in documents if document.text in texts)
    return Sample(tuple(drawn), words, len(found), {id: values for one in weighed for id, values in one.items()})


def _sound(reading: Reading) -> Reading:
    """The reading as a build keeps it: without the statements that break a shape."""
    reasons = broken(reading)
    return without(reading, reasons) if reasons else reading


def write(sample: Sample, folder: Path, *, seed: int) -> None:
    """The sheet for people (`sample.md`), answers to fill (`answers.jsonl`), criteria, `features.jsonl`."""
    folder.mkdir(parents=True, exist_ok=True)
    criteria = files(__package__).joinpath("judging", "criteria.md").read_bytes()
    empty = [
        {"row": number, "id": row["id"], **dict.fromkeys(COLUMNS), "note": ""}
        for number, (_, row) in enumerate(sample.rows, 1)
    ]
    weighed = [{"id": row["id"], "features": dict(sample.features.get(row["id"], {}))} for _, row in sample.rows]
    with atomic(folder / "criteria.md") as out:
        out.write(criteria)
    with atomic(folder / "sample.md") as out:
        out.write("\n".join(_sheet(sample, seed)).encode() + b"\n")
    with atomic(folder / "answers.jsonl") as out:
        out.write("".join(json.dumps(answer) + "\n" for answer in empty).encode())
    with atomic(folder / "features.jsonl") as out:
        out.write("".join(json.dumps(one) + "\n" for one in weighed).encode())


def report(first: Path, second: Path) -> Scores:
    """The shares that two readers call right, with intervals, and how far they agree.

    Raises InputError where a sheet has an open answer or the two are not about the same rows.
    """
    one, two = read_answers(first), read_answers(second)
    if list(one) != list(two):
        raise InputError(f"{first} and {second} are not about the same rows")
    scores = Scores()
    for name, columns in (("right", DECISIVE), ("right_in_full", COLUMNS)):
        pairs = [(_all(one[i], columns), _all(two[i], columns)) for i in one]
        _shares(scores, name, pairs)
    for column in COLUMNS:
        answers = [bool(sheet[i][column]) for sheet in (one, two) for i in one]
        scores.add(f"sample.{column}", sum(answers) / len(answers), wilson(answers))
    return scores


def read_answers(path: Path) -> dict[str, Mapping[str, object]]:
    """A filled sheet by statement id; raises InputError where it has an answer other than true or false."""
    answers: dict[str, Mapping[str, object]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not JSON ({error})") from error
        open_columns = [column for column in COLUMNS if not isinstance(answer.get(column), bool)]
        if open_columns:
            raise InputError(f"{path}, line {number}: expected true or false for {', '.join(open_columns)}")
        answers[f"{answer['row']}:{answer['id']}"] = answer
    if not answers:
        raise InputError(f"{path} has no answers")
    return answers


def wilson(answers: Sequence[bool]) -> tuple[float, float]:
    """95 % interval of the share of true answers."""
    n = len(answers)
    share = sum(answers) / n
    middle = share + _Z**2 / (2 * n)
    reach = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return (middle - reach) / (1 + _Z**2 / n), (middle + reach) / (1 + _Z**2 / n)


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Cohen's kappa; 1 where both answer all alike."""
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs) / n
    first, second = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    chance = first * second + (1 - first) * (1 - second)
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def _shares(scores: Scores, name: str, pairs: Sequence[tuple[bool, bool]]) -> None:
    views = {"first": [a for a, _ in pairs], "second": [b for _, b in pairs], "both": [a and b for a, b in pairs]}
    for view, answers in views.items():
        scores.add(f"sample.{name}_{view}", sum(answers) / len(answers), wilson(answers))
    scores.add(f"sample.{name}_agreement", sum(a == b for a, b in pairs) / len(pairs))
    scores.add(f"sample.{name}_kappa", kappa(pairs))


def _all(answer: Mapping[str, object], columns: Iterable[str]) -> bool:
    return all(answer[column] for column in columns)


def _documents(data: Path) -> Iterator[Document]:
    """The reserved texts of all parts of the sets in the folder, each once."""
    seen = drawn_before()
    benches = [bench for bench in SETS if bench.name in SOURCES and (data / f"{bench.stem}.jsonl").is_file()]
    if not benches:
        raise InputError(f"{data} has none of {', '.join(f'{name}.jsonl' for name in SOURCES)}")
    for bench in benches:
        for given in map(bench.given, replace(bench, split=None).rows(data)):
            if reserved(given.text) and digest(given.text) not in seen:
                seen.add(digest(given.text))
                yield Document(text=given.text, sources=(f"{bench.name}-{given.id}.txt",), published=given.date)


def _sheet(sample: Sample, seed: int) -> Iterator[str]:
    yield f"# {len(sample.rows)} of {sample.statements} statements, seed {seed}"
    yield f"{sample.words} words of reserved texts, {sample.density:.1f} statements per 1,000 words."
    for number, (text, row) in enumerate(sample.rows, 1):
        yield f"\n## {number}  {row['type']}  ({row['id']})"
        if text.strip() != row["text"].strip():
            yield f"Text: {' '.join(text.split())}\n"
        yield f"Sentence: {' '.join(row['text'].split())}\n"
        yield f"- type: {row['type']}: {_definition(row)}"
        yield f"- {'subject' if row['kind'] == 'relation' else 'actor'}: {_name(row['actor'])}"
        targets = "; ".join(f"{target['role']}: {_name(target)}" for target in row["targets"])
        yield f"- targets: {targets or 'none'}"
        yield f"- {row['polarity']}, {row['modality']}; said by: {_name(row['attribution'])}"
        unit = f" {row['unit']}" if row["unit"] else ""
        yield f"- date: {row['date'] or 'none'}; quantity: {row['quantity'] or 'none'}{unit}"


def _definition(row: Row) -> str:
    event, relation = event_types().get(row["type"]), relation_types().get(row["type"])
    found = event or relation
    return found.definition if found is not None else ""


def _name(named: Named | None) -> str:
    return f"{named['label']} ({named['type']})" if named is not None else "none"
