"""SPARQL 1.1 Protocol: what a request asks, and in which form the client takes the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from .sandbox import Request

RESULT_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH_TYPES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nquads": "application/n-quads",
}
_ALSO = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "ntriples",
    "application/x-turtle": "turtle",
}
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """Why a request is not answered: a status of HTTP and a sentence."""

    status: int
    message: str


def content_type(form: str) -> str:
    """The media type of a form of an answer."""
    return {**RESULT_TYPES, **GRAPH_TYPES}.get(form, "text/plain") + (
        "" if form in ("json", "xml", "rdfxml", "jsonld") else "; charset=utf-8"
    )


def read(method: str, target_query: str, media_type: str, body: bytes, accept: str) -> Request:
    """The request for a query. Raises Refusal where it asks for none, or for an update."""
    parameters = _parameters(target_query)
    text: str | None = None
    if method == "POST":
        kind = media_type.split(";")[0].strip().lower()
        if kind == _UPDATE:
            raise Refusal(403, "this endpoint is read-only")
        if kind == _QUERY:
            text = _decoded(body)
        elif kind == _FORM:
            for name, values in _parameters(_decoded(body)).items():
                parameters.setdefault(name, []).extend(values)
        else:
            raise Refusal(415, f"a query is posted as {_QUERY} or {_FORM}, not as {kind or 'nothing'}")
    if "update" in parameters:
        raise Refusal(403, "this endpoint is read-only")
    queries = parameters.get("query", []) + ([text] if text is not None else [])
    if len(queries) != 1:
        raise Refusal(400, f"{len(queries)} queries were sent; expected one, in the parameter `query`")
    return Request(
        queries[0],
        negotiate(accept, RESULT_TYPES),
        negotiate(accept, GRAPH_TYPES),
        tuple(parameters.get("default-graph-uri", ())),
        tuple(parameters.get("named-graph-uri", ())),
    )


def negotiate(accept: str, types: Mapping[str, str]) -> str | None:
    """The form that the client likes best, the first where it likes several as much; None where it takes none."""
    offered = {media: form for form, media in types.items()}
    offered |= {media: form for media, form in _ALSO.items() if form in types}
    liked = _accepted(accept)
    best: tuple[float, int, str] | None = None
    for rank, (media, form) in enumerate(offered.items()):
        weight = _weight(media, liked)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, rank, form)
    return best[2] if best is not None else None


def _accepted(accept: str) -> Sequence[tuple[str, float]]:
    if not accept.strip():
        return (("*/*", 1.0),)
    found = []
    for part in accept.lower().split(","):
        media, *options = (piece.strip() for piece in part.split(";"))
        weight = next((option[2:] for option in options if option.startswith("q=")), "1")
        try:
            found.append((media, float(weight)))
        except ValueError:
            found.append((media, 0.0))
    return found


def _weight(media: str, liked: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that holds the media type."""
    main = media.split("/")[0] + "/*"
    for wanted in (media, main, "*/*"):
        for pattern, weight in liked:
            if pattern == wanted:
                return weight
    return 0.0


def _parameters(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise Refusal(400, "the parameters are not URL-encoded UTF-8, or more than 100") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "the request is not UTF-8") from None
