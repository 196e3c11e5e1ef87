"""The command `casusgraph bench`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def bench(
    data: Annotated[
        Path | None, typer.Option(help="Folder with the files of open benchmarks, or of treebanks for `--only parser`.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="gold, speed, identity, workers, scale, sets, parser, rdf, or the name of a set; several times for "
            "several."
        ),
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Keep what was predicted in this folder, a file a set.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the figures as JSON, flat keys SET.METRIC.")
    ] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Write the figures as a page with plots.")] = None,
    sheets: Annotated[
        Path | None,
        typer.Option(help="Measure nothing: write the sheets here by which people judge the entities of drawn texts."),
    ] = None,
    drawn: Annotated[
        str, typer.Option(help="The packaged sample that `--sheets` writes: entities or entities-second.")
    ] = "entities",
    model: Annotated[Path | None, typer.Option(help="Another language model folder than the packaged one.")] = None,
    sample: Annotated[
        Path | None, typer.Option(help="Measure nothing; write here a sheet of statements of unread texts to judge.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Which statements `--sample` draws.")] = 1,
    count: Annotated[int, typer.Option(help="How many statements `--sample` draws.", min=1)] = 200,
    judged: Annotated[
        tuple[Path, Path] | None, typer.Option(help="Measure nothing; compare the filled sheets of two readers.")
    ] = None,
    events: Annotated[
        int | None, typer.Option(min=1, help="Events of the synthetic graph of `rdf`; 28,000 are 1.5 million quads.")
    ] = None,
    documents: Annotated[
        list[int] | None, typer.Option(help="A size for `--only scale`; 10, 100, 1,000 and 10,000 otherwise.")
    ] = None,
) -> None:
    """Measure how right and how fast casusgraph is: on its own annotated articles, and on open benchmarks.

    Scores are fractions from 0 to 1; intervals are 95 % by bootstrap over documents.

    Examples:

    `casusgraph bench`

    `casusgraph bench --data bench/ --json scores.json`

    `casusgraph bench --only parser --data treebanks/`

    `casusgraph bench --only rdf --json rdf.json`

    `casusgraph bench --only speed --only workers` on a quiet machine

    `casusgraph bench --data bench/ --sheets sheets/ --drawn entities-second`

    `casusgraph bench --data bench/ --sample sheets/ --seed 7`

    `casusgraph bench --judged one.jsonl two.jsonl`
    """
    from .bench import run, text
    from .terminal import counting_bar

    if judged is not None:
        from .bench.sample import report

        print(text(report(*judged)))
        return
    if sample is not None:
        from .bench.sample import write_sample

        print(write_sample(data, sample, seed=seed, count=count, model=model))
        return
    with counting_bar() as progress:
        scores = run(
            data,
            only or (),
            predictions=predictions,
            json_path=json_file,
            html_path=html_file,
            sheets_path=sheets,
            drawn=drawn,
            model=model,
            events=events,
            progress=progress,
            documents=documents or (),
        )
    print(text(scores))
