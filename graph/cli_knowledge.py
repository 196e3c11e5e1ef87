"""`casusgraph kb`: check knowledge files, look names up, bring in knowledge from elsewhere, give ours away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..ontology.errors import InputError, IntegrityError, OntologyError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="The knowledge base: check files of your own, look names up, import and export.",
)
Kb = Annotated[list[Path] | None, typer.Option("--kb", help="Your own files, over the packaged ones.")]


@app.command("validate")
def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="Your own YAML files, over the packaged ones.")
    ] = None,
) -> None:
    """Check the packaged knowledge files and your own: ids, items, offices and their dates, parents, ambiguous names.

    Example: `casusgraph kb validate my.yaml`
    """
    from ..ontology.knowledge_report import summary

    try:
        print(summary(*(files or ())))
    except OntologyError as error:
        raise IntegrityError(str(error)) from error
    print("the knowledge files hold to every rule")


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as texts write it, or an id.")],
    kb: Kb = None,
) -> None:
    """Show what a name can mean and what decides it: records, offices with their dates, cues of ambiguous names.

    Example: `casusgraph kb show Georgia`
    """
    from .entities import load_knowledge
    from .entities.lookup import describe

    print(describe(name, load_knowledge(*(kb or ()))))


@app.command("import")
def import_records(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A query result, entity JSON, or JSON lines.")],
    kind: Annotated[str, typer.Option("--from", help="What the file is: wikidata-sparql, wikidata-json or ftm.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The knowledge file to write (YAML).")],
) -> None:
    """Make a file for `--kb` from a Wikidata query result, Wikidata entity JSON, or FollowTheMoney JSON lines.

    What could not be used is listed with its reason. An item that the packaged knowledge has already keeps its id and
    only gains names and offices. The result is checked before it is written. `kb query` has the query.

    Example: `casusgraph kb import query.json --from wikidata-sparql -o mine.yaml`
    """
    from ..ontology.importers import READERS
    from .folder import atomic
    from .knowledge_import import checked

    if kind not in READERS:
        raise InputError(f"--from {kind}: expected one of {', '.join(READERS)}")
    imported = checked(file, kind)
    with atomic(output) as out:
        out.write(imported.yaml().encode())
    for line in imported.left_out:
        print(f"left out: {line}")
    print(f"{len(imported.records)} records in {output}, {len(imported.left_out)} things left out")


@app.command("query")
def query(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="people or organizations.")] = "people",
) -> None:
    """Print the query to run at https://query.wikidata.org, whose result `kb import` reads.

    Example: `casusgraph kb query organizations`
    """
    from ..ontology.importers import QUERIES

    if kind not in QUERIES:
        raise InputError(f"no query for {kind!r}: expected one of {', '.join(QUERIES)}")
    print(QUERIES[kind], end="")


@app.command("export")
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="The Turtle file to write.")],
    kb: Kb = None,
) -> None:
    """Write the knowledge base as a SKOS concept scheme in Turtle.

    Example: `casusgraph kb export -o knowledge.ttl`
    """
    from .entities import load_knowledge
    from .rdf.skos import write_skos

    count = write_skos(load_knowledge(*(kb or ())).records.values(), output)
    print(f"{count} records in {output}")
