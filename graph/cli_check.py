"""The commands that check a graph: `verify` proves it again, `diff` compares it with another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..ontology.errors import IntegrityError
from .cli_folder import Folder


def verify(folder: Folder) -> None:
    """Prove the graph again: every quote against its text, every digest, every shape.

    Prints what is wrong and ends with exit code 1 where anything is.

    Example: `casusgraph verify out/`
    """
    from .verify import verify as prove

    proved = prove(folder)
    for problem in proved.problems:
        print(problem)
    if proved.problems:
        raise IntegrityError(f"{folder}: {len(proved.problems)} problems; build the graph again from its sources")
    print(
        f"{folder}: {proved.documents} documents, {proved.statements} statements, {proved.quotes} quotes and "
        f"{proved.quads} quads hold"
    )


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A graph folder.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The graph folder to compare it with.")],
    patch: Annotated[
        Path | None, typer.Option(help="Write an RDF patch to this file: what a store does to get from OLD to NEW.")
    ] = None,
    added: Annotated[Path | None, typer.Option(help="Write the quads that only NEW has as N-Quads.")] = None,
    removed: Annotated[Path | None, typer.Option(help="Write the quads that only OLD has as N-Quads.")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 where the graphs differ.")] = False,
) -> None:
    """Tell what changed between two graphs: documents and statements in words, quads as RDF.

    Examples:

    `casusgraph diff monday/ tuesday/`

    `casusgraph diff monday/ tuesday/ --patch tuesday.rdfp`
    """
    from .diff import diff as compare

    difference = compare(old, new)
    print(difference)
    if patch is not None:
        difference.write_patch(patch)
    if added is not None or removed is not None:
        difference.write_nquads(added, removed)
    if exit_code and difference:
        raise typer.Exit(1)
