"""E-mail (.eml): subject, sender, date and text; quoted mail and signatures are marked, attachments are read too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from functools import partial

from ..ontology.errors import DocumentError
from ..ontology.records import Region
from .dates import iso_date
from .encoding import decode
from .markup import plain
from .source import Article, Source

SUFFIXES = (".eml",)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_KNOWN = re.compile(rb"^(?:from|to|subject|date|message-id|received|return-path|mime-version):", re.I | re.M)
_QUOTED = re.compile(r"(?m)^>.*$|^On .{5,200} wrote:\s*$|^-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}\s*$")
_SIGNATURE = re.compile(r"(?m)^-- ?$")
_READ = frozenset(("text/plain", "text/html"))


def matches(head: bytes) -> bool:
    """Whether a file begins with header fields of which some are those of a mail."""
    start = head.lstrip(b"\r\n")
    return _HEADER.match(start) is not None and len(set(_KNOWN.findall(start))) >= 3


def read(source: Source) -> Iterator[Article | Source]:
    """The text of the mail and each of its attachments; DocumentError where there is neither."""
    message = message_from_bytes(source.read(source.limits.file, "one mail"), policy=policy.compat32)
    found = False
    for place, part in enumerate(message.walk()):
        source.budget.count()
        if part.is_multipart():
            continue
        name = _header(part.get_filename())
        if name or part.get_content_type() not in _READ:
            data = content(part)
            if data:
                found = True
                yield source.inside(_safe(name or f"part-{place}"), partial(io.BytesIO, data))
    body = _body(message)
    if body is not None:
        yield _article(*body, message, source.name)
    elif not found:
        raise DocumentError("is a mail without text")


def content(part: Message) -> bytes:
    """The bytes of a part, decoded; empty where the part is damaged."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def _body(message: Message) -> tuple[str, str | None] | None:
    """The text, plain where the mail has both, and the note about its encoding."""
    parts = [p for p in message.walk() if not p.is_multipart() and not p.get_filename()]
    for kind in ("text/plain", "text/html"):
        found = [content(part) for part in parts if part.get_content_type() == kind]
        charsets = [part.get_content_charset() for part in parts if part.get_content_type() == kind]
        texts = [decode(data, declared=charset) for data, charset in zip(found, charsets, strict=True) if data.strip()]
        if texts:
            text = "\n\n".join(plain(one) if kind == "text/html" else one for one, _ in texts)
            return text, next((note for _, note in texts if note is not None), None)
    return None


def _article(text: str, note: str | None, message: Message, name: str) -> Article:
    text = text.replace("\r\n", "\n")
    return Article(
        text,
        name,
        title=_header(message["Subject"]),
        author=_header(message["From"]),
        published=iso_date(_header(message["Date"])),
        notes=(note,) if note is not None else (),
        boilerplate=tuple(_regions(text)),
    )


def _regions(text: str) -> Iterator[Region]:
    """Lines of quoted mail, and everything after the mark of a signature."""
    signature = _SIGNATURE.search(text)
    end = signature.start() if signature is not None else len(text)
    for quoted in _QUOTED.finditer(text, 0, end):
        if quoted.group().strip():
            yield Region(quoted.start(), quoted.start() + len(quoted.group().rstrip()), "quoted mail")
    if signature is not None and text[end:].strip():
        yield Region(end, len(text.rstrip()), "signature")


def _header(value: object) -> str | None:
    """A header field as text: encoded words decoded, on one line."""
    if value is None:
        return None
    try:
        text = str(make_header(decode_header(str(value))))
    except (LookupError, ValueError, TypeError, AssertionError):
        text = str(value)
    return " ".join(text.split())[:300] or None


def _safe(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].replace("!", "_") or "part"
