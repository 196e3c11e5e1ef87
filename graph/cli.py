"""The command line: parses, calls one library function, prints. Exit codes are listed in `casusgraph --help`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ..ontology.errors import CasusError, InputError, IntegrityError, ModelError, OntologyError, QueryError
from .cli_bench import bench
from .cli_knowledge import app as knowledge

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

app.add_typer(knowledge, name="kb")

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
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="Files, folders with all that is in them, addresses that fsspec knows, or - for standard input; "
            "`casusgraph formats` lists what can be read.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The graph folder to write; made where it is missing.")
    ],
    manifest: Annotated[
        Path | None,
        typer.Option(
            help="A table with title, publisher, published, url of each file, in place of a folder's manifest.csv."
        ),
    ] = None,
    kb: Annotated[
        list[Path] | None,
        typer.Option(
            "--kb", help="Your own people, organizations, weapons or places (YAML); may be given several times."
        ),
    ] = None,
    ontology: Annotated[
        list[Path] | None,
        typer.Option("--ontology", help="Your own frames and event types (YAML); may be given several times."),
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Another language model folder than the packaged one.")] = None,
    workers: Annotated[int, typer.Option(help="How many processes of this machine read; one a core.")] = 1,
    engine: Annotated[str, typer.Option(help="`processes`, or `dask` for a cluster.")] = "processes",
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a dask scheduler, tcp://…; its workers read.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=COLUMN,…",
            help="Which column of a table or key of JSON is which field, where the guess is wrong: text, title, "
            "publisher, author, date, url, language.",
        ),
    ] = None,
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Read texts in other languages than English too, badly.")
    ] = False,
    minimum: Annotated[
        float | None,
        typer.Option(
            "--min-confidence",
            min=0,
            max=1,
            help="Leave out statements that are less probable than this; 0 keeps all. Usually 0.5.",
        ),
    ] = None,
    corrections: Annotated[
        Path | None, typer.Option(help="Corrections by readers (JSON lines), replayed on each build; see `review`.")
    ] = None,
    reliability: Annotated[
        Path | None, typer.Option(help="Grades of sources from A to F (YAML, `Reuters: B`) for the belief in events.")
    ] = None,
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
            minimum=minimum,
        )
    closing_summary(graph, output)


@app.command()
def formats() -> None:
    """List the formats that `build` reads, their suffixes, and what to install for those that need more.

    Example: `casusgraph formats`
    """
    from .terminal import show_formats

    show_formats()


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def watch(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="Files and folders, as for `build`.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The graph folder to keep up to date.")],
    every: Annotated[float, typer.Option(help="Seconds between two looks at the sources.")] = 60.0,
    once: Annotated[
        bool, typer.Option("--once", help="Look once and stop, for cron; silent where nothing changed.")
    ] = False,
    manifest: Annotated[Path | None, typer.Option(help="As for `build`.")] = None,
    kb: Annotated[list[Path] | None, typer.Option("--kb", help="As for `build`.")] = None,
    ontology: Annotated[list[Path] | None, typer.Option("--ontology", help="As for `build`.")] = None,
    model: Annotated[Path | None, typer.Option(help="As for `build`.")] = None,
    workers: Annotated[int, typer.Option(help="As for `build`.")] = 1,
) -> None:
    """Keep a graph folder up to date with its sources: build it again when files come, change or go.

    A file that is still being written waits until it keeps its size from one look to the next. Ctrl-C stops.

    Examples:

    `casusgraph watch inbox/ -o out/`

    `casusgraph watch inbox/ -o out/ --once` in a crontab
    """
    from functools import partial

    from .pipeline import build as build_graph
    from .watch import update
    from .watch import watch as look

    make = partial(
        build_graph,
        *sources,
        output=output,
        manifest=manifest,
        knowledge=kb or (),
        lexicon=ontology or (),
        model=model,
        workers=workers,
    )
    with _interruptible():
        if once:
            told = update(make)
            print(told) if told else None
            return
        for told in look(make, sources, seconds=every):
            print(told, flush=True)


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def serve(
    folder: Folder,
    host: Annotated[
        str, typer.Option(help="Address to listen on; only this machine reaches the default.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes any free one.")] = 8099,
    timeout: Annotated[float, typer.Option(help="Seconds after which a query is stopped with an error.")] = 30.0,
    cors: Annotated[
        str | None, typer.Option(help="Origin whose pages may ask from a browser, or *; none without this option.")
    ] = None,
) -> None:
    """Serve the graph over HTTP, read-only: the explorer, a query page, and a SPARQL 1.1 endpoint.

    Stop it with Ctrl-C. Queries can reach neither the network nor files.

    Example: `casusgraph serve out/`
    """
    from .sandbox import Limits
    from .serve import Options, Server

    options = Options(host=host, port=port, cors=cors, limits=Limits(seconds=timeout))
    with Server(folder, options) as server:
        print(f"{server.url}  (Ctrl-C stops it)", flush=True)
        server.run()


@app.command()
def push(
    folder: Folder,
    endpoint: Annotated[str, typer.Argument(metavar="ENDPOINT", help="Address of the store; its services are found.")],
    query_url: Annotated[
        str | None, typer.Option("--query-url", help="Address of its query service, where it was not found.")
    ] = None,
    update_url: Annotated[str | None, typer.Option("--update-url", help="Address of its update service.")] = None,
    graphs_url: Annotated[
        str | None, typer.Option("--graphs-url", help="Address of its Graph Store Protocol, where it has one.")
    ] = None,
    prefix: Annotated[
        str | None,
        typer.Option(help="What the names of your graphs begin with, so that nobody else's are overwritten."),
    ] = None,
    include_reported: Annotated[
        bool, typer.Option("--include-reported", help="Also the graphs of reported edges.")
    ] = False,
    remove_others: Annotated[
        bool, typer.Option("--remove-others", help="Remove graphs under the prefix that the folder does not have.")
    ] = False,
) -> None:
    """Copy the graph to a SPARQL 1.1 store and count there what arrived; repeating it changes nothing.

    User, password or token come from the environment: CASUSGRAPH_PUSH_USER and CASUSGRAPH_PUSH_PASSWORD, or
    CASUSGRAPH_PUSH_TOKEN.

    Example: `casusgraph push out/ http://localhost:7878/ --prefix https://example.org/mine/`
    """
    import os

    from .push import push as copy
    from .remote import Credentials, Remote, Target, find

    account = Credentials.from_environment(os.environ)
    found = Target(query_url) if query_url is not None else find(endpoint, account)
    target = Target(found.query, update_url or found.update, graphs_url or found.graphs)
    pushed = copy(
        folder,
        Remote(target, account),
        prefix=prefix,
        include_reported=include_reported,
        remove_others=remove_others,
    )
    print(f"{pushed.graphs} graphs, {pushed.triples} triples are there")


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C is told in one line, with how to go on."""
    try:
        yield
    except KeyboardInterrupt as stop:
        print(f"casusgraph: {stop or 'stopped'}", file=sys.stderr)
        raise typer.Exit(130) from None


def _pairs(parameters: list[str]) -> dict[str, str]:
    """name=value options as a mapping; raises QueryError for one without an equals sign."""
    pairs = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals:
            raise QueryError(f"--param {parameter!r} has no value: write {name}=VALUE")
        pairs[name.strip()] = value
    return pairs


app.command()(bench)
