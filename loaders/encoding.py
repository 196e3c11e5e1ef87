"""Bytes to text: UTF-8 first, a byte order mark next, detection last and never silently."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from ..ontology.errors import DocumentError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = 8  # stray control characters that any text may have
_CONTROL_SHARE = 0.01  # and for each character beyond
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x85\u200b\ufeff")


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, without a byte order mark, and a note where the encoding had to be detected.

    Raises DocumentError for binary data and for bytes that fit no encoding.
    """
    if not data.strip():
        raise DocumentError("is empty")
    text, note = _decoded(data)
    _refuse_binary(text)
    return text, note


def _decoded(data: bytes) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), f"decoded as {encoding.upper()} by its byte order mark"
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        if b"\x00" in data[:4096]:
            raise DocumentError("is binary, not text") from error
    return _detected(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"has the byte order mark of {encoding.upper()} but byte {error.start} does not fit"
        raise DocumentError(problem) from error


def _detected(data: bytes) -> tuple[str, str | None]:
    best = from_bytes(data).best()
    if best is None:
        raise DocumentError("is neither UTF-8 nor in any encoding that could be detected; save it as UTF-8")
    return str(best), f"not UTF-8; decoded as {best.encoding}, which was detected"


def _refuse_binary(text: str) -> None:
    controls = sum(1 for c in text if (c < " " or "\x7f" <= c < "\xa0") and c not in _ALLOWED_CONTROLS)
    if "\x00" in text or controls > _CONTROLS + _CONTROL_SHARE * len(text):
        raise DocumentError(f"is binary, not text: {controls} of its {len(text)} characters are control characters")
