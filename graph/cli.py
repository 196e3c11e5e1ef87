"""The command line: parses, calls one library function, prints. Exit codes are listed in `casusgraph --help`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..ontology.errors import CasusError, InputError, IntegrityError, ModelError, OntologyError, QueryError

EXIT_CODES: tuple[tuple[type[CasusError], int], ...] = (
    (InputError, 3),
    (QueryError, 4),
    (OntologyError, 5),
    (ModelError, 6),
    (IntegrityError, 1),
)

app = typer.Typer(
    name="casusgraph",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Turn conflict and diplomacy news into a knowledge graph in which every edge opens the sentence it came from, and "
        "nothing that the text denies, plans or only reports is stored as if it had happened. Works offline."
    ),
    epilog=(
        "**Exit codes**: 0 done; 1 a check found something wrong (`verify`, `kb validate`); 2 wrong command or option; "
        "3 input or output that can not be used; 4 wrong query; 5 wrong knowledge or lexicon file; 6 language model missing "
        "or damaged; 130 interrupted."
    ),
)

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A graph folder that `casusgraph build` has written.")]


def main() -> None:
    """Run the command line; errors that were foreseen are one line on standard error, never a traceback."""
    try:
        app()
    except CasusError as error:
        print(f"casusgraph: {error}", file=sys.stderr)
        sys.exit(next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1))
    except BrokenPipeError:  # the reader of a pipe, `head` for example, has what it wants
        sys.stderr.close()
        sys.exit(0)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(version("casusgraph"))
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options that stand before a command."""


@app.command()
def build(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE…", help="Files, and folders with all that is in them.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The graph folder to write; made where it is missing.")],
    manifest: Annotated[
        Path | None,
        typer.Option(help="A table with title, publisher, published, url of each file, in place of a folder's manifest.csv."),
    ] = None,
    kb: Annotated[
        list[Path] | None,
        typer.Option("--kb", help="Your own people, organizations, weapons or places (YAML); may be given several times."),
    ] = None,
    ontology: Annotated[
        list[Path] | None,
        typer.Option("--ontology", help="Your own frames and event types (YAML); may be given several times."),
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Another language model folder than the packaged one.")] = None,
) -> None:
    """Read news into a graph folder.

    Documents that were read before and are unchanged are not read again; documents that are gone take exactly their
    statements with them. A file that can not be read is listed at the end and in report.json, and stops nothing.

    Example: `casusgraph build seeds/ -o out/`
    """
    from .pipeline import build as build_graph
    from .terminal import closing_summary, progress_bar

    with progress_bar() as progress:
        graph = build_graph(
            *sources,
            output=output,
            manifest=manifest,
            knowledge=kb or (),
            lexicon=ontology or (),
            model=model,
            progress=progress,
        )
    closing_summary(graph, output)


@app.command()
def explore(
    folder: Folder,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write the page; FOLDER/explorer.html otherwise.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Heading of the page.")] = None,
) -> None:
    """Write the graph as one interactive HTML page that opens offline in any browser.

    Example: `casusgraph explore out/`
    """
    from .knowledge_graph import KnowledgeGraph

    path = KnowledgeGraph.load(folder).write_page(output or folder / "explorer.html", title=title)
    print(path)
