"""The commands that show what a graph holds: questions, tables, pages, other formats, and why it holds it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..ontology.errors import QueryError
from .cli_folder import Folder


def explore(
    folder: Folder,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write the page; FOLDER/explorer.html otherwise.")
    ] = None,
    title: Annotated[str, typer.Option(help="Heading of the page.")] = "Knowledge graph",
) -> None:
    """Write the graph as one interactive HTML page that opens offline in any browser.

    Example: `casusgraph explore out/`
    """
    from .knowledge_graph import KnowledgeGraph

    path = KnowledgeGraph.load(folder).write_page(output or folder / "explorer.html", title=title)
    print(path)


def query(
    folder: Annotated[Path | None, typer.Argument(metavar="FOLDER", help="A graph folder.")] = None,
    question: Annotated[
        str | None,
        typer.Argument(metavar="QUESTION", help="SPARQL, `@file.rq`, or the name of a packaged question (see --list)."),
    ] = None,
    to: Annotated[str, typer.Option("--to", help="table, csv, tsv, json, xml, parquet, turtle.")] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to a file instead of the terminal.")
    ] = None,
    include_reported: Annotated[
        bool,
        typer.Option("--include-reported", help="Also the direct edges that somebody else than the article states."),
    ] = False,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--param", "-p", metavar="NAME=VALUE", help="A parameter of a packaged question, e.g. actor=Russia."
        ),
    ] = None,
    list_questions: Annotated[bool, typer.Option("--list", help="List the packaged questions and stop.")] = False,
) -> None:
    """Ask a graph in SPARQL 1.1.

    Prefixes are declared already: `cg:` the vocabulary, `id:` the data, and `rdfs: skos: prov: oa: org: schema: owl:
    xsd: dcterms: wd:`. By default the direct edges are those that the articles themselves state.

    Examples:

    `casusgraph query out/ who-warned-whom`

    `casusgraph query out/ arms-transfers -p recipient=Ukraine --to csv`

    `casusgraph query out/ "SELECT ?who ?whom WHERE { ?a cg:warned ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }"`
    """
    from .terminal import show_answer, show_questions

    if list_questions:
        show_questions()
        return
    if folder is None or question is None:
        raise typer.BadParameter("expected FOLDER and QUESTION, or --list")
    from .isolation import close_network, end_at_interrupt
    from .query import needs_graphs
    from .store import open_graph, open_store

    base = open_graph(folder).base
    store = open_store(folder, include_reported=include_reported, named_graphs=needs_graphs(question))
    close_network()
    end_at_interrupt()
    show_answer(store, question, parameters=_pairs(parameter or []), base=base, to=to, output=output)


def export(
    folder: Folder,
    to: Annotated[str, typer.Option("--to", help="The format; see the list below.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; FOLDER/graph.SUFFIX otherwise.")
    ] = None,
) -> None:
    """Write the graph in another format.

    Tables: `jsonl` `csv` `parquet`. RDF: `nq` `trig` `ttl` `jsonld`, with triple terms `rdf12`. Graph tools: `graphml`
    `gexf` `neo4j`. Event data: `plover`.

    Example: `casusgraph export out/ --to jsonl -o statements.jsonl`
    """
    from .export import FORMATS
    from .export import export as write
    from .store import open_graph

    suffix = next((f.suffix for f in FORMATS if f.name == to), "")
    path = output or folder / f"graph{suffix}"
    write(open_graph(folder), to, path)
    print(path)


def review(
    folder: Folder,
    most: Annotated[int, typer.Option("--most", help="How many merges to list; 0 for all.")] = 20,
) -> None:
    """List events by how doubtful it is that their statements tell of one thing, the most doubtful first.

    Each with the two sentences in question and two lines for the file of `build --corrections`: one if they are two
    events, one if they are the same. Replace the name and the reason.

    Example: `casusgraph review out/`
    """
    from .knowledge_graph import KnowledgeGraph
    from .terminal import show_review

    show_review(KnowledgeGraph.load(folder).review(most=most or None))


def tolls(
    folder: Folder,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the table as CSV instead of showing it.")
    ] = None,
) -> None:
    """Show who claims how many were killed, wounded, destroyed or captured, and when; nothing is added up.

    Example: `casusgraph tolls out/ -o tolls.csv`
    """
    from .knowledge_graph import KnowledgeGraph
    from .terminal import show_tolls

    table = KnowledgeGraph.load(folder).tolls()
    if output is None:
        show_tolls(table)
    else:
        table.to_csv(output, index=False)
        print(output)


def explain(
    folder: Folder,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="Id of a statement, s and 16 characters.")],
    kb: Annotated[list[Path] | None, typer.Option("--kb", help="As it was given to `build`.")] = None,
    ontology: Annotated[list[Path] | None, typer.Option("--ontology", help="As it was given to `build`.")] = None,
    model: Annotated[Path | None, typer.Option(help="As it was given to `build`.")] = None,
) -> None:
    """Show why a statement is in the graph: its sentence, the parse, the frame and every rule that fired.

    Example: `casusgraph explain out/ s0123456789abcdef`
    """
    from .explain import explain as why
    from .knowledge_graph import KnowledgeGraph
    from .reader import Tools

    graph = KnowledgeGraph.load(folder)
    print(why(graph, statement, Tools.load(model=model, knowledge=kb or (), lexicon=ontology or ())))


def _pairs(parameters: list[str]) -> dict[str, str]:
    """name=value options as a mapping; raises QueryError for one without an equals sign."""
    pairs = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals:
            raise QueryError(f"--param {parameter!r} has no value: write {name}=VALUE")
        pairs[name.strip()] = value
    return pairs
