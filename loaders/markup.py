"""The text of a piece of HTML in a feed, a table or a mail: paragraphs on lines of their own, nothing else changed.

Whole pages go through html.py, which finds the article in them; a piece is an article already.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAG = re.compile(r"</(?:p|div|a|span|b|i|em|strong|li|ul|h[1-6]|table|body|html)\s*>|<(?:br|p|hr|img)\b[^<>]*>", re.I)
_SPACE = re.compile(r"[^\S\n]+")
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
        "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    )
)  # fmt: skip
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object"))
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed"))
_ANY_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 1 << 18  # characters; the parser's time on broken markup grows with their square


def is_markup(text: str) -> bool:
    """Whether the text has tags of HTML."""
    return "<" in text and _TAG.search(text) is not None


def plain(markup: str) -> str:
    """The text as a browser would show it; of a very long piece only the tags are taken out."""
    if len(markup) > _LONGEST:
        return _ANY_TAG.sub("\n", markup)
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return parser.text()


def whole(markup: str) -> str:
    """The text of a page of any length, as a browser would show it; needs lxml."""
    from lxml.etree import HTMLParser as Parser
    from lxml.etree import XMLSyntaxError

    parser = Parser(target=_Target(), huge_tree=True)
    try:
        parser.feed(markup)
        text: str = parser.close()
    except XMLSyntaxError:  # it is empty
        return ""
    return text


class _Target:
    """What lxml tells of a page, which it reads in time that grows with its length, as text."""

    def __init__(self) -> None:
        self._text = _Text()

    def start(self, tag: str, attrs: object) -> None:
        self._text.handle_starttag(tag, [])

    def end(self, tag: str) -> None:
        self._text.handle_endtag(tag)

    def data(self, data: str) -> None:
        self._text.handle_data(data)

    def close(self) -> str:
        return self._text.text()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and tag not in _VOID:
            self._silent += 1
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data.replace("\n", " ").replace("\r", " "))

    def text(self) -> str:
        lines = (_SPACE.sub(" ", line).strip() for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)
