"""The commands that give a graph to others: `serve` over HTTP, `push` to a store."""

from __future__ import annotations

from typing import Annotated

import typer

from .cli_folder import Folder


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
