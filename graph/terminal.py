"""What a build shows in a terminal: a progress bar, and a summary at the end. Silent where there is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    import pandas as pd
    import pyoxigraph as ox

    from .identity.review import Doubt
    from .knowledge_graph import KnowledgeGraph
    from .pipeline import Tell
    from .report import Progress, Report

_LISTED = 10  # problems that the summary names; report.json has them all


@contextmanager
def progress_bar() -> Iterator[Tell | None]:
    """A bar on standard error: documents, words a second, time left; None where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), TextColumn("{task.fields[rest]}"))
    with Bar(*columns, console=console, transient=True) as bar:
        task, pace = bar.add_task("", total=None, rest=""), Pace()

        def show(progress: Progress) -> None:
            total = 1.0 if progress.part == "reading" else None
            bar.update(task, description=progress.part, total=total, completed=progress.share, rest=pace.tell(progress))

        yield show


class Pace:
    """How fast a build reads, told in one line. Time is given in seconds, for tests."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started: float | None = None

    def tell(self, progress: Progress) -> str:
        """Documents, words a second, time left, and the document at hand."""
        if progress.part != "reading":
            return f"{progress.documents:,}  {progress.name}" if progress.documents else ""
        if self._started is None:
            self._started = self._clock()
        seconds = self._clock() - self._started
        parts = [f"{progress.documents:,} of {progress.of:,} documents"]
        if progress.words and seconds:
            parts.append(f"{progress.words / seconds:,.0f} words/s")
        if progress.share and seconds:
            parts.append(f"{_duration(seconds / progress.share - seconds)} left")
        return ", ".join([*parts, progress.name])


def _duration(seconds: float) -> str:
    """For example 4:05 or 2:30:00."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def counting_bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar on standard error for a part that says how much of it is done; None where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import Progress as Bar

    with Bar(console=console, transient=True) as bar:
        task = bar.add_task("")
        yield lambda part, done, total: bar.update(task, description=part, completed=done, total=total)


def closing_summary(graph: KnowledgeGraph, output: Path) -> None:
    """Counts, what was skipped and why, and what to do next."""
    report = graph.report
    if report is None:
        return
    console = Console(highlight=False)
    console.print(_counts(report))
    for title, lines in _problems(report):
        console.print(f"[bold]{title}[/bold]")
        for line in lines[:_LISTED]:
            console.print("  " + line, markup=False)
        if len(lines) > _LISTED:
            console.print(f"  … {len(lines) - _LISTED} more in {output / 'report.json'}", markup=False)
    console.print(f"Graph: {output / 'graph.nq'}", markup=False)
    console.print(f"Next:  casusgraph explore {output}", markup=False)


def _counts(report: Report) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    reused = f" ({report.reused:,} unchanged since the last build)" if report.reused else ""
    total = report.statements.total()
    common = ", ".join(f"{name} {count}" for name, count in _most_common(report))
    table.add_row("documents", f"{report.documents:,}{reused}")
    table.add_row("words", f"{report.words:,} in {report.seconds:.1f} s")
    table.add_row("entities", f"{report.entities:,}")
    table.add_row("statements", f"{total:,}: {common}" if total else "0")
    table.add_row("quarantined", f"{len(report.quarantined):,}")
    table.add_row("skipped", f"{len(report.skipped):,}")
    if report.withdrawn:
        table.add_row("withdrawn", f"{report.withdrawn:,} documents that are gone")
    return table


def _most_common(report: Report) -> list[tuple[str, int]]:
    ordered = sorted(((n, c) for n, c in report.statements.items() if c), key=lambda pair: (-pair[1], pair[0]))
    return ordered[:8]


def _problems(report: Report) -> Iterator[tuple[str, list[str]]]:
    if report.skipped:
        yield "Skipped", [f"{item.source}: {item.reason}" for item in report.skipped]
    if report.quarantined:
        yield "Quarantined", [f"{q.document} {q.type} “{q.quote[:80]}”: {q.reason}" for q in report.quarantined]
    if report.notes:
        yield "Remarks", [f"{item.source}: {item.note}" for item in report.notes]


def show_formats() -> None:
    """The formats of inputs, with what each needs."""
    from ..loaders.formats import FORMATS

    table = Table("format", "suffixes", "needs")
    for one in FORMATS:
        needs = f"pip install 'casusgraph\\[{one.extra}]'" if one.extra is not None else ""
        table.add_row(one.name, " ".join(one.suffixes), needs)
    console = Console()
    console.print(table)
    console.print("A file is known by its content first, then by its suffix; archives are opened, - is standard input.")


def show_questions() -> None:
    """The packaged questions with their parameters."""
    from .questions import questions

    table = Table("question", "what it tells", "parameters")
    for question in questions().values():
        table.add_row(question.name, question.title, ", ".join(p.name for p in question.parameters))
    Console().print(table)


def show_review(doubts: Sequence[Doubt]) -> None:
    """Each doubtful merge: how sure it is, the two sentences, and the lines that settle it."""
    console = Console()
    for doubt in doubts:
        console.print(f"[bold]{doubt.sure:.3f}[/bold]  {escape(doubt.label)}  {doubt.event}")
        for sentence in doubt.sentences:
            console.print(f"       {escape(' '.join(sentence.split()))}", style="dim")
        for line in doubt.lines:
            print(line)
        console.print()
    if not doubts:
        console.print("No event was put together from several statements.")


def show_tolls(frame: pd.DataFrame) -> None:
    """The toll ledger, a claim a line; a claim that the same voice has replaced since is dim."""
    table = Table("type", "of", "over", "claimed by", "published", "low", "best", "high", box=None)
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        day = "" if row["published"] is None else f"{row['published']:%Y-%m-%d}"
        words = [escape(row[name] or "") for name in ("type", "subject", "scope", "claimant")]
        numbers = ["" if row[name] is None else f"{row[name]:,.10g}" for name in ("low", "best", "high")]
        table.add_row(*words, day, *numbers, style="dim" if row["superseded"] else None)
    Console().print(table)


def show_answer(
    store: ox.Store, question: str, *, parameters: Mapping[str, str], base: str, to: str, output: Path | None
) -> None:
    """The answer in a form of `answers.FORMS`: to a file, or to standard output; remarks to standard error."""
    from .answers import table, write
    from .folder import atomic
    from .query import query

    result = query(store, question, parameters=parameters, base=base)
    for note in result.notes:
        Console(stderr=True).print(note, markup=False)
    if output is not None:
        with atomic(output) as out:
            write(result, to, out)
    elif to == "table":
        Console().print(table(result))
    else:
        write(result, to, sys.stdout.buffer)
