"""The page: pyvis writes it from our template, with everything inside and a policy that lets nothing else in.

pyvis brings vis-network and the rendering; its own template loads from elsewhere and runs text as script, so it is
never used. Text of the corpus enters the page in one place only, the data block, where it can not end the block.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from importlib import resources

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ...ontology.errors import InputError
from ...ontology.records import Entity, Reading
from .offsets import clean
from .parts import LIMIT
from .payload import payload

SCRIPTS = (
    "dom", "record", "data", "state", "address", "filter", "bundle", "view", "force", "theme", "canvas", "place",
    "pointer", "marks", "correct", "card", "tolls", "fact", "overview", "node", "edge", "path", "contradiction",
    "panel", "table", "article", "search", "facets", "time", "export", "turtle", "keys", "boot",
)  # fmt: skip
"""The files of static/ in the order in which they are joined; each may use what stands before it."""
STYLES = ("theme", "frame", "controls", "panel", "table", "print")
BEFORE, AFTER = '(async () => {\n"use strict";\n', "})();\n"
TITLE = "Knowledge graph"
BASE = "https://w3id.org/casusgraph/id/"
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
COMPRESS_ABOVE = 400_000
"""Characters of data above which they are packed; the browser unpacks faster than it reads that much text."""
OPTIONS = {
    "physics": {"enabled": False},
    "autoResize": False,
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": {"enabled": False}, "multiselect": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 1.5},
    "edges": {"selectionWidth": 0, "hoverWidth": 0, "arrowStrikethrough": False},
}
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)


def render(
    readings: Sequence[Reading],
    background: Mapping[str, Entity] | None = None,
    *,
    title: str = TITLE,
    base: str = BASE,
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """One HTML page; the same readings give the same page, whatever their order.

    `background` holds the entities of the knowledge base, for what else is known of a node. `base` begins the IRIs of
    what the page exports. `links` leads to the other parts of a corpus, as (address, words); no address for this part.

    Raises InputError above `parts.LIMIT` statements, which `write` divides between pages.
    """
    count = sum(len(reading.statements) for reading in readings)
    if count > LIMIT and len(readings) > 1:
        raise InputError(
            f"{count:,} statements are too many for one page, which holds {LIMIT:,}: write() divides them by time"
        )
    from pyvis.network import Network  # type: ignore[import-untyped]

    network = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    network.set_options(json.dumps(OPTIONS))
    data, written = (pack(part) for part in payload(readings, background or {}, title=title, base=base))
    environment = Environment(loader=PackageLoader(__package__), autoescape=True)
    environment.globals.update(
        page_title=clean(title),
        data=data,
        written=written,
        links=links,
        style=Markup("\n".join(static(f"{name}.css") for name in STYLES)),
        library=Markup(vis_network()),
        script=Markup(BEFORE + "\n".join(static(f"{name}.js") for name in SCRIPTS) + AFTER),
    )
    network.templateEnv = environment
    network.path = "explorer.html"
    return with_policy(network.generate_html())


def static(name: str) -> str:
    """A file of the folder static/."""
    return (resources.files(__package__) / "static" / name).read_text(encoding="utf-8")


def vis_network() -> str:
    """vis-network as the pinned pyvis ships it, with its licence note."""
    return (resources.files("pyvis") / VIS).read_text(encoding="utf-8").replace("</script", "<\\/script")


def pack(data: Mapping[str, object]) -> tuple[str, str]:
    """The data and its encoding: plain JSON in which no character can end a script block, or base64 of zlib."""
    text = clean(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    if len(text) > COMPRESS_ABOVE:
        return base64.b64encode(zlib.compress(text.encode("utf-8"), 6)).decode("ascii"), "deflate"
    for char in "&<>\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text), "json"


def with_policy(page: str) -> str:
    """The page with a content security policy that names its own scripts and styles by digest and nothing else."""
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = POLICY.format(scripts=" ".join(map(digest, scripts)), styles=" ".join(map(digest, styles)))
    return page.replace("@@policy@@", html.escape(policy, quote=False), 1)


def digest(block: str) -> str:
    """A block's entry in the policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(block.encode('utf-8')).digest()).decode('ascii')}'"
