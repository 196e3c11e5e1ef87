"""The command line: parses, calls one library function, prints. Exit codes are listed in `casusgraph --help`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ..ontology.errors import CasusError, InputError, IntegrityError, ModelError, OntologyError, QueryError
from .cli_ask import explain, explore, export, query, review, tolls
from .cli_bench import bench
from .cli_build import build, formats, watch
from .cli_check import diff, verify
from .cli_knowledge import app as knowledge
from .cli_share import push, serve

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
        "Turn conflict and diplomacy news into a knowledge graph in which every edge opens the sentence it came from, "
        "and nothing that the text denies, plans or only reports is stored as if it had happened. Works offline."
    ),
    epilog=(
        "**Exit codes**: 0 done; 1 a check found something wrong (`verify`, `kb validate`); 2 wrong command or option; "
        "3 input or output that can not be used; 4 wrong query; 5 wrong knowledge or lexicon file; 6 language model "
        "missing or damaged; 130 interrupted."
    ),
)

for command in (
    build,
    formats,
    explore,
    query,
    export,
    verify,
    diff,
    watch,
    review,
    tolls,
    explain,
    serve,
    push,
    bench,
):
    app.command()(command)
app.add_typer(knowledge, name="kb")


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
