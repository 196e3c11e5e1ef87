"""`python -m casusgraph.graph` is `casusgraph`."""

from .cli import main

main()
