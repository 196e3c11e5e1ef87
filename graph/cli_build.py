"""The commands that make a graph: `build`, `watch`, and `formats`, which lists what they read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…",
        help="Files, folders with all that is in them, addresses that fsspec knows, or - for standard input; "
        "`casusgraph formats` lists what can be read.",
    ),
]
Manifest = Annotated[
    Path | None,
    typer.Option(
        help="A table with title, publisher, published, url of each file, in place of a folder's manifest.csv."
    ),
]
Kb = Annotated[
    list[Path] | None,
    typer.Option("--kb", help="Your own people, organizations, weapons or places (YAML); may be given several times."),
]
Ontology = Annotated[
    list[Path] | None,
    typer.Option("--ontology", help="Your own frames and event types (YAML); may be given several times."),
]
Model = Annotated[Path | None, typer.Option(help="Another language model folder than the packaged one.")]
Workers = Annotated[int, typer.Option(help="How many processes of this machine read; one a core.")]
Engine = Annotated[str, typer.Option(help="`processes`, or `dask` for a cluster.")]
Scheduler = Annotated[str | None, typer.Option(help="Address of a dask scheduler, tcp://…; its workers read.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD=COLUMN,…",
        help="Which column of a table or key of JSON is which field, where the guess is wrong: text, title, "
        "publisher, author, date, url, language.",
    ),
]
AnyLanguage = Annotated[
    bool, typer.Option("--any-language", help="Read texts in other languages than English too, badly.")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence", min=0, max=1, help="Leave out statements that are less probable than this; 0 keeps all."
    ),
]
Corrections = Annotated[
    Path | None, typer.Option(help="Corrections by readers (JSON lines), replayed on each build; see `review`.")
]
Reliability = Annotated[
    Path | None, typer.Option(help="Grades of sources from A to F (YAML, `Reuters: B`) for the belief in events.")
]


def build(
    sources: Sources,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The graph folder to write; made where it is missing.")
    ],
    manifest: Manifest = None,
    kb: Kb = None,
    ontology: Ontology = None,
    model: Model = None,
    workers: Workers = 1,
    engine: Engine = "processes",
    scheduler: Scheduler = None,
    columns: Columns = None,
    any_language: AnyLanguage = False,
    min_confidence: MinConfidence = None,
    corrections: Corrections = None,
    reliability: Reliability = None,
) -> None:
    """Read news into a graph folder.

    Documents that were read before and are unchanged are not read again; documents that are gone take exactly their
    statements with them. A file that can not be read is listed at the end and in report.json, and stops nothing.
    Ctrl-C, and whatever else ends a build, loses no document that was read: the same command goes on from there.

    Examples:

    `casusgraph build seeds/ -o out/`

    `casusgraph build archive.zip feed.xml table.csv --columns text=body,date=pubdate -o out/`

    `casusgraph build archive/ -o out/ --workers 8`

    `casusgraph build s3://bucket/archive -o out/ --engine dask --scheduler tcp://10.0.0.1:8786`
    """
    from ..loaders.columns import parse_columns
    from .pipeline import build as build_graph
    from .run.engines import engine as checked
    from .terminal import closing_summary, progress_bar

    checked(engine, workers=workers, scheduler=scheduler)
    with _interruptible(), progress_bar() as progress:
        graph = build_graph(
            *sources,
            output=output,
            manifest=manifest,
            knowledge=kb or (),
            lexicon=ontology or (),
            model=model,
            workers=workers,
            scheduler=scheduler,
            corrections=corrections,
            reliability=reliability,
            progress=progress,
            columns=parse_columns(columns or ()),
            any_language=any_language,
            minimum=min_confidence,
        )
    closing_summary(graph, output)


def formats() -> None:
    """List the formats that `build` reads, their suffixes, and what to install for those that need more.

    Example: `casusgraph formats`
    """
    from .terminal import show_formats

    show_formats()


def watch(
    sources: Sources,
    output: Annotated[Path, typer.Option("--output", "-o", help="The graph folder to keep up to date.")],
    every: Annotated[float, typer.Option(help="Seconds between two looks at the sources.")] = 60.0,
    once: Annotated[
        bool, typer.Option("--once", help="Look once and stop, for cron; silent where nothing changed.")
    ] = False,
    manifest: Manifest = None,
    kb: Kb = None,
    ontology: Ontology = None,
    model: Model = None,
    workers: Workers = 1,
    engine: Engine = "processes",
    scheduler: Scheduler = None,
    columns: Columns = None,
    any_language: AnyLanguage = False,
    min_confidence: MinConfidence = None,
    corrections: Corrections = None,
    reliability: Reliability = None,
) -> None:
    """Keep a graph folder up to date with its sources: build it again when files come, change or go.

    The files that the options name are watched as well. A file that is still being written waits until it keeps its
    size from one look to the next. Ctrl-C stops.

    Examples:

    `casusgraph watch inbox/ -o out/`

    `casusgraph watch inbox/ -o out/ --once` in a crontab
    """
    from functools import partial

    from ..loaders.columns import parse_columns
    from .pipeline import build as build_graph
    from .run.engines import engine as checked
    from .watch import update
    from .watch import watch as look

    checked(engine, workers=workers, scheduler=scheduler)
    make = partial(
        build_graph,
        *sources,
        output=output,
        manifest=manifest,
        knowledge=kb or (),
        lexicon=ontology or (),
        model=model,
        workers=workers,
        scheduler=scheduler,
        corrections=corrections,
        reliability=reliability,
        columns=parse_columns(columns or ()),
        any_language=any_language,
        minimum=min_confidence,
    )
    named = [path for path in (manifest, corrections, reliability, *(kb or ()), *(ontology or ())) if path is not None]
    with _interruptible():
        if once:
            told = update(make)
            print(told) if told else None
            return
        for told in look(make, [*sources, *named], seconds=every):
            print(told, flush=True)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C is told in one line, with how to go on."""
    try:
        yield
    except KeyboardInterrupt as stop:
        print(f"casusgraph: {stop or 'stopped'}", file=sys.stderr)
        raise typer.Exit(130) from None
